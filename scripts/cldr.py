"""Generate the tables from Unicode CLDR: `python scripts/cldr.py`, then `python scripts/names.py`.

The script needs npm and a network connection. In `src/leavex_network/data/`, it keeps the
hand-written keys of the files in `languages/`, and replaces their other keys, two other tables and
CLDR's license. The names from which `scripts/names.py` prepares indexes are in `scripts/data/`.
"""

import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

VERSION = "48.2.0"
SOURCE = f"Unicode CLDR {VERSION}"
PACKAGES = (
    *("cldr-core", "cldr-dates-full", "cldr-localenames-full", "cldr-misc-full"),
    "cldr-subdivisions-full",
)
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
OTHER_LANGUAGES = (
    *("az", "be", "bg", "bs", "ca", "da", "el", "et", "eu", "ga", "gl", "he", "hi", "hr", "hy"),
    *("is", "ka", "ko", "lb", "lt", "lv", "mk", "mt", "nb", "nn", "ru", "sk", "sl", "sq", "sr"),
    *("sr-Latn", "zh", "zh-Hant"),
)
"""Languages that are not bundled: only the names of territories in them are looked up."""

SHORTEST_WORD = 4

HAND_WRITTEN: Mapping[str, object] = {
    "articles": [],
    "labels": {},
    "page": {},
    "kinds": {},
    "interface": {},
    "charts": {},
    "columns": {},
    "tables": {},
    "statuses": {},
}
"""The keys that this script never changes, with their values in a new file."""

NO_REGIONS = frozenset({"EZ", "UN", "QO"})
"""Groupings of CLDR that are not used: the eurozone, the United Nations, outlying Oceania."""

MOVED = {"EU": "150", "AQ": "001"}
"""Territories moved to another region: the EU to Europe; Antarctica to the world, as in M.49."""

NO_LANGUAGES = frozenset({"mul", "und", "zxx"})
"""Codes that are not a language: multiple languages, undetermined, no linguistic content."""

SKELETONS = {"month": "yMMM", "day_and_month": "MMMd", "year": "y"}
"""The patterns of parts of a day, by the skeletons of CLDR. Whole days have the long pattern."""

DATA = Path(__file__).resolve().parent.parent / "src" / "leavex_network" / "data"
SOURCES = Path(__file__).resolve().parent / "data"

Json = dict[str, Any]


def main() -> None:
    """Fetch CLDR and write all files."""
    with TemporaryDirectory() as folder:
        cldr = fetch(Path(folder))
        contains = containment(cldr)
        codes = sorted({*contains, *chain.from_iterable(contains.values())})
        names = language_names(cldr)
        territories = {"source": f"{SOURCE}, territoryContainment", "contains": contains}
        write(DATA / "territories.json", territories)
        language_table = {"source": f"{SOURCE}, en/languages", "names": names}
        write(DATA / "language-names.json", language_table)
        write(DATA / "calendar.json", calendar(cldr))
        write(SOURCES / "other-names.json", other_names(cldr, codes))
        write(SOURCES / "subdivisions.json", subdivisions(cldr))
        for code in LANGUAGES:
            write(DATA / "languages" / f"{code}.json", language(cldr, code, codes))
        shutil.copyfile(cldr / PACKAGES[0] / "LICENSE", DATA / "LICENSE-CLDR.txt")
    sys.stdout.write(
        f"{SOURCE}, written to {DATA}:\n"
        f"{len(contains)} regions and {len(codes) - len(contains)} countries, "
        f"their names in {len(LANGUAGES)} languages, the names of {len(names)} languages, "
        "and the license\n"
    )


def fetch(folder: Path) -> Path:
    """Download the packages with npm, unpack each into its own folder, and return their parent."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed")
    specifiers = [f"{package}@{VERSION}" for package in PACKAGES]
    subprocess.run(  # noqa: S603 - npm, with names and a version from this file
        [npm, "pack", "--loglevel=error", *specifiers],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for package in PACKAGES:
        with tarfile.open(folder / f"{package}-{VERSION}.tgz") as archive:
            archive.extractall(folder, filter="data")
        (folder / "package").rename(folder / package)
    return folder


def containment(cldr: Path) -> dict[str, list[str]]:
    """Return the codes that each region contains directly, sorted."""
    supplemental = cldr / "cldr-core" / "supplemental"
    numbers: Json = read(supplemental / "codeMappings.json", "supplemental", "codeMappings")
    table: Json = read(
        supplemental / "territoryContainment.json", "supplemental", "territoryContainment"
    )
    groups = {
        name: group for name, group in table.items() if not name.endswith("-status-deprecated")
    }
    # A country has a number: that of ISO 3166-1, or CLDR's own for Kosovo. CLDR's other codes
    # have none (AC Ascension, EA Ceuta and Melilla, CQ Sark ...): they are parts of countries.
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


def calendar(cldr: Path) -> Json:
    """Return the names of months and weekdays in all bundled languages, and their short forms."""
    months: dict[str, set[str]] = {str(number): set() for number in range(1, 13)}
    weekdays: set[str] = set()
    for code in LANGUAGES:
        path = cldr / "cldr-dates-full" / "main" / code / "ca-gregorian.json"
        names = read(path, "main", code, "dates", "calendars", "gregorian")
        # Words stand in other cases inside of a day than alone.
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in names["months"][context][width].items():
                    months[number].add(name)
                weekdays.update(names["days"][context][width].values())
    # In Japanese, months are written with digits.
    named = {number: sorted(filter(is_named, found)) for number, found in months.items()}
    return {"source": f"{SOURCE}, ca-gregorian", "months": named, "weekdays": sorted(weekdays)}


def is_named(month: str) -> bool:
    """Tell whether the name of a month is a word."""
    return not any(map(str.isdigit, month))


def other_names(cldr: Path, codes: list[str]) -> Json:
    """Return the names of each territory in the languages that are not bundled."""
    found: dict[str, set[str]] = {code: set() for code in codes}
    for language in OTHER_LANGUAGES:
        names = display_names(cldr, language, "territories")
        for code in codes:
            if code in names:
                others = filter(is_word, alternatives(names, code))
                found[code].update({names[code], *others} - {code})
    return {
        "source": f"{SOURCE}, territories",
        "languages": list(OTHER_LANGUAGES),
        "names": {code: sorted(names) for code, names in found.items()},
    }


def subdivisions(cldr: Path) -> Json:
    """Return the names of each part of a country (ISO 3166-2) in all languages of CLDR.

    CLDR has all names in English, and those of England, Scotland and Wales in many languages.
    """
    found: dict[str, set[str]] = {}
    for path in sorted((cldr / "cldr-subdivisions-full" / "subdivisions").glob("*/*.json")):
        names = read(path, "subdivisions", "localeDisplayNames", "subdivisions")
        for code, name in names.items():
            found.setdefault(code, set()).add(name)
    return {
        "source": f"{SOURCE}, subdivisions",
        "names": {code: sorted(found[code]) for code in sorted(found)},
    }


def is_word(name: str) -> bool:
    """Tell whether a name is no abbreviation, such as "BK": those look like codes."""
    return len(name) >= SHORTEST_WORD or name.lower() == name.upper()


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
    variants = {code: list(dict.fromkeys(alternatives(names, code))) for code in territories}
    return {
        "code": code,
        "name": display_names(cldr, code, "languages")[code],
        "direction": {"left-to-right": "ltr", "right-to-left": "rtl"}[order["characterOrder"]],
        "source": SOURCE,
        "territories": {code: names[code] for code in territories},
        "variants": {code: others for code, others in variants.items() if others},
        "languages": names_of_languages(cldr, code),
        "dates": dates(cldr, code),
        **hand_written(DATA / "languages" / f"{code}.json"),
    }


def names_of_languages(cldr: Path, code: str) -> dict[str, str]:
    """Return the names of the languages that have names of territories, in a language."""
    names = display_names(cldr, code, "languages")
    codes = {tag.split("-")[0] for tag in (*LANGUAGES, *OTHER_LANGUAGES)}
    return {code: names[code] for code in sorted(codes)}


def dates(cldr: Path, code: str) -> Json:
    """Return how a language writes days and months: patterns, and the names that they name."""
    path = cldr / "cldr-dates-full" / "main" / code / "ca-gregorian.json"
    calendar = read(path, "main", code, "dates", "calendars", "gregorian")
    available = calendar["dateTimeFormats"]["availableFormats"]
    names = calendar["months"]
    widths = {
        "MMMM": names["format"]["wide"],
        "MMM": names["format"]["abbreviated"],
        "LLLL": names["stand-alone"]["wide"],
        "LLL": names["stand-alone"]["abbreviated"],
    }
    parts = {name: available[skeleton] for name, skeleton in SKELETONS.items()}
    return {
        "patterns": {"day": calendar["dateFormats"]["long"], **parts},
        "months": {letters: list(months.values()) for letters, months in widths.items()},
    }


def display_names(cldr: Path, language: str, of: str) -> dict[str, str]:
    """Return the names of languages or territories in a language, by their codes."""
    path = cldr / "cldr-localenames-full" / "main" / language / f"{of}.json"
    names: dict[str, str] = read(path, "main", language, "localeDisplayNames", of)
    return names


def alternatives(names: Mapping[str, str], territory: str) -> Iterator[str]:
    """Yield the alternative names that CLDR has for a territory.

    Omitted are the codes of other territories (in Spanish, CLDR abbreviates the United Kingdom to
    `RU`, Russia's code) and placeholders (in Romanian, CLDR has `TR-variant` for Turkey).
    """
    unusable = {names[territory], f"{territory}-variant", *(names.keys() - {territory})}
    for key, name in names.items():
        if key.startswith(f"{territory}-alt-") and name not in unusable:
            yield name


def hand_written(path: Path) -> Json:
    """Return the hand-written keys of a file, or their defaults if it does not exist."""
    existing = read(path) if path.exists() else {}
    return {key: existing.get(key, default) for key, default in HAND_WRITTEN.items()}


def read(path: Path, *keys: str) -> Any:
    """Return the value of a JSON file at a path of keys."""
    content = json.loads(path.read_bytes())
    for key in keys:
        content = content[key]
    return content


def write(path: Path, content: Json) -> None:
    """Write a data file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(pretty(content) + "\n", encoding="utf-8", newline="\n")


def pretty(value: object, indent: str = "") -> str:
    """Return a value as JSON, with one key per line and each list on one line."""
    if not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False)
    inner = f"{indent} "
    rows = (f"{inner}{json.dumps(key)}: {pretty(item, inner)}" for key, item in value.items())
    return "{\n" + ",\n".join(rows) + f"\n{indent}}}"


if __name__ == "__main__":
    main()
