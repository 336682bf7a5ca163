"""Bring the pages of all languages in step, with or without a data file."""

from pathlib import Path

from leavex_network import formats
from leavex_network.errors import ArgumentError, FormatError
from leavex_network.files import folder, page_files
from leavex_network.files.disk import read_limited, refuse_special, target_of
from leavex_network.files.page_files import PageFiles
from leavex_network.findings import Finding
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.models.frozen import FrozenMap
from leavex_network.network import Network
from leavex_network.pages.contents import PageContents
from leavex_network.pages.editing import Edited, with_changes
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.pages.list_editing import ItemChanges
from leavex_network.pages.reading import contents
from leavex_network.revisions.filling import filled
from leavex_network.revisions.history import read_history
from leavex_network.syncing.about import planned_about
from leavex_network.syncing.base import Bases, Source, bases_of, disputed, revisions_of
from leavex_network.syncing.order import merged
from leavex_network.syncing.plan import PagePlan, Planner
from leavex_network.syncing.report import Synced, page_summary
from leavex_network.syncing.sides import Sides
from leavex_network.syncing.state import State, dumped, read_state, state_file
from leavex_network.syncing.subjects import Trace, subjects_of
from leavex_network.syncing.texts import Preference
from leavex_network.syncing.with_data import DataPlan, DataPlanner
from leavex_network.text.urls import normalized


def sync_pages(source: Source, *, skips: bool = False) -> Synced:
    """Return what the pages of a folder become: see `leavex_network.sync`."""
    found = page_files.find_pages(source.path, source.language, section=source.section)
    pages = folder.read_pages(found, source.base_url)
    trace = Trace(subjects_of(pages), pages)
    with revisions_of(source) as revisions:
        bases = bases_of(trace, pages, revisions)
    plan = Planner(pages, trace.subjects, bases, skips=skips).plan()
    findings = [*found.notes, *plan.findings]
    if _has_no_base(trace, pages, bases):
        findings.append(_no_base(found, pages))
    result = Synced({}, {}, findings)
    _edit_pages(result, found, pages, plan.pages, plan.order)
    return result


def sync_with_data(
    source: Source,
    data_path: Path,
    *,
    prefer: Preference | None = None,
    skips: bool = False,
    fills: bool = False,
    commits: str | None = None,
) -> Synced:
    """Return what pages, data and state become: see `leavex_network.sync`."""
    if formats.of_path(data_path).name != "json":
        raise FormatError(f"{str(data_path)!r} is no data file; pass a file such as network.json")
    file = target_of(data_path)
    refuse_special(file)
    state_path = state_file(file)
    state = read_state(state_path)
    found = page_files.find_pages(source.path, source.language, section=source.section)
    if not file.exists() and state is not None:
        remedy = f"restore it, or delete {str(state_path)!r} to start anew"
        raise ArgumentError(f"There is no file {str(data_path)!r}, but its state; {remedy}")
    text = decode(read_limited(file), str(data_path)) if file.exists() else ""
    known = formats.loads(text, "json", file=str(data_path)) if text else None
    base_url = source.base_url
    if base_url is None and found.site.base_url is None and known is not None:
        base_url = known.about.url
    pages = folder.read_pages(found, base_url)
    data = known if known is not None else pages.network[:0]
    sides = Sides(pages, data, state, prefer)
    plan = DataPlanner(sides, skips=skips).planned()
    about = planned_about(pages, data.about, state.about if state else {}, prefer)
    result = Synced({}, {}, [*found.notes, *sides.findings, *about.findings])
    _edit_pages(result, found, pages, plan.pages, plan.order, about.pages, is_sorted=plan.is_sorted)
    order = plan.order
    if plan.is_sorted:
        own = found.files[pages.language]
        order = _order_on(pages, result.texts.get(own), plan)
    else:
        order = merged([[entry.id for entry in data], order])
    entries = [plan.entries[entry_id] for entry_id in order]
    network: Network[Entry] = Network(entries, about=about.about).with_schema(data.schema)
    if fills:
        path, language, base_url, section, progress = source
        history = read_history(
            path,
            commits=commits,
            language=language,
            base_url=base_url,
            section=section,
            progress=progress,
        )
        network = filled(network, history)
    _write_data(result, file, text, data, network)
    new_state = State(
        entries=FrozenMap({entry_id: plan.states[entry_id] for entry_id in order}),
        is_ordered=plan.is_sorted,
        about=FrozenMap(about.state),
    )
    new_state_text = dumped(new_state)
    if state is None or new_state_text != dumped(state):
        result.state[state_path] = new_state_text
    return result


def _order_on(pages: LanguagePages, text: str | None, plan: DataPlan) -> list[str]:
    """Return the ids of all entries in the order of the page in the own language, as edited."""
    page = pages.pages[pages.language]
    if text is not None:
        page = contents(text, page_language=page.language, base_url=page.base_url)
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
    plans: dict[str, PagePlan],
    order: list[str],
    texts: dict[str, dict[str, str]] | None = None,
    *,
    is_sorted: bool = True,
) -> None:
    """Add the text of each page that changes, and what is done to each."""
    for code, page in pages.pages.items():
        plan = plans[code]
        page_texts = (texts or {}).get(code, {})
        edited = _edited(page, plan, order, page_texts, is_sorted=is_sorted)
        file = found.files[code]
        if edited.text != str(page.page):
            result.texts[file] = edited.text
        result.findings.extend(edited.notes)
        untranslated = _untranslated(pages, code, plan)
        result.summaries[file] = page_summary(
            page, plan, untranslated, is_changed=file in result.texts, texts=len(page_texts)
        )


def _edited(
    page: PageContents, plan: PagePlan, order: list[str], texts: dict[str, str], *, is_sorted: bool
) -> Edited:
    changes = ItemChanges(
        updates=plan.updates,
        added=plan.added,
        order=order,
        removed=plan.removed,
        sorts=is_sorted,
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
    """Tell whether pages differ in a fact of which nothing says who changed it."""
    for subject in trace.subjects:
        facts = disputed(subject, pages.pages) - {"listed", "url"}
        if facts - bases.of(subject).facts.keys():
            return True
    return False


def _no_base(found: PageFiles, pages: LanguagePages) -> Finding:
    own = pages.name(pages.language)
    message = f"No commit has these pages in step; where they differ, {own} decides."
    remedy = "Commit the pages when they are in step."
    return Finding(code="no-base", message=message, remedy=remedy, file=str(found.path))
