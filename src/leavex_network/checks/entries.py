"""What is wrong between the entries of one network."""

from collections.abc import Callable, Iterator

from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.localization import digest
from leavex_network.pages.contents import hashtags
from leavex_network.text.urls import same_place

_STALE = "it was made from another original than there is now."

EntryCheck = Callable[[Network[Entry]], Iterator[Finding]]


def same_url(network: Network[Entry]) -> Iterator[Finding]:
    """Yield each entry whose main address is that of an earlier one."""
    first: dict[str, str] = {}
    for entry in network:
        other = first.setdefault(same_place(entry.url), entry.id)
        if other != entry.id:
            message = f"its address is also that of {other!r}."
            yield _finding(
                "same-url",
                entry,
                "url",
                message,
                "Leave one of the two out, and keep its id among the aliases.",
            )


def also_at_concluded(network: Network[Entry]) -> Iterator[Finding]:
    """Yield each active entry whose main address is a further one of a concluded entry."""
    further = {
        same_place(url): entry.id
        for entry in network
        if entry.status == "concluded"
        for url in entry.also_at
    }
    for entry in network:
        other = further.get(same_place(entry.url))
        if entry.status == "active" and other not in (None, entry.id):
            message = f"its address is also a further one of {other!r}, which is concluded."
            remedy = "Look whether the two are one; if they are not, say so in about.accepted."
            yield _finding("also-at-concluded", entry, "url", message, remedy)


def stale_translation(network: Network[Entry]) -> Iterator[Finding]:
    """Yield each translation that was made from another original than there is now."""
    for language, text in network.about.translations.items():
        current = digest(network.about, text)
        if text.of not in (None, current):
            field = f"about.translations.{language}"
            yield Finding(
                code="stale-translation", field=field, message=_STALE, remedy=_of_stale(current)
            )
    for entry in network:
        for language, translation in entry.translations.items():
            current = digest(entry, translation)
            if translation.of not in (None, current):
                yield _finding(
                    "stale-translation",
                    entry,
                    f"translations.{language}",
                    _STALE,
                    _of_stale(current),
                )


def hashtag_missing(network: Network[Entry]) -> Iterator[Finding]:
    """Yield each hashtag that stands in the name or the text of an entry, and not in its list."""
    for entry in network:
        listed = {hashtag.casefold() for hashtag in entry.hashtags}
        for hashtag in hashtags(entry.name, entry.description):
            if hashtag.casefold() not in listed:
                message = f"#{hashtag} stands in its text, and not in its hashtags."
                yield _finding(
                    "hashtag-missing",
                    entry,
                    "hashtags",
                    message,
                    f"Add {hashtag!r} to its hashtags.",
                )


def _finding(code: str, entry: Entry, field: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, entry=entry.id, field=field, message=message, remedy=remedy)


def _of_stale(current: str) -> str:
    return f"Compare it with the original, and write {current!r} as its 'of'."


ENTRY_CHECKS: tuple[EntryCheck, ...] = (
    same_url,
    also_at_concluded,
    stale_translation,
    hashtag_missing,
)
