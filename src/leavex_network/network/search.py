"""Search by words: at the start of a word, regardless of case, accents and hyphens.

In a script that writes no spaces between words, a word may start at every letter.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from leavex_network.collector import paused
from leavex_network.errors import ArgumentTypeError
from leavex_network.models.derived import derived
from leavex_network.models.entries import Entry
from leavex_network.text import scripts
from leavex_network.text.folding import fold

_NO_LETTERS = r"[^\w\n]+"
_MARK = "\0"
"""What stands in a text for all that is no letter and no digit."""
_BREAKS_AND_MARKS = bytes.maketrans(
    bytes(code for code in range(128) if not chr(code).isalnum()),
    bytes(10 if chr(code).isspace() else 0 for code in range(128) if not chr(code).isalnum()),
)
"""What `bytes.translate` writes for each ASCII character: a line break, a mark or itself."""
_MOST_REPEATED = 2
"""How much of a text is repeated at most, in lengths of the text."""
_LENGTH_OF_ENTRY = 100
"""About how long the texts of an entry are, in characters."""
_NO_STARTS: frozenset[int] = frozenset()


class SearchText(NamedTuple):
    """A text prepared for search."""

    letters: str
    """Its letters and digits, folded, in chunks with a space before each. Chunks that a hyphen
    divides are repeated at the end without what is before it."""
    starts: frozenset[int]
    """The offsets at which a word begins without a space before it."""


def prepare(text: str) -> SearchText:
    """Return a text prepared for search.

    A hyphen or an apostrophe begins a new word without ending the one before, so that `odus` and
    `xodus` both find `X-odus`. Beside a letter of a script without spaces, a word may begin, too.
    """
    marked = _marked(text)
    letters = _letters(marked)
    if not marked.isascii() and re.search(scripts.WITHOUT_SPACES, marked):
        return SearchText(letters, _starts(marked, letters))
    if _MARK not in marked:
        return SearchText(letters, _NO_STARTS)
    endings = _endings(marked, _MOST_REPEATED * len(letters))
    if endings is None:
        return SearchText(letters, _starts(marked, letters))
    return SearchText(letters + endings, _NO_STARTS)


def _marked(text: str) -> str:
    """Return the folded chunks of a text, a line break before each, and marks for its signs."""
    if text.isascii():
        marked = f"\n{text.lower()}".encode().translate(_BREAKS_AND_MARKS).decode()
    else:
        # A line break separates the chunks: folding keeps it, and makes none.
        folded = fold("\n".join(["", *text.split()]))
        marked = re.sub(_NO_LETTERS, _MARK, folded.replace("_", _MARK))
    # Most marks are at the edge of a chunk, where nothing begins a new word inside it.
    return f"{marked}\n".replace(f"{_MARK}\n", "\n").replace(f"\n{_MARK}", "\n")[:-1]


def _letters(marked: str) -> str:
    return marked.replace(_MARK, "").replace("\n", " ")


def _endings(marked: str, most: int) -> str | None:
    """Return the end of each chunk, from each place inside it at which a word begins.

    None if it has more characters than allowed: in "a-a-a ..." they are the square of its length.
    """
    endings: list[str] = []
    for chunk in marked.split("\n"):
        if _MARK not in chunk:
            continue
        runs = [run for run in chunk.split(_MARK) if run]
        for first in range(1, len(runs)):
            ending = "".join(runs[first:])
            endings.append(f" {ending}")
            most -= len(ending)
            if most < 0:
                return None
    return "".join(endings)


def _starts(marked: str, letters: str) -> frozenset[int]:
    """Return the offsets in the letters at which a word begins inside a chunk."""
    starts: set[int] = set()
    for match in re.finditer(f"{scripts.WITHOUT_SPACES}+", letters):
        starts.update(range(match.start(), match.end() + 1))
    offset = 0
    for run in marked.split(_MARK):
        starts.add(offset)
        offset += len(run)
    return frozenset(starts)


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
        folded[_letters(_marked(word)).lstrip() or word] = None
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

    def __init__(self, entries: Sequence[Entry]) -> None:
        with paused(_LENGTH_OF_ENTRY * len(entries)):
            texts = list(map(prepared, entries))
        self._letters = [text.letters for text in texts]
        # Few texts have a word that begins inside a chunk.
        self._inside = {index: text for index, text in enumerate(texts) if text.starts}

    def positions(self, words: Iterable[str]) -> list[int]:
        """Return the positions of the entries in whose texts each word begins a word, in order."""
        found: Sequence[int] = range(len(self._letters))
        for word in words:
            found = self._among(found, word)
        return list(found)

    def _among(self, positions: Sequence[int], word: str) -> list[int]:
        """Return those of some positions at which a word begins a word, in order."""
        texts = self._letters
        start = f" {word}"
        found = [position for position in positions if start in texts[position]]
        inside = self._inside.keys() & positions if len(positions) < len(texts) else self._inside
        further = [
            index for index in inside if word in texts[index] and self._is_inside(index, word)
        ]
        return sorted({*found, *further}) if further else found

    def _is_inside(self, position: int, word: str) -> bool:
        """Tell whether a word of a text begins with one that it contains, inside of a chunk."""
        letters, starts = self._inside[position]
        first = letters.find(word)
        if first < 0 or first in starts:
            return first >= 0
        # To find it again at every letter would take quadratic time in a text such as "aaaa".
        return any(letters.startswith(word, start) for start in starts if start > first)


def _prepare_entry(entry: Entry) -> SearchText:
    return prepare(" ".join((entry.name, entry.text, *entry.hashtags)))
