"""Entries: `Initiative` and `Petition`, their base `Entry`, and `Translation`."""

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails

from leavex_network.errors import quoted
from leavex_network.models.fields import (
    Day,
    Digest,
    Hashtag,
    LanguageTag,
    Line,
    Name,
    Slug,
    SourceKey,
    TerritoryCode,
    Unique,
    UniqueHashtags,
    Url,
    refused,
)
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.places.territories import Territory
from leavex_network.text import urls

if TYPE_CHECKING:
    from typing import Unpack

    from leavex_network.models.arguments import InitiativeArguments, PetitionArguments
    from leavex_network.text.inline import Link

T = TypeVar("T")

Kind = Literal["initiative", "petition"]
Status = Literal["active", "concluded"]


class Translation(Record, frozen=True):
    """The texts of an entry in another language; a missing one is printed as in the original."""

    name: Name | None = None
    """The name in that language."""
    url: Url | None = None
    """The address of the edition in that language."""
    description: Line | None = None
    """The description in that language, in inline Markdown."""
    of: Digest | None = None
    """A digest of the original that was translated: if it differs, the translation is older."""


class Entry(Record, frozen=True):
    """One entry of a network; the base of `Initiative` and `Petition`."""

    # Values derived from the fields, outside of them: `dict(entry)`, equality and pickles never
    # contain them. A private attribute of pydantic would take part in equality.
    __slots__ = ("_derived",)

    kind: Kind
    """Its kind."""
    id: Slug
    """A short permanent name: lower-case ASCII letters, digits and hyphens, first a letter."""
    name: Name
    """The name, in plain text. A petition keeps its own title."""
    name_language: LanguageTag | None = None
    """The language in which the name stays in all languages (BCP 47); none if it is translated."""
    url: Url
    """The main address."""
    also_at: Annotated[tuple[Url, ...], Unique] = ()
    """Further addresses that the page lists for it."""
    archived: Url | None = None
    """The address of an archived copy, if there is one: none of the other addresses."""
    description: Line = ""
    """What the campaign says of itself: one paragraph of inline Markdown."""
    description_language: LanguageTag | None = None
    """The language of the description, if it is not the network's (BCP 47)."""
    hashtags: Annotated[tuple[Hashtag, ...], UniqueHashtags] = ()
    """Its hashtags without `#`, in their own spelling; compared in NFC and without case."""
    territories: Annotated[tuple[TerritoryCode, ...], Unique] = ()
    """The places that the page names: codes of ISO 3166-1, of M.49 areas (`150` Europe, `001` the
    world), `EU` or `XK`. Empty if it names none."""
    text_source: SourceKey | None = None
    """The key of the source that contains these texts word for word, if one does."""
    status: Status = "active"
    """`concluded` if the page lists it under that heading: an editorial act, which does not say
    whether one can sign."""
    listed: Day | None = None
    """The day of the first revision of the page that lists it, if known."""
    concluded: Day | None = None
    """The day of the first revision that lists it as concluded, if known: an editorial day."""
    closes: Day | None = None
    """The last day to sign a petition, if known."""
    sources: Annotated[tuple[SourceKey, ...], Unique] = ()
    """The keys, in `about.sources`, of the sources of its facts."""
    note: Line | None = None
    """What a reader of the data must know."""
    aliases: Annotated[tuple[Slug, ...], Unique] = ()
    """Former ids, which keep working."""
    translations: FrozenMap[LanguageTag, Translation] = Field(default_factory=FrozenMap)
    """Its texts in other languages (BCP 47)."""

    def __init__(self, **values: Any) -> None:
        if type(self) is Entry:
            remedy = "make an Initiative or a Petition, or call Entry.model_validate"
            error = refused("unknown-kind", "an Entry has no kind of its own", remedy)
            details = InitErrorDetails(type=error, loc=(), input=values)
            raise ValidationError.from_exception_data("Entry", [details])
        super().__init__(**values)

    # Validation may create objects without calling `__init__`: it checks nothing else.
    setattr(__init__, "__pydantic_base_init__", True)  # noqa: B010 - functions are typed without it

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate an entry as what its kind says it is."""
        if cls is Entry:
            return handler.generate_schema(AnyEntry)
        return handler(source)

    @field_validator("archived")
    @classmethod
    def _check_archived(cls, value: str | None, info: ValidationInfo) -> str | None:
        others = [info.data.get("url"), *info.data.get("also_at", ())]
        if is_among(value, others):
            problem = f"{quoted(value)} is an address of the entry itself"
            raise refused("repeated-value", problem, "write the address of a copy, or remove it")
        return value

    @model_validator(mode="after")
    def _check_consistency(self) -> Self:
        if self.concluded and self.status == "active":
            problem = f"`concluded` is {self.concluded}, but `status` is 'active'"
            raise refused(
                "days-contradict", problem, "set `status` to 'concluded', or remove the day"
            )
        if self.concluded and self.listed and self.concluded < self.listed:
            problem = f"`concluded` is {self.concluded}, before `listed` ({self.listed})"
            raise refused("days-contradict", problem, "correct one of the days")
        if self.closes and self.kind != "petition":
            problem = "only a petition has a last day to sign"
            raise refused("days-contradict", problem, "remove `closes`")
        return self

    @property
    def text(self) -> str:
        """The description as plain text."""
        text: str = derived(self, "text", lambda entry: _inline().plain(entry.description))
        return text

    @property
    def html(self) -> str:
        """The description as safe HTML: `strong`, `em`, `code` and `a`; anything else is text."""
        html: str = derived(self, "html", lambda entry: _inline().html(entry.description))
        return html

    @property
    def links(self) -> "tuple[Link, ...]":
        """The links in the description, each a text and a URL."""
        links: tuple[Link, ...] = derived(
            self, "links", lambda entry: _inline().links(entry.description)
        )
        return links

    @property
    def countries(self) -> tuple[Territory, ...]:
        """Those of its territories that are countries."""
        return tuple(territory for territory in self.territories if territory.is_country)

    @property
    def regions(self) -> tuple[Territory, ...]:
        """Those of its territories that are regions."""
        return tuple(territory for territory in self.territories if not territory.is_country)

    @property
    def host(self) -> str:
        """The host of its main address, in lower case."""
        return urls.host(self.url)

    def _repr_html_(self) -> str:
        """Return a card, for notebooks."""
        from leavex_network.models import cells

        facts = [cells.Cell(self.kind), cells.Cell(self.status)]
        for territory in self.territories:
            facts.append(cells.Cell(f"{territory.flag} {territory.name}".strip()))
        facts += [cells.Cell(f"#{hashtag}") for hashtag in self.hashtags]
        addresses = [cells.Cell(urls.host(url), url) for url in (self.url, *self.also_at)]
        if self.archived is not None:
            addresses.append(cells.Cell("archived", self.archived))
        title = cells.Cell(self.name, self.url, self.name_language)
        return cells.card(title, self.html, [facts, addresses], self.description_language)

    def __repr__(self) -> str:
        """Return one line: the kind, the id and the name."""
        return f"<{type(self).__name__} {self.id}: {self.name}>"

    def __str__(self) -> str:
        """Return the same line as `repr`."""
        return repr(self)


class Initiative(Entry, frozen=True, defer_build=True):
    """A campaign, a movement, a list."""

    kind: Literal["initiative"] = "initiative"
    """`initiative`."""

    if TYPE_CHECKING:

        def __init__(self, **values: Unpack[InitiativeArguments]) -> None: ...


class Petition(Entry, frozen=True, defer_build=True):
    """A text to sign."""

    kind: Literal["petition"] = "petition"
    """`petition`."""

    if TYPE_CHECKING:

        def __init__(self, **values: Unpack[PetitionArguments]) -> None: ...


AnyEntry = Annotated[Initiative | Petition, Field(discriminator="kind")]
"""An entry of any kind."""


def distinct_copy(archived: str | None, others: Iterable[str]) -> str | None:
    """Return the address of an archived copy; None if it is one of the other addresses.

    A page in another language may list the copy in place of the address.
    """
    return None if is_among(archived, others) else archived


def is_among(url: str | None, others: Iterable[str | None]) -> bool:
    """Tell whether an address is one of others, however they are written; None is none."""
    if url is None:
        return False
    address = urls.normalized(url)
    return any(other is not None and urls.normalized(other) == address for other in others)


def derived(entry: Entry, name: str, compute: Callable[[Entry], T]) -> T:
    """Return a value that is derived from an entry, computed once and kept as long as the entry."""
    values: dict[str, T] | None = getattr(entry, "_derived", None)
    if values is None:
        values = {}
        object.__setattr__(entry, "_derived", values)
    if name not in values:
        values[name] = compute(entry)
    return values[name]


def _inline() -> ModuleType:
    """Return the module that reads inline Markdown; importing its parser takes some 30 ms."""
    from leavex_network.text import inline

    return inline
