"""Arrow: a stream of the rows, with lists as lists and days as days."""

import json
from collections.abc import Callable
from typing import Any

import nanoarrow
import pytest
from hypothesis import given
from strategies import networks

from leavex_network import Entry, Network
from leavex_network.errors import MissingExtraError
from leavex_network.network.arrow import DAYS, LISTS, TEXTS
from leavex_network.network.rows import COLUMNS


@given(networks)
def test_the_stream_holds_the_rows(network: Network[Entry]) -> None:
    assert with_json(network) == nanoarrow.ArrayStream(network).read_all().to_pylist()


def test_each_stream_is_new(network: Network[Entry]) -> None:
    first, second = (nanoarrow.ArrayStream(network).read_all().to_pylist() for _ in range(2))
    assert first == second == with_json(network)


def with_json(network: Network[Entry]) -> list[dict[str, Any]]:
    """Return the rows of a network with the fields of one's own as JSON text."""
    return [{**row, "extra": json.dumps(row["extra"])} for row in network.rows()]


def test_the_schema_has_the_types_of_the_columns() -> None:
    schema = nanoarrow.Schema(Network())
    types = {field.name: (field.type.name, field.nullable) for field in schema.fields}
    assert list(COLUMNS) == list(types)
    assert {("LIST", False)} == {types[name] for name in LISTS}
    assert {("DATE32", True)} == {types[name] for name in DAYS}
    assert {("STRING", False)} == {types[name] for name in TEXTS}
    assert {("STRING", True)} == {
        types[name] for name in set(COLUMNS).difference(LISTS, DAYS, TEXTS)
    }


@given(networks)
def test_the_schema_has_what_is_known_of_the_network(network: Network[Entry]) -> None:
    about = network.about
    known = {"title": about.title, "language": "en"}
    if about.url is not None:
        known["url"] = about.url
    if about.edition is not None:
        known["edition"] = about.edition.isoformat()
    assert known == metadata_of(nanoarrow.Schema(network))
    assert known == metadata_of(nanoarrow.ArrayStream(network).schema)


def test_the_metadata_of_a_localized_network_is_localized(network: Network[Entry]) -> None:
    french = metadata_of(nanoarrow.Schema(network.localize("fr")))
    about = network.localize("fr").about
    assert {
        "title": about.title,
        "language": "fr",
        "url": network.about.url,
        "edition": str(network.about.edition),
        "license": network.about.license,
        "note": network.about.note,
    } == french


def metadata_of(schema: nanoarrow.Schema) -> dict[str, str]:
    """Return the metadata of a schema as texts."""
    return {name.decode(): value.decode() for name, value in schema.metadata.items()}


def test_an_empty_network_is_an_empty_table() -> None:
    assert [] == nanoarrow.ArrayStream(Network()).read_all().to_pylist()


def test_the_stream_of_a_localized_network_is_localized(network: Network[Entry]) -> None:
    assert (
        with_json(network.localize("de"))
        == nanoarrow.ArrayStream(network.localize("de")).read_all().to_pylist()
    )


def test_without_nanoarrow_the_extra_is_named(
    without: Callable[[str], None], network: Network[Entry]
) -> None:
    without("nanoarrow")
    for call in (network.__arrow_c_stream__, network.__arrow_c_schema__):
        with pytest.raises(MissingExtraError, match=r"\.\[arrow\]"):
            call()


def test_a_requested_schema_is_a_wish(network: Network[Entry]) -> None:
    requested = network.__arrow_c_schema__()
    stream = nanoarrow.c_array_stream(network.__arrow_c_stream__(requested))
    assert len(network) == sum(array.length for array in stream)
