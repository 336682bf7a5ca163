"""Data frames, databases, notebooks and Python in the browser."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from browser import served
from hostile import hostile_network
from IPython.core.completer import IPCompleter, provisionalcompleter
from playwright.sync_api import Browser, expect

import leavex_network
from leavex_network import Entry, Initiative, Network, Petition, dumps

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.md"))


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


def cells(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    found = re.findall(
        r"^```\{code-cell\} python\n((?::[^\n]*\n|\n)*)(.*?)^```$", text, re.MULTILINE | re.DOTALL
    )
    return [code for _, code in found]


def run(page: Path, change: Callable[[str], str] = str) -> list[object]:
    """Run the cells of a notebook in a clean namespace, and return the values that they show."""
    names: dict[str, object] = {"__name__": "__main__"}
    shown: list[object] = []
    for cell in cells(page):
        tree = ast.parse(change(cell))
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, page.name, "exec"), names)  # noqa: S102 - our own notebook
        if isinstance(last, ast.Expr):
            expression = compile(ast.Expression(last.value), page.name, "eval")
            value = eval(expression, names)  # noqa: S307 - our own notebook
            shown.append(value)
            if hasattr(value, "to_dict") and hasattr(value, "save"):
                import vl_convert

                assert vl_convert.vegalite_to_svg(value.to_dict()).startswith("<svg")
            elif hasattr(value, "_repr_html_"):
                assert "<" in str(value._repr_html_())
    return shown


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
def test_a_notebook_runs_in_a_clean_namespace(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert 5 < len(run(page))


def unrelated(size: int) -> Network[Entry]:
    """Return a network unlike the bundled one."""
    places = ["SE", "JP", "MT", "EU", "002", "BR", "", "XK"]
    entries = [
        (Petition if number % 2 else Initiative)(
            id=f"x{number}",
            name=f"Choir number {number}",
            url=f"https://choir{number}.example",
            description=f"Sings at **{number}** with [others](https://choir{number + 1}.example).",
            territories=[place] if (place := places[number % len(places)]) else [],
            hashtags=[f"Choir{number % 45}x"],
            listed=f"20{10 + number % 15}-0{1 + number % 9}-11" if number % 3 else None,
            status="concluded" if number % 4 == 0 else "active",
        )
        for number in range(size)
    ]
    return Network(entries)


@pytest.mark.parametrize("size", [0, 1, 500])
def test_every_line_of_the_third_notebook_works_on_any_network(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table = dumps(unrelated(size), "csv")

    def change(cell: str) -> str:
        return f"text = {table!r}\n" if cell.startswith("text = ") else cell

    shown = run(ROOT / "docs" / "notebooks" / "own-directory.md", change)
    assert size == len(shown[1])


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("docs")
    call = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        str(ROOT / "docs"),
        str(folder),
    ]
    done = subprocess.run(call, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(folder, policy=None) as address:
        yield address


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
def test_a_published_notebook_shows_tables_and_charts_and_loads_nothing_from_other_hosts(
    page: Path, docs: str, browser: Browser, pictures: Path
) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 1200, "height": 1000}, color_scheme=scheme)
        opened = context.new_page()
        asked: list[str] = []
        opened.on("request", lambda request, asked=asked: asked.append(request.url))
        opened.goto(f"{docs}notebooks/{page.stem}.html", wait_until="networkidle")
        charts = len(re.findall(r"^plots\.", "\n".join(cells(page)), re.MULTILINE))
        drawn = opened.locator(".cell_output img")
        expect(drawn).to_have_count(charts)
        assert all(
            drawn.nth(number).evaluate("each => each.naturalWidth > 100")
            for number in range(charts)
        )
        assert 2 <= opened.locator(".cell_output table").count()
        opened.screenshot(path=pictures / f"{page.stem}-{scheme}.png", full_page=True)
        context.close()
        assert [] == [url for url in asked if not url.startswith(docs)]


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
