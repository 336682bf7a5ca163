"""`About`: the metadata of a network, its sources and the findings that were accepted."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from leavex_network.models.fields import (
    Address,
    Day,
    Digest,
    LanguageTag,
    Line,
    Name,
    Slug,
    SourceKey,
    Unique,
    Url,
)
from leavex_network.models.frozen import NOTHING, FrozenMap, Record
from leavex_network.models.kinds import NO_KINDS, DeclaredKinds

if TYPE_CHECKING:
    from typing import Unpack

    from leavex_network.models.arguments import (
        AboutArguments,
        AcceptedArguments,
        RetiredArguments,
        SourceArguments,
    )


class Source(Record, frozen=True):
    """The source of a fact: a permalink, so that it can be read again."""

    url: Url
    """The address of one revision, not of a page that changes."""
    date: Day
    """The day of that revision."""

    if TYPE_CHECKING:

        def __init__(self, **values: Unpack[SourceArguments]) -> None: ...


class AboutTranslation(Record, frozen=True):
    """The texts of the metadata in another language."""

    title: Name | None = None
    """The title in that language."""
    description: Line | None = None
    """The description in that language."""
    introduction: Line | None = None
    """The introduction in that language."""
    of: Digest | None = None
    """A digest of the original that was translated."""


class Accepted(Record, frozen=True):
    """A finding of `check` that was reviewed and stays."""

    code: Line
    """The code of the finding."""
    entries: Annotated[tuple[Slug, ...], Unique] = ()
    """The ids of the entries that it concerns."""
    addresses: Annotated[tuple[Address, ...], Unique] = ()
    """The addresses of links on pages that it concerns, as `check --format json` shows them."""
    why: Line
    """Why it stays."""

    if TYPE_CHECKING:

        def __init__(self, **values: Unpack[AcceptedArguments]) -> None: ...


class Retired(Record, frozen=True):
    """An id that was withdrawn, so that programs that use it learn why."""

    date: Day
    """The day on which its entry was withdrawn."""
    why: Line
    """Why."""

    if TYPE_CHECKING:

        def __init__(self, **values: Unpack[RetiredArguments]) -> None: ...


class About(Record, frozen=True):
    """The metadata of a network: its title, language, edition and sources."""

    title: Name = "Network"
    """The title of the page, in plain text."""
    description: Line = ""
    """A description of the page in one line."""
    introduction: Line = ""
    """The paragraph before the entries, in inline Markdown."""
    language: LanguageTag = "en"
    """The language of all texts that declare no other (BCP 47)."""
    text_language: LanguageTag | None = None
    """The language of the texts of the metadata, if it is not `language`; set by `localize`."""
    url: Url | None = None
    """The address of the page."""
    edition: Day | None = None
    """The day of the last revision of the page that changed these facts."""
    license: Line | None = None
    """The license of the texts, and its notice."""
    note: Line | None = None
    """What a reader of the data must know."""
    sources: FrozenMap[SourceKey, Source] = Field(default=NOTHING)
    """The sources of the facts, by the short keys that the entries name."""
    accepted: tuple[Accepted, ...] = ()
    """Findings of `check` that were reviewed and stay."""
    retired: FrozenMap[Slug, Retired] = Field(default=NOTHING)
    """The ids of entries that were withdrawn."""
    kinds: DeclaredKinds = NO_KINDS
    """The kinds of entries besides initiatives and petitions: of each, by language (BCP 47), its
    plural, which is the heading on pages, its singular, and further words that are read. The words
    of `organization`, `event`, `tool`, `project`, `article` and `campaign` come with the package:
    `{"event": {}}` declares one of them."""
    translations: FrozenMap[LanguageTag, AboutTranslation] = Field(default=NOTHING)
    """The texts in other languages (BCP 47)."""

    if TYPE_CHECKING:

        def __init__(self, **values: Unpack[AboutArguments]) -> None: ...
