"""Bring the pages of all languages in step, with or without a data file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from leavex_network import formats
from leavex_network.checks.between_pages import order_differs
from leavex_network.errors import ArgumentError, DataError, quoted
from leavex_network.files import folder, page_files
from leavex_network.files.disk import read_limited, refuse_special, target_of
from leavex_network.files.hugo_config import unreadable_file
from leavex_network.files.page_files import PageFiles
from leavex_network.findings import Finding
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.frozen import FrozenMap
from leavex_network.models.kinds import NO_KINDS, Kinds, united_kinds
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents
from leavex_network.pages.editing import Edited, with_changes
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.list_editing import ItemChanges
from leavex_network.pages.reading import contents
from leavex_network.progress import plan_passes, unreported
from leavex_network.revisions.filling import filled
from leavex_network.revisions.history import read_history
from leavex_network.syncing.about import planned_about
from leavex_network.syncing.base import Bases, Source, bases_of, disputed, revisions_of
from leavex_network.syncing.order import merged
from leavex_network.syncing.plan import PagePlan, Plan, Planner
from leavex_network.syncing.report import Synced, page_done, page_summary
from leavex_network.syncing.sides import Sides
from leavex_network.syncing.state import State, dumped, read_state, state_file
from leavex_network.syncing.subjects import Trace, subjects_of
from leavex_network.syncing.texts import Preference
from leavex_network.syncing.with_data import DataPlan, DataPlanner
from leavex_network.text.urls import normalized

_UNREAD = ("listed-twice", "unknown-heading", "unknown-label", "unread-item")


def sync_pages(source: Source, *, skips: bool = False) -> Synced:
    """Return the synced pages of a folder: see `leavex_network.sync`."""
    found = _found(source)
    pages = _read(found, source.base_url)
    result = Synced({}, {}, [*found.notes])
    _sync_pages(result, source, found, pages, skips=skips)
    return result


def _found(source: Source) -> PageFiles:
    """Return the pages of a folder.

    Raises:
        ArgumentError: There is no folder, or its site's configuration cannot be read.
    """
    path = source.path
    if not page_files.means_pages(path):
        if not path.exists():
            raise ArgumentError(f"There is no folder {str(path)!r}; pass the folder of the pages")
        if formats.of_path(path, is_read=True).name != formats.PAGE:
            raise ArgumentError(f"{str(path)!r} is no folder of pages; pass the pages before data")
        raise ArgumentError(f"{str(path)!r} is one page; pass its folder {str(path.parent)!r}")
    found = page_files.find_pages(path, source.language, section=source.section)
    reason = unreadable_file(found.site.root) if found.site.root is not None else None
    if reason is not None:
        raise ArgumentError(f"{reason}; correct it, for it names the languages of the pages")
    return found


def _read(found: PageFiles, base_url: str | None, kinds: Kinds = NO_KINDS) -> LanguagePages:
    """Return the pages.

    Raises:
        DataError: One cannot be read, or has the marks of a merge.
    """
    pages = folder.read_pages(found, base_url, kinds=kinds)
    notes = [note for page in pages.pages.values() for note in page.notes]
    merges = [note for note in notes if note.code == "merge-markers"]
    if merges:
        raise DataError(merges)
    return pages


def _sync_pages(
    result: Synced, source: Source, found: PageFiles, pages: LanguagePages, *, skips: bool
) -> None:
    """Add the text of each page that changes, by the commits of the pages."""
    trace = Trace(subjects_of(pages), pages)
    with revisions_of(source) as revisions:
        bases = bases_of(trace, pages, revisions)
    planner = Planner(pages, trace.subjects, bases, skips=skips)
    plan = planner.plan()
    result.findings.extend(planner.findings)
    if _has_no_base(trace, pages, bases):
        result.findings.append(_no_base(found, pages))
    _edit_pages(result, found, pages, plan)


@unreported()
def _edited_pages(result: Synced, found: PageFiles, pages: LanguagePages) -> LanguagePages:
    """Return pages with their new texts."""
    if not result.texts:
        return pages
    edited: dict[str, PageContents] = {}
    for code, page in pages.pages.items():
        text = result.texts.get(found.files[code])
        edited[code] = page
        if text is not None:
            edited[code] = contents(
                text, page_language=code, base_url=page.base_url, file=page.file, kinds=page.kinds
            )
    return LanguagePages(edited)


def sync_with_data(
    source: Source,
    data_path: Path,
    *,
    prefer: Preference | None = None,
    skips: bool = False,
    fills: bool = False,
    commits: str | None = None,
) -> Synced:
    """Return the synced pages, data and state: see `leavex_network.sync`."""
    if data_path.is_dir() or data_path.suffix.lower() != ".json":
        raise ArgumentError(f"{str(data_path)!r} is no data file; pass a file such as network.json")
    file = target_of(data_path)
    refuse_special(file)
    state_path = state_file(file)
    state = _known_state(state_path)
    found = _found(source)
    if not file.exists() and state is not None:
        remedy = f"restore it, or delete {str(state_path)!r} to start anew"
        raise ArgumentError(f"There is no file {str(data_path)!r}, but its state; {remedy}")
    text = decode(read_limited(file), str(data_path)) if file.exists() else ""
    known = _known(text, str(data_path)) if text else None
    base_url = source.base_url
    if base_url is None and found.site.base_url is None and known is not None:
        base_url = known.about.url
    if known is not None:
        source = source._replace(kinds=known.about.kinds)
    pages = _read(found, base_url, source.kinds)
    result = Synced({}, {}, [*found.notes])
    if state is None:
        # Nothing is known of the data yet, but the commits know how the pages were in step.
        _sync_pages(result, source, found, pages, skips=skips)
        pages = _edited_pages(result, found, pages)
    data = known if known is not None else pages.network[:0]
    sides = Sides(pages, data, state, prefer)
    plan = DataPlanner(sides, skips=skips).planned()
    # A kind that a page declares is one of the data, too, which keeps its own words.
    kinds = united_kinds(data.about.kinds, pages.network.about.kinds)
    own_about = data.about.model_copy(update={"kinds": kinds})
    about = planned_about(pages, own_about, state.about if state else {}, prefer)
    result.findings.extend([*sides.findings, *about.findings])
    _edit_pages(result, found, pages, plan, about.pages)
    order = plan.order
    if plan.is_sorted:
        own = found.files[pages.language]
        order = _order_on(pages, result.texts.get(own), plan)
    else:
        order = merged([[entry.id for entry in data], order])
    entries = [plan.entries[entry_id] for entry_id in order if entry_id in plan.entries]
    network: Network[Entry] = Network(entries, about=about.about).with_schema(data.schema)
    if fills:
        history = read_history(
            source.path,
            commits=commits,
            language=source.language,
            base_url=source.base_url,
            section=source.section,
            kinds=source.kinds,
        )
        network = filled(network, history)
    _write_data(result, file, text, data, network)
    if state is not None and not plan.is_sorted:
        known_before = [entry_id for entry_id in state.entries if entry_id in plan.states]
        order = merged([known_before, order])
    new_state = State(
        entries=FrozenMap({entry_id: plan.states[entry_id] for entry_id in order}),
        about=FrozenMap(about.state),
    )
    new_state_text = dumped(new_state)
    if state is None or new_state_text != dumped(state):
        result.state[state_path] = new_state_text
    return result


def _known_state(path: Path) -> State | None:
    state = read_state(path)
    if state is None:
        plan_passes(3)  # the pages are compared with each other, and then with the data
    return state


@unreported()
def _known(text: str, file: str) -> Network[Entry]:
    return formats.loads(text, "json", file=file)


@unreported()
def _order_on(pages: LanguagePages, text: str | None, plan: DataPlan) -> list[str]:
    """Return the ids of all entries in the order of the page in the own language, as edited."""
    page = pages.pages[pages.language]
    if text is not None:
        page = contents(text, page_language=page.language, base_url=page.base_url, kinds=page.kinds)
    own = plan.pages[pages.language]
    entries = [*own.updates.values(), *own.added]
    ids = {normalized(entry.url): entry.id for entry in entries}
    listed = [ids.get(normalized(entry.url)) for entry in page.entries_by_block.values()]
    return merged([[entry_id for entry_id in listed if entry_id is not None], plan.order])


def _write_data(
    result: Synced, file: Path, text: str, data: Network[Entry], network: Network[Entry]
) -> None:
    """Add the text of the data, if it changes, and what is done to it."""
    if text and network == data:
        result.summaries[file] = "unchanged"
        return
    result.texts[file] = formats.dumps(network)
    difference = data.diff(network)
    numbers = {
        "added": len(difference.added),
        "changed": len(difference.changed),
        "removed": len(difference.removed),
    }
    done = [f"{number} {what}" for what, number in numbers.items() if number]
    result.summaries[file] = ", ".join(done) or "texts or order changed"


def _edit_pages(
    result: Synced,
    found: PageFiles,
    pages: LanguagePages,
    plan: Plan,
    texts: dict[str, dict[str, str]] | None = None,
) -> None:
    """Add the text of each page that changes, and what is done to each."""
    for code, page in pages.pages.items():
        page_plan = plan.pages[code]
        page_texts = (texts or {}).get(code, {})
        edited = _edited(page, plan, page_texts)
        file = found.files[code]
        if edited.text != str(page.page):
            result.texts[file] = edited.text
        result.findings.extend(edited.notes)
        result.findings.extend(_unread_notes(page, page_plan, result.findings))
        is_changed = edited.text != str(page.page)
        done = page_done(page, page_plan, is_changed=is_changed, texts=len(page_texts))
        before = result.done.get(file, [])
        result.done[file] = [*before, *done]
        untranslated = _untranslated(pages, code, page_plan)
        result.summaries[file] = page_summary(result.done[file], untranslated, page_plan.left_out)
    texts_after = {
        code: result.texts.get(found.files[code], str(page.page))
        for code, page in pages.pages.items()
    }
    kinds = pages.network.about.kinds
    result.findings[:] = folder.without_undeclared(result.findings, texts_after, kinds)
    if plan.is_sorted:
        result.findings.extend(_unsorted(_edited_pages(result, found, pages)))


def _unread_notes(page: PageContents, plan: PagePlan, known: list[Finding]) -> list[Finding]:
    """Return a finding for each label and item that is not understood: it changes no other page."""
    notes = [note for note in page.notes if note.code in _UNREAD]
    ids = {note.entry for note in notes if note.code == "unknown-label"}
    for block in plan.unread_labels:
        entry = page.entries_by_block[block]
        if entry.id in ids:
            continue
        message = f"The label of {quoted(entry.name)} is not understood; its country stays."
        remedy = "Write the name of a country or region as it is in the language of the page."
        notes.append(page.finding(block, "unknown-label", message, remedy, entry.id))
    return [note for note in notes if note not in known]


def _unsorted(pages: LanguagePages) -> Iterator[Finding]:
    """Yield a finding for each page whose order differs, although it was to be sorted."""
    for finding in order_differs(pages):
        remedy = "Sort this page by hand: a sync moves no item across text or headings."
        yield replace(finding, remedy=remedy)


def _edited(page: PageContents, plan: Plan, texts: dict[str, str]) -> Edited:
    page_plan = plan.pages[page.language]
    changes = ItemChanges(
        updates=page_plan.updates,
        added=page_plan.added,
        order=plan.order,
        parts=plan.parts,
        removed=page_plan.removed,
        sorts=plan.is_sorted,
        translates_labels=True,
    )
    return with_changes(page, changes, texts)


def _untranslated(pages: LanguagePages, language: str, plan: PagePlan) -> list[str]:
    """Return the names of the entries whose description is in the words of another page."""
    if language == pages.language:
        return [entry.name for entry in plan.added if entry.description]
    own = {item.entry.description for item in pages.pages[pages.language].entries}
    listed = [entry for entry in plan.updates.values() if entry.description in own]
    return [entry.name for entry in (*listed, *plan.added) if entry.description]


def _has_no_base(trace: Trace, pages: LanguagePages, bases: Bases) -> bool:
    """Tell whether pages differ in something of which no revision says who changed it."""
    for subject in trace.subjects:
        facts = disputed(subject, pages.pages) - {"url"}
        base = bases.of(subject)
        if base.is_new:
            continue
        missing = [code for code in pages.pages if not subject.is_listed(code)]
        is_removal_known = all(code in base.removed_from for code in missing)
        if is_removal_known or not bases.is_cut:
            facts.discard("listed")
        if facts - base.facts.keys():
            return True
    return False


def _no_base(found: PageFiles, pages: LanguagePages) -> Finding:
    own = pages.name(pages.language)
    message = (
        f"No commit has these pages in step; where they differ, {own} decides, and what one lacks "
        "is added."
    )
    remedy = "Commit the pages when they are in step; in CI, check out with fetch-depth: 0."
    return Finding(code="no-base", message=message, remedy=remedy, file=str(found.path))
