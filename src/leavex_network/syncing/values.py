"""The facts and texts of an entry that a sync compares, and how messages show them."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pydantic import BaseModel

from leavex_network.errors import quoted
from leavex_network.models import Entry
from leavex_network.models.addresses import distinct_copy
from leavex_network.models.entries import class_of
from leavex_network.pages.contents import PageContents, PageEntry
from leavex_network.pages.sections import Section
from leavex_network.places import gazetteer
from leavex_network.syncing.subjects import mentions
from leavex_network.text.inline import plain
from leavex_network.text.live_markup import unescaped
from leavex_network.text.urls import normalized

FACTS = ("kind", "status", "territories", "also_at", "archived")
"""The fields that are equal on all pages; the address may be another one in each language."""
TEXTS = ("name", "description")
_SHORTEST_DESCRIPTION = 5
LARGEST_LOSS = 3
"""If more than one in so many entries of a side is gone at once, that is no edit."""


def facts_of(entry: Entry) -> dict[str, Any]:
    """Return the facts of an entry by their names; an archived copy that it lacks is ""."""
    return {**{name: getattr(entry, name) for name in FACTS}, "archived": entry.archived or ""}


def text_of(entry: Entry, name: str) -> str:
    """Return the name, the description or the address of an entry, as a page has it."""
    text = str(getattr(entry, name))
    return unescaped(text) if name == "description" else text


def with_values(entry: Entry, entry_id: str, values: Mapping[str, Any]) -> Entry:
    """Return an entry with another id and other values; it may be of another kind."""
    is_same = all(getattr(entry, name) == value for name, value in values.items())
    if is_same and entry.archived is None:
        return entry if entry.id == entry_id else _with_id(entry, entry_id)
    given = {**dict(entry), **values, "id": entry_id}
    # Of the addresses of a page, one may be the archived copy of the others' address.
    given["archived"] = distinct_copy(given["archived"] or None, (given["url"], *given["also_at"]))
    return class_of(values["kind"]).model_validate(given)


def _with_id(entry: Entry, entry_id: str) -> Entry:
    """Return an entry with the id that it has on another page; nothing has to be validated."""
    # `copy.copy` would return the entry itself, which is immutable.
    copied: Entry = cast("Any", BaseModel).__copy__(entry)
    vars(copied)["id"] = entry_id
    return copied


def has_unread_label(item: PageEntry, former: Sequence[str] | None, *, is_text_new: bool) -> bool:
    """Tell whether an item ends with a parenthesis that may be a label, but is not read as one.

    Nothing is known of its territories then.

    Args:
        item: The item.
        former: The territories that it named before; None if that is unknown.
        is_text_new: Whether its description was another one before.
    """
    if item.entry.territories:
        return False
    if item.item.unknown_label is not None:
        return True
    if not former or not is_text_new:
        return False
    text = plain(item.entry.description).rstrip(" .")
    return text.endswith((")", "\uff09"))


def rest_of(page: PageContents, url: str, name: str, description: str) -> str | None:
    """Return where a page still has something of an entry that it seems to have removed.

    Args:
        page: The page.
        url: The address that the entry had there.
        name: Its name there.
        description: Its description there, if that is known.
    """
    text = str(page.page)
    if mentions(text, [normalized(url)]):
        return "where its address still is"
    is_named = name in page.unread_items or f"[{name}]" in text or f"[**{name}**]" in text
    is_described = len(description) >= _SHORTEST_DESCRIPTION and description in text
    return "where its words still are" if is_named or is_described else None


def swallowing(page: PageContents, url: str) -> set[int]:
    """Return the blocks of entries whose text has the address of another entry.

    Without its bullet, an item is the end of the one before it, and so is its label.
    """
    address = [normalized(url)]
    blocks = page.page.blocks
    return {item.block for item in page.entries if mentions(blocks[item.block].text, address)}


def has_home(section: Section, sections: Sequence[Section | None]) -> bool:
    """Tell whether a page still has a section for the items of a kind and status."""
    return section in sections or Section(None, section.status) in sections


def shown(name: str, value: Any, language: str) -> str:
    """Return a value as a message shows it."""
    if name == "territories":
        names = [quoted(gazetteer.label(code, language)) for code in value]
        return " and ".join(names) or "without a label"
    if name == "also_at":
        return " and ".join(map(quoted, value)) or "without a further address"
    if name == "archived":
        return quoted(value) if value else "without an archived copy"
    return quoted(value) if name == "url" else str(value)
