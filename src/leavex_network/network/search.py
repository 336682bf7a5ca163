"""Search by words: at the start of a word, regardless of case, accents and hyphens.

In a script that writes no spaces between words, a word may start at every letter.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from leavex_network.errors import ArgumentTypeError
from leavex_network.models.derived import derived
from leavex_network.models.entries import Entry
from leavex_network.text import scripts
from leavex_network.text.folding import fold

_NO_LETTERS = r"[^\w\n]+"
_MARK = "\0"
"""What stands in a text for all that is no letter and no digit."""


class SearchText(NamedTuple):
    """A text prepared for search."""

    letters: str
    """Its letters and digits, folded, in chunks with a space before each."""
    starts: frozenset[int]
    """The offsets at which a word begins; none if each begins behind a space."""


def prepare(text: str) -> SearchText:
    """Return a text prepared for search.

    A hyphen or an apostrophe begins a new word without ending the one before, so that `odus` and
    `xodus` both find `X-odus`. Beside a letter of a script without spaces, a word may begin, too.
    """
    # A line break separates the chunks: folding keeps it, and makes none.
    folded = fold("\n".join(["", *text.split()]))
    marked = re.sub(_NO_LETTERS, _MARK, folded.replace("_", _MARK))
    # At the edge of a chunk, nothing begins a new word inside it.
    marked = f"{marked}\n".replace(f"{_MARK}\n", "\n").replace(f"\n{_MARK}", "\n")[:-1]
    is_unspaced = not marked.isascii() and re.search(scripts.WITHOUT_SPACES, marked) is not None
    starts = _starts(marked) if is_unspaced or _MARK in marked else ()
    letters = marked.replace(_MARK, "").replace("\n", " ")
    return SearchText(letters, frozenset(starts))


def _starts(marked: str) -> Iterator[int]:
    """Yield the offset of each place at which a word begins, without the marks."""
    offset = 0
    for chunk in marked.split("\n"):
        for run in chunk.split(_MARK):
            yield offset
            for letter in re.finditer(scripts.WITHOUT_SPACES, run):
                yield offset + letter.start()
                yield offset + letter.end()
            offset += len(run)
        offset += 1


def words(query: object) -> list[str]:
    """Return the words of a query, folded; a word without letters or digits is kept as it is.

    Omitted are words that occur again, and those that another word begins with: where that word is
    found, they are, too.

    Raises:
        ArgumentTypeError: The query is no string.
    """
    if not isinstance(query, str):
        problem = f"search() takes a string, not {type(query).__name__}"
        raise ArgumentTypeError(f"{problem}; filter() takes lists")
    folded: dict[str, None] = {}
    for word in dict.fromkeys(query.split()):
        folded[prepare(word).letters.lstrip() or word] = None
    # In this order, a word stands directly before those that begin with it.
    ordered = sorted(folded)
    kept = {word for word, next_word in pairwise(ordered) if not next_word.startswith(word)}
    kept.update(ordered[-1:])
    return [word for word in folded if word in kept]


def prepared(entry: Entry) -> SearchText:
    """Return the name, the text and the hashtags of an entry, prepared once."""
    return derived(entry, "search", _prepare_entry)


class SearchIndex:
    """The texts of the entries of a network, prepared for search."""

    __slots__ = ("_inside", "_letters")

    def __init__(self, entries: Iterable[Entry]) -> None:
        texts = list(map(prepared, entries))
        self._letters = [text.letters for text in texts]
        # Few texts have a word that begins inside a chunk.
        self._inside = [(index, text) for index, text in enumerate(texts) if text.starts]

    def positions(self, words: Iterable[str]) -> list[int]:
        """Return the positions of the entries in whose texts each word begins a word."""
        common: set[int] | None = None
        for word in words:
            start = f" {word}"
            found = {index for index, letters in enumerate(self._letters) if start in letters}
            for index, text in self._inside:
                if word in text.letters and index not in found and _begins_inside(text, word):
                    found.add(index)
            common = found if common is None else common & found
        return sorted(common or ())


def _prepare_entry(entry: Entry) -> SearchText:
    return prepare(" ".join((entry.name, entry.text, *entry.hashtags)))


def _begins_inside(text: SearchText, word: str) -> bool:
    first = text.letters.find(word)
    if first in text.starts:
        return True
    # To find it again at every letter would take quadratic time in a text such as "aaaa".
    return any(text.letters.startswith(word, start) for start in text.starts if start > first)
