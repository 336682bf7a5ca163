"""Which items are which entries, where their addresses and their words say different things."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")
Words = tuple[str | None, str | None]
"""The name of an entry, and its description or the digest of that."""


def corrected(
    ids: Mapping[K, str], words: Mapping[K, Words], former: Mapping[str, Words]
) -> tuple[dict[K, str], frozenset[str]]:
    """Return the ids of items by their words, and the ids that words and addresses contest.

    Whoever exchanges addresses, or passes them on, leaves the words of the items as they were. So
    an item with the words of an entry is that entry, if that with its address is known by its words
    as well, or if no entry has its address.

    Args:
        ids: The id of each item, by its address.
        words: The words of each item.
        former: The words that each entry had before, by its id.
    """
    claims = _claims(words, former)
    claimed = set(claims.values())
    result: dict[K, str] = {}
    for key, entry_id in claims.items():
        by_address = ids.get(key, entry_id)
        if by_address == entry_id or by_address in claimed:
            result[key] = entry_id
    taken = set(result.values())
    contested: set[str] = set()
    for key, entry_id in ids.items():
        if key in result:
            continue
        if entry_id in taken or key in claims:
            contested |= {entry_id, claims.get(key, entry_id)}
        if entry_id not in taken:
            result[key] = entry_id
    return result, frozenset(contested)


def _claims(words: Mapping[K, Words], former: Mapping[str, Words]) -> dict[K, str]:
    """Return the id of each item whose words one entry had, and no other item has."""
    here, there = Counter(words.values()), Counter(former.values())
    by_words = {its: entry_id for entry_id, its in former.items() if there[its] == 1}
    return {key: by_words[its] for key, its in words.items() if here[its] == 1 and its in by_words}
