"""The order of entries on several pages, and one order for all of them."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def is_consistent(sequences: Iterable[Sequence[T]]) -> bool:
    """Tell whether no two sequences have the elements that both have in different orders."""
    sequences = list(sequences)
    first = sequences[0] if sequences else ()
    return all(
        common(one, other) == common(other, one)
        for one in (first, *sequences[1:])
        for other in sequences
    )


def common(sequence: Sequence[T], other: Collection[T]) -> list[T]:
    """Return the elements of a sequence that another collection has, too."""
    known = set(other)
    return [element for element in sequence if element in known]


def merged(sequences: Iterable[Sequence[T]]) -> list[T]:
    """Return all elements in the order of the first sequence that has them.

    An element that the sequences before lack follows the one that it follows in its own, else it
    precedes the one that it precedes there.
    """
    result: list[T] = []
    for sequence in sequences:
        known = set(result)
        waiting: list[T] = []
        last: T | None = None
        for element in sequence:
            if element in known:
                position = result.index(element)
                result[position:position] = waiting
                waiting = []
                last = element
            elif last is None:
                waiting.append(element)
            else:
                result.insert(result.index(last) + 1, element)
                last = element
        result += waiting
    return result


def leading(
    now: Mapping[str, Sequence[T]], before: Mapping[str, Sequence[T]] | None, own: str
) -> tuple[str, list[str]]:
    """Return the page whose order the others take over, and the pages that changed theirs.

    Args:
        now: The order on each page, by language.
        before: The orders when the pages agreed; None if they never did.
        own: The language whose page decides where several changed, or none.
    """
    if before is None:
        return own, []
    changed: list[str] = []
    for language, sequence in now.items():
        former = before.get(language)
        if former is not None and common(sequence, former) != common(former, sequence):
            changed.append(language)
    if not changed or own in changed:
        return own, changed
    orders = [common(now[language], now[changed[0]]) for language in changed]
    agree = is_consistent(orders)
    return (changed[0] if agree else own), changed
