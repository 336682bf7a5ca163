"""What the work of the package is compared with: the same results with less, as one would write it.

Plain models that check types alone, a loop over folded texts, and data frames.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from unicodedata import combining, normalize

import polars as pl
from pydantic import BaseModel, Field

from leavex_network import Entry, Network


class Source(BaseModel):
    """A source, with types alone."""

    url: str
    date: date


class About(BaseModel):
    """The metadata, with types alone."""

    title: str
    language: str
    edition: date | None = None
    url: str | None = None
    sources: dict[str, Source] = {}


class Translation(BaseModel):
    """A translation, with types alone."""

    name: str | None = None
    url: str | None = None
    description: str | None = None
    of: str | None = None


class PlainEntry(BaseModel):
    """An entry, with types alone."""

    id: str
    name: str
    url: str
    name_language: str | None = None
    also_at: tuple[str, ...] = ()
    archived: str | None = None
    description: str = ""
    description_language: str | None = None
    hashtags: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    text_source: str | None = None
    status: Literal["active", "concluded"] = "active"
    listed: date | None = None
    concluded: date | None = None
    closes: date | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None
    aliases: tuple[str, ...] = ()
    translations: dict[str, Translation] = {}
    extra: dict[str, Any] = {}


class PlainInitiative(PlainEntry):
    """An initiative, with types alone."""

    kind: Literal["initiative"]


class PlainPetition(PlainEntry):
    """A petition, with types alone."""

    kind: Literal["petition"]


class PlainDocument(BaseModel):
    """A document, with types alone."""

    version: int
    about: About
    entries: tuple[Annotated[PlainInitiative | PlainPetition, Field(discriminator="kind")], ...]


def read_plain(text: str) -> PlainDocument:
    """Return the document of a text, with its types checked and nothing else."""
    return PlainDocument.model_validate_json(text)


def written(document: object) -> str:
    """Return a document as JSON with a line for each value."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def texts_of(network: Network[Entry]) -> list[tuple[str, ...]]:
    """Return the texts of each entry that a search looks at."""
    return [(entry.name, entry.text, *entry.hashtags) for entry in network]


def fold(text: str) -> str:
    """Return a text without case and accents, in the usual way."""
    decomposed = normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not combining(character))


def folded(texts: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the folded texts of each entry."""
    return [" ".join(map(fold, of_entry)) for of_entry in texts]


def found(folded_texts: Sequence[str], word: str) -> list[int]:
    """Return the positions of the texts that contain a word."""
    return [position for position, text in enumerate(folded_texts) if word in text]


def frame(network: Network[Entry]) -> pl.DataFrame:
    """Return a data frame with what a network is filtered by."""
    return pl.DataFrame(
        {
            "kind": [entry.kind for entry in network],
            "countries": [[str(code) for code in entry.countries] for entry in network],
            "hashtags": [list(entry.hashtags) for entry in network],
        }
    )
