"""What the constructors of the models take, for type checkers: all that validation accepts.

pydantic's own signatures have the types of the fields. Validation accepts more: any list for a
tuple, a dict for a mapping, `YYYY-MM-DD` for a day, a code for a territory, a dict for a record.
This module is imported only while types are checked.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, Required, TypedDict

from leavex_network.models.frozen import Record

Day = date | str
Values = Mapping[str, Any]
"""The values of a record, by the names of its fields."""


class SourceArguments(TypedDict):
    """Those of `Source`."""

    url: str
    date: Day


class AcceptedArguments(TypedDict, total=False):
    """Those of `Accepted`."""

    code: Required[str]
    entries: Sequence[str]
    addresses: Sequence[str]
    why: Required[str]


class RetiredArguments(TypedDict):
    """Those of `Retired`."""

    date: Day
    why: str


class AboutArguments(TypedDict, total=False):
    """Those of `About`."""

    title: str
    description: str
    introduction: str
    language: str
    text_language: str | None
    url: str | None
    edition: Day | None
    license: str | None
    note: str | None
    sources: Mapping[str, Record | Values]
    accepted: Sequence[Record | Values]
    retired: Mapping[str, Record | Values]
    kinds: Mapping[str, Mapping[str, Sequence[str]]]
    translations: Mapping[str, Record | Values]


class _EntryArguments(TypedDict, total=False):
    id: Required[str]
    name: Required[str]
    name_language: str | None
    url: Required[str]
    also_at: Sequence[str]
    archived: str | None
    description: str
    description_language: str | None
    hashtags: Sequence[str]
    territories: Sequence[str]
    text_source: str | None
    status: Literal["active", "concluded"]
    listed: Day | None
    concluded: Day | None
    closes: Day | None
    sources: Sequence[str]
    note: str | None
    aliases: Sequence[str]
    translations: Mapping[str, Record | Values]
    extra: Mapping[str, str | float | bool | Sequence[str]]


class EntryArguments(_EntryArguments):
    """Those of `Entry`."""

    kind: str


class InitiativeArguments(_EntryArguments, total=False):
    """Those of `Initiative`."""

    kind: Literal["initiative"]


class PetitionArguments(_EntryArguments, total=False):
    """Those of `Petition`."""

    kind: Literal["petition"]
