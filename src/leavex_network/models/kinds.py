"""Kinds of entries: the built-in ones, those that a network declares, and their words.

A network declares a kind in `about.kinds`, with its words in each language: the plural, which is
the heading on a page, the singular, and further words that are read. The words of some usual kinds
come with the package: `{"event": {}}` declares such a kind by its name.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationError
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from leavex_network.errors import (
    ArgumentError,
    ArgumentTypeError,
    alternatives,
    did_you_mean,
    quoted,
)
from leavex_network.models.checked import After
from leavex_network.models.fields import SLUGS, LanguageTag, Name, Slug, refused
from leavex_network.models.frozen import FrozenMap
from leavex_network.places.languages import WITH_NAMES, fallbacks, language, with_names
from leavex_network.text.folding import fold

if TYPE_CHECKING:
    from pydantic import TypeAdapter

BUILT_IN = ("initiative", "petition")
"""The kinds that every network has."""
_SECTIONS = {"initiative": "initiatives", "petition": "petitions"}
"""The key of the words that pages use for each built-in kind, in `Language.page`."""
_RESERVED = frozenset(
    {*BUILT_IN, *_SECTIONS.values(), "concluded", "also", "archived"}
    | {"country", "region", "hashtag", "host"}
)
"""What would be another section or word of a page, or another node of the graph."""
_MOST_KINDS = 100
_MOST_WORDS = 50


def _some_words(words: tuple[str, ...]) -> tuple[str, ...]:
    if not words:
        remedy = 'write a plural and a singular, such as ["Events", "Event"]'
        raise refused("bad-value", "There is no word", remedy)
    if len(words) > _MOST_WORDS:
        problem = f"There are {len(words)} words, more than {_MOST_WORDS}"
        raise refused("too-large", problem, "write fewer")
    return words


Words = Annotated[
    tuple[Name, ...],
    After(_some_words),
    Field(json_schema_extra={"minItems": 1, "maxItems": _MOST_WORDS}),
]
Kinds = FrozenMap[Slug, FrozenMap[LanguageTag, Words]]
"""The declared kinds, each with its words by language (BCP 47): plural, singular, further ones."""
NO_KINDS: Kinds = FrozenMap()
NO_WORDS: FrozenMap[str, tuple[str, ...]] = FrozenMap()

KindsArgument = Iterable[str] | Mapping[str, Mapping[str, Sequence[str]]]
"""Names of usual kinds, or a mapping from kinds to their words by language."""


def usual() -> tuple[str, ...]:
    """Return the names of the kinds whose words come with the package, without the built-in ones.

    >>> usual()
    ('organization', 'event', 'tool', 'project', 'article', 'campaign')
    """
    return tuple(kind for kind in language("en").kinds if kind not in BUILT_IN)


def as_kinds(given: KindsArgument | None) -> Kinds:
    """Return the kinds that an argument declares.

    Raises:
        ArgumentError: A kind is not usual and has no words, or is declared in a wrong way.
        ArgumentTypeError: The argument is no list of names and no mapping.
    """
    if given is None:
        return NO_KINDS
    if isinstance(given, str) or not isinstance(given, Iterable):
        problem = "`kinds` takes a list of names, or a mapping from names to words"
        raise ArgumentTypeError(f"{problem}, not {type(given).__name__}; write ['event']")
    words = given if isinstance(given, Mapping) else dict.fromkeys(given, NO_WORDS)
    try:
        return _adapter().validate_python(words)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        where = "".join(f"{quoted(step)}: " for step in detail["loc"][:1])
        example = '; write words as in {"meetup": {"en": ["Meetups", "Meetup"]}}'
        remedy = "" if "remedy" in detail.get("ctx", ()) else example
        raise ArgumentError(f"`kinds`: {where}{detail['msg']}{remedy}") from None


@cache
def _adapter() -> "TypeAdapter[Kinds]":
    from pydantic import TypeAdapter  # `load()` needs none

    return TypeAdapter(DeclaredKinds)


def heading(kind: str, page_language: str, kinds: Kinds = NO_KINDS) -> str:
    """Return the plural of a kind in a language (BCP 47), which is its heading."""
    if kind in BUILT_IN:
        words = with_names(page_language) or language("en")
        return words.page[_SECTIONS[kind]][0]
    return words_of(kind, page_language, kinds)[0]


def singular(kind: str, page_language: str, kinds: Kinds = NO_KINDS) -> str:
    """Return the singular of a kind in a language (BCP 47); the plural, if it has none."""
    return words_of(kind, page_language, kinds)[:2][-1]


def words_of(kind: str, page_language: str, kinds: Kinds) -> tuple[str, ...]:
    """Return the words of a kind: in the language, else in English, else in one that it has."""
    declared = kinds.get(kind, NO_WORDS)
    for tag in fallbacks(page_language):
        if tag in declared:
            return declared[tag]
    for bundled in (with_names(page_language), language("en")):
        if bundled is not None and bundled.code in declared:
            return declared[bundled.code]
        if bundled is not None and kind in bundled.kinds:
            return bundled.kinds[kind]
    return next(iter(declared.values()), (kind,))


def united_kinds(first: Kinds, *others: Kinds) -> Kinds:
    """Return the kinds of all; of a word in the same language, the first ones stand.

    Raises:
        ArgumentError: A word would be that of two kinds.
    """
    united: dict[str, dict[str, Sequence[str]]] = {}
    for kinds in (first, *others):
        for kind, declared in kinds.items():
            known = united.setdefault(kind, {})
            united[kind] = {**known, **declared, **known}
    return as_kinds(united)


def kind_named(text: str, kinds: Kinds = NO_KINDS, *, is_usual: bool = False) -> str | None:
    """Return the kind that a text names: by its slug, or by a word in any language.

    Case and accents do not matter. The declared kinds go before the built-in ones: who declares
    `campaign` does not mean an initiative by "Campaign".

    Args:
        text: What somebody wrote.
        kinds: The declared kinds.
        is_usual: Whether it may be a usual kind that is not declared. Its slug, written as it is,
            then goes before the words of built-in kinds.
    """
    if text in kinds or text in BUILT_IN or (is_usual and text in usual()):
        return text
    words = _folded(text)
    tables = (declared_words(kinds), _built_in_words())
    for table in (*tables, _usual_words()) if is_usual else tables:
        if words in table:
            return table[words]
    return None


@lru_cache(maxsize=64)
def declared_words(kinds: Kinds) -> Mapping[str, str]:
    """Return the kind that each word names in any language, folded; also words of the package."""
    named: dict[str, str] = {}
    for kind, declared in kinds.items():
        for words in declared.values():
            for word in words:
                named.setdefault(_folded(word), kind)
    for kind in kinds:
        for word in (kind, *_bundled_words(kind)):
            named.setdefault(_folded(word), kind)
    return named


@lru_cache(maxsize=256)
def declared_words_in(tag: str, kinds: Kinds) -> Mapping[str, str]:
    """Return the kind that each word names in a language (BCP 47), folded."""
    named: dict[str, str] = {}
    bundled = with_names(tag)
    for kind, declared in kinds.items():
        for step in fallbacks(tag):
            named.update(dict.fromkeys(map(_folded, declared.get(step, ())), kind))
    for kind in kinds:
        words = bundled.kinds.get(kind, ()) if bundled else ()
        for word in words:
            named.setdefault(_folded(word), kind)
    return named


@cache
def _built_in_words() -> Mapping[str, str]:
    named: dict[str, str] = {}
    for kind, key in _SECTIONS.items():
        for code in WITH_NAMES:
            words = (kind, *language(code).page[key], *language(code).kinds[kind])
            for word in words:
                named.setdefault(_folded(word), kind)
    return named


@cache
def _usual_words() -> Mapping[str, str]:
    return declared_words(FrozenMap(dict.fromkeys(usual(), NO_WORDS)))


def _bundled_words(kind: str) -> list[str]:
    """Return the words of a usual kind in all bundled languages."""
    words: list[str] = []
    for code in WITH_NAMES:
        words += language(code).kinds.get(kind, ())
    return words


def _folded(word: str) -> str:
    return " ".join(fold(word).split())


def check_kinds(kinds: Kinds) -> Kinds:
    """Refuse kinds whose words are ambiguous, or have a meaning on pages already."""
    _check(kinds)
    return kinds


# The kinds of a network are read and united again for each of its pages: they are checked once.
@lru_cache(maxsize=32)
def _check(kinds: Kinds) -> None:
    if len(kinds) > _MOST_KINDS:
        problem = f"{len(kinds)} kinds are declared, more than {_MOST_KINDS}"
        raise refused("too-large", problem, "declare fewer")
    for kind, declared in kinds.items():
        if kind in _RESERVED:
            problem = f"{kind!r} cannot be declared: it has a meaning already"
            raise refused("unknown-kind", problem, "remove it, or choose another name")
        if not declared and kind not in usual():
            problem = f"The kind {quoted(kind)} has no words"
            raise refused("unknown-kind", problem, words_remedy(kind))
    tags = {*WITH_NAMES, *chain.from_iterable(kinds.values())}
    for tag in sorted(tags):
        _check_words(tag, kinds)


def _check_words(tag: str, kinds: Kinds) -> None:
    """Refuse a word of two kinds in a language, or one that its pages write for something else."""
    named = declared_words_in(tag, kinds)
    bundled = with_names(tag)
    written = _written_words(bundled.code) if bundled else {}
    remedy = "choose another word for one of them"
    for kind, declared in kinds.items():
        for word in (*declared.get(tag, ()), *words_of(kind, tag, kinds)[:2]):
            if not any(map(str.isalpha, word)):
                raise refused("invalid-text", f"{quoted(word)} has no letter", "write a word")
            other = named.get(_folded(word), kind)
            if other != kind:
                problem = f"{quoted(word)} is a word of {kind!r} and of {other!r}"
                raise refused("repeated-value", problem, remedy)
            other = written.get(_folded(word), kind)
            if other != kind:
                problem = f"{quoted(word)} is what pages write for {other!r}"
                raise refused("repeated-value", problem, remedy)


@cache
def _written_words(code: str) -> Mapping[str, str]:
    """Return the written headings of built-in kinds and concluded entries, folded."""
    words = language(code)
    written = dict.fromkeys(map(_folded, words.page["concluded"]), "concluded")
    for kind, key in _SECTIONS.items():
        written[_folded(words.page[key][0])] = kind
        written.update(dict.fromkeys(map(_folded, words.kinds[kind]), kind))
    return written


_SCHEMA: JsonDict = {
    "propertyNames": {**SLUGS, "not": {"enum": [*sorted(_RESERVED)]}},
    "maxProperties": _MOST_KINDS,
}
DeclaredKinds = Annotated[Kinds, After(check_kinds), Field(json_schema_extra=_SCHEMA)]
"""The type of `About.kinds`."""


def words_remedy(kind: str) -> str:
    """Return the remedy for a kind without words."""
    declaration = f'write its plural and singular, such as {{"{kind}": {{"en": ["...", "..."]}}}}'
    return _after_question(did_you_mean(kind, usual()), declaration)


def undeclared(kind: str, kinds: Kinds) -> PydanticCustomError:
    """Return the error of an entry whose kind is not declared."""
    known = (*BUILT_IN, *kinds)
    words = "{}" if kind in usual() else '{"en": ["...", "..."]}'
    declaration = f'declare it in about.kinds, such as {{"{kind}": {words}}}'
    problem = f"Unknown kind {quoted(kind)}: this network has {alternatives(known)}"
    remedy = _after_question(did_you_mean(kind, known), declaration)
    return refused("unknown-kind", problem, remedy)


def _after_question(question: str, remedy: str) -> str:
    if not question:
        return remedy
    return f"{question[:1].lower()}{question[1:]} Else {remedy}"
