"""Entries: `Initiative`, `Petition` and `Entry`, which is of any other kind, and `Translation`."""

from collections.abc import Hashable, Mapping
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, cast

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, core_schema

from leavex_network.errors import alternatives, quoted
from leavex_network.models.addresses import is_among
from leavex_network.models.checked import After
from leavex_network.models.derived import derived
from leavex_network.models.fields import (
    SLUGS,
    Day,
    Digest,
    Hashtag,
    KindName,
    LanguageTag,
    Line,
    Name,
    OwnValue,
    Slug,
    SourceKey,
    TerritoryCode,
    Unique,
    UniqueHashtags,
    Url,
    refused,
)
from leavex_network.models.frozen import NOTHING, FrozenMap, Record
from leavex_network.models.kinds import BUILT_IN
from leavex_network.places.territories import Territory
from leavex_network.text import urls

if TYPE_CHECKING:
    from typing import Unpack

    from leavex_network.models.arguments import (
        EntryArguments,
        InitiativeArguments,
        PetitionArguments,
    )
    from leavex_network.text.inline import Link

Kind = Literal["initiative", "petition"]
"""The built-in kinds."""
Status = Literal["active", "concluded"]

OTHER_KINDS = "entry"
"""In the paths of errors, the step of an entry that is neither an initiative nor a petition."""
_CLASS_NAMES = {"initiative": "an Initiative", "petition": "a Petition"}
_MOST_OWN_FIELDS = 100


def _few(values: FrozenMap[str, Any]) -> FrozenMap[str, Any]:
    """Refuse more fields of one's own than a table has columns for."""
    if len(values) > _MOST_OWN_FIELDS:
        problem = f"`extra` has {len(values)} fields, more than {_MOST_OWN_FIELDS}"
        raise refused("too-large", problem, "keep them in a file of their own")
    return values


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
    """One entry of a network, of a kind that the network declares.

    It is the base of `Initiative` and `Petition`, which are built in.
    """

    # Values derived from the fields, outside of them: `dict(entry)`, equality and pickles never
    # contain them. A private attribute of pydantic would take part in equality.
    # `_home` is the network that it was made for: see `leavex_network.models.homes`.
    __slots__ = ("_derived", "_home")

    kind: KindName
    """Its kind: `initiative`, `petition`, or one that `about.kinds` declares."""
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
    translations: FrozenMap[LanguageTag, Translation] = Field(default=NOTHING)
    """Its texts in other languages (BCP 47)."""
    extra: Annotated[FrozenMap[Slug, OwnValue], After(_few)] = Field(
        default=NOTHING,
        json_schema_extra={"propertyNames": SLUGS, "maxProperties": _MOST_OWN_FIELDS},
    )
    """Fields of one's own, by slugs: strings, numbers, booleans or lists of strings. Nothing
    interprets them, and pages, feeds and sites leave them out."""

    if TYPE_CHECKING:

        def __init__(self, **values: Unpack[EntryArguments]) -> None: ...

    else:

        def __init__(self, **values: Any) -> None:
            kind = values.get("kind")
            if type(self) is Entry and "kind" not in values:
                details = InitErrorDetails(type="missing", loc=("kind",), input=values)
                raise ValidationError.from_exception_data("Entry", [details])
            if type(self) is Entry and kind in _CLASS_NAMES:
                remedy = f"make {_CLASS_NAMES[kind]}, or call Entry.model_validate"
                error = refused("unknown-kind", f"{kind!r} has a class of its own", remedy)
                details = InitErrorDetails(type=error, loc=("kind",), input=kind)
                raise ValidationError.from_exception_data("Entry", [details])
            super().__init__(**values)

        # Validation may create objects without calling `__init__`: it checks nothing else.
        __init__.__pydantic_base_init__ = True

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate an entry as what its kind says it is."""
        if cls is not Entry:
            return handler(source)
        schema = handler(source)
        own: dict[str, Any] = {**handler.resolve_ref_schema(schema)}
        if own["type"] == "tagged-union":
            return schema  # pydantic keeps that of a class from which an object was made
        # Wherever this class is referred to, the union of all classes is meant.
        ref = own.pop("ref", None)
        choices: dict[Hashable, CoreSchema] = {
            "initiative": handler.generate_schema(Initiative),
            "petition": handler.generate_schema(Petition),
            OTHER_KINDS: cast("CoreSchema", own),
        }
        return core_schema.tagged_union_schema(
            choices,
            discriminator=_class_tag,
            ref=ref,
            # pydantic's own words name the function.
            custom_error_type="missing-key",
            custom_error_message="{problem}; {remedy}",
            custom_error_context={
                "problem": "the key 'kind' is missing",
                "remedy": f"use {alternatives(BUILT_IN)}, or a kind that about.kinds declares",
            },
        )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with the changes of `update`, validated again: see `Record.model_copy`.

        The kind of an initiative or a petition cannot be changed, which would change its type:
        `Entry.model_validate({**entry.given(), "kind": "event"})` returns what is meant.
        """
        kind = (update or {}).get("kind", self.kind)
        if type(self) is not Entry and isinstance(kind, str) and kind != self.kind:
            name = type(self).__name__
            problem = f"{name}.model_copy() cannot change the kind to {quoted(kind)}"
            remedy = f'call Entry.model_validate({{**entry.given(), "kind": "{kind}"}})'
            error = refused("unknown-kind", problem, remedy)
            details = InitErrorDetails(type=error, loc=("kind",), input=kind)
            raise ValidationError.from_exception_data(name, [details])
        return super().model_copy(update=update, deep=deep)

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
        return derived(self, "text", _text)

    @property
    def html(self) -> str:
        """The description as safe HTML: `strong`, `em`, `code` and `a`; anything else is text."""
        return derived(self, "html", _html)

    @property
    def links(self) -> "tuple[Link, ...]":
        """The links in the description, each a text and a URL."""
        return derived(self, "links", _links)

    @property
    def countries(self) -> tuple[Territory, ...]:
        """Those of its territories that are countries."""
        return tuple([territory for territory in self.territories if territory.is_country])

    @property
    def regions(self) -> tuple[Territory, ...]:
        """Those of its territories that are regions."""
        return tuple([territory for territory in self.territories if not territory.is_country])

    @property
    def host(self) -> str:
        """The host of its main address, in lower case."""
        return urls.host(self.url)

    def _repr_html_(self) -> str:
        """Return a card, for notebooks, in the language of the network that it was taken from."""
        from leavex_network.models import cards

        return cards.card(self)

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


def class_of(kind: str) -> type[Entry]:
    """Return the class of the entries of a kind."""
    classes: dict[str, type[Entry]] = {"initiative": Initiative, "petition": Petition}
    return classes.get(kind, Entry)


def _class_tag(value: object) -> str | None:
    """Return the tag of the class of an entry or a dict of its values; None without a kind."""
    if isinstance(value, dict):
        kind: object = value.get("kind")
    elif isinstance(value, Entry):
        kind = value.kind
    else:
        kind = getattr(value, "kind", OTHER_KINDS)
    if isinstance(kind, str) and kind in _CLASS_NAMES:
        return kind
    return None if kind is None else OTHER_KINDS


def _text(entry: Entry) -> str:
    text: str = _inline().plain(entry.description)
    return text


def _html(entry: Entry) -> str:
    html: str = _inline().html(entry.description)
    return html


def _links(entry: Entry) -> "tuple[Link, ...]":
    links: tuple[Link, ...] = _inline().links(entry.description)
    return links


@cache
def _inline() -> ModuleType:
    """Return the module that reads inline Markdown; importing its parser takes some 30 ms."""
    from leavex_network.text import inline

    return inline
