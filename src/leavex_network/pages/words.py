"""The words of pages in all languages: headings of sections, and `also [here](...)`."""

from functools import cache
from typing import Literal

from leavex_network.places.languages import WITH_NAMES, language, with_names
from leavex_network.text.characters import fold
from leavex_network.text.inline import plain

SectionName = Literal["initiatives", "petitions", "concluded"]
SECTIONS: tuple[SectionName, ...] = ("initiatives", "petitions", "concluded")

_AROUND_TITLE = " :.!*_"


@cache
def page_words(key: str) -> frozenset[str]:
    """Return the words under a key of `Language.page`, in all languages, folded."""
    return frozenset(fold(word) for code in WITH_NAMES for word in language(code).page[key])


def word_for(key: str, page_language: str) -> str:
    """Return the word that a page in a language writes; in English, if its words are unknown."""
    known_language = with_names(page_language) or language("en")
    return known_language.page[key][0]


def section_name(title: str) -> SectionName | None:
    """Return which section a heading opens, in any language."""
    words = folded_title(plain(title))
    return next((name for name in SECTIONS if words in page_words(name)), None)


def folded_title(title: str) -> str:
    """Return the title of a heading for comparing: folded, without marks around it."""
    return fold(title).strip(_AROUND_TITLE)
