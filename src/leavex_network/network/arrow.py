"""Entries as Arrow: lists as lists, days as days, nulls where nothing is known; for any data frame or database."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from leavex_network.errors import MissingExtraError
from leavex_network.models import Entry
from leavex_network.network.rows import COLUMNS, rows

if TYPE_CHECKING:
    from nanoarrow.c_array_stream import CArrayStream
    from nanoarrow.c_schema import CSchema

LISTS = ("also_at", "hashtags", "territories", "sources")
"""The columns of type `list<string>`, never null."""
DAYS = ("listed", "concluded", "closes")
"""The columns of type `date32`, null where the day is not known."""
TEXTS = ("id", "kind", "name", "url", "description", "status")
"""The columns of type `string` that are never null; all others may be."""

_EPOCH = date(1970, 1, 1)


def schema() -> "CSchema":
    """Return the Arrow schema: a struct of the columns of `Network.rows`, in their order.

    Raises:
        MissingExtraError: nanoarrow is not installed.
    """
    na = _nanoarrow()
    return na.c_schema(na.struct({name: _type(name) for name in COLUMNS}, nullable=False))


def stream(entries: Iterable[Entry]) -> "CArrayStream":
    """Return the entries as a stream of one batch.

    Raises:
        MissingExtraError: nanoarrow is not installed.
    """
    na = _nanoarrow()
    table = rows(entries)
    columns = [_column(name, [row[name] for row in table]) for name in COLUMNS]
    batch = na.c_array_from_buffers(schema(), len(table), [None], null_count=0, children=columns)
    from nanoarrow.c_array_stream import CArrayStream

    return CArrayStream.from_c_arrays([batch], schema())


def _type(name: str) -> Any:
    na = _nanoarrow()
    if name in LISTS:
        return na.list_(na.string(nullable=False), nullable=False)
    return na.date32() if name in DAYS else na.string(nullable=name not in TEXTS)


def _column(name: str, values: Sequence[Any]) -> Any:
    na = _nanoarrow()
    if name in LISTS:
        offsets = na.c_buffer(list(accumulate(map(len, values), initial=0)), na.int32())
        child = na.c_array([item for value in values for item in value], na.string(nullable=False))
        return na.c_array_from_buffers(
            _type(name), len(values), [None, offsets], null_count=0, children=[child]
        )
    if name in DAYS:
        known = [value is not None for value in values]
        numbers = na.c_buffer(
            [(value - _EPOCH).days if value else 0 for value in values], na.int32()
        )
        return na.c_array_from_buffers(
            _type(name), len(values), [na.c_buffer(known, na.bool_()), numbers]
        )
    return na.c_array(values, _type(name))


def _nanoarrow() -> Any:
    try:
        import nanoarrow
    except ModuleNotFoundError:
        raise MissingExtraError(
            'Arrow needs nanoarrow: pip install "leavex-network[arrow]"'
        ) from None
    return nanoarrow
