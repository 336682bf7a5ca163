"""The formats, read by other tools: an HTML validator, a feed reader, a spreadsheet."""

import csv
import os
import re
import shutil
import subprocess
from pathlib import Path

import feedparser
import pytest
from conftest import LANGUAGES, embed
from hostile import HOSTILE, hostile_network

import leavex_network
from leavex_network import Entry, Network, dumps, loads
from leavex_network.formats.csv import COLUMNS

UTF_8 = "Text - txt - csv (StarCalc):44,34,76,1"
"""The default of its dialog for a file with a byte order mark: commas, double quotes, UTF-8."""

VALIDATOR = Path(os.environ.get("VNU_JAR", "node_modules/vnu-jar/build/dist/vnu.jar"))


def validated(*paths: Path) -> str:
    """Return the output of the W3C validator for files: nothing if they are valid."""
    assert VALIDATOR.is_file(), f"{VALIDATOR}: npm install vnu-jar"
    call = ["java", "-jar", str(VALIDATOR), "--stdout", "--also-check-css", *map(str, paths)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
    return done.stdout + done.stderr


def test_every_page_of_the_web_folder_is_valid(web: Path) -> None:
    pages = sorted(web.rglob("*.html"))
    assert len(LANGUAGES) == len(pages)
    assert "" == validated(*pages)


def test_the_stylesheet_is_valid_except_for_newer_css(web: Path) -> None:
    known = r'light-dark|"" is not a "list-style-type" value|details-content'
    output = validated(web / "leavex-network.css").splitlines()
    assert [] == [line for line in output if not re.search(known, line)]


@pytest.mark.parametrize("kind", ["bundled", "hostile", "empty", "one"])
def test_the_fragment_is_valid_in_a_page(
    kind: str, network: Network[Entry], tmp_path: Path
) -> None:
    chosen = {
        "bundled": network,
        "hostile": hostile_network(),
        "empty": network[:0],
        "one": network[:1],
    }[kind]
    page = tmp_path / "page.html"
    fragment = dumps(chosen, "html", language="ar")
    page.write_text(
        f'<!DOCTYPE html>\n<html lang="de">\n<title>X</title>\n<h1>X</h1>\n{fragment}</html>\n',
        encoding="utf-8",
    )
    assert "" == validated(page)


def test_a_web_folder_of_hostile_text_is_valid(tmp_path: Path) -> None:
    embed(hostile_network(), "web", tmp_path, base_url="https://a.example/it's/")
    assert "" == validated(*tmp_path.rglob("*.html"))


# Feeds


def test_a_feed_reader_reads_every_feed(web: Path, network: Network[Entry]) -> None:
    for code in LANGUAGES:
        found = feedparser.parse((web / ("" if code == "en" else code) / "feed.atom").read_bytes())
        assert not found.bozo, found.get("bozo_exception")
        assert "atom10" == found.version
        assert code == found.feed.language
        assert network.localize(code).about.title == found.feed.title
        days = [entry.updated_parsed for entry in found.entries]
        assert days == sorted(days, reverse=True)
        assert len(network) + len(network.by_status("concluded")) == len(
            {entry.id for entry in found.entries}
        )
        assert {entry.url for entry in network.localize(code)} == {
            entry.link for entry in found.entries
        }
        assert {entry.name for entry in network.localize(code)} <= {
            entry.title for entry in found.entries
        }


def test_a_feed_reader_sees_hostile_text_as_text() -> None:
    found = feedparser.parse(dumps(hostile_network(), "atom").encode(), sanitize_html=False)
    assert not found.bozo
    titles = {re.sub("<[^>]*>", "", entry.title_detail.value) for entry in found.entries}
    assert all(entry.title_detail.type == "text/plain" for entry in found.entries)
    assert set(HOSTILE) <= {entry.title_detail.value for entry in found.entries}, titles
    for entry in found.entries:
        assert not re.search(r"<(?!/?(strong|em|code|a)\b)", entry.content[0].value)
        assert not re.search(r"<[^>]*\son\w+=", entry.content[0].value)


# Spreadsheets


def through_libreoffice(text: str, folder: Path, kind: str = "csv") -> Path:
    """Return the file that LibreOffice saves after opening a table."""
    assert shutil.which("soffice"), "apt-get install libreoffice-calc"
    (folder / "in").mkdir()
    (folder / "in" / "network.csv").write_bytes(text.encode())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [
        "soffice",
        profile,
        "--headless",
        f"--infilter={UTF_8}",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(folder / "in" / "network.csv"),
    ]
    done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
    assert (folder / f"network.{kind.partition(':')[0]}").is_file(), done.stdout + done.stderr
    return folder / f"network.{kind.partition(':')[0]}"


def test_a_spreadsheet_opens_the_table_and_saves_it_unchanged(
    network: Network[Entry], tmp_path: Path
) -> None:
    saved = through_libreoffice(dumps(network, "csv"), tmp_path, f"csv:{UTF_8}")
    again = leavex_network.read(saved)
    assert network.localize("en").rows() == again.rows()
    with saved.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert (list(COLUMNS), len(network) + 1) == (table[0], len(table))


def test_a_spreadsheet_runs_no_hostile_cell(tmp_path: Path) -> None:
    network = hostile_network()
    text = dumps(network, "csv")
    saved = through_libreoffice(text, tmp_path, f"csv:{UTF_8}")
    assert network.localize("en").rows() == leavex_network.read(saved).rows()
    (tmp_path / "sheet").mkdir()
    sheet = through_libreoffice(text, tmp_path / "sheet", "fods").read_text(encoding="utf-8")
    assert "table:formula" not in sheet
    assert "'=cmd|" in sheet.replace("&apos;", "'")


def test_python_reads_the_table_back(network: Network[Entry]) -> None:
    assert network.localize("en").rows() == loads(dumps(network, "csv"), "csv").rows()
