"""What a site needs that is built without Python: the entries, ready to be shown, and what they are asked by."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from unicodedata import ucd_3_2_0 as unicode

from leavex_network.data import read_bytes
from leavex_network.models import Entry
from leavex_network.network.criteria import CRITERIA
from leavex_network.network.search import searchable
from leavex_network.places import gazetteer, iso, languages
from leavex_network.places.territories import Territory, codes
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View
from leavex_network.text.characters import fold

NAME = "leavex-network"
_LAST_FOLDED = 0x1FFF
"""Beyond it are no letters with accents that anybody types into a shortcode."""


def stylesheet() -> str:
    """Return the stylesheet of a list."""
    return read_bytes(f"web/{NAME}.css").decode()


def listed(view: View) -> dict[str, Any]:
    """Return the entries in one language, each as the shortcode shows it, with what it is found by."""
    return {
        "language": view.language,
        "direction": view.direction,
        "headings": dict(view.headings),
        "none": view.words["none"],
        "entries": [_entry(view, entry) for entry in view.network],
    }


def _entry(view: View, entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "status": entry.status,
        "places": [str(place) for place in entry.territories],
        "regions": list(view.inside(entry)),
        "hashtags": [fold(hashtag) for hashtag in entry.hashtags],
        "search": "".join(_beginnings(text) for text in (entry.name, entry.text, *entry.hashtags)),
        "html": render("entry.html", view=view, entry=entry),
    }


def _beginnings(text: str) -> str:
    """Return a text made ready for search: from each place where a word may start, what follows; a space before each.

    `X-odus` is ` xodus odus`: a word of a query is found where it stands behind a space.
    """
    ready = searchable(text)
    return "".join(f" {ready.letters[place:].partition(' ')[0]}" for place in sorted(ready.starts))


def common(chosen: tuple[str, ...], default: str) -> dict[str, Any]:
    """Return what does not depend on the language: the names of territories, and what can be asked.

    Args:
        chosen: The languages whose names of territories are understood, beside English (BCP 47).
        default: The name of the file of the language that stands in for others.
    """
    return {
        "default": default,
        "criteria": [criterion.name for criterion in CRITERIA],
        "places": dict(sorted(_places(chosen).items())),
        "around": {
            code: sorted(Territory(code).regions) for code in codes() if Territory(code).is_country
        },
    }


def _places(chosen: tuple[str, ...]) -> dict[str, str]:
    """Return the code behind each code or name, folded, in English and the languages of the site."""
    found = (languages.with_names(code) for code in ("en", *chosen))
    spoken = {language.code: language for language in found if language}
    places: dict[str, str] = {}
    for language in spoken.values():
        for name in _names(language):
            named = gazetteer.by_name(name)
            places |= {fold(name): str(place) for place in named if len(named) == 1}
    for place in codes():
        places |= {fold(other): place for other in (place, *iso.other_codes(place))}
    return places


def _names(language: languages.Language) -> Iterator[str]:
    yield from language.territories.values()
    for several in (*language.variants.values(), *language.labels.values()):
        yield from several


def letters() -> dict[str, str]:
    """Return what each letter in lower case is folded to, and each mark above or below one."""
    classes = {
        letter: plain for plain, several in folded().items() for letter in several.strip("[]")
    }
    return {
        **classes,
        **{
            chr(number): ""
            for number in range(0x300, _LAST_FOLDED)
            if unicode.category(chr(number)) == "Mn"
        },
    }


@cache
def folded() -> dict[str, str]:
    """Return, for each letter, the class of those in lower case that are folded to it."""
    classes: dict[str, str] = {}
    for number in range(0x80, _LAST_FOLDED):
        letter = chr(number)
        plain = fold(letter)
        is_known = (
            unicode.category(letter) != "Cn"
        )  # the same letters whatever Python, each of which knows more
        if is_known and plain != letter and letter.lower() == letter and plain.isalnum():
            classes[plain] = classes.get(plain, "") + letter
    return {plain: f"[{letters}]" for plain, letters in sorted(classes.items())}


def as_json(value: Any) -> str:
    """Return a value as a file holds it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
