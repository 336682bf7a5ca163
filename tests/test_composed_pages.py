"""Laws of writing to pages as people compose them: see `composed_pages`."""

import re
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from composed_pages import BASE, ComposedPage, ExpectedEntry, Part, composed_pages
from hypothesis import given
from hypothesis import strategies as st

from leavex_network import Entry, Initiative, Network, NetworkWarning, Petition, dumps, loads
from leavex_network.text.live_markup import unescaped
from leavex_network.text.urls import normalized

MODELS = {"initiative": Initiative, "petition": Petition}
LINE_END = re.compile(r"\r\n|\n|\r")
ADDRESS = re.compile(
    r"https://(?:entry|unread|new)[0-9]+\.example|(?:https://site\.example)?/own[0-9]+"
)
HOSTILE = (
    "<img src=x> {{% x %}} ~~a~~ :tada:",
    "![x](/x.png)[^1] `<b>` \\<b>",
    "Open to all (Germany).",
)
HEADING = re.compile(r"(?:(?<=[\r\n])|\A)#{1,6} [^\r\n]*")


class Report(NamedTuple):
    """A reported line, and the code of the finding."""

    line: int
    code: str


class ReadPage(NamedTuple):
    """What a page is read as."""

    network: Network[Entry]
    reports: list[Report]


class Edit(NamedTuple):
    """A network that is written to a page, and what must be on the page then."""

    network: Network[Entry]
    expected: dict[str, Any]
    """The fields of each entry that is read back, by its normalized address."""
    moved: set[str]
    """The normalized addresses of entries that leave their section or the page."""
    prune: bool


def read(text: str, language: str) -> ReadPage:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", NetworkWarning)
        network = loads(text, "markdown", language=language, base_url=BASE)
    reports: list[Report] = []
    for warning in caught:
        match = re.match(r"<text>:(\d+):\d+: \[([a-z-]+)\]", str(warning.message))
        assert match, warning.message
        reports.append(Report(int(match[1]), match[2]))
    return ReadPage(network, reports)


def written(edit: Edit, text: str, language: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        return dumps(
            edit.network, "markdown", onto=text, language=language, base_url=BASE, prune=edit.prune
        )


def fields(entry: Entry) -> tuple[Any, ...]:
    """Return the fields of an entry that a page shows."""
    return (
        entry.kind,
        entry.status,
        entry.name,
        entry.url,
        entry.also_at,
        entry.archived,
        unescaped(entry.description),
        entry.territories,
    )


def fields_by_address(network: Network[Entry]) -> dict[str, Any]:
    return {normalized(entry.url): fields(entry) for entry in network}


# Edits


class Editor:
    """Draws edits of the network that a page holds."""

    def __init__(self, draw: st.DrawFn, page: ComposedPage) -> None:
        self.draw = draw
        self.page = page
        self.network = read(str(page), page.language).network
        self.entries: list[Entry] = list(self.network)
        self.kept: list[Entry] = []
        self.moved: set[str] = set()
        self.prune = False
        self.added = 0
        self.elsewhere = sorted(page.listed - {entry.url for entry in self.entries})

    def edit(self) -> Edit:
        changes: Sequence[Callable[[], None]] = (
            self.add,
            self.add_what_is_listed,
            self.remove,
            self.remove_with_prune,
            self.change_status,
            self.change_status,
            self.change_kind,
            self.rename,
            self.describe,
            self.relabel,
            self.reorder,
        )
        for change in self.draw(st.lists(st.sampled_from(changes), min_size=1, max_size=4)):
            change()
        network = Network(self.entries, about=self.network.about)
        expected = fields_by_address(network)
        kept = {normalized(entry.url): fields(entry) for entry in self.kept}
        listed = self.listed(kept if self.prune else ())
        # What stands in an unread block is not inserted.
        for address in set(expected) - set(fields_by_address(self.network)):
            if address in listed:
                del expected[address]
        if self.prune:
            self.moved |= set(kept)
        else:
            expected |= kept
        return Edit(network, expected, self.moved, self.prune)

    def listed(self, removed: Collection[str]) -> set[str]:
        """Return the addresses in blocks that are no entries, but for those below removed items."""
        addresses: set[str] = set()
        for part in self.page.parts:
            if part.entry is None or normalized(part.entry.url) not in removed:
                addresses |= set(map(normalized, part.listed))
        return addresses

    def position(self) -> int | None:
        """Return the index of an entry that was on the page; None without entries."""
        if not self.entries:
            return None
        return self.draw(st.integers(0, len(self.entries) - 1))

    def insert(self, url: str) -> None:
        if normalized(url) in {normalized(entry.url) for entry in self.entries}:
            return
        model = MODELS[self.draw(st.sampled_from(sorted(MODELS)))]
        self.added += 1
        entry = model(
            id=f"new-{self.added}",
            name=f"New {self.added}",
            url=url,
            status=self.draw(st.sampled_from(("active", "concluded"))),
            territories=self.draw(st.sampled_from(((), ("FR",), ("IT", "DE"), ("150",)))),
        )
        self.entries.insert(self.draw(st.integers(0, len(self.entries))), entry)

    def add(self) -> None:
        self.insert(f"https://new{self.added + 1}.example/")

    def add_what_is_listed(self) -> None:
        if self.elsewhere:
            self.insert(self.draw(st.sampled_from(self.elsewhere)))

    def remove(self) -> None:
        index = self.position()
        if index is not None and not self.entries[index].id.startswith("new-"):
            entry = self.entries.pop(index)
            unchanged = {original.id: original for original in self.network}
            self.kept.append(unchanged[entry.id])
            self.moved.discard(normalized(entry.url))

    def remove_with_prune(self) -> None:
        self.remove()
        self.prune = True

    def update(self, **values: Any) -> None:
        index = self.position()
        if index is not None:
            self.entries[index] = self.entries[index].model_copy(update=values)

    def change_status(self) -> None:
        index = self.position()
        if index is not None:
            entry = self.entries[index]
            status = "active" if entry.status == "concluded" else "concluded"
            self.entries[index] = entry.model_copy(update={"status": status})
            self.moved.add(normalized(entry.url))

    def change_kind(self) -> None:
        index = self.position()
        if index is not None:
            entry = self.entries[index]
            model = Petition if entry.kind == "initiative" else Initiative
            values = entry.model_dump(exclude={"kind", "closes"})
            self.entries[index] = model.model_validate(values)
            self.moved.add(normalized(entry.url))

    def rename(self) -> None:
        names = ("Another name", "#Another", "Another: (name)", "新しい名前", "X", "<b> {{< x")
        self.update(name=self.draw(st.sampled_from(names)))

    def describe(self) -> None:
        texts = ("", "New words.", "**#New** [words](https://words.example/)", "新しい。", *HOSTILE)
        self.update(description=self.draw(st.sampled_from(texts)))

    def relabel(self) -> None:
        self.update(territories=self.draw(st.sampled_from(((), ("ES",), ("150",), ("DE", "IT")))))

    def reorder(self) -> None:
        self.entries = self.draw(st.permutations(self.entries))


@st.composite
def edited_pages(draw: st.DrawFn) -> tuple[ComposedPage, Edit]:
    page = draw(composed_pages())
    return page, Editor(draw, page).edit()


# Laws


def stays(part: Part, edit: Edit) -> bool:
    return part.entry is None or normalized(part.entry.url) not in edit.moved


def short(url: str) -> str:
    """Return an address as the page writes it, in lower case."""
    return url.lower().removeprefix(BASE[:-1])


def found(part: Part, text: str, start: int) -> tuple[int, int]:
    """Return the span of an entry's address in a text, from an offset on."""
    assert part.entry
    match = re.compile(re.escape(short(part.entry.url))).search(text.lower(), start)
    assert match, f"{part.entry.url} is no more at its place"
    return match.span()


@given(edited_pages())
def test_after_any_write_nothing_else_has_changed_and_a_second_one_changes_nothing(
    composed: tuple[ComposedPage, Edit],
) -> None:
    page, edit = composed
    after = written(edit, str(page), page.language)
    check_blocks(page, edit, after)
    check_what_is_below(page, edit, after)
    check_addresses(page, edit, after)
    assert after == written(edit, after, page.language)
    assert edit.expected == fields_by_address(read(after, page.language).network)


def check_blocks(page: ComposedPage, edit: Edit, after: str) -> None:
    """Check that each block that is no entry has its bytes, its order and its section."""
    spans: list[tuple[int, int]] = []
    begins_section: list[bool] = []
    offset = 0
    for run in page.runs:
        verbatim = [part for part in run if part.role not in {"entry", "repeat"}]
        item = next((part for part in run if part.role in {"entry", "repeat"}), None)
        if item and stays(item, edit):
            start, offset = found(item, after, offset)
            spans.append((start, offset))
            begins_section.append(False)
        block = "".join(part.text for part in verbatim).strip("\r\n ")
        if not block:
            continue
        start = after.find(block, offset)
        assert start >= 0, f"{block!r} is no more at its place"
        assert after[:start].rstrip(" ")[-1:] in {"", "\n", "\r", "\ufeff"}
        offset = start + len(block)
        assert after[offset:].lstrip(" ")[:1] in {"", "\n", "\r"} or block == "\ufeff"
        spans.append((start, offset))
        begins_section.append(verbatim[0].role in {"front", "heading", "break"})
    new_headings: list[int] = []
    for match in HEADING.finditer(after):
        if not any(start <= match.start() < end for start, end in spans):
            new_headings.append(match.start())
    section_start = 0
    for (start, _), begins in zip(spans, begins_section, strict=True):
        if begins:
            section_start = start
        assert not [heading for heading in new_headings if section_start < heading < start]


def check_what_is_below(page: ComposedPage, edit: Edit, after: str) -> None:
    """Check that further paragraphs and nested text stay with their entry."""
    for entry in page.entries:
        if normalized(entry.url) in edit.expected:
            assert entry.further.strip("\r\n") in after


def check_addresses(page: ComposedPage, edit: Edit, after: str) -> None:
    """Check that no address stands more often than before, but those of absent entries once."""
    before = addresses_in(str(page))
    absent = set(addresses_in(" ".join(entry.url for entry in edit.network))) - set(before)
    for address, count in addresses_in(after).items():
        assert count <= max(before[address], address in absent), address


def addresses_in(text: str) -> Counter[str]:
    """Count the addresses in a text, but those in descriptions."""
    counts: Counter[str] = Counter()
    for match in ADDRESS.finditer(text.lower()):
        address = match[0] if ":" in match[0] else f"{BASE[:-1]}{match[0]}"
        counts[address] += 1
    return counts


@given(composed_pages())
def test_every_item_is_an_entry_and_every_other_link_of_a_section_is_reported(
    page: ComposedPage,
) -> None:
    network, reports = read(str(page), page.language)
    check_entries(page, network, reports)
    check_reports(page, reports)
    assert str(page) == written(Edit(network, {}, set(), prune=False), str(page), page.language)


def check_entries(page: ComposedPage, network: Network[Entry], reports: list[Report]) -> None:
    """Check the introduction and each entry; a label is read or reported."""
    assert page.introduction == network.about.introduction
    labels = {report.line for report in reports if report.code == "unknown-label"}
    expected = [(entry.url, entry.name, entry.kind, entry.status) for entry in page.entries]
    assert expected == [(entry.url, entry.name, entry.kind, entry.status) for entry in network]
    by_url = {entry.url: entry for entry in network}
    for line, part in page.positions:
        if part.role == "entry" and part.entry:
            lines = range(line, line + len(LINE_END.findall(part.text.rstrip("\r\n"))) + 1)
            is_reported = bool(labels & set(lines))
            check_label(part.entry, by_url[part.entry.url], is_reported=is_reported)


def check_label(expected: ExpectedEntry, entry: Entry, *, is_reported: bool) -> None:
    """Check that a label is read, or that it is reported and becomes a part of the text."""
    if expected.label == "unknown" or (expected.label == "either" and not entry.territories):
        assert is_reported
        assert entry.territories == ()
        assert entry.description.startswith(expected.text)
        return
    assert expected.also_at == entry.also_at
    assert expected.archived == entry.archived
    assert expected.territories == tuple(map(str, entry.territories))
    assert expected.text == entry.description
    assert not is_reported


def check_reports(page: ComposedPage, reports: list[Report]) -> None:
    """Check that all else with a link, and each unknown heading, is reported at its line."""
    warned = {report.line for report in reports if report.code == "unread-item"}
    noticed = {report.line for report in reports if report.code == "unread-link"}
    unknown = [report.line for report in reports if report.code == "unknown-heading"]
    repeated = [report.line for report in reports if report.code == "listed-twice"]
    must_warn = {line + link for line, part in page.positions for link in part.links}
    must_note = {line + link for line, part in page.positions for link in part.notices}
    assert must_warn <= warned
    assert must_note <= warned | noticed
    assert warned | noticed <= must_warn | must_note
    headings = [line for line, part in page.positions if part.is_unknown_heading]
    assert headings == sorted(unknown)
    assert [line for line, part in page.positions if part.role == "repeat"] == sorted(repeated)
