"""Decide about a fact that several pages state differently."""

from collections.abc import Collection, Mapping
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Settled(NamedTuple, Generic[T]):
    """The value of a fact, and the pages whose changes contradict each other."""

    value: T
    rivals: tuple[str, ...] = ()
    """The names of two or more sides that changed the value to different ones."""


def settled(values: Mapping[str, T], base: Mapping[str, T], own: str) -> Settled[T]:
    """Return the value that all sides are to have.

    The value that one side changed since the base, or several to the same, is taken over. Where
    sides changed it to different ones, or nothing is known of an agreement, the own side decides.

    Args:
        values: The value on each side, by its name.
        base: The value that each side had when they agreed; sides without one changed nothing.
        own: The side that decides; if it has no value, the first one does.
    """
    usual = values.get(own, next(iter(values.values())))
    if all(value == usual for value in values.values()):
        return Settled(usual)
    changed = {name: value for name, value in values.items() if _is_changed(name, value, base)}
    if not changed:
        return Settled(_agreed(values, base, usual))
    first = next(iter(changed.values()))
    if all(value == first for value in changed.values()):
        return Settled(first)
    return Settled(usual, tuple(changed))


def _is_changed(name: str, value: T, base: Mapping[str, T]) -> bool:
    return name in base and value != base[name]


def _agreed(values: Mapping[str, T], base: Mapping[str, T], usual: T) -> T:
    """Return the value of the sides that have a base: they changed nothing."""
    agreed = [values[name] for name in values if name in base]
    return agreed[0] if agreed and usual not in agreed else usual


def settled_addresses(
    values: Mapping[str, str], base: Mapping[str, str], own: str, localized: Collection[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the address on each side, and the sides whose changes contradict each other.

    Sides may have addresses of their own. An address that a side changed is taken over by those
    that had the same one before; one that names its language (`localized`) stays on its page.
    """
    result = dict(values)
    rivals: tuple[str, ...] = ()
    for former in dict.fromkeys(base.values()):
        sides = {
            name: url
            for name, url in values.items()
            if base.get(name) == former and (url == former or name not in localized)
        }
        if not sides:
            continue
        decision = settled(sides, dict.fromkeys(sides, former), own)
        result.update(dict.fromkeys(sides, decision.value))
        rivals = rivals or decision.rivals
    return result, rivals
