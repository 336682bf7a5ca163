"""How much data a text may hold: more than any network needs, less than fills the memory.

A text within these bounds takes at most 200 MB and ten times its size, and time in proportion to
it. The file's own size is bounded where it is read: see `leavex_network.files.limits`.
"""

LONGEST_VALUE = 1_000_000
"""Of an entry, a source, or another value of a file that is read as one, in characters."""

MOST_VALUES = 10_000
"""In such a value: the numbers, texts, lists and objects in it."""

MOST_KEYS = 100
"""In the outermost object of a file, and in its `about`."""

MOST_UNCOMPRESSED = 200_000_000
"""In all parts of a spreadsheet that is a ZIP file, in bytes."""

MOST_CELLS = 2_000_000
"""In the rectangle that a sheet reaches over: the library that reads it takes 32 bytes for each."""

# Measured: an entry takes 1,040 bytes beside its texts and 20 to 70 microseconds, a translation 550
# bytes, a value of a list 60 bytes, and 170 while ids are compared.
_MOST_RECORDS = 100_000
_CHARACTERS_FOR_A_RECORD = 300
_TRANSLATIONS_LIKE_A_RECORD = 2
_VALUES_LIKE_A_RECORD = 5


def most_records(size: int) -> int:
    """Return how many entries, translations and sources a text of so many characters may hold."""
    return _MOST_RECORDS + size // _CHARACTERS_FOR_A_RECORD


def records(values: int, translations: int = 0) -> float:
    """Return how many records an entry counts for, with the values of its lists."""
    return 1 + translations / _TRANSLATIONS_LIKE_A_RECORD + values / _VALUES_LIKE_A_RECORD
