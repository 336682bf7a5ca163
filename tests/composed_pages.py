"""A strategy for whole pages, composed of parts of which each knows what it is.

A page carries a model that does not depend on the library: the entries that it holds, the links
that are to be reported with their lines, and the blocks that no write may change or move.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple, TypeVar

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

BASE = "https://site.example/"

T = TypeVar("T")
Kind = Literal["initiative", "petition"]
Status = Literal["active", "concluded"]
Role = Literal["front", "heading", "break", "entry", "repeat", "block", "blank"]


class Words(NamedTuple):
    """The words of a language that pages use."""

    initiatives: str
    petitions: str
    concluded: str
    germany: str
    france: str


KINDS: tuple[Kind, ...] = ("initiative", "petition")
WORDS = {
    "en": Words("Initiatives", "Petitions", "Concluded", "Germany", "France"),
    "de": Words("Initiativen", "Petitionen", "Abgeschlossen", "Deutschland", "Frankreich"),
    "es": Words("Iniciativas", "Peticiones", "Concluidas", "Alemania", "Francia"),
    "fr": Words("Initiatives", "Pétitions", "Terminées", "Allemagne", "France"),
    "ar": Words("المبادرات", "العرائض", "المنتهية", "ألمانيا", "فرنسا"),
    "cs": Words("Iniciativy", "Petice", "Ukončené", "Německo", "Francie"),
    "fi": Words("Aloitteet", "Vetoomukset", "Päättyneet", "Saksa", "Ranska"),
    "hu": Words("Kezdeményezések", "Petíciók", "Lezárult", "Németország", "Franciaország"),
    "it": Words("Iniziative", "Petizioni", "Concluse", "Germania", "Francia"),
    "ja": Words("取り組み", "署名活動", "終了", "ドイツ", "フランス"),
    "nl": Words("Initiatieven", "Petities", "Afgesloten", "Duitsland", "Frankrijk"),
    "pl": Words("Inicjatywy", "Petycje", "Zakończone", "Niemcy", "Francja"),
    "pt-PT": Words("Iniciativas", "Petições", "Concluídas", "Alemanha", "França"),
    "ro": Words("Inițiative", "Petiții", "Încheiate", "Germania", "Franța"),
    "sv": Words("Initiativ", "Namninsamlingar", "Avslutade", "Tyskland", "Frankrike"),
    "tr": Words("Girişimler", "İmza kampanyaları", "Sona erenler", "Almanya", "Fransa"),
    "uk": Words("Ініціативи", "Петиції", "Завершені", "Німеччина", "Франція"),
}
UNKNOWN_HEADINGS = ("Our friends", "Wer wir sind", "Ressources", "その他", "Sponsors (2)")

FRONT_MATTER = (
    "",
    "---\ntitle: Network\n---\n",
    '---\ntitle: "Network"\ndescription: Groups\ncascade:\n  showDate: false\n---\n',
    "+++\ntitle = 'Network'\n+++\n",
    '{\n  "title": "Network"\n}\n',
)
HEADINGS = (
    "{words}",
    "{words}",
    "{words} {{#s{number}}}",
    "{words} {{.wide #s{number}}}",
    "📣 {words}",
    "{words} ✊",
    ":fire: {words}",
    "1. {words}",
    "2) {words}",
    "{words} (3)",
    "**{words}**",
    "*{words}*",
    "{words}:",
    "**{words}:**",
    "{words} <!-- {number} -->",
    '<a id="s{number}"></a>{words}',
    "{words} {marks}",
    "🗳️ 2. {words} (12) {{#s{number}}}",
)
MARKERS = ("* ", "- ", "+ ", "1. ", "1) ", " * ", "*   ", "9. ")
ICONS = ("", "", "", "🗳️ ", "🇩🇪 ", "![logo](/logo.png) ", '{{< icon "fire" >}} ', ":fire: ")
LINKS = {
    "initiative": ("[**{name}**]({url})", "**[{name}]({url})**", "[__{name}__]({url})"),
    "petition": ("[{name}]({url})", "[*{name}*]({url})", "*[{name}]({url})*", "[{name}](<{url}>)"),
}
TITLED_LINKS = {
    "initiative": ('[**{name}**]({url} "A title")', "**[{name}]({url} 'A title')**"),
    "petition": ('[{name}]({url} "A title")', "[{name}]({url} (A title))"),
}
ATTRIBUTES = ("", "", "", '{target="_blank"}', '{: rel="nofollow" .external}')
NAMES = (
    "Campaign {number}",
    "#Leave{number}",
    "Foo {number}: bar",
    "Été {number}",
    "例{number}",
    "5 * 3 = {number}",
    "snake_case_{number}",
    "A [b] {number} & c",
)
ALSO = ("", "", "", " also [here](https://also{number}.example/)")
ARCHIVED = (
    *("", "", "", ""),
    " ([archived](https://copy{number}.example/(x)))",
    ", [archived copy](https://copy{number}.example/(x))",
    "（[archive copy](https://copy{number}.example/(x))）",
)
PATHS = ("", "", "/", "/about", "/a?x=1&y=2", "/a_(b)", "/%C3%A9")
SEPARATORS = (": ", ": ", " – ", " - ", " — ", "：")
TEXTS = (
    "",
    "",
    "We leave.",
    "**#Leave** is what we say",
    "On two\n{indent}lines.",
    "See [more](https://text{number}.example/x) of it.",
    "説明です。",
    "Nothing more (see below)",
    "An item (Narnia) of *ours*",
)
FURTHER = (
    "",
    "",
    "",
    "\n{indent}A second paragraph {number}.\n",
    "{indent}* nested text {number}\n",
    "\n{indent}```\n{indent}[code](https://code{number}.example)\n{indent}```\n",
)
FURTHER_WITH_LINK = (
    "\n{indent}More at [this]({url}).\n",
    "\n{indent}{url}\n",
    "{indent}* [nested]({url})\n",
)
FOREIGN_LABELS = (
    ("Kanada", "CA"),
    ("Deutschland", "DE"),
    ("Suisse", "CH"),
    ("Polska", "PL"),
    ("ドイツ", "DE"),
    ("Франція", "FR"),
    ("EU", "EU"),
    ("UK", "GB"),
    ("USA", "US"),
)
LABEL_FORMS = (
    " ({label})",
    " ({label})",
    "（{label}）",
    " ({label}).",
    " *({label})*",
    " **({label})**",
    " _({label})_",
    " ({label})[^1]",
    " ({label}) 🎉",
    " ({label}) :tada:",
    " ({label}){{.new}}",
    ' ({label}){{{{< icon "x" >}}}}',
    " ({label})<br>",
    " ({label}) <!-- {number} -->",
    " \u200e({label})\u200e",
    " (\u200f{label}\u200f)",
    "\n{indent}({label})",
    " ({label})  ",
)
LABEL_SEPARATORS = (", ", ",", "; ", "、", "，", "، ")
UNREAD_ITEMS = (
    "[ ] [{name}]({url})",
    "[x] [{name}]({url}) ({label})",
    "~~[{name}]({url})~~",
    "[~~{name}~~]({url})",
    "{name}: [link]({url}) ({label})",
    "{url}",
    "<{url}>",
    "{name} <{url}>",
    "{name}: {url}",
    '<a href="{url}">{name}</a> ({label})',
    "[{name}]({url}",
    "[{name}] ({url})",
    "{label}\n{indent}* [{name}]({url})",
    "{label}\n{indent}1. [{name}]({url})",
    "{label}\n\n{indent}- [{name}]({url})",
)
UNREADABLE_ITEMS = (
    "[{name}](mailto:us{number}@mail.example)",
    "[{name}](#anchor-{number})",
    "[{name}](htps://misspelt{number}.example)",
    "[{name}](https//misspelt{number}.example)",
    "[{name}](https:/misspelt{number}.example)",
    "[{name}](ftp://misspelt{number}.example)",
    '[{name}]({{{{< ref "page-{number}.md" >}}}})',
    '[{name}]({{{{% relref "page-{number}.md" %}}}})',
)
REFERENCE_ITEMS = (
    "* [{name}][r{number}]\n\n[r{number}]: {url}\n",
    "* [r{number}][]\n\n[r{number}]: <{url}>\n",
    '- [r{number}] (Narnia)\n\n[r{number}]: {url} "Title"\n',
)
TABLES = (
    "| Name | Country |\n|---|---|\n| [{name}]({url}) | {label} |\n",
    "Name | Country\n--- | ---\n[{name}]({url}) | {label}\n",
    "| Name | Address |\n|:--|--:|\n| {name} | {url} |\n",
)
QUOTES = ("> [{name}]({url}) ({label})\n", "> * [{name}]({url})\n", "> [!NOTE]\n> {url}\n")
PROSE = (
    "More at [{name}]({url}).\n",
    "[{name}]({url})\n",
    "On two lines\nwith {url}\n",
    '<p><a href="{url}">{name}</a></p>\n',
    "Write to **[{name}]({url})** first.\n",
)
COMMENTS = (
    "<!-- * [{name}]({url}) ({label}) -->\n",
    "<!--\n* [{name}]({url})\n\n* [other](https://comment{number}.example)\n-->\n",
)
INERT = (
    "<details>\n<summary>More {number}</summary>\n\n<b>x</b>\n\n</details>\n",
    '<a id="x{number}"></a>\n',
    "[^{number}]: A footnote.\n",
    "```\n* [code](https://code{number}.example)\n### Petitions\n```\n",
    "~~~ md\n### Concluded\n* [code](https://code{number}.example)\n~~~\n",
    "Some words {number}.\n",
    "<!-- a comment {number} -->\n",
    "| a | {number} |\n|---|---|\n| b | c |\n",
    "> Nobody said this {number} times.\n",
    "![banner {number}](/banner.png)\n",
    "* an item {number} without a link\n",
    '{{{{< notice "{number}" >}}}}\nNotice.\n{{{{< /notice >}}}}\n',
)
BLANKS = ("\n", "\n", "\n", "\n\n", "  \n")
INTERRUPTING = ("```", "~~~", "> ", "<!--", "<p>", "<details>", "* ")
"""The beginnings of blocks that interrupt a paragraph (CommonMark 4.5, 4.6, 5.1 and 5.2)."""
NO_INTRODUCTION = (
    "![Banner](banner.png)\n",
    "> [!NOTE]\n> A callout {number}.\n",
    "[d{number}]: https://definition{number}.example\n",
    "```\ncode {number}\n```\n",
    "| a | {number} |\n|---|---|\n",
    "* [Deutsch](/de/network/)\n* [About](/about/)\n",
    "* [Petitions](#petitions)\n* [Initiatives](#initiatives)\n",
    "<!-- {number} -->\n",
)
FOOTERS = (
    "",
    "",
    "---\n\n* [Imprint](/imprint/)\n* [Code](https://footer{number}.example)\n",
    "***\n\nSee [all](https://footer{number}.example).\n",
    "- - -\n",
)


@dataclass(frozen=True)
class ExpectedEntry:
    """An entry that a page holds."""

    name: str
    url: str
    kind: Kind
    status: Status
    territories: tuple[str, ...]
    text: str
    """The description."""
    also_at: tuple[str, ...] = ()
    archived: str | None = None
    further: str = ""
    """The paragraphs and nested text below it, which stay with it."""
    label: Literal["read", "either", "unknown"] = "read"
    """Whether its label is read, or may be reported instead, or must be."""


@dataclass(frozen=True)
class Part:
    """A part of a page, verbatim, and what it is."""

    text: str
    role: Role
    entry: ExpectedEntry | None = None
    links: tuple[int, ...] = ()
    """The lines, counted from 0, with links that must be reported as warnings."""
    notices: tuple[int, ...] = ()
    """The lines with links that must be reported as warnings or notices."""
    listed: tuple[str, ...] = ()
    """Addresses that count as listed, though they are no entries."""
    is_unknown_heading: bool = False
    """Whether it is a heading with linked items that must be reported."""


class Position(NamedTuple):
    """A part of a page, and the line in which it begins."""

    line: int
    part: Part


@dataclass(frozen=True)
class ComposedPage:
    """A page and its model."""

    parts: tuple[Part, ...]
    language: str
    introduction: str

    def __str__(self) -> str:
        """The text of the page."""
        return "".join(part.text for part in self.parts)

    def __repr__(self) -> str:
        """The text and the language, to run it by hand."""
        return f"<page in {self.language}: {str(self)!r}>"

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:  # noqa: FBT001 - IPython's signature
        """Print it so in reports of Hypothesis."""
        printer.text(repr(self))

    @property
    def entries(self) -> list[ExpectedEntry]:
        """The entries, in order."""
        return [part.entry for part in self.parts if part.role == "entry" and part.entry]

    @property
    def positions(self) -> list[Position]:
        """The parts with their lines, counted from 1."""
        positions: list[Position] = []
        before = ""
        for part in self.parts:
            line = len(re.findall(r"\r\n|\n|\r", before)) + 1
            positions.append(Position(line, part))
            before += part.text
        return positions

    @property
    def listed(self) -> set[str]:
        """The addresses that are listed in blocks that are no entries."""
        return {address for part in self.parts for address in part.listed}

    @property
    def runs(self) -> list[list[Part]]:
        """The parts that no write may tear apart: between two entries, or from a heading on."""
        runs: list[list[Part]] = []
        is_open = False
        for part in self.parts:
            if part.role in {"entry", "repeat"}:
                runs.append([part])
                is_open = False
                continue
            if part.role in {"heading", "break"} or not is_open:
                runs.append([])
            runs[-1].append(part)
            is_open = True
        return runs


@st.composite
def composed_pages(draw: st.DrawFn) -> ComposedPage:
    """Compose a page."""
    return _Composer(draw).page()


_RARELY = st.sampled_from([False, False, False, False, True])


@cache
def _sampled_from(options: tuple[T, ...]) -> st.SearchStrategy[T]:
    """Return the strategy for these options: one that is made for each draw takes longer."""
    return st.sampled_from(options)


class _Composer:
    """Composes one page, part by part."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.language = self.pick(tuple(WORDS))
        self.words = WORDS[self.language]
        self.parts: list[Part] = []
        self.number = 0
        self.introduction = ""
        self.is_emphasis_read = False
        self.emphasis = self.pick(("by kind", "by kind", "plain", "mixed"))
        self.has_flat_conclusion = False

    # What is drawn

    def pick(self, options: Sequence[T]) -> T:
        return self.draw(_sampled_from(tuple(options)))

    def rarely(self) -> bool:
        return self.draw(_RARELY)

    def next_number(self) -> int:
        self.number += 1
        return self.number

    # Whole pages

    def page(self) -> ComposedPage:
        if self.rarely():
            self.add("\ufeff", "front")
        self.add(self.pick(FRONT_MATTER), "front")
        self.is_emphasis_read = self.rarely()
        has_headings = not self.is_emphasis_read
        if has_headings:
            self.preamble()
            self.sections()
        else:
            self.paragraph()
            self.item_list(None, "active")
            self.set_apart()
            self.content(None, "active")
        footer = self.pick(FOOTERS) if has_headings else ""
        if footer:
            self.set_apart()
            self.add(self.filled(footer), "break")
        parts = self.with_line_endings()
        return ComposedPage(tuple(parts), self.language, self.introduction)

    def preamble(self) -> None:
        """Add what may be above the first section."""
        for _ in range(self.draw(st.integers(0, 2))):
            self.block(self.filled(self.pick(NO_INTRODUCTION)))
        self.paragraph()

    def paragraph(self) -> None:
        if self.draw(st.booleans()):
            self.introduction = f"We list campaigns, as of {self.next_number()}."
            self.block(f"{self.introduction}\n")

    def sections(self) -> None:
        level = self.draw(st.integers(2, 4))
        self.has_flat_conclusion = self.rarely()
        names = self.pick([KINDS, KINDS[::-1], KINDS[:1], KINDS[1:], KINDS + KINDS[:1]])
        if self.rarely():
            self.heading(self.pick(UNKNOWN_HEADINGS), level - 1, is_known=False)
        if self.rarely():
            self.unknown_section(level)
        for kind in names:
            self.section(kind, level)
        if self.has_flat_conclusion:
            self.heading(self.words.concluded, level)
            self.is_emphasis_read = True
            self.content(None, "concluded")
            self.is_emphasis_read = False
        if self.rarely():
            self.unknown_section(level)

    def section(self, kind: Kind, level: int) -> None:
        words = self.words
        if self.rarely():
            words = WORDS[self.pick(tuple(WORDS))]
        self.heading(words.initiatives if kind == "initiative" else words.petitions, level)
        self.content(kind, "active")
        subsections = self.pick(((), (), ("known",), ("unknown",), ("unknown", "known")))
        for subsection in subsections:
            if subsection == "known":
                if self.has_flat_conclusion:
                    continue
                self.heading(words.concluded, level + 1)
                self.content(kind, "concluded")
            else:
                self.unknown_subsection(kind, level + 1)

    def unknown_section(self, level: int) -> None:
        """Add a heading that opens nothing; the items below are listed, but no entries."""
        index = self.heading(self.pick(UNKNOWN_HEADINGS), level, is_known=False)
        heading = self.parts[index]
        for _ in range(self.draw(st.integers(0, 2))):
            url = self.address("unread")
            label = self.pick(self.words[3:])
            text = f"* [Friend {self.next_number()}]({url}) ({label})\n"
            self.add(text, "block", listed=(url,))
            self.parts[index] = replace(heading, is_unknown_heading=True)
        self.set_apart()

    def unknown_subsection(self, kind: Kind, level: int) -> None:
        """Add a sub-heading that is unknown; items below keep the outer kind and status."""
        index = self.heading(self.pick(UNKNOWN_HEADINGS), level, is_known=False)
        heading = self.parts[index]
        self.item_list(kind, "active")
        self.parts[index] = replace(heading, is_unknown_heading=True)

    def heading(self, words: str, level: int, *, is_known: bool = True) -> int:
        """Add a heading, and return its index."""
        if self.parts and self.parts[-1].role != "front":
            self.set_apart()
        form = self.pick(HEADINGS) if is_known else "{words}"
        marks = "#" * level
        number = self.next_number()
        title = form.format(words=words, number=number, marks=marks)
        index = len(self.parts)
        if level <= 2 and not title[0].isdigit() and self.rarely():
            self.add(f"{title}\n{'=-'[level - 1] * 5}\n", "heading")
        else:
            self.add(f"{marks} {title}\n", "heading")
        if self.draw(st.booleans()):
            self.add("\n", "blank")
        return index

    def content(self, kind: Kind | None, status: Status) -> None:
        """Add lists and blocks below a heading."""
        for _ in range(self.draw(st.integers(0, 3))):
            if self.rarely():
                self.unread_block()
            elif self.rarely():
                self.block(self.filled(self.pick(INERT)))
            else:
                self.item_list(kind, status)
            self.set_apart()

    # Lists

    def item_list(self, kind: Kind | None, status: Status) -> None:
        """Add a list of items of which some are not read."""
        marker = self.pick(MARKERS)
        counts_up = self.draw(st.booleans())
        is_loose = self.draw(st.booleans())
        count = self.draw(st.integers(1, 3))
        for position in range(count):
            own_marker = marker
            if counts_up and marker[0].isdigit():
                own_marker = f"{int(marker[0]) + position}{marker[1:]}"
            # The last of an unknown subsection's items is always one that is linked.
            if self.rarely() and position < count - 1:
                self.unread_item(own_marker)
            else:
                own_kind: Kind = self.pick(KINDS) if kind is None else kind
                self.item(own_marker, own_kind, status)
            if is_loose and position < count - 1:
                self.add("\n", "blank")
        entries = [part for part in self.parts if part.role == "entry"]
        if self.rarely() and entries:
            self.repeat(marker, self.draw(st.sampled_from(entries[-3:])))

    def item(self, marker: str, kind: Kind, status: Status) -> None:
        name = self.pick(NAMES).format(number=self.next_number())
        url = self.address("entry")
        forms = TITLED_LINKS if self.rarely() else LINKS
        # Below a heading that names a kind, emphasis does not matter.
        looks: dict[str, tuple[Kind, ...]] = {
            "by kind": (kind,),
            "plain": ("petition",),
            "mixed": KINDS,
        }
        look = kind if self.is_emphasis_read else self.pick(looks[self.emphasis])
        link = self.pick(forms[look]).format(name=name, url=url.removeprefix(BASE[:-1]))
        link += self.pick(ATTRIBUTES)
        also = self.pick(ALSO).format(number=self.next_number())
        also_at = tuple(re.findall(r"\((.*)\)", also))
        archived = self.pick(ARCHIVED).format(number=self.next_number())
        copy = re.search(r"https:.*\(x\)", archived)
        indent = " " * len(marker)
        text = self.pick(TEXTS).format(number=self.next_number(), indent=indent)
        separator = self.pick(SEPARATORS) if text else ""
        label, territories, label_state = self.label(indent)
        head = f"{marker}{self.pick(ICONS)}{link}{also}{archived}{separator}{text}{label}\n"
        further, notices, listed = self.further(indent, head.count("\n"))
        entry = ExpectedEntry(
            name=name,
            url=url,
            kind=kind,
            status=status,
            territories=territories,
            text=self.text_with_label(text, label, label_state),
            also_at=also_at,
            archived=None if copy is None else copy[0],
            further=further,
            label=label_state,
        )
        self.add(head + further, "entry", entry=entry, notices=notices, listed=listed)

    def text_with_label(self, text: str, label: str, state: str) -> str:
        """Return the description of an item whose label may be a part of it."""
        shown = f"{text}{label}" if state == "unknown" else text
        return " ".join(shown.split())

    def label(
        self, indent: str
    ) -> tuple[str, tuple[str, ...], Literal["read", "either", "unknown"]]:
        """Return the text of a label, its territories, and what is to be done with it."""
        choice = self.draw(st.integers(0, 6))
        number = self.next_number()
        if choice == 0:
            return "", (), "read"
        if choice == 1:
            return " (Narnia)", (), "unknown"
        form = self.pick(LABEL_FORMS)
        state: Literal["read", "either"] = "either"
        if form in {" ({label})", "（{label}）", " ({label})."}:
            state = "read"
        own, other = self.words.germany, self.words.france
        if choice == 2:
            foreign, code = self.pick(FOREIGN_LABELS)
            return form.format(label=foreign, number=number, indent=indent), (code,), state
        if choice == 3:
            both = f"{own}{self.pick(LABEL_SEPARATORS)}{other}"
            return form.format(label=both, number=number, indent=indent), ("DE", "FR"), state
        if choice == 4:
            flagged = self.pick(("🇩🇪", f"🇩🇪 {own}", f"{own} 🇩🇪"))
            return form.format(label=flagged, number=number, indent=indent), ("DE",), state
        return form.format(label=own, number=number, indent=indent), ("DE",), state

    def further(self, indent: str, line: int) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
        """Return what is below an item, the lines of its links, and their addresses."""
        if not self.rarely():
            number = self.next_number()
            return self.pick(FURTHER).format(indent=indent, number=number), (), ()
        url = self.address("unread")
        text = self.pick(FURTHER_WITH_LINK).format(indent=indent, url=url)
        return text, (line + _line_of(text, url),), (url,)

    def repeat(self, marker: str, part: Part) -> None:
        """Add a second item with the address of an entry."""
        entry = part.entry
        assert entry
        spelling = self.pick((entry.url, entry.url.replace("https://", "HTTPS://")))
        self.add(f"{marker}[Again {self.next_number()}]({spelling})\n", "repeat", entry=entry)

    def unread_item(self, marker: str) -> None:
        """Add a list item with a link that cannot be read as an entry."""
        form = self.pick(UNREAD_ITEMS + UNREADABLE_ITEMS)
        indent = " " * len(marker)
        url = self.address("unread") if "{url}" in form else ""
        text = marker + self.filled(form, url, indent) + "\n"
        line = _line_of(text, url) if url else 0
        self.add(text, "block", links=(line,), listed=(url,) if url else ())

    # Blocks

    def unread_block(self) -> None:
        """Add a block with a link that is no entry."""
        forms = self.pick((REFERENCE_ITEMS, TABLES, QUOTES, PROSE, COMMENTS))
        # At times an entry of the page is named again.
        entries = [part.entry for part in self.parts if part.role == "entry" and part.entry]
        url = self.address("unread")
        if entries and self.rarely():
            url = self.draw(st.sampled_from(entries)).url
        text = self.filled(self.pick(forms), url)
        line = _line_of(text, url)
        self.set_apart_before(text)
        if forms is COMMENTS:
            self.add(text, "block", listed=(url,))
        elif forms is TABLES:
            self.add(text, "block", links=(line,), listed=(url,))
        elif forms is REFERENCE_ITEMS:
            self.add(text, "block", links=(0,), listed=(url,))
        else:
            self.add(text, "block", notices=(line,), listed=(url,))

    def block(self, text: str) -> None:
        self.set_apart_before(text)
        self.add(text, "block")
        self.set_apart()

    def filled(self, form: str, url: str = "", indent: str = "") -> str:
        number = self.next_number()
        label = self.words.germany
        return form.format(
            name=f"Other {number}", url=url, label=label, number=number, indent=indent
        )

    def address(self, host: str) -> str:
        number = self.next_number()
        path = self.pick(PATHS)
        if host == "entry" and self.rarely():
            return f"{BASE}own{number}{path}"
        return f"https://{host}{number}.example{path}"

    # Parts

    def set_apart(self) -> None:
        """Add a blank line if there is none."""
        if self.parts and self.parts[-1].role != "blank":
            self.add(self.pick(BLANKS), "blank")

    def set_apart_before(self, text: str) -> None:
        """Add a blank line, which a block that interrupts a paragraph can go without."""
        if not (text.startswith(INTERRUPTING) and self.rarely()):
            self.set_apart()
        elif self.parts and self.parts[-1].role == "blank":
            self.parts.pop()

    def add(
        self,
        text: str,
        role: Role,
        *,
        entry: ExpectedEntry | None = None,
        links: tuple[int, ...] = (),
        notices: tuple[int, ...] = (),
        listed: tuple[str, ...] = (),
    ) -> None:
        if text:
            self.parts.append(Part(text, role, entry, links, notices, listed))

    def with_line_endings(self) -> list[Part]:
        """Return the parts with the line endings of the page, or with mixed ones."""
        # CR is not mixed with LF: they would make up one CRLF.
        endings = self.pick((("\n",), ("\n",), ("\r\n",), ("\r",), ("\n", "\r\n"), ("\r", "\r\n")))
        parts: list[Part] = []
        for part in self.parts:
            newline = endings[0] if len(endings) == 1 else self.pick(endings)
            entry = part.entry
            if entry:
                entry = replace(entry, further=entry.further.replace("\n", newline))
            parts.append(replace(part, text=part.text.replace("\n", newline), entry=entry))
        if parts and self.rarely():
            while parts[-1].role == "blank":
                parts.pop()
            parts[-1] = replace(parts[-1], text=parts[-1].text.rstrip("\r\n"))
        return parts


def _line_of(text: str, url: str) -> int:
    """Return the line of an address in a text, counted from 0."""
    return text[: text.index(url)].count("\n")
