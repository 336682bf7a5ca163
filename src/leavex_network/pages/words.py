"""The words of pages in all languages: headings of sections, and `also [here](...)`."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from leavex_network.models import kinds
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.places.languages import WITH_NAMES, Language, language, with_names
from leavex_network.text.folding import fold
from leavex_network.text.inline import plain

CONCLUDED = "concluded"
"""The name of a section for concluded entries; that of another one is its kind."""
_BUILT_IN = {"initiatives": "initiative", "petitions": "petition", CONCLUDED: CONCLUDED}
"""The name of the section that the words of a page under each key open."""

# Attributes in braces, shortcodes, HTML and its comments, emoji codes, footnotes and keycaps.
_NOT_WORDS = re.compile(
    r"<!--.*?-->|<[^<>]*>|\{\{[^{}]*\}\}|\{[^{}]*\}|:[a-z0-9_+-]+:|\[\^[^\[\]]*\]"
    r"|[0-9#*]\ufe0f?\u20e3"
)
_NUMBERING = re.compile(r"^(?:[0-9]{1,3}[.)])*(?:[0-9]{1,3}[.)]?|[IVXivx]{1,4}[.)])\s+(?=\S)")
_COLLECTIONS = frozenset({"archive", "archiv"})
"""Nouns, if they are written without the accents of French "archivé" and Hungarian "archív"."""
_COUNT = re.compile(r"\s*[(\[\uff08]\s*\d{1,6}\s*\u4ef6?\s*[)\]\uff09][\W_]*$")
_BEFORE_WORDS = re.compile(r"^[\W_]+")
_AFTER_WORDS = re.compile(r"[\W_]+$")


@cache
def page_words(key: str) -> frozenset[str]:
    """Return the words under a key of `Language.page`, in all languages, folded."""
    return frozenset(fold(word) for code in WITH_NAMES for word in language(code).page[key])


def word_for(key: str, page_language: str) -> str:
    """Return the word that a page in a language writes; in English, if its words are unknown."""
    known_language = with_names(page_language) or language("en")
    return known_language.page[key][0]


def names_copy(before: str, link: str) -> bool:
    """Tell whether the words before a link and its own lead to an archived copy, in any language.

    They are `[archived](...)`, `also [archived](...)` or `archived [here](...)`.
    """
    words = " ".join(fold(before).split())
    if _is_archived(link):
        return not words or words in page_words("also")
    return fold(link) in page_words("here") and _is_archived(before)


def _is_archived(text: str) -> bool:
    words = " ".join(text.split())
    folded = fold(words)
    if folded not in page_words("archived"):
        return False
    return folded not in _COLLECTIONS or not words.isascii()


def section_name(title: str, declared: Kinds = NO_KINDS, page_language: str = "en") -> str | None:
    """Return the section that a heading opens, in any language: a kind, or `concluded`.

    The words of the page's own language (BCP 47) go before those of others ("Termine" are events
    in German, and "terminé" is concluded in French), those of declared kinds before built-in ones.
    """
    words = folded_title(title)
    own = with_names(page_language)
    if declared:
        kind = kinds.declared_words_in(page_language, declared).get(words)
        kind = kind or (_built_in(words, own) if own else None)
        kind = kind or _declared_titles(page_language, declared).get(words)
        if kind is not None:
            return kind
    return _built_in(words)


@lru_cache(maxsize=256)
def _declared_titles(page_language: str, declared: Kinds) -> Mapping[str, str]:
    """Return the kind that each folded word names in any language, also as it is read in a title.

    There, "Talks (online)!" and "C++" lack what is around their words.
    """
    own = kinds.declared_words_in(page_language, declared)
    others = kinds.declared_words(declared)
    titles = dict(others)
    for word, kind in (*own.items(), *others.items()):
        titles.setdefault(folded_title(word), kind)
    titles.pop("", None)
    return titles


def _built_in(words: str, of: Language | None = None) -> str | None:
    """Return the section that folded words open in a language, or in any."""
    for key, name in _BUILT_IN.items():
        known = page_words(key) if of is None else frozenset(map(fold, of.page[key]))
        if words in known:
            return name
    return None


def heading_for(name: str, page_language: str, declared: Kinds = NO_KINDS) -> str:
    """Return the heading that a page in a language writes for a section."""
    if name == CONCLUDED:
        return word_for(name, page_language)
    return kinds.heading(name, page_language, declared)


def section_words(name: str, of: Language, declared: Kinds = NO_KINDS) -> frozenset[str]:
    """Return the words of a language, folded, that open a section; of a kind without any, all."""
    key = next((key for key, known in _BUILT_IN.items() if known == name), None)
    if key:
        return frozenset(map(fold, of.page[key]))
    own = kinds.declared_words_in(of.code, declared)
    words = [word for word, kind in own.items() if kind == name]
    return frozenset(words or kinds.declared_words(declared))


def folded_title(title: str) -> str:
    """Return the words of a heading, folded.

    Attributes, anchors, comments, shortcodes, numbering, counts, emoji and punctuation around the
    words do not matter.
    """
    text = _BEFORE_WORDS.sub("", plain(_NOT_WORDS.sub(" ", title)))
    text = _COUNT.sub("", _NUMBERING.sub("", text))
    return " ".join(_AFTER_WORDS.sub("", _BEFORE_WORDS.sub("", fold(text))).split())
