"""The prepared indexes of names: the tables in `data/names/`, which `scripts/names.py` writes.

Their lines are sorted by the digest of a key (see `name_keys`), and a name is found by bisection:
to read a table into a dictionary would take longer than to load a network.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic_core import from_json

from leavex_network.data import read_bytes
from leavex_network.places.name_keys import digest
from leavex_network.places.territories import Territory

# Where a name is from, in the order in which names are looked up: the bundled languages, ISO
# 3166-1, its translations and CLDR's names of countries in other languages, and of regions.
ALL = BUNDLED, ISO, TRANSLATED, REGIONS = range(4)


class Spelling(NamedTuple):
    """A name of a territory, as its language writes it."""

    name: str
    code: str


def territories(keys: Iterable[str], origins: Iterable[int] = ALL) -> frozenset[Territory]:
    """Return the territories of the first key in the first of the origins; none if there is none.

    Several territories have a key if the name is ambiguous.
    """
    matches = [columns for key in keys if (columns := _columns("territories.tsv", digest(key)))]
    for origin in origins:
        for number, codes in matches:
            if int(number) == origin:
                return frozenset(map(Territory, codes.split()))
    return frozenset()


def countries_of_part(keys: Iterable[str]) -> list[Territory]:
    """Return the countries with a part of a name or code (ISO 3166-2), such as Scotland; or []."""
    for key in keys:
        columns = _columns("parts.tsv", digest(key))
        if columns:
            return [Territory(code) for code in columns[0].split()]
    return []


@cache
def spellings() -> Mapping[str, tuple[Spelling, ...]]:
    """Return the names in the bundled languages and in ISO 3166-1, by key."""
    by_key: dict[str, tuple[Spelling, ...]] = {}
    for line in _table("spellings.tsv").decode().splitlines():
        key, name, code = line.split("\t")
        by_key[key] = (*by_key.get(key, ()), Spelling(name, code))
    return MappingProxyType(by_key)


def iso_names() -> Mapping[str, list[str]]:
    """Return the English names of countries in ISO 3166-1, by alpha-2 code."""
    names: Mapping[str, list[str]] = _index()["iso"]
    return names


def articles() -> tuple[str, ...]:
    """Return the articles of the bundled languages, as names begin with them: "l'", "die "."""
    return tuple(_index()["articles"])


def _columns(name: str, digest: str) -> list[str]:
    """Return the columns of the line of a digest in a table; none if there is no such line."""
    table = _table(name)
    start = f"{digest}\t".encode()
    offset = bisect_left(range(len(table)), start, key=lambda offset: _line(table, offset))
    line = _line(table, offset)
    return line.decode().split("\t")[1:] if line.startswith(start) else []


def _line(table: bytes, offset: int) -> bytes:
    """Return the line that an offset is in; a line feed is in the line that it ends."""
    return table[table.rfind(b"\n", 0, offset) + 1 : table.find(b"\n", offset)]


@cache
def _table(name: str) -> bytes:
    return read_bytes(f"names/{name}")


@cache
def _index() -> Mapping[str, Any]:
    return MappingProxyType(from_json(read_bytes("names/index.json")))
