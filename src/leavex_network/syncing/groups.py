"""The lists of a page that are sorted apart: each section, where a page has several of a kind."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from leavex_network.pages.contents import PageContents
from leavex_network.pages.sections import Section
from leavex_network.syncing.subjects import Subject


class Group(NamedTuple):
    """Entries of a kind and status that stand in one section on all pages."""

    section: Section
    part: int | None = None
    """Which section of that kind and status it is, from 0; None if the pages have only one."""


Groups = Mapping[str, Mapping[int, Group]]
"""The group of each item, by the language of its page and the index of its block."""


def groups_of(pages: Mapping[str, PageContents]) -> Groups:
    """Return the group of each entry on pages.

    A page may have a section of petitions for each country. The sections of different pages
    correspond by their order, if all pages have as many of them.
    """
    counts = [_counts(page) for page in pages.values()]
    result: dict[str, dict[int, Group]] = {}
    for language, page in pages.items():
        numbers: Counter[Section | None] = Counter()
        parts: dict[int, int | None] = {}
        for section in page.sections:
            of_all = {count[section.section] for count in counts}
            are_several = len(of_all) == 1 and of_all != {1}
            part = numbers[section.section] if are_several else None
            numbers[section.section] += 1
            parts.update(dict.fromkeys(section.blocks, part))
        result[language] = {
            item.block: Group(Section.of(item.entry), parts.get(item.block))
            for item in page.entries
        }
    return result


def _counts(page: PageContents) -> Counter[Section | None]:
    return Counter(section.section for section in page.sections)


def group_of(subject: Subject, section: Section, groups: Groups, own: str) -> Group:
    """Return the group that an entry is to have: as on the own page, else on the first one."""
    for language in dict.fromkeys([own, *subject.items]):
        item = subject.items.get(language)
        if item is not None and groups[language][item.block].section == section:
            return groups[language][item.block]
    return Group(section)
