"""An entry as a bullet: its parts in Markdown, in the manner of a page, read again to be sure."""

import re
from dataclasses import dataclass, replace

from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.pages import item
from leavex_network.pages.addresses import rebased, resolve, shorten
from leavex_network.pages.contents import word_for
from leavex_network.pages.item import ItemParts, ParsedItem
from leavex_network.pages.label import with_guard
from leavex_network.places import gazetteer
from leavex_network.text.inline import plain

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#!|~(){}])")
_PLAIN_MARKS = re.compile(r"[\\`*_\[\]<>&]")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page writes its bullets."""

    language: str
    base_url: str | None = None
    marker: str = "* "
    emphasis: str = ""
    """Around the name, inside the link."""
    separator: str = ": "
    newline: str = "\n"


def same(entry: Entry, reading: ParsedItem, manner: Manner) -> bool:
    """Tell whether a bullet says of an entry all that a bullet can say."""
    return not _differences(entry, reading, manner)


def rewritten(entry: Entry, reading: ParsedItem, manner: Manner) -> str:
    """Return a bullet that says what the entry says now; what it said right keeps its bytes.

    Raises:
        DataError: No bullet would be read as this entry.
    """
    changed = _differences(entry, reading, manner)
    if not changed:
        return str(reading.parts)
    return _checked(
        entry,
        manner,
        [
            _updated(entry, reading.parts, changed, manner, careful=careful)
            for careful in (False, True)
        ],
    )


def new(entry: Entry, manner: Manner) -> str:
    """Return a bullet for an entry, in the manner of the page.

    Raises:
        DataError: No bullet would be read as this entry.
    """
    marks = manner.emphasis
    blank = ItemParts(
        manner.marker, f"[{marks}", "", f"{marks}](", "", ")", "", "", "", "", "", manner.newline
    )
    every = {"name", "url", "also_at", "description", "territories"}
    return _checked(
        entry,
        manner,
        [_updated(entry, blank, every, manner, careful=careful) for careful in (False, True)],
    )


def _differences(entry: Entry, reading: ParsedItem, manner: Manner) -> set[str]:
    """Return the fields of an entry that a bullet tells otherwise."""
    said = {
        "name": reading.name,
        "url": resolve(reading.address, manner.base_url),
        "also_at": tuple(
            dict.fromkeys(resolve(address, manner.base_url) for address in reading.also_at)
        ),
        "description": rebased(reading.description, manner.base_url, absolute=True),
        "territories": reading.territories,
    }
    return {name for name, value in said.items() if getattr(entry, name) != value}


def _updated(
    entry: Entry, parts: ItemParts, changed: set[str], manner: Manner, *, careful: bool
) -> ItemParts:
    if "name" in changed:
        parts = replace(parts, name=name(entry.name, careful=careful))
    if "url" in changed:
        parts = _with_url(parts, shorten(entry.url, manner.base_url))
    if "also_at" in changed:
        parts = replace(parts, also=also(entry, manner))
    if "description" in changed:
        text = rebased(entry.description, manner.base_url, absolute=False)
        separator = (
            (parts.separator if parts.text and parts.separator.strip() else manner.separator)
            if text
            else ""
        )
        parts = replace(parts, text=text, separator=separator)
    if "territories" in changed:
        label = ", ".join(
            gazetteer.label(territory, manner.language) for territory in entry.territories
        )
        parts = replace(
            parts, label=f"({label})" if label else "", gap=(parts.gap or " ") if label else ""
        )
    if not parts.label and changed & {"description", "territories"}:
        parts = replace(parts, text=with_guard(parts.text, manner.language))
    return parts


def name(text: str, *, careful: bool) -> str:
    """Return a name in Markdown: as it is where that reads the same, else with its marks escaped."""
    if careful:
        return _SPECIAL.sub(r"\\\1", text)
    if plain(text) == text and not re.search(r"[\[\]\\]", text):
        return text
    return _PLAIN_MARKS.sub(lambda found: f"\\{found[0]}", text)


def also(entry: Entry, manner: Manner) -> str:
    """Return the further addresses of an entry, as a page in a language writes them."""
    word, here = word_for("also", manner.language), word_for("here", manner.language)
    links = (
        f" {word} [{here}]({_destination(shorten(url, manner.base_url))})" for url in entry.also_at
    )
    return ",".join(links)


def _with_url(parts: ItemParts, url: str) -> ItemParts:
    if parts.closing.endswith("<"):
        return replace(parts, url=url)
    return replace(parts, url=_destination(url))


def _destination(url: str) -> str:
    """Return an address as the destination of a link: what would be read as an entity, or as its end, is escaped."""
    safe = re.sub(r"&(?=#?\w+;)", "&amp;", url)
    depth = 0
    for mark in re.findall("[()]", safe):
        depth += 1 if mark == "(" else -1
        if depth < 0:
            break
    return safe if depth == 0 else re.sub("([()])", r"\\\1", safe)


def _checked(entry: Entry, manner: Manner, candidates: list[ItemParts]) -> str:
    """Return the first bullet that reads as the entry."""
    for candidate in candidates:
        text = str(candidate)
        reading = item.read(text, manner.language)
        if reading is not None and str(reading.parts) == text and same(entry, reading, manner):
            return text
    message = f"no bullet of a page would be read as {quoted(entry.name)} with this text and these labels."
    remedy = "Leave out what looks like Markdown, or like a label, in its name or description."
    raise DataError([Finding(code="unwritable", message=message, remedy=remedy, entry=entry.id)])
