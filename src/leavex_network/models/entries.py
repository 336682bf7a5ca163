"""What a network is made of: `About` it, and entries, each an `Initiative` or a `Petition`."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

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
    UniqueFolded,
    Url,
    refused,
)
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.places.territories import Territory
from leavex_network.text import urls

if TYPE_CHECKING:
    from leavex_network.text.inline import Link

Kind = Literal["initiative", "petition"]
Status = Literal["active", "concluded"]


class Translation(Record, frozen=True):
    """What an entry prints otherwise in one language; what is absent is printed as in the original."""

    name: Name | None = None
    """The name in that language."""
    url: Url | None = None
    """The address of the edition in that language."""
    description: Line | None = None
    """The description in that language, in inline Markdown."""
    of: Digest | None = None
    """A digest of the original that it was made from: where it differs, the translation is older."""


class Entry(Record, frozen=True):
    """One entry of a network; the base of `Initiative` and `Petition`."""

    kind: Kind
    """What it is."""
    id: Slug
    """A short name that stays: lower-case ASCII letters, digits and hyphens, beginning with a letter."""
    name: Name
    """The name, in plain text. A petition keeps its own title."""
    name_language: LanguageTag | None = None
    """The language in which the name stays in every edition (BCP 47); none where it may be translated."""
    url: Url
    """The main address."""
    also_at: Annotated[tuple[Url, ...], Unique] = ()
    """Other addresses that the page lists for it."""
    description: Line = ""
    """What the campaign says of itself: one paragraph of inline Markdown."""
    description_language: LanguageTag | None = None
    """The language of the description, where it is another than the network's (BCP 47)."""
    hashtags: Annotated[tuple[Hashtag, ...], UniqueFolded] = ()
    """Its hashtags without `#`, in their own spelling; compared without case."""
    territories: Annotated[tuple[TerritoryCode, ...], Unique] = ()
    """Where the page places it: codes of ISO 3166-1, of M.49 areas (`150` Europe, `001` the world), `EU` or `XK`.

    Empty where it names none.
    """
    text_source: SourceKey | None = None
    """The key of the source that has these texts to the letter; none where they are written for this list."""
    status: Status = "active"
    """`concluded` where the page lists it under that heading: an editorial act, no word on whether one can sign."""
    listed: Day | None = None
    """The day of the first revision of the page that lists it, where known."""
    concluded: Day | None = None
    """The day of the first revision that lists it as concluded, where known: an editorial day."""
    closes: Day | None = None
    """The last day to sign a petition, where known."""
    sources: Annotated[tuple[SourceKey, ...], Unique] = ()
    """The keys, in `about.sources`, of what its facts were read in."""
    note: Line | None = None
    """What a reader of the data must know."""
    aliases: Annotated[tuple[Slug, ...], Unique] = ()
    """Former ids, which keep working."""
    translations: FrozenMap[LanguageTag, Translation] = Field(default_factory=FrozenMap)
    """What it prints otherwise in other languages (BCP 47)."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if type(self) is Entry:
            raise refused(
                "unknown-kind", "an entry is of a kind", "make an Initiative or a Petition"
            )
        if self.concluded and self.status == "active":
            raise refused(
                "days-contradict",
                f"it was listed as concluded on {self.concluded}, and its status is 'active'",
                "write the status 'concluded', or leave the day out",
            )
        if self.concluded and self.listed and self.concluded < self.listed:
            raise refused(
                "days-contradict",
                f"it was listed as concluded on {self.concluded}, before it was listed on {self.listed}",
                "mend one of the days",
            )
        if self.closes and self.kind != "petition":
            raise refused(
                "days-contradict",
                "it has a last day to sign, and is no petition",
                "leave 'closes' out",
            )
        return self

    @cached_property
    def text(self) -> str:
        """The description as plain text."""
        from leavex_network.text import inline

        return inline.plain(self.description)

    @cached_property
    def html(self) -> str:
        """The description as safe HTML, of `strong`, `em`, `code` and `a`; anything else in it is text."""
        from leavex_network.text import inline

        return inline.html(self.description)

    @cached_property
    def links(self) -> "tuple[Link, ...]":
        """The links in the description, each a text and a URL."""
        from leavex_network.text import inline

        return inline.links(self.description)

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
        """Return a card, as notebooks show it."""
        from leavex_network.models import cells

        places = [cells.Cell(f"{place.flag} {place.name}".strip()) for place in self.territories]
        hashtags = [cells.Cell(f"#{hashtag}") for hashtag in self.hashtags]
        addresses = [cells.Cell(urls.host(url), url) for url in (self.url, *self.also_at)]
        about = [cells.Cell(self.kind), cells.Cell(self.status), *places, *hashtags]
        return cells.card(
            cells.Cell(self.name, self.url, self.name_language),
            self.html,
            [about, addresses],
            self.description_language,
        )

    def __repr__(self) -> str:
        """One line: the kind, the id and the name."""
        return f"<{type(self).__name__} {self.id}: {self.name}>"

    def __str__(self) -> str:
        """One line, as `repr` has it."""
        return repr(self)


class Initiative(Entry, frozen=True):
    """A campaign, a movement, a list."""

    kind: Literal["initiative"] = "initiative"
    """`initiative`."""


class Petition(Entry, frozen=True):
    """Something to sign."""

    kind: Literal["petition"] = "petition"
    """`petition`."""
