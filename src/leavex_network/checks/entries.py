"""Checks of the entries of one network against each other and their own texts."""

from collections.abc import Iterable, Iterator

from leavex_network.checks.hosts import REMEDY, Hosts
from leavex_network.findings import Finding
from leavex_network.models import About, Entry
from leavex_network.models.frozen import FrozenMap, Record
from leavex_network.network import Network
from leavex_network.network.localization import digest
from leavex_network.pages.page_texts import hashtags
from leavex_network.text.characters import code_point, is_unassigned
from leavex_network.text.folding import fold
from leavex_network.text.hashtags import hashtag_key
from leavex_network.text.urls import normalized

NO_COPY = "It has no archived copy."
"""The message of `archived-missing`."""
SAVE_COPY = "Have a web archive save it"
"""The beginning of its remedy."""


def same_url(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each entry whose main address is that of an earlier one."""
    ids: dict[str, str] = {}
    for entry in network:
        first_id = ids.setdefault(normalized(entry.url), entry.id)
        if first_id != entry.id:
            message = f"Its address is also that of {first_id!r}."
            remedy = "Remove one of the two, and add its id to the aliases of the other."
            yield _finding("same-url", entry, "url", message, remedy)


def repeated_name(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each entry with the name and kind of an earlier one, at another address.

    One at the same address is what `same_url` finds.
    """
    firsts: dict[tuple[str, str], Entry] = {}
    for entry in network:
        first = firsts.setdefault((entry.kind, fold(entry.name)), entry)
        if first is not entry and normalized(first.url) != normalized(entry.url):
            message = f"Its name is also that of {first.id!r}."
            remedy = "If both are one, merge them; else tell their names apart."
            yield _finding("repeated-name", entry, "name", message, remedy)


def also_at_concluded(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each active entry whose address is a second one of a concluded entry."""
    ids: dict[str, str] = {}
    for entry in network:
        if entry.status == "concluded":
            ids.update((normalized(url), entry.id) for url in entry.also_at)
    for entry in network:
        other_id = ids.get(normalized(entry.url))
        if entry.status == "active" and other_id not in (None, entry.id):
            message = f"Its address is also a further one of {other_id!r}, which is concluded."
            remedy = "Check whether both are one entry; if not, add this to about.accepted."
            yield _finding("also-at-concluded", entry, "url", message, remedy)


def stale_translation(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each translation whose original has changed since."""
    message = "It was made from another version of the original."
    originals: list[About | Entry] = [network.about, *network]
    for original in originals:
        path = "translations" if isinstance(original, Entry) else "about.translations"
        for language, translation in original.translations.items():
            current = digest(original, translation)
            if translation.of not in (None, current):
                remedy = f"Compare it with the original, and set its 'of' to {current!r}."
                field = f"{path}.{language}"
                yield _finding("stale-translation", original, field, message, remedy)


def hashtag_missing(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each hashtag in the name or text of an entry that its list lacks."""
    for entry in network:
        listed = set(map(hashtag_key, entry.hashtags))
        for hashtag in hashtags(entry.name, entry.description):
            if hashtag_key(hashtag) not in listed:
                message = f"Its text has #{hashtag}, but its hashtags do not."
                remedy = f"Add {hashtag!r} to its hashtags."
                yield _finding("hashtag-missing", entry, "hashtags", message, remedy)


def unassigned_character(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each text with a character that this Python's Unicode does not have."""
    remedy = "Correct it; if it is newer than this Python, add this to about.accepted."
    subjects: list[About | Entry] = [network.about, *network]
    for subject in subjects:
        start = () if isinstance(subject, Entry) else ("about",)
        for path, text in _strings(subject, start):
            unassigned = "" if text.isprintable() else "".join(filter(is_unassigned, text))
            if unassigned:
                message = f"It has the unassigned character {code_point(unassigned[0])}."
                field = ".".join(path)
                yield _finding("unassigned-character", subject, field, message, remedy)


def _strings(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield all strings in a value of a model, each with the path that leads to it."""
    items: Iterable[tuple[object, object]] = ()
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        items = enumerate(value)
    elif isinstance(value, FrozenMap):
        items = value.items()
    elif isinstance(value, Record):
        items = value
    for name, item in items:
        yield from _strings(item, (*path, str(name)))


def confusable_host(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each address of an entry whose host may be taken for another."""
    hosts = Hosts()
    for entry in network:
        for field, url in _addresses(entry):
            message = hosts.message(url)
            if message is not None:
                yield _finding("confusable-host", entry, field, message, REMEDY)


def retired_id(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each id in `about.retired` that an entry has, now or formerly."""
    for name in network.about.retired:
        if name in network:
            message = f"{name!r} is the id of an entry, or a former one."
            remedy = "Remove it from about.retired, or give the entry another id."
            yield _finding("retired-id", network.about, f"about.retired.{name}", message, remedy)


def archived_missing(network: Network[Entry]) -> Iterator[Finding]:
    """Yield a finding for each entry without an archived copy."""
    remedy = f"{SAVE_COPY}, and add the address of the copy as `archived`."
    for entry in network:
        if entry.archived is None:
            # No field: findings about the same field of several entries are not grouped.
            yield Finding(code="archived-missing", entry=entry.id, message=NO_COPY, remedy=remedy)


def _addresses(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each address of an entry in all languages, with its field."""
    yield "url", entry.url
    for index, url in enumerate(entry.also_at):
        yield f"also_at.{index}", url
    if entry.archived is not None:
        yield "archived", entry.archived
    for language, translation in entry.translations.items():
        if translation.url is not None:
            yield f"translations.{language}.url", translation.url


def _finding(code: str, subject: About | Entry, field: str, message: str, remedy: str) -> Finding:
    entry = subject.id if isinstance(subject, Entry) else None
    return Finding(code=code, entry=entry, field=field, message=message, remedy=remedy)


ENTRY_CHECKS = (
    same_url,
    repeated_name,
    also_at_concluded,
    stale_translation,
    hashtag_missing,
    unassigned_character,
    confusable_host,
    retired_id,
)
