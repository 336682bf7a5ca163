"""An entry written as an item in the style of a page, and read again to be sure."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import product
from operator import attrgetter

from leavex_network.errors import DataError, quoted
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.pages import item
from leavex_network.pages.addresses import rebase_links, resolve, resolve_all, shorten
from leavex_network.pages.item import ItemParts, ParsedItem
from leavex_network.pages.label import LABEL_SEPARATOR, foreign_names, with_guard, without_guard
from leavex_network.pages.words import word_for
from leavex_network.places import gazetteer
from leavex_network.text.inline import plain
from leavex_network.text.live_markup import escaped, is_run_by_hugo, unescaped

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#!|~(){}])")
_MARKUP = re.compile(r"[\\`*_\[\]<>&]")
_ENTITY_START = re.compile(r"&(?=#?\w+;)")
_SHORTCODE = re.compile(r"\{\{(?=[<%])")
_PARENTHESIS = re.compile(r"[()]")
_REST_OF_LINE = re.compile(r"\A[^\r\n]*")
_BOLD = re.compile(r"\*\*|__")
_LINK_DESTINATION = re.compile(
    r"\]\(\s*(?:<[^<>\r\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)"  # CommonMark 6.3
)
_FROM_BRACKET = re.compile("\\s*[(\uff08].*", re.DOTALL)
_BEFORE_BRACKET = re.compile("\\A[^(\uff08]+")
_FIELDS = frozenset({"name", "url", "also_at", "archived", "description", "territories"})
"""The fields of an entry that an item shows; its section shows the kind and the status."""
_shown = attrgetter(*_FIELDS)


@dataclass(frozen=True, slots=True)
class ItemStyle:
    """How a page writes its items."""

    language: str
    base_url: str | None = None
    marker: str = "* "
    emphasis: str = ""
    """Around the name, inside the link."""
    separator: str = ": "
    brackets: str = "()"
    """Around the label."""
    comma: str = ", "
    """Between the names of a label."""
    newline: str = "\n"


def rewritten(
    entry: Entry,
    parsed: ParsedItem,
    style: ItemStyle,
    *,
    former: Entry | None = None,
    translates_label: bool = False,
) -> str:
    """Return an item with the fields of an entry; parts that are right already stay verbatim.

    Args:
        entry: The entry.
        parsed: The item.
        style: How the page writes its items.
        former: The entry that was read from the item; with it, equal fields need no comparison.
        translates_label: Whether a label in another language than the page's is replaced, too.
    """
    changed: frozenset[str] = frozenset()
    if former is None or _shown(entry) != _shown(former):
        changed = _differences(entry, parsed, style)
    if translates_label and foreign_names(parsed.parts.label, entry.territories, style.language):
        changed |= {"territories"}
    if not changed:
        return str(parsed.parts)
    return _readable(entry, parsed.parts, changed, style)


def new(entry: Entry, style: ItemStyle) -> str:
    """Return a new item for an entry."""
    empty = ItemParts(
        marker=style.marker,
        opening=f"[{style.emphasis}",
        closing=f"{style.emphasis}](",
        link_end=")",
        end=style.newline,
    )
    return _readable(entry, empty, _FIELDS, style)


def emphasized(text: str, *, is_bold: bool, language: str) -> str | None:
    """Return an item with a bold name, or one that is not bold; None if it has no such form."""
    parsed = item.read(text, language)
    if parsed is None or parsed.is_bold == is_bold:
        return text
    parts = parsed.parts
    if is_bold:
        parts = replace(parts, opening=f"{parts.opening}**", closing=f"**{parts.closing}")
    else:
        start = len(parts.marker.rstrip("*_"))
        parts = replace(
            parts,
            marker=parts.marker[:start] + _BOLD.sub("", parts.marker[start:]),
            opening=_BOLD.sub("", parts.opening),
            closing=_BOLD.sub("", parts.closing),
            link_end=_BOLD.sub("", parts.link_end),
        )
    changed = item.read(str(parts), language)
    is_same = changed is not None and replace(changed, parts=parsed.parts) == replace(
        parsed, is_bold=is_bold
    )
    return str(parts) if is_same else None


def _readable(entry: Entry, parts: ItemParts, changed: frozenset[str], style: ItemStyle) -> str:
    """Return the first item that is read as the entry.

    Its characters are escaped where that is usual or all; its description may need a separator.

    Raises:
        DataError: None is read as the entry.
    """
    for needs_separator, escape_all in product((False, True), repeat=2):
        updated = _updated(entry, parts, changed, style, escape_all=escape_all)
        if needs_separator and not updated.separator.strip():
            updated = replace(updated, separator=": ")
        text = str(updated)
        parsed = item.read(text, style.language)
        is_whole = parsed is not None and str(parsed.parts) == text
        is_text = not any(map(is_run_by_hugo, _written(updated, changed)))
        if parsed is not None and is_whole and is_text and not _differences(entry, parsed, style):
            return text
    message = f"No item would be read as {quoted(entry.name)} with this description and label."
    remedy = "Remove what looks like Markdown or a label from its name or description."
    raise DataError([Finding(code="unwritable", message=message, remedy=remedy, entry=entry.id)])


def _written(parts: ItemParts, changed: Collection[str]) -> list[str]:
    """Return the texts of an item that are written."""
    texts = {"name": parts.name, "description": parts.text}
    return [text for name, text in texts.items() if name in changed]


def _differences(entry: Entry, parsed: ParsedItem, style: ItemStyle) -> frozenset[str]:
    """Return the names of the fields whose values an item shows differently."""
    base_url = style.base_url
    values = {
        "name": parsed.name,
        "url": resolve(parsed.address, base_url),
        "also_at": resolve_all(parsed.also_at, base_url),
        "archived": None if parsed.archived is None else resolve(parsed.archived, base_url),
        "description": rebase_links(parsed.description, base_url, absolute=True),
        "territories": parsed.territories,
    }
    changed = {name for name, value in values.items() if getattr(entry, name) != value}
    if unescaped(entry.description) == values["description"]:
        changed.discard("description")
    return frozenset(changed)


def _updated(
    entry: Entry, parts: ItemParts, changed: frozenset[str], style: ItemStyle, *, escape_all: bool
) -> ItemParts:
    if "name" in changed:
        is_marked = "*" in parts.opening or parts.marker.endswith("*")
        name = _name(entry.name, is_marked=is_marked, escape_all=escape_all)
        parts = replace(parts, name=name)
    if "url" in changed:
        url = shorten(entry.url, style.base_url)
        is_in_angle_brackets = parts.closing.endswith("<")
        parts = replace(parts, url=url if is_in_angle_brackets else _destination(url))
    if "also_at" in changed:
        parts = replace(parts, also=_also(entry, style), also_behind="")
    if "archived" in changed:
        parts = _with_archived(parts, entry, style)
    was_labeled = bool(parts.label)
    if "description" in changed:
        parts = _with_description(parts, entry.description, style)
    if "territories" in changed:
        parts = _with_label(parts, entry, style)
    if "description" in changed:
        text = parts.text
    else:
        text = without_guard(parts.text, style.language, is_labeled=was_labeled)
        is_guarded = text != parts.text
        needs_guard = "archived" in changed and entry.archived is None and not is_guarded
        if bool(parts.label) == was_labeled and not needs_guard:
            return parts
    text = with_guard(text, style.language, is_labeled=bool(parts.label))
    return replace(parts, text=text)


def _name(text: str, *, is_marked: bool, escape_all: bool) -> str:
    """Return a name in Markdown: verbatim if that is read as the same, else escaped.

    Inside emphasis, parsers do not agree on further asterisks.
    """
    if text in ("x", "X"):
        return f"&#{ord(text)};"  # `[x]` at the beginning of an item is a task box (GFM 5.3)
    if escape_all:
        markdown = _SPECIAL.sub(r"\\\1", text)
    elif plain(text) == text and not re.search(r"[\[\]\\*]" if is_marked else r"[\[\]\\]", text):
        markdown = text
    else:
        markdown = _MARKUP.sub(r"\\\g<0>", text)
    # marko takes an escaped backtick for the beginning of code if another one follows.
    return escaped(markdown.replace("\\`", "&#96;"))


def _also(entry: Entry, style: ItemStyle) -> str:
    """Return the further addresses of an entry, as pages write them: ` also [here](...)`."""
    also, here = word_for("also", style.language), word_for("here", style.language)
    addresses = [_destination(shorten(url, style.base_url)) for url in entry.also_at]
    return ",".join(f" {also} [{here}]({address})" for address in addresses)


def _with_archived(parts: ItemParts, entry: Entry, style: ItemStyle) -> ItemParts:
    """Return an item with another archived copy, or without it: ` ([archived](...))`."""
    if entry.archived is None:
        return _without_archived(parts)
    url = shorten(entry.archived, style.base_url)
    destination = _destination(url)
    if parts.archived_url:
        is_in_angle_brackets = parts.archived_start.endswith("<")
        return replace(parts, archived_url=url if is_in_angle_brackets else destination)
    for name in ("copy_behind_text", "copy_behind_label"):
        former = getattr(parts, name)
        text = _LINK_DESTINATION.sub(lambda _: f"]({destination}", former, count=1)
        # Behind a description, parentheses must be balanced to be found.
        if former and "\\" not in destination:
            return replace(parts, **{name: text})
    word = word_for("archived", style.language)
    return replace(
        _without_archived(parts),
        archived_start=f" ([{word}](",
        archived_url=destination,
        archived_end="))",
    )


def _without_archived(parts: ItemParts) -> ItemParts:
    """Return an item without its archived copy; what is between the label and the copy stays."""
    between = _FROM_BRACKET.sub("", parts.copy_behind_label)
    return replace(
        parts,
        archived_start="",
        archived_url="",
        archived_end="",
        copy_behind_text="",
        copy_behind_label=between,
    )


def _with_description(parts: ItemParts, description: str, style: ItemStyle) -> ItemParts:
    text = escaped(rebase_links(description, style.base_url, absolute=False))
    if not text:
        return replace(parts, text="", separator="")
    if parts.text and parts.separator.strip():
        return replace(parts, text=text)
    is_spaced = parts.label.startswith("(") and not parts.gap
    gap = " " if is_spaced else parts.gap
    return replace(parts, text=text, separator=style.separator, gap=gap)


def _with_label(parts: ItemParts, entry: Entry, style: ItemStyle) -> ItemParts:
    if not entry.territories:
        # What follows the label on its line goes with it; it would be read as description.
        end = _REST_OF_LINE.sub("", parts.end, count=1) if parts.label else parts.end
        separator = parts.separator if parts.text else ""
        copy = _BEFORE_BRACKET.sub(" ", parts.copy_behind_label)
        return replace(
            parts, label="", gap="", copy_behind_label=copy, end=end, separator=separator
        )
    brackets, comma = punctuation_of(parts) or (style.brackets, style.comma)
    names = [gazetteer.label(territory, style.language) for territory in entry.territories]
    gap = parts.gap
    if not parts.label:
        gap = " " if brackets == "()" else ""
    return replace(parts, label=f"{brackets[0]}{comma.join(names)}{brackets[1]}", gap=gap)


def punctuation_of(parts: ItemParts) -> tuple[str, str] | None:
    """Return the brackets and the separator of an item's label; None without a label."""
    if not parts.label:
        return None
    brackets = parts.label[0] + parts.label[-1]
    match = LABEL_SEPARATOR.search(parts.label)
    if match:
        return brackets, match[0]
    return brackets, ", " if brackets == "()" else "\u3001"


def _destination(url: str) -> str:
    """Return a URL as the destination of a link.

    Parentheses must be balanced or escaped (CommonMark 6.3); `&` must not begin an entity (2.5).
    """
    destination = _SHORTCODE.sub(r"{\\{", _ENTITY_START.sub("&amp;", url))
    depth = 0
    for mark in _PARENTHESIS.findall(destination):
        depth += 1 if mark == "(" else -1
        if depth < 0:
            break
    return destination if depth == 0 else _PARENTHESIS.sub(r"\\\g<0>", destination)
