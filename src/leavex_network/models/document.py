"""What a JSON file holds: a network's entries, what is told about it, and the version of the format.

The JSON Schema is generated from it.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from leavex_network.models.about import About
from leavex_network.models.entries import Initiative, Petition
from leavex_network.models.fields import plain_one, refused
from leavex_network.models.frozen import Record

_SOURCE_REMEDY = "add the source there, or pass the about of the network that the entries are from"

Problem = tuple[int, tuple[int | str, ...], PydanticCustomError]
"""The place of an entry, the path in it, and what is wrong there."""

AnyEntry = Annotated[Initiative | Petition, Field(discriminator="kind")]


class Document(Record, frozen=True):
    """What a JSON file holds."""

    schema_address: str | None = Field(default=None, alias="$schema")
    """The address of this schema, for editors."""
    version: Annotated[Literal[1], BeforeValidator(plain_one)] = 1
    """The version of the format."""
    about: About
    """What the network is."""
    entries: tuple[AnyEntry, ...]
    """The entries, in the order of the page."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        names = [[entry.id, *entry.aliases] for entry in self.entries]
        problems = [*repeated_ids(names), *self._unknown_sources(), *self._own_translations()]
        details = [
            InitErrorDetails(type=error, loc=("entries", place, *path), input=None)
            for place, path, error in problems
        ]
        if self.about.language in self.about.translations:
            details.append(
                InitErrorDetails(
                    type=self._own(), loc=("about", "translations", self.about.language), input=None
                )
            )
        if details:
            raise ValidationError.from_exception_data("Document", details)
        return self

    def _unknown_sources(self) -> Iterator[Problem]:
        for place, entry in enumerate(self.entries):
            named: list[tuple[tuple[int | str, ...], str]] = [
                (("sources", number), key) for number, key in enumerate(entry.sources)
            ]
            if entry.text_source:
                named.append((("text_source",), entry.text_source))
            for path, key in named:
                if key not in self.about.sources:
                    yield (
                        place,
                        path,
                        refused(
                            "unknown-source", f"{key!r} is no key of about.sources", _SOURCE_REMEDY
                        ),
                    )

    def _own_translations(self) -> Iterator[Problem]:
        own = self.about.language
        for place, entry in enumerate(self.entries):
            if own in entry.translations:
                yield place, ("translations", own), self._own()

    def _own(self) -> PydanticCustomError:
        own = f"{self.about.language!r} is the network's own language"
        return refused("unknown-language", own, "write these texts in the fields themselves")


def repeated_ids(names: list[list[str]]) -> Iterator[Problem]:
    """Yield a problem for each id or alias that another entry, or the same, already has.

    Args:
        names: The id and the aliases of each entry, in their order.
    """
    first: dict[str, int] = {}
    for place, several in enumerate(names):
        for number, name in enumerate(several):
            if name in first:
                other = f"{name!r} is already an id or a former id of entry {first[name] + 1}"
                error = refused(
                    "duplicate-id", other, "write another, and keep the older one as it is"
                )
                yield place, ("aliases", number - 1) if number else ("id",), error
            first.setdefault(name, place)
