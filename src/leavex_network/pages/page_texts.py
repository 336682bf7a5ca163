"""Texts of a page outside of its entries: introduction, hashtags, declared kinds."""

import re
from collections.abc import Mapping

from leavex_network.errors import ArgumentError
from leavex_network.models.kinds import NO_KINDS, Kinds, united_kinds
from leavex_network.pages import front_matter
from leavex_network.pages.blocks import BlockKind, Page
from leavex_network.pages.contents import introduction_in
from leavex_network.pages.sections import PageSection, sections_of
from leavex_network.text.hashtags import hashtag_key, hashtags_in
from leavex_network.text.inline import plain

# HTML, shortcodes, images, callouts, definitions.
_NO_INTRODUCTION = re.compile(r"\s*(?:<|\{\{|!\[|\[!\[|>|\[[^\]]+\]:|\||[-*_+=]{3,}|    |\t)")


def kinds_of(texts: Mapping[str, str], given: Kinds = NO_KINDS) -> Kinds:
    """Return the kinds that the pages of a folder declare, by their languages, and given ones.

    What one of them declares in a wrong way is left out here, and reported where it is read.
    """
    kinds = given
    for language, text in texts.items():
        if "kinds" not in text:
            continue
        declared = front_matter.kinds(Page.parse(text), language)
        try:
            kinds = united_kinds(kinds, declared or NO_KINDS)
        except ArgumentError:
            continue
    return kinds


def introduction_of(text: str) -> str:
    """Return the introduction of a page, on one line; empty if there is none."""
    page = Page.parse(text)
    index = introduction_block(page, sections_of(page))
    return "" if index is None else introduction_in(page.blocks[index].text)


def hashtags(name: str, description: str) -> tuple[str, ...]:
    """Return the hashtags of a name and a text, each once, in its first spelling."""
    spellings: dict[str, str] = {}
    for hashtag in hashtags_in(f"{name} {plain(description)}"):
        spellings.setdefault(hashtag_key(hashtag), hashtag)
    return tuple(spellings.values())


def introduction_block(page: Page, sections: list[PageSection]) -> int | None:
    """Return the index of the first paragraph of text before any heading or item."""
    for index in sections[0].blocks:
        block = page.blocks[index]
        if block.kind is BlockKind.ITEM and sections[0].section is not None:
            return None
        if block.kind is BlockKind.PROSE and not _NO_INTRODUCTION.match(block.text):
            return index
    return None
