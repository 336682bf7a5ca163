"""The notebooks of the docs answer their questions for any network; the docs show them."""

import ast
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
import vl_convert
from browser import served
from playwright.sync_api import Browser, expect

from leavex_network import Entry, Initiative, Network, Petition, dumps
from leavex_network.models import About

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.md"))
CELL = re.compile(r"^```\{code-cell\} python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

NAMES = {
    "BR": "Brazil",
    "DE": "Germany",
    "FR": "France",
    "JP": "Japan",
    "MT": "Malta",
    "SE": "Sweden",
    "XK": "Kosovo",
}
REGIONS = {"001": "world", "002": "Africa", "150": "Europe", "EU": "European Union"}
IN_EUROPE = {"150", "EU", "DE", "FR", "MT", "SE", "XK"}
AROUND_GERMANY = {"DE", "001", "150", "EU"}
DAYS = ("2019-04-01", "2024-12-31", "2025-01-20", "2025-01-21", "2026-03-05", None)


class Ran(NamedTuple):
    """What a notebook left behind."""

    names: dict[str, Any]
    shown: list[Any]
    """The values that cells show, in order."""
    lines: list[str]
    """What cells print."""


def run(page: Path, **given: object) -> Ran:
    """Run the cells of a notebook, with the values that are given for the first use of a name."""
    names: dict[str, Any] = {"__name__": "__main__"}
    shown: list[Any] = []
    printed = io.StringIO()
    cells = "\0".join(CELL.findall(page.read_text(encoding="utf-8")))
    for name in given:
        pattern = rf'^{name} = (?:"""\\\n.*?"""|.*?)$'
        cells, replaced = re.subn(
            pattern, f"{name} = given[{name!r}]", cells, count=1, flags=re.MULTILINE | re.DOTALL
        )
        assert replaced
    for cell in cells.split("\0"):
        tree = ast.parse(cell)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        names["given"] = given
        with redirect_stdout(printed):
            exec(compile(tree, page.name, "exec"), names)  # noqa: S102 - our own notebook
            if isinstance(last, ast.Expr):
                expression = compile(ast.Expression(last.value), page.name, "eval")
                shown.append(eval(expression, names))  # noqa: S307 - our own notebook
    return Ran(names, shown, printed.getvalue().splitlines())


def choirs(size: int) -> list[dict[str, Any]]:
    """Return the fields of entries unlike those of the bundled network."""
    chance = Random(size)  # noqa: S311 - the same entries each time
    codes = [*NAMES, *REGIONS, None]
    entries = []
    for number in range(size):
        territories = {chance.choice(codes), chance.choice(codes)} - {None}
        entries.append(
            {
                "kind": "petition" if number % 2 else "initiative",
                "id": f"x{number}",
                "name": f"Choir number {number}",
                "url": f"https://choir{number}.example",
                "description": f"Sings with [others](https://choir{number + 1}.example).",
                "territories": sorted(territories),
                "hashtags": [f"Choir{number % 45}x"] if number % 3 else [],
                "listed": chance.choice(DAYS),
                "status": chance.choice(["active", "concluded"]) if number % 2 else "active",
            }
        )
    return entries


def network_of(entries: list[dict[str, Any]]) -> Network[Entry]:
    kinds = {"initiative": Initiative, "petition": Petition}
    return Network(
        [kinds[entry["kind"]](**entry) for entry in entries], about=About(title="Choirs")
    )


def ids(entries: Any) -> set[str]:
    return {entry["id"] if isinstance(entry, dict) else entry.id for entry in entries}


def leading(names: dict[str, int]) -> tuple[set[str], int]:
    """Return the names with the highest count, and that count."""
    most = max(names.values(), default=0)
    return {name for name, count in names.items() if count == most}, most


@pytest.fixture(params=[2_000, 1, 0])
def entries(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return choirs(request.param)


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let notebooks write their files to a folder of the test."""
    monkeypatch.chdir(tmp_path)


def drawn(ran: Ran) -> list[str]:
    """Return the charts that a notebook shows, each as SVG."""
    charts = [value for value in ran.shown if hasattr(value, "to_dict") and hasattr(value, "save")]
    charts = [chart for chart in charts if not hasattr(chart, "columns")]
    return [vl_convert.vegalite_to_svg(chart.to_dict()) for chart in charts]


def test_the_first_notebook_says_who_is_on_any_list(entries: list[dict[str, Any]]) -> None:
    ran = run(FOLDER / "first-look.md", network=network_of(entries))
    kinds = Counter(entry["kind"] for entry in entries)
    concluded = sum(entry["status"] == "concluded" for entry in entries)
    answer = {f"Choirs: {len(entries)} entries"}
    if kinds["initiative"]:
        answer.add(f"- initiative: {kinds['initiative']}, of which 0 are listed as concluded")
    if kinds["petition"]:
        answer.add(f"- petition: {kinds['petition']}, of which {concluded} are listed as concluded")
    assert answer == set(ran.lines)
    whole, card, france, petitions, found, table = ran.shown[:6]
    assert len(entries) == len(whole)
    assert ("x0" if entries else "No entry has a description.") == getattr(card, "id", card)
    assert ids(each for each in entries if "FR" in each["territories"]) == ids(france)
    assert ids(
        each
        for each in entries
        if each["kind"] == "petition"
        and each["status"] == "active"
        and IN_EUROPE & set(each["territories"])
    ) == ids(petitions)
    assert 0 == len(found)
    assert [entry["name"] for entry in entries[:5]] == table["name"].to_list()
    assert 2 == len(drawn(ran))


def test_the_second_notebook_says_where_and_since_when_for_any_list(
    entries: list[dict[str, Any]],
) -> None:
    ran = run(FOLDER / "who-calls-where.md", network=network_of(entries))
    codes = Counter(code for entry in entries for code in entry["territories"])
    names = {(NAMES | REGIONS)[code]: count for code, count in codes.items()}
    most, count = leading(names)
    unplaced = sum(not entry["territories"] for entry in entries)
    days = sorted(entry["listed"] for entry in entries if entry["listed"])
    if most:
        found = re.fullmatch(r"Most entries: (.*) \((.*)\)", ran.lines.pop(0))
        assert found
        assert f"{count} of {len(entries)}" == found[2]
        assert most == set(found[1].split(", "))
    countries = len(codes.keys() & NAMES.keys())
    answer = [f"Listed for {countries} countries; without a place: {unplaced}"]
    if days:
        first, last = days.count(days[0]), days.count(days[-1])
        answer.append(f"First listed on {days[0]} ({first}), last on {days[-1]} ({last})")
    answer.append(f"Without a known day: {len(entries) - len(days)}")
    named = {each["id"] for each in entries if "DE" in each["territories"]}
    wider = {each["id"] for each in entries if AROUND_GERMANY & set(each["territories"])}
    answer.append(
        f"Germany: {len(named)} entries name it, {len(wider)} with those for the regions around it"
    )
    new = {each["id"] for each in entries if (each["listed"] or "") > "2025-01-20"}
    answer.append(f"Listed by 2025-01-20: {len(entries) - len(new)}. New since then: {len(new)}")
    links = [(f"entry:x{number}", f"entry:x{number + 1}") for number in range(len(entries) - 1)]
    answer.append(f"{len(links)} links between entries")
    assert answer == ran.lines
    assert set(links) == set(ran.names["links"])
    assert wider == ids(next(each for each in ran.shown if ids_or_none(each) == wider))
    assert any(ids_or_none(each) == new for each in ran.shown)
    table = ran.names["by_place"]
    by_name = {**names, "none named": unplaced}
    assert by_name == {str(name): int(row.sum()) for name, row in table.iterrows()}
    assert 4 == len(drawn(ran))
    assert Path("network.graphml").stat().st_size


def ids_or_none(value: object) -> set[str] | None:
    return ids(value) if isinstance(value, Network) else None


def test_the_third_notebook_says_what_any_table_shows(entries: list[dict[str, Any]]) -> None:
    table = dumps(network_of(entries), "csv")
    ran = run(FOLDER / "own-directory.md", text=table)
    codes = Counter(code for entry in entries for code in entry["territories"])
    countries = {NAMES[code]: count for code, count in codes.items() if code in NAMES}
    hashtags = Counter(hashtag for entry in entries for hashtag in entry["hashtags"])
    concluded = sum(entry["status"] == "concluded" for entry in entries)
    assert ran.lines[0] == f"{len(entries)} entries, {concluded} of them listed as concluded"
    for line, groups in ((1, countries), (2, hashtags)):
        found = re.fullmatch(r"- \w+: (\d+); most entries: (.*) \((\d+)\)", ran.lines[line])
        assert found
        most, count = leading(dict(groups))
        assert (len(groups), most or {"none"}, count) == (
            int(found[1]),
            set(found[2].split(", ")),
            int(found[3]),
        )
    assert ids(entries) == ids(ran.shown[1])
    assert len(entries) == len(ran.names["table"])
    assert 6 == len(drawn(ran))
    assert f"{len(entries)} entries on the page" == ran.lines[-1]


def test_the_notebooks_run_as_they_are() -> None:
    for page in NOTEBOOKS:
        ran = run(page)
        assert ran.lines
        for value in ran.shown:
            if isinstance(value, Network | Entry):
                assert "<" in str(value._repr_html_())


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("docs")
    options = ("-W", "--keep-going", "-q", "-b", "html")
    call = [sys.executable, "-m", "sphinx", *options, str(ROOT / "docs"), str(folder)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(folder, policy=None) as address:
        yield address


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
def test_a_published_notebook_shows_tables_and_charts_and_loads_nothing_from_other_hosts(
    page: Path, docs: str, browser: Browser, pictures: Path
) -> None:
    charts = len(re.findall(r"^plots\.", page.read_text(encoding="utf-8"), re.MULTILINE))
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 1200, "height": 1000}, color_scheme=scheme)
        opened = context.new_page()
        asked: list[str] = []
        opened.on("request", lambda request, asked=asked: asked.append(request.url))
        opened.goto(f"{docs}notebooks/{page.stem}.html", wait_until="networkidle")
        images = opened.locator(".cell_output img")
        expect(images).to_have_count(charts)
        for number in range(charts):
            assert images.nth(number).get_attribute("alt")
            assert images.nth(number).evaluate("each => each.naturalWidth > 100")
        assert 2 <= opened.locator(".cell_output table").count()
        opened.screenshot(path=pictures / f"{page.stem}-{scheme}.png", full_page=True)
        context.close()
        assert [] == [url for url in asked if not url.startswith((docs, "data:"))]
