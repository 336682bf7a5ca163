"""Arrow: entries as columns of lists, dates and nullable strings, for data frames and databases.

The schema has the metadata of the network, which Parquet files of pyarrow keep.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from leavex_network.errors import requiring
from leavex_network.models import About, Entry
from leavex_network.network.rows import COLUMNS, rows

if TYPE_CHECKING:
    from nanoarrow.c_array_stream import CArrayStream
    from nanoarrow.c_schema import CSchema

LISTS = ("also_at", "hashtags", "territories", "sources", "languages")
"""The columns of type `list<string>`, never null."""
OWN_FIELDS = "extra"
"""The column of the fields of one's own: an object of JSON, never null."""
DAYS = ("listed", "concluded", "closes")
"""The columns of type `date32`, null if the day is unknown."""
TEXTS = ("id", "kind", "name", "url", "description", "status", "host", OWN_FIELDS)
"""The columns of type `string` that are never null; the other columns of strings may be."""
METADATA = ("title", "language", "url", "edition", "license", "note")
"""The fields of `About` in the metadata of the schema."""

_EPOCH = date(1970, 1, 1)


def schema(about: About) -> "CSchema":
    """Return the Arrow schema: a struct of the columns of `Network.rows`, in their order."""
    na = _nanoarrow()
    columns = na.c_schema(na.struct({name: _type(name) for name in COLUMNS}, nullable=False))
    described: CSchema = columns.modify(metadata=metadata(about))
    return described


def metadata(about: About) -> dict[str, str]:
    """Return the metadata of a network as texts, without what is not known.

    The keys are the fields of `About`: `title`, `language` (BCP 47), `url`, `edition`
    (`YYYY-MM-DD`), `license` and `note`.
    """
    values = {name: getattr(about, name) for name in METADATA}
    return {name: str(value) for name, value in values.items() if value is not None}


def stream(entries: Iterable[Entry], about: About) -> "CArrayStream":
    """Return the entries as a stream of one batch."""
    na = _nanoarrow()
    table: list[Mapping[str, Any]] = [*rows(entries, about.language)]
    columns: list[Any] = []
    for name in COLUMNS:
        columns.append(_column(name, [row[name] for row in table]))
    described = schema(about)
    batch = na.c_array_from_buffers(described, len(table), [None], null_count=0, children=columns)
    from nanoarrow.c_array_stream import CArrayStream

    return CArrayStream.from_c_arrays([batch], described)


def _type(name: str) -> Any:
    na = _nanoarrow()
    if name in LISTS:
        return na.list_(na.string(nullable=False), nullable=False)
    if name in DAYS:
        return na.date32()
    return na.string(nullable=name not in TEXTS)


def _column(name: str, values: Sequence[Any]) -> Any:
    na = _nanoarrow()
    if name in LISTS:
        return _column_of_lists(name, values)
    if name == OWN_FIELDS:
        values = [to_json(value).decode() for value in values]
    if name in DAYS:
        is_known = na.c_buffer([value is not None for value in values], na.bool_())
        days = na.c_buffer(
            [(value or _EPOCH).toordinal() - _EPOCH.toordinal() for value in values], na.int32()
        )
        return na.c_array_from_buffers(_type(name), len(values), [is_known, days])
    return na.c_array(values, _type(name))


def _column_of_lists(name: str, values: Sequence[Any]) -> Any:
    na = _nanoarrow()
    offsets = na.c_buffer(list(accumulate(map(len, values), initial=0)), na.int32())
    items = na.c_array(list(chain.from_iterable(values)), na.string(nullable=False))
    buffers = [None, offsets]
    return na.c_array_from_buffers(
        _type(name), len(values), buffers, null_count=0, children=[items]
    )


def _nanoarrow() -> Any:
    with requiring("arrow", "Arrow needs nanoarrow"):
        import nanoarrow
    return nanoarrow
