"""`Document`: the content of a JSON file. The JSON Schema is generated from it."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from leavex_network.models.about import About
from leavex_network.models.checked import Before
from leavex_network.models.entries import Entry, class_of
from leavex_network.models.fields import plain_one, refused
from leavex_network.models.frozen import Record
from leavex_network.models.kinds import undeclared
from leavex_network.text.folding import slug

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_SOURCE_REMEDY = "add the source there, or pass the about of the network that the entries are from"

Problem = tuple[int, tuple[int | str, ...], PydanticCustomError]
"""The position of an entry, the path inside it, and the error."""

MOST_INCONSISTENCIES = 1_000
"""How many problems between entries an error has; it takes some thousand bytes for each."""


class Document(Record, frozen=True):
    """The content of a JSON file: the version of the format, the metadata and the entries."""

    schema_address: str | None = Field(default=None, alias="$schema")
    """The address of this schema, for editors."""
    version: Annotated[Literal[1], Before(plain_one)] = 1
    """The version of the format."""
    about: About
    """The metadata of the network."""
    entries: tuple[Entry, ...]
    """The entries, in page order."""

    @model_validator(mode="after")
    def _check_consistency(self) -> Self:
        # One after the other: as many lists at once set off the garbage collector.
        names = ([entry.id, *entry.aliases] for entry in self.entries)
        details: list[InitErrorDetails] = []
        problems = chain(
            repeated_ids(names),
            self._undeclared_kinds(),
            self._own_fields(),
            self._unknown_sources(),
            self._own_translations(),
        )
        for position, path, error in islice(problems, MOST_INCONSISTENCIES):
            loc = ("entries", position, *path)
            details.append(InitErrorDetails(type=error, loc=loc, input=None))
        own = self.about.language
        if own in self.about.translations:
            loc = ("about", "translations", own)
            details.append(InitErrorDetails(type=self._own_language(), loc=loc, input=None))
        if details:
            raise ValidationError.from_exception_data("Document", details)
        return self

    def _undeclared_kinds(self) -> Iterator[Problem]:
        for position, entry in enumerate(self.entries):
            if class_of(entry.kind) is Entry and entry.kind not in self.about.kinds:
                yield position, ("kind",), undeclared(entry.kind, self.about.kinds)

    def _own_fields(self) -> Iterator[Problem]:
        """Yield a problem for each field of a subclass: no format would keep its value."""
        kinds: set[type[Entry]] = set(map(type, self.entries))
        fields = {kind: kind.model_fields.keys() for kind in kinds}
        own = {kind: names - Entry.model_fields.keys() for kind, names in fields.items()}
        if not any(own.values()):
            return
        for position, entry in enumerate(self.entries):
            for name in own[type(entry)]:
                problem = f"{name!r} is a field of {type(entry).__name__}, and of no network"
                remedy = f'write it as extra={{"{slug(name)}": ...}} of its own class'
                yield position, (name,), refused("unknown-key", problem, remedy)

    def _unknown_sources(self) -> Iterator[Problem]:
        for position, entry in enumerate(self.entries):
            paths: list[tuple[tuple[int | str, ...], str]] = []
            for index, key in enumerate(entry.sources):
                paths.append((("sources", index), key))
            if entry.text_source:
                paths.append((("text_source",), entry.text_source))
            for path, key in paths:
                if key not in self.about.sources:
                    problem = f"{key!r} is not a key of about.sources"
                    yield position, path, refused("unknown-source", problem, _SOURCE_REMEDY)

    def _own_translations(self) -> Iterator[Problem]:
        own = self.about.language
        for position, entry in enumerate(self.entries):
            if own in entry.translations:
                yield position, ("translations", own), self._own_language()

    def _own_language(self) -> PydanticCustomError:
        problem = f"{self.about.language!r} is the network's own language"
        return refused("unknown-language", problem, "write these texts in the fields themselves")


@cache
def entry_adapter() -> "TypeAdapter[Entry]":
    """Return the validator of a single entry of any kind."""
    from pydantic import TypeAdapter  # `load()` needs none

    return TypeAdapter(Entry)


def repeated_ids(names: Iterable[list[str]]) -> Iterator[Problem]:
    """Yield a problem for each id or alias that is already one of an entry.

    `names` has the id and the aliases of each entry, in order.
    """
    positions: dict[str, int] = {}
    for position, ids in enumerate(names):
        for index, name in enumerate(ids):
            if name in positions:
                problem = f"{name!r} is already an id or a former id of entry {positions[name] + 1}"
                error = refused("duplicate-id", problem, "choose another, and keep the older one")
                yield position, ("aliases", index - 1) if index else ("id",), error
            positions.setdefault(name, position)
