"""Fill the days and sources that data lacks from the history of its pages."""

from typing import Any

from leavex_network.models import Entry, FrozenMap
from leavex_network.network import Network
from leavex_network.pages.matching import matches
from leavex_network.revisions.history import History


def filled(network: Network[Entry], history: History) -> Network[Entry]:
    """Return a network with the days and sources that it lacks; what it has is never replaced.

    Args:
        network: The network of a data file.
        history: The history of its pages.
    """
    dated = history.network
    ids = matches({entry.id: entry for entry in dated}, network)
    dated_by_id = {ids[entry.id]: entry for entry in dated if entry.id in ids}
    entries: list[Entry] = []
    for entry in network:
        past = dated_by_id.get(entry.id)
        entries.append(entry if past is None else _filled(entry, past))
    known = network.about.sources
    used = {key for entry in entries for key in entry.sources}
    added = {key: source for key, source in dated.about.sources.items() if key in used}
    update: dict[str, Any] = {"sources": FrozenMap({**added, **known})}
    if network.about.edition is None:
        update["edition"] = dated.about.edition
    about = network.about.model_copy(update=update)
    return Network(entries, about=about).with_schema(network.schema)


def _filled(entry: Entry, dated: Entry) -> Entry:
    update: dict[str, Any] = {}
    listed, concluded = entry.listed, entry.concluded
    if listed is None and dated.listed is not None:
        listed = dated.listed
    if concluded is None and entry.status == dated.status == "concluded":
        concluded = dated.concluded
    if listed is not None and concluded is not None and concluded < listed:
        listed, concluded = entry.listed, entry.concluded  # the two would contradict each other
    if listed != entry.listed:
        update["listed"] = listed
    if concluded != entry.concluded:
        update["concluded"] = concluded
    if not entry.sources and dated.sources:
        update["sources"] = dated.sources
    return entry.model_copy(update=update)
