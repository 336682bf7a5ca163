"""Take names and containment from Unicode CLDR into `src/leavex_network/data/`.

Run it from anywhere, with npm installed and a connection: `python scripts/cldr.py`. The hand-written keys of the files
in `languages/` stay as they are; all else there, the other two tables and CLDR's licence are written anew.
"""

import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

VERSION = "48.2.0"
SOURCE = f"Unicode CLDR {VERSION}"
PACKAGES = ("cldr-core", "cldr-localenames-full", "cldr-misc-full")
LANGUAGES = (
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hu",
    "it",
    "ja",
    "nl",
    "pl",
    "pt-PT",
    "ro",
    "sv",
    "tr",
    "uk",
)
HAND_WRITTEN: Mapping[str, object] = {
    "articles": [],
    "labels": {},
    "page": {},
    "interface": {},
    "charts": {},
}
"""The keys that this script never changes, each with what a new file has there."""

NO_REGIONS = frozenset({"EZ", "UN", "QO"})
"""Groupings of CLDR that are no part of the world: a currency, an organization, and CLDR's own outlying Oceania."""

MOVED = {"EU": "150", "AQ": "001"}
"""What lies elsewhere than in CLDR: the EU in Europe, not beside it; Antarctica right below the world, as in M.49."""

NO_LANGUAGES = frozenset({"mul", "und", "zxx"})
"""Several languages, an unknown one, none at all."""

DATA = Path(__file__).resolve().parent.parent / "src" / "leavex_network" / "data"

Json = dict[str, Any]


def main() -> None:
    """Fetch CLDR and write all files."""
    with TemporaryDirectory() as folder:
        cldr = fetch(Path(folder))
        contains = containment(cldr)
        codes = sorted({*contains, *(part for parts in contains.values() for part in parts)})
        names = language_names(cldr)
        write(
            "territories.json", {"source": f"{SOURCE}, territoryContainment", "contains": contains}
        )
        write("language-names.json", {"source": f"{SOURCE}, en/languages", "names": names})
        for code in LANGUAGES:
            write(f"languages/{code}.json", language(cldr, code, codes))
        shutil.copyfile(cldr / PACKAGES[0] / "LICENSE", DATA / "LICENSE-CLDR.txt")
    sys.stdout.write(
        f"{SOURCE}, written to {DATA}:\n"
        f"{len(contains)} regions and {len(codes) - len(contains)} countries, "
        f"their names in {len(LANGUAGES)} languages, the names of {len(names)} languages, and the licence\n"
    )


def fetch(folder: Path) -> Path:
    """Download the packages with npm, unpack each into a folder of its name, and return where these are."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed")
    specifiers = [f"{package}@{VERSION}" for package in PACKAGES]
    subprocess.run(
        [npm, "pack", "--loglevel=error", *specifiers],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )  # noqa: S603
    for package in PACKAGES:
        with tarfile.open(folder / f"{package}-{VERSION}.tgz") as archive:
            archive.extractall(folder, filter="data")
        (folder / "package").rename(folder / package)
    return folder


def containment(cldr: Path) -> dict[str, list[str]]:
    """Return what each region contains directly, sorted."""
    supplemental = cldr / "cldr-core" / "supplemental"
    numbers: Json = read(supplemental / "codeMappings.json", "supplemental", "codeMappings")
    table: Json = read(
        supplemental / "territoryContainment.json", "supplemental", "territoryContainment"
    )
    groups = {
        name: group for name, group in table.items() if not name.endswith("-status-deprecated")
    }
    # A country has a number: that of ISO 3166-1, and CLDR's own for Kosovo. CLDR's other codes have none (AC Ascension,
    # EA Ceuta and Melilla, CQ Sark ...): they are parts of countries.
    numbered = {code for code, mapping in numbers.items() if "_numeric" in mapping}
    regions = groups.keys() - NO_REGIONS
    known = (regions | numbered) - NO_REGIONS - MOVED.keys()
    parts: dict[str, set[str]] = {region: set() for region in regions if "-" not in region}
    for name, group in groups.items():
        region = name.removesuffix("-status-grouping")
        if region in parts:
            parts[region].update(known.intersection(group["_contains"]))
    for part, region in MOVED.items():
        parts[region].add(part)
    return {region: sorted(parts[region]) for region in sorted(parts)}


def language_names(cldr: Path) -> dict[str, str]:
    """Return the English name of every primary language subtag."""
    names = display_names(cldr, "en", "languages")
    return {
        code: names[code]
        for code in sorted(names.keys() - NO_LANGUAGES)
        if re.fullmatch("[a-z]{2,3}", code)
    }


def language(cldr: Path, code: str, territories: list[str]) -> Json:
    """Return the content of the file of one language."""
    names = display_names(cldr, code, "territories")
    order = read(
        cldr / "cldr-misc-full" / "main" / code / "layout.json",
        "main",
        code,
        "layout",
        "orientation",
    )
    variants = {place: list(dict.fromkeys(alternatives(names, place))) for place in territories}
    return {
        "code": code,
        "name": display_names(cldr, code, "languages")[code],
        "direction": {"left-to-right": "ltr", "right-to-left": "rtl"}[order["characterOrder"]],
        "source": SOURCE,
        "territories": {place: names[place] for place in territories},
        "variants": {place: several for place, several in variants.items() if several},
        **hand_written(DATA / "languages" / f"{code}.json"),
    }


def display_names(cldr: Path, language: str, of: str) -> dict[str, str]:
    """Return what a language calls languages or territories."""
    path = cldr / "cldr-localenames-full" / "main" / language / f"{of}.json"
    names: dict[str, str] = read(path, "main", language, "localeDisplayNames", of)
    return names


def alternatives(names: Mapping[str, str], place: str) -> Iterator[str]:
    """Yield the names of a territory that CLDR gives beside its main one.

    Left out are the code of another territory (in Spanish, CLDR shortens the United Kingdom to `RU`, Russia's code) and
    what is no name (in Romanian, CLDR has `TR-variant` for Turkey).
    """
    unusable = {names[place], f"{place}-variant", *(names.keys() - {place})}
    return (
        name
        for key, name in names.items()
        if key.startswith(f"{place}-alt-") and name not in unusable
    )


def hand_written(path: Path) -> Json:
    """Return the hand-written keys of a file that may not be there yet."""
    existing = read(path) if path.exists() else {}
    return {key: existing.get(key, default) for key, default in HAND_WRITTEN.items()}


def read(path: Path, *keys: str) -> Any:
    """Return what a JSON file has below some keys."""
    content = json.loads(path.read_bytes())
    for key in keys:
        content = content[key]
    return content


def write(name: str, content: Json) -> None:
    """Write a data file."""
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(pretty(content) + "\n", encoding="utf-8", newline="\n")


def pretty(value: object, indent: str = "") -> str:
    """Return a value as JSON with one key on each line, and lists on one line."""
    if not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False)
    inner = f"{indent} "
    rows = (f"{inner}{json.dumps(key)}: {pretty(item, inner)}" for key, item in value.items())
    return "{\n" + ",\n".join(rows) + f"\n{indent}}}"


if __name__ == "__main__":
    main()
