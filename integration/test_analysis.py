"""Data frames, databases, notebooks and Python in the browser."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hostile import hostile_network
from IPython.core.completer import IPCompleter, provisionalcompleter
from playwright.sync_api import Browser

import leavex_network
from leavex_network import Entry, Network, Petition

ROOT = Path(__file__).parent.parent


def in_duckdb(network: Network[Entry]) -> list[dict[str, Any]]:
    assert len(network) == 23  # and DuckDB finds it by the name that it has here
    found = duckdb.sql("FROM network")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def in_pandas(network: Network[Entry]) -> list[dict[str, Any]]:
    frame = pd.DataFrame.from_arrow(network)
    return [{name: plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain(value: Any) -> Any:
    """Return a value of a data frame as a Python value."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, str | list) or hasattr(value, "year"):
        return value
    return None if pd.isna(value) else value


READERS: dict[str, Callable[[Network[Entry]], list[dict[str, Any]]]] = {
    "polars": lambda network: pl.DataFrame(network).to_dicts(),
    "pyarrow": lambda network: pa.table(network).to_pylist(),
    "pandas": in_pandas,
    "duckdb": in_duckdb,
}


def arrow_rows(network: Network[Entry]) -> list[dict[str, Any]]:
    """Return the rows of a network as Arrow has them: its own fields are JSON text."""
    return [{**row, "extra": json.dumps(row["extra"])} for row in network.rows()]


@pytest.mark.parametrize("name", READERS)
def test_each_reader_gets_the_same_rows_twice(name: str, network: Network[Entry]) -> None:
    for _ in range(2):
        found = READERS[name](network)
        assert 23 == len(found)
        assert arrow_rows(network) == found
    german = network.localize("de")
    assert arrow_rows(german) == READERS[name](german)


def test_several_readers_read_one_network(network: Network[Entry]) -> None:
    frame, table = pl.DataFrame(network), pa.table(network)
    assert [(23,)] == duckdb.sql("SELECT count(*) FROM network").fetchall()
    assert (23, 23) == (len(frame), table.num_rows)
    assert [("DE", 6)] == duckdb.sql(
        "SELECT unnest(territories) AS territory, count(*) FROM network "
        "GROUP BY territory ORDER BY 2 DESC LIMIT 1"
    ).fetchall()


def test_rows_are_read_back_from_parquet(network: Network[Entry], tmp_path: Path) -> None:
    path = str(tmp_path / "network.parquet")
    pl.DataFrame(network).write_parquet(path)
    assert arrow_rows(network) == pl.read_parquet(path).to_dicts()
    assert arrow_rows(network) == duckdb.sql(f"FROM '{path}'").to_arrow_table().to_pylist()


HOWTO = ROOT / "docs" / "howto" / "data-frames.md"
KEPT = {"title", "language", "url", "edition", "license", "note"}


def test_the_examples_of_the_how_to_guide_lose_no_entry_and_no_metadata(
    network: Network[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    text = HOWTO.read_text(encoding="utf-8")
    for code in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        exec(code, names)  # noqa: S102 - our own page
    unplaced = [entry.id for entry in network.unplaced]
    by_territory, joined = names["by_territory"], names["joined"]
    for frame in (by_territory, joined):
        assert {entry.id for entry in network} == set(frame["id"])
        assert unplaced == list(frame[frame["territories"].isna()]["id"])
    counted = dict(names["entries_by_territory"].fetchall())
    expected = {code: len(found) for code, found in network.countries.items()}
    expected |= {code: len(found) for code, found in network.regions.items()}
    assert {**expected, None: len(unplaced)} == counted
    polars_rows = names["rows_of_polars"]
    assert {entry.id for entry in network} == set(polars_rows["id"])
    assert unplaced == list(polars_rows.filter(pl.col("territories").is_null())["id"])

    assert KEPT == {key.decode() for key in pq.read_schema("network.parquet").metadata}
    assert pl.read_parquet_metadata("polars.parquet").keys() >= KEPT
    assert KEPT == pd.read_parquet("pandas.parquet").attrs.keys()
    assert b"2026-01-25" == pq.read_metadata("duckdb.parquet").metadata[b"edition"]


def test_a_parquet_file_of_pyarrow_keeps_the_metadata_for_other_readers(
    network: Network[Entry], tmp_path: Path
) -> None:
    path = str(tmp_path / "network.parquet")
    pq.write_table(pa.table(network), path)
    known = {name: getattr(network.about, name) for name in KEPT}
    expected = {name: str(value) for name, value in known.items()}
    found = pl.read_parquet_metadata(path)
    assert expected == {name: found[name] for name in KEPT}
    rows = duckdb.sql(f"FROM parquet_kv_metadata('{path}')").fetchall()
    in_duckdb = {key.decode(): value.decode() for _, key, value in rows}
    assert expected == {name: in_duckdb[name] for name in KEPT}


def test_what_drops_the_metadata_is_as_the_guide_says(
    network: Network[Entry], tmp_path: Path
) -> None:
    polars, frames, database = (str(tmp_path / name) for name in ("polars", "pandas", "duckdb"))
    pl.DataFrame(network).write_parquet(polars)
    pd.DataFrame.from_arrow(network).to_parquet(frames)
    assert len(network) == 23  # and DuckDB finds it by the name that it has here
    duckdb.sql(f"COPY (FROM network) TO '{database}' (FORMAT parquet)")
    for path in (polars, frames, database):
        found = pq.read_metadata(path).metadata or {}
        assert not KEPT & {key.decode() for key in found}


def test_pandas_reads_rows_without_an_extra(network: Network[Entry]) -> None:
    frame = pd.DataFrame(network.rows())
    assert (23, list(network.rows()[0])) == (len(frame), list(frame.columns))


# Notebooks


def test_hostile_text_is_text_in_a_notebook(browser: Browser) -> None:
    network = hostile_network()
    page = browser.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.set_content(network._repr_html_() + "".join(entry._repr_html_() for entry in network))
    assert 0 == page.locator(":is(img, script, b, i, evil)").count()
    assert [] == wrong
    page.close()


# Completion


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ('network["hell', ["helloquitx"]),
        ("network['leave", ["leavex"]),
        ('renamed["old-', ["old-name"]),
        ('network.petitions["musk', ["musk-stoppen"]),
        ('network.countries["D', ["DE"]),
        ('network.regions["15', ["150"]),
        ('network.hashtags["Det', ["DetoX"]),
        ('network.kinds["', ["initiative", "petition"]),
        ('network.statuses["c', ["concluded"]),
        ('sources["1b26', ["1b26ec4"]),
        ("leavex_network.pl", ["plots"]),
        ("leavex_network.gr", ["graph"]),
        ("leavex_network.plots.coun", ["countries_map", "counts"]),
    ],
)
def test_ipython_completes_ids_and_values(
    typed: str, completed: list[str], network: Network[Entry]
) -> None:
    renamed = Network([Petition(id="x", name="X", url="https://x.example", aliases=("old-name",))])
    names = {"network": network, "renamed": renamed, "sources": network.about.sources}
    completer = IPCompleter(namespace={**names, "leavex_network": leavex_network})
    with provisionalcompleter():
        found = list(completer.completions(typed, len(typed)))
    assert completed == sorted(completion.text for completion in found)


def test_the_docs_show_this_version() -> None:
    assert leavex_network.__version__ in (ROOT / "docs" / "howto" / "data-frames.md").read_text(
        encoding="utf-8"
    )
