"""Entries whose addresses were exchanged: the same words show which is which."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")
Words = tuple[str | None, str | None]
"""The name of an entry, and its description or the digest of that."""


def corrected(
    ids: Mapping[K, str], words: Mapping[K, Words], former: Mapping[str, Words]
) -> dict[K, str]:
    """Return the ids of items, with those exchanged whose words are those of each other.

    Args:
        ids: The id of each item, by its address.
        words: The words of each item.
        former: The words that each entry had before, by its id.
    """
    counts = Counter(former.values())
    by_words = {its: entry_id for entry_id, its in former.items() if counts[its] == 1}
    result = dict(ids)
    for key, entry_id in ids.items():
        by_its_words = by_words.get(words[key], entry_id)
        if entry_id in former:
            result[key] = by_its_words
    is_exchange = sorted(result.values()) == sorted(ids.values())
    return result if is_exchange else dict(ids)
