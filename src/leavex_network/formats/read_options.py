"""The options of pages and tables that are read, as callers give them."""

from collections.abc import Iterable
from types import NoneType
from typing import Any, NamedTuple, cast

from leavex_network.errors import (
    ArgumentError,
    ArgumentTypeError,
    alternatives,
    expect,
    expect_texts,
    quoted,
)
from leavex_network.models.kinds import KindsArgument, as_kinds

ALL_COLUMNS = "*"
"""Among the headers that `extra` names: all unknown ones."""

DAY_ORDERS = ("dmy", "mdy")
"""The orders in which a table may have day and month before the year."""


class ReadOptions(NamedTuple):
    """The options of a page or table beside its language: see `leavex_network.formats.loads`."""

    kinds: KindsArgument | None = None
    kind: str | None = None
    extra: bool | Iterable[str] = False
    days: str | None = None

    def checked(self) -> dict[str, Any]:
        """Return the checked options by their names; None for one that is not given.

        Raises:
            ArgumentError: One has an invalid value.
            ArgumentTypeError: One has a wrong type.
        """
        expect_texts(kind=self.kind)
        return {
            "kinds": as_kinds(self.kinds) or None,
            "kind": self.kind,
            "extra": _checked_extra(self.extra),
            "days": _checked_days(self.days),
        }

    def refuse_for_pages(self) -> None:
        """Refuse the options that only tables have.

        Raises:
            ArgumentError: One of them is given.
        """
        options = self.checked()
        if any(options[name] is not None for name in ("kind", "extra", "days")):
            problem = "Only tables have the options `kind`, `extra` and `days`, not pages"
            raise ArgumentError(problem)


NO_OPTIONS = ReadOptions()


def _checked_extra(extra: object) -> bool | tuple[str, ...] | None:
    """Return which unknown columns of a table become fields of one's own; None if none do.

    Raises:
        ArgumentTypeError: It is neither True, False nor a list of strings.
    """
    expected = "`extra` is True, or a list of headers such as ['Notes']"
    if isinstance(extra, str):
        raise ArgumentTypeError(f"{expected}, not the string {quoted(extra)}")
    if isinstance(extra, bool):
        return extra or None
    expect(extra, Iterable, expected)
    names = tuple(cast("Iterable[object]", extra))
    for name in names:
        expect(name, str, expected)
    return cast("tuple[str, ...]", names) or None


def _checked_days(days: object) -> str | None:
    """Return the order of day and month.

    Raises:
        ArgumentError: There is no such order.
        ArgumentTypeError: It is no string.
    """
    expect(days, (str, NoneType), f"`days` is {alternatives(DAY_ORDERS)}")
    if days is not None and days not in DAY_ORDERS:
        problem = f"`days` is {alternatives(DAY_ORDERS)}, not {quoted(days)}"
        raise ArgumentError(problem)
    return days
