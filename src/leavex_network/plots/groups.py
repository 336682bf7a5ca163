"""The groups that bars count: the entries of each kind, country, region, hashtag, ..."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from leavex_network.errors import ArgumentError, alternatives, expect, quoted
from leavex_network.network.rows import languages_of
from leavex_network.places import languages
from leavex_network.plots.directions import isolated
from leavex_network.rendering.view import View

By = Literal["kind", "country", "region", "hashtag", "status", "host", "language"]


class Group(NamedTuple):
    """The entries that have one value."""

    name: str
    """The value in words, in the language of the chart."""
    total: int
    is_region: bool = False
    """Whether the value is a region or the world, in a chart of countries."""


def groups(view: View, by: By) -> list[Group]:
    """Return the groups of a network, the largest first, else in its order.

    Raises:
        ArgumentError: `by` is no such criterion.
        ArgumentTypeError: `by` is no string.
    """
    expect(by, str, "`by` is a string")
    if by not in _GROUPS:
        raise ArgumentError(f"Unknown `by` {quoted(by)}: use {alternatives(_GROUPS)}")
    found = [
        group._replace(name=isolated(group.name, view.direction)) for group in _GROUPS[by](view)
    ]
    return sorted(found, key=lambda group: -group.total)


def _kinds(view: View) -> list[Group]:
    return [Group(view.headings[kind], len(own)) for kind, own in view.network.kinds.items()]


def _countries(view: View) -> list[Group]:
    """Return the groups of countries, and those of regions and the world."""
    countries = [
        Group(view.territory_name(code), len(own)) for code, own in view.network.countries.items()
    ]
    return [*countries, *_regions(view)]


def _regions(view: View) -> list[Group]:
    return [
        Group(view.territory_name(code), len(own), is_region=True)
        for code, own in view.network.regions.items()
    ]


def _hashtags(view: View) -> list[Group]:
    return [Group(f"#{hashtag}", len(own)) for hashtag, own in view.network.hashtags.items()]


def _statuses(view: View) -> list[Group]:
    return [Group(view.words[status], len(own)) for status, own in view.network.statuses.items()]


def _hosts(view: View) -> list[Group]:
    totals: dict[str, int] = {}
    for entry in view.network:
        totals[entry.host] = totals.get(entry.host, 0) + 1
    return [Group(host, count) for host, count in totals.items()]


def _languages(view: View) -> list[Group]:
    """Return the groups of the languages in which there is a text of an entry."""
    original = view.network.in_all_languages()
    words = languages.words(view.network.about.language)
    totals: dict[str, int] = {}
    for entry in original:
        for code in languages_of(entry, original.about.language):
            totals[code] = totals.get(code, 0) + 1
    return [Group(_language_name(code, words), count) for code, count in totals.items()]


def _language_name(code: str, words: languages.Language) -> str:
    """Return the name of a language, capitalized: CLDR's are as within a sentence."""
    for tag in languages.fallbacks(code):
        if tag in words.languages:
            name = words.languages[tag]
            return f"{name[:1].upper()}{name[1:]}"
    return code


_GROUPS: Mapping[str, Callable[[View], list[Group]]] = {
    "kind": _kinds,
    "country": _countries,
    "region": _regions,
    "hashtag": _hashtags,
    "status": _statuses,
    "host": _hosts,
    "language": _languages,
}
