"""Tables for people in a German LibreOffice: what it saves is read back equal."""

import csv
import os
import shutil
import subprocess
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import LANGUAGES
from hostile import hostile_network

from leavex_network import Entry, Network, NetworkWarning, read, write
from leavex_network.models import About

FILTER = "Text - txt - csv (StarCalc):59,34,76,1,,1031,false,true"
"""Semicolons, double quotes, UTF-8, from the first line, in German (1031). When a file is opened,
days and numbers are recognized as if they were typed; when it is saved, cells are as shown."""
SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>de-DE</value></prop></item>
</oor:items>
"""
X: dict[str, Any] = {"id": "x", "name": "X", "url": "https://x.example"}
Y: dict[str, Any] = {"id": "y", "url": "https://y.example"}
Saved = Callable[..., list[Path]]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Return a function that opens files in LibreOffice, and returns those that it saves."""
    assert shutil.which("soffice"), "apt-get install libreoffice-calc"
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")

    def save(ending: str, *sources: Path) -> list[Path]:
        folder = sources[0].parent / f"saved-{ending}"
        call = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        call += [f"--infilter={FILTER}"] if sources[0].suffix == ".csv" else []
        call += ["--convert-to", f"csv:{FILTER}" if ending == "csv" else ending]
        call += ["--outdir", str(folder), *map(str, sources)]
        env = {**os.environ, "HOME": str(profile)}
        done = subprocess.run(
            call, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        results = [folder / f"{source.stem}.{ending}" for source in sources]
        assert all(result.is_file() for result in results), done.stdout + done.stderr
        return results

    return save


def rows(path: Path, **options: Any) -> list[dict[str, Any]]:
    """Return the rows of a table; how its words are read is reported."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        return [dict(row) for row in read(path, **options).rows()]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls", "csv"])
def test_a_sheet_that_libreoffice_saves_is_read_back_equal(
    ending: str, network: Network[Entry], saved: Saved, tmp_path: Path
) -> None:
    sheets = [tmp_path / f"{language}.xlsx" for language in LANGUAGES]
    for sheet in sheets:
        write(network, sheet, languages=[sheet.stem])
    for table in saved(ending, *sheets):
        assert network.localize(table.stem).rows() == rows(table)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls", "csv"])
def test_no_text_of_a_sheet_is_changed_or_run(ending: str, saved: Saved, tmp_path: Path) -> None:
    network = hostile_network()
    write(network, tmp_path / "n.xlsx")
    (table,) = saved(ending, tmp_path / "n.xlsx")
    assert network.localize(network.about.language).rows() == rows(table)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_kinds_and_own_fields_are_kept(ending: str, saved: Saved, tmp_path: Path) -> None:
    own = {"text": "1/2", "digits": "007", "number": 0.5, "yes": True, "list": ["a", "b"]}
    entries = [
        Entry.model_validate({**X, "kind": "event", "extra": own}),
        Entry.model_validate({**Y, "kind": "campaign", "name": "1.2.2025"}),
    ]
    network = Network(entries, about=About(language="de", kinds={"event": {}, "campaign": {}}))
    write(network, tmp_path / "n.xlsx")
    (table,) = saved(ending, tmp_path / "n.xlsx")
    assert network.rows() == rows(table)


@pytest.mark.parametrize("typed", ["30.1.2025", "30.01.2025", "30.1.25", "2025-01-30"])
def test_a_day_that_somebody_types_in_german_is_read(
    typed: str, network: Network[Entry], saved: Saved, tmp_path: Path
) -> None:
    write(network, tmp_path / "n.xlsx", languages=["de"])
    (table,) = saved("csv", tmp_path / "n.xlsx")
    with table.open(encoding="utf-8", newline="") as file:
        header, first, *others = csv.reader(file, delimiter=";")
    index = header.index("Aufgeführt seit")
    assert "20.02.2025" == first[index]
    first[index] = typed
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, first, *others])
    expected = [dict(row) for row in network.localize("de").rows()]
    expected[0]["listed"] = date(2025, 1, 30)
    for ending in ("xlsx", "ods", "xls"):
        (sheet,) = saved(ending, table)
        assert expected == rows(sheet)
    if not typed.endswith(".25"):  # in CSV, the century of a year is not certain
        assert expected == rows(table)
