"""Bring the data up to the newest revision of its page: `python scripts/refresh.py REPOSITORY`.

REPOSITORY is a clone of the site's repository, with all commits. What its page changed after the
edition of the data is taken over: which entries there are, their kind, status, labels, addresses,
days, sources and order; never a text. The difference is printed for review, and what is left to a
person: descriptions to write, names that changed, entries that the page dropped. With `--dry-run`,
nothing is written.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from leavex_network import Entry, Network, dumps, read
from leavex_network.formats import differences
from leavex_network.models import FrozenMap, Initiative, Petition, Translation
from leavex_network.pages.matching import matches
from leavex_network.revisions.history import History, read_history
from leavex_network.syncing.order import merged

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "leavex_network"
TARGET = PACKAGE / "data" / "network.json"
PAGES = Path("content", "network")
FACTS = ("kind", "url", "also_at", "archived", "territories", "status")


def refreshed(known: Network[Entry], history: History) -> tuple[Network[Entry], list[str]]:
    """Return a network with the facts that pages changed after its edition, and what is left."""
    new = history.network
    edition = known.about.edition
    old = new[:0] if edition is None else history.at(edition)
    before = _paired(old, new)
    ids = matches({entry.id: entry for entry in new}, known)
    left: list[str] = []
    entries: dict[str, Entry] = {}
    for entry in new:
        former = before.get(entry.id)
        sources = _new_sources(entry, new, edition)
        if entry.id in ids:
            own = known[ids[entry.id]]
            entries[own.id] = _with_changes(own, former, entry, sources)
            if former is not None and former.name != entry.name:
                left.append(f"{own.id}: the page calls it {entry.name!r} now")
        elif former is None:
            entries[entry.id] = _new(entry, sources)
            left.append(f"{entry.id}: write a description, and the translations")
    for entry in known:
        if entry.id not in entries:
            entries[entry.id] = entry
            left.append(
                f"{entry.id}: no longer on the page; withdraw it by about.retired, or keep it"
            )
    page_order = [ids.get(entry.id, entry.id) for entry in new]
    order = merged([[name for name in page_order if name in entries], [e.id for e in known]])
    used = {key for entry in entries.values() for key in entry.sources}
    added = {key: source for key, source in new.about.sources.items() if key in used}
    changed = [entries[name] for name in order]
    update: dict[str, Any] = {"sources": FrozenMap({**known.about.sources, **added})}
    if changed != list(known):
        update["edition"] = max(filter(None, (edition, new.about.edition)))
    about = known.about.model_copy(update=update)
    return Network(changed, about=about).with_schema(known.schema), left


def _paired(old: Network[Entry], new: Network[Entry]) -> Mapping[str, Entry]:
    """Return what each entry was before, by its id now."""
    ids = matches({entry.id: entry for entry in old}, new)
    return {ids[entry.id]: entry for entry in old if entry.id in ids}


def _new_sources(entry: Entry, network: Network[Entry], edition: Any) -> Iterator[str]:
    for key in entry.sources:
        if edition is None or network.about.sources[key].date > edition:
            yield key


def _with_changes(own: Entry, former: Entry | None, entry: Entry, sources: Iterable[str]) -> Entry:
    """Return an entry of the data with the facts that changed on the pages."""
    update: dict[str, Any] = {}
    for name in FACTS:
        if former is None or getattr(former, name) != getattr(entry, name):
            update[name] = getattr(entry, name)
    if own.listed is None:
        update["listed"] = entry.listed
    if update.get("status") is not None:
        update["concluded"] = entry.concluded
    translations = dict(own.translations)
    for language, translation in entry.translations.items():
        known = former.translations.get(language) if former is not None else None
        if translation.url is not None and (known is None or known.url != translation.url):
            given = translations.get(language, Translation())
            translations[language] = given.model_copy(update={"url": translation.url})
    update["translations"] = FrozenMap(translations)
    update["sources"] = tuple(dict.fromkeys([*own.sources, *sources]))
    changed = {name: value for name, value in update.items() if getattr(own, name) != value}
    model = Initiative if changed.get("kind", own.kind) == "initiative" else Petition
    result: Entry = model.model_validate({**own.given(), **changed}) if changed else own
    return result


def _new(entry: Entry, sources: Iterable[str]) -> Entry:
    """Return an entry that the data lacks: its facts and its name, without a description."""
    urls = {
        language: Translation(url=translation.url)
        for language, translation in entry.translations.items()
        if translation.url is not None
    }
    update = {
        "description": "",
        "description_language": None,
        "hashtags": (),
        "sources": tuple(sources),
        "translations": FrozenMap(urls),
    }
    return entry.model_copy(update=update)


def main(arguments: list[str]) -> int:
    """Refresh the data; return the exit status."""
    names = [argument for argument in arguments if not argument.startswith("-")]
    if len(names) != 1:
        print(__doc__)
        return 2
    known = read(TARGET)
    first = next(iter(known.about.sources.values()))
    commits = first.url.rpartition("/")[0]
    history = read_history(Path(names[0]) / PAGES, commits=commits)
    network, left = refreshed(known, history)
    for line in differences.as_text(known.diff(network), network.about):
        print(line)
    print("\n".join(["", "Left to a person:", *(f"  {line}" for line in left or ["nothing"])]))
    if "--dry-run" not in arguments:
        TARGET.write_text(dumps(network), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
