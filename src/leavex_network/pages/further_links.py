"""The links that follow that of an item: further addresses, and an archived copy."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from leavex_network.pages.label import BEFORE_LABEL, copy_of, is_tail, label_of
from leavex_network.pages.markup import ItemMarkup, LinkSpan, name_of
from leavex_network.pages.words import names_copy, page_words
from leavex_network.text.folding import fold

SEPARATOR = re.compile(r"\s*(?::(?![a-z0-9_+-]+:)|[\uff1a\u2013\u2014]|-(?=\s))?\s*")
"""What may be between the links of an item and its description."""
_AROUND_ALSO = " ,;\u3001\u060c\uff0c\t\r\n\u00a0\u202f\u3000"
_CLOSING = {"(": ")", "[": "]", "\uff08": "\uff09", "\u3010": "\u3011"}
"""The closing bracket of each opening one that may be around the link to an archived copy."""


class Further(NamedTuple):
    """A further link that follows the link of an item."""

    is_archived: bool
    """Whether it leads to an archived copy; else to a further address."""
    end: int
    """The offset after it, its bracket and the full stop that ends its sentence."""
    link: LinkSpan
    is_bare: bool = False
    """Whether it leads to an archived copy and has no brackets around it."""


def further_links(markup: ItemMarkup, text: str, page_language: str) -> list[Further]:
    """Return the links that follow that of an item: `also [here](...) ([archived](...))`.

    Their order does not matter; an item has one archived copy.
    """
    following = markup.following
    found: list[Further] = []
    end = markup.head_end
    has_archived = False
    for before, element in zip(following[::2], following[1::2], strict=False):
        link = element.link
        if link is None or not before.is_text:
            break
        words = text[end : before.end]
        further = _further_link(words, link, text)
        if further is None or (further.is_archived and has_archived):
            break
        has_archived = has_archived or further.is_archived
        found.append(further)
        end = further.end
    if found and found[-1].is_bare and not _ends_head(markup, text, end, page_language):
        found.pop()
        end = found[-1].end if found else markup.head_end
    if found and text[end : end + 1] == "." and not text[end + 1 : end + 2].strip():
        found[-1] = found[-1]._replace(end=end + 1)
    return found


def _ends_head(markup: ItemMarkup, text: str, start: int, page_language: str) -> bool:
    """Tell whether nothing but a separator, a label or the end is at an offset.

    Without brackets, `[archived](...)` may begin a description: "[Archived](...) posts".
    """
    end = markup.end
    rest = text[start:end]
    if is_tail(rest) or rest.startswith("."):
        return True
    match = SEPARATOR.match(rest)
    if match is not None and match[0].strip():
        return True
    copy = copy_of(text, start, end, markup.following)
    if copy is not None:
        end = copy.start
    label = label_of(text, start, end, markup.following, page_language)
    if label.unknown is not None:
        return rest.lstrip(BEFORE_LABEL)[:1] in _CLOSING
    before = text[start : label.start - label.marks]
    return (copy is not None or bool(label.territories)) and not before.strip(BEFORE_LABEL)


def _further_link(before: str, link: LinkSpan, text: str) -> Further | None:
    """Return a link with the words before it as a further one; None if they say something else."""
    name = name_of(link, text)
    written, closing = before.strip(_AROUND_ALSO), ""
    words = fold(written).strip()
    if words in page_words("also") and fold(name) in page_words("here"):
        return Further(is_archived=False, end=link.end, link=link)
    if written[:1] in _CLOSING:  # (archived [here](...))
        closing, written = _CLOSING[written[0]], written[1:]
    elif written[-1:] in _CLOSING:  # also ([archived](...))
        closing, written = _CLOSING[written[-1]], written[:-1]
    if not text.startswith(closing, link.end):
        return None
    if not names_copy(written.strip(_AROUND_ALSO), name):
        return None
    end = link.end + len(closing)
    return Further(is_archived=True, end=end, link=link, is_bare=not closing)


def further_parts(further: Sequence[Further], text: str, head_end: int) -> dict[str, str]:
    """Return the parts of an item that have its further links, by their names in `ItemParts`."""
    end = further[-1].end if further else head_end
    archived = next((index for index, one in enumerate(further) if one.is_archived), None)
    if archived is None:
        return {"also": text[head_end:end]}
    start = further[archived - 1].end if archived else head_end
    archived_end, link = further[archived].end, further[archived].link
    return {
        "also": text[head_end:start],
        "archived_start": text[start : link.url_start],
        "archived_url": text[link.url_start : link.url_end],
        "archived_end": text[link.url_end : archived_end],
        "also_behind": text[archived_end:end],
    }
