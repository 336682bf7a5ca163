"""The state of a sync: what pages and data had in common when they were last in step.

It lies beside the data, as `<stem>.sync.json`, and holds digests instead of descriptions.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from leavex_network.errors import DataError
from leavex_network.files.disk import digest_of, read_limited
from leavex_network.findings import Finding
from leavex_network.models.entries import Status
from leavex_network.models.fields import KindName
from leavex_network.models.frozen import FrozenMap, Record

MAX_BYTES = 20_000_000


class PageState(Record, frozen=True):
    """What a page and the data said of an entry in the language of the page."""

    url: str | None = None
    """The address; None if they contradict each other, like the other fields."""
    name: str | None = None
    """The name."""
    description: str | None = None
    """A digest of the description."""

    @property
    def was_unread(self) -> bool:
        """Whether the page listed the entry only in a block that is no entry."""
        return self.name is None and self.url is None and self.description is None

    def form(self, name: str, text: str) -> str:
        """Return a text in the form in which a state has it."""
        return digest(text) if name == "description" else text


class EntryState(Record, frozen=True):
    """What all pages and the data said of an entry."""

    kind: KindName | None = None
    """The kind; None if they contradict each other, like the other fields."""
    status: Status | None = None
    """The status."""
    territories: tuple[str, ...] | None = None
    """The codes of the territories."""
    also_at: tuple[str, ...] | None = None
    """The further addresses."""
    archived: str = ""
    """The address of the archived copy; empty if none is known to all sides."""
    pages: FrozenMap[str, PageState] = Field(default_factory=FrozenMap)
    """By the language of each page that listed it (BCP 47)."""


class State(Record, frozen=True):
    """The content of a state file."""

    version: Literal[1] = 1
    """The version of the format."""
    entries: FrozenMap[str, EntryState] = Field(default_factory=FrozenMap)
    """By id, in the order that pages and data had last in common."""
    about: FrozenMap[str, FrozenMap[str, str]] = Field(default_factory=FrozenMap)
    """By the language of each page: digests of its title, description and introduction."""


def digest(text: str) -> str:
    """Return the digest of a text, as the state has it."""
    return sha256(text.encode()).hexdigest()[:16]


def state_file(data: Path) -> Path:
    """Return the path of the state of a data file."""
    return data.with_name(f"{data.stem}.sync.json")


def read_state(file: Path) -> State | None:
    """Return the state in a file; None if there is no such file.

    Raises:
        DataError: The file is no state.
    """
    if not file.exists():
        digest_of(file)  # it is remembered that there is none
        return None
    try:
        return State.model_validate_json(read_limited(file, MAX_BYTES))
    except ValidationError:
        message = "This file is no state of a sync."
        remedy = "Restore it from your last commit, or delete it to compare pages and data anew."
        finding = Finding(code="invalid-state", message=message, remedy=remedy, file=str(file))
        raise DataError([finding]) from None


def dumped(state: State) -> str:
    """Return the text of a state file, one entry a line: the same text every time."""
    lines = ["{", f'  "version": {state.version},']
    lines += _block("about", ((key, _about(value)) for key, value in state.about.items()))
    lines[-1] += ","
    entries = ((key, _compact(value)) for key, value in state.entries.items())
    lines += _block("entries", entries)
    return "\n".join([*lines, "}", ""])


def _block(name: str, items: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"    {_json(key)}: {value}" for key, value in items]
    if not lines:
        return [f'  "{name}": {{}}']
    return [f'  "{name}": {{', ",\n".join(lines), "  }"]


def _about(digests: FrozenMap[str, str]) -> str:
    return _json(dict(digests))


def _compact(entry: EntryState) -> str:
    values: dict[str, Any] = {"kind": entry.kind, "status": entry.status}
    values |= {"territories": entry.territories, "also_at": entry.also_at}
    given = {name: value for name, value in values.items() if value is not None}
    if entry.archived:
        given["archived"] = entry.archived
    given["pages"] = {language: _given(page) for language, page in entry.pages.items()}
    return _json(given)


def _given(page: PageState) -> dict[str, Any]:
    values = {"url": page.url, "name": page.name, "description": page.description}
    return {name: value for name, value in values.items() if value is not None}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
