"""The difference between two networks, matched by id or by address, as text, Markdown and JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from leavex_network.models import About, Entry
from leavex_network.network import Network, history
from leavex_network.network.history import Change, Diff
from leavex_network.pages.matching import matches
from leavex_network.places import gazetteer
from leavex_network.text.folding import free_slug

_ESCAPED = frozenset("\\`*_[]<>#|~")
_FACTS = ("kind", "url", "also_at", "archived", "territories", "closes", "listed", "concluded")
_HIDDEN = ("status", "translations", "sources", "text_source", "aliases")


def difference(old: Network[Entry], new: Network[Entry]) -> Diff:
    """Return the difference between two networks.

    Two entries are the same if one has the other's id, or has it among its former ids; entries that
    were read from pages also if they have the same address, or else the same name and kind.
    """
    if old.origin == new.origin == "data":
        return old.diff(new)
    ids = matches({entry.id: entry for entry in old}, new)
    taken = {entry.id for entry in new}
    entries: list[Entry] = []
    for entry in old:
        entry_id = ids.get(entry.id, entry.id)
        if entry.id not in ids and entry.id in taken:
            entry_id = free_slug(entry.id, taken | {other.id for other in old})
        entries.append(entry.model_copy(update={"id": entry_id}))
    return history.difference(entries, new)


def lines(diff: Diff, about: About) -> Iterator[tuple[str, str]]:
    """Yield what happened to each entry, and the entry with what is new about it.

    Args:
        diff: The difference.
        about: The metadata of the newer network, which says why an id was withdrawn.
    """
    for entry in diff.added:
        suffix = " (concluded)" if entry.status == "concluded" else ""
        yield "added", f"{entry.name}{suffix}"
    for entry in diff.removed:
        retired = about.retired.get(entry.id)
        reason = f" ({retired.date}: {retired.why})" if retired is not None else ""
        yield "removed", f"{entry.name}{reason}"
    for change in diff.changed:
        yield from _changes(change, about.language)


def _changes(change: Change, language: str) -> Iterator[tuple[str, str]]:
    before, after = change.before, change.after
    fields = list(change.fields)
    if before.status != after.status:
        day = f" ({after.concluded})" if after.concluded is not None else ""
        what = "concluded" if after.status == "concluded" else "reopened"
        yield what, f"{after.name}{day}"
        fields = [field for field in fields if field != "concluded"]
    details: list[str] = []
    for field in fields:
        if field == "name":
            details.append(f"name, formerly {before.name!r}")
        elif field in _FACTS:
            details.append(
                f"{field}: {_shown(before, field, language)} → {_shown(after, field, language)}"
            )
        elif field not in _HIDDEN:
            details.append(field)
    if "translations" in change.fields:
        languages = [
            code
            for code in dict.fromkeys([*before.translations, *after.translations])
            if before.translations.get(code) != after.translations.get(code)
        ]
        details.append(f"translations: {', '.join(languages)}")
    if details:
        yield "changed", f"{after.name}: {'; '.join(details)}"


def _shown(entry: Entry, field: str, language: str) -> str:
    value = getattr(entry, field)
    if field == "territories":
        return ", ".join(gazetteer.label(code, language) for code in value) or "none"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def as_text(diff: Diff, about: About) -> Iterator[str]:
    """Yield a line for each change."""
    for what, text in lines(diff, about):
        yield f"{what:<9}  {text}"


def as_markdown(diff: Diff, about: About) -> Iterator[str]:
    """Yield a list item for each change, its text escaped."""
    for what, text in lines(diff, about):
        escaped = "".join(f"\\{mark}" if mark in _ESCAPED else mark for mark in text)
        yield f"- **{what.capitalize()}:** {escaped}"


def as_json(diff: Diff, about: About) -> Mapping[str, Any]:
    """Return the difference as values for JSON."""
    removed: list[dict[str, Any]] = []
    for entry in diff.removed:
        retired = about.retired.get(entry.id)
        item: dict[str, Any] = {"id": entry.id, "name": entry.name}
        if retired is not None:
            item["retired"] = {"date": retired.date.isoformat(), "why": retired.why}
        removed.append(item)
    changed = [
        {"id": change.after.id, "name": change.after.name, "fields": list(change.fields)}
        for change in diff.changed
    ]
    concluded = [
        change.after.id
        for change in diff.changed
        if change.before.status != change.after.status == "concluded"
    ]
    added = [{"id": entry.id, "name": entry.name} for entry in diff.added]
    return {"added": added, "removed": removed, "changed": changed, "concluded": concluded}
