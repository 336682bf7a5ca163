"""Prepare the indexes of names in `src/leavex_network/data/names/`: `python scripts/names.py`.

The names are CLDR's, from the package's data and from `scripts/data/`, and pycountry's. Of the
latter, translations are not copied: the tables hold digests, by which a name is recognized. With
`--check`, the script writes nothing and exits with 1 if a file is not current. Where another
version of pycountry is installed than the files were prepared from, its names differ, and what is
checked is that hardly any name is another country's.
"""

import gettext
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path

import pycountry

from leavex_network.places import languages, name_keys
from leavex_network.places.name_index import BUNDLED, ISO, REGIONS, TRANSLATED
from leavex_network.places.territories import Territory, codes

SOURCES = Path(__file__).resolve().parent / "data"
TARGET = SOURCES.parent.parent / "src" / "leavex_network" / "data" / "names"
MOST_DIFFERENT = 0.001
"""The share of names that may be another country's in another version of pycountry."""
VERSION = metadata.version("pycountry")

Names = Iterable[tuple[str, str]]
"""Pairs of code and name."""
Keys = dict[str, set[str]]
"""The codes of each key."""


def main() -> None:
    """Write the files, or compare them."""
    files = contents()
    if "--check" in sys.argv[1:]:
        sys.exit("\n".join(problems(files)) or 0)
    TARGET.mkdir(exist_ok=True)
    for name, text in files.items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")
    sizes = ", ".join(f"{name}: {text.count(chr(10)):,} lines" for name, text in files.items())
    sys.stdout.write(f"pycountry {VERSION}, written to {TARGET}: {sizes}\n")


def contents() -> dict[str, str]:
    """Return the text of each file, from the installed pycountry."""
    territories = territory_keys()
    known = {key for keys in territories.values() for key in keys}
    parts = {key: found for key, found in part_keys().items() if key not in known}
    return {
        "index.json": index(),
        "territories.tsv": table(
            (name_keys.digest(key), str(origin), " ".join(sorted(found)))
            for origin, keys in territories.items()
            for key, found in keys.items()
        ),
        "parts.tsv": table(
            (name_keys.digest(key), " ".join(sorted(found))) for key, found in parts.items()
        ),
        "spellings.tsv": table(spellings()),
    }


def problems(files: Mapping[str, str]) -> list[str]:
    """Return why the prepared files are not current; nothing if they are."""
    prepared = {name: (TARGET / name).read_text(encoding="utf-8") for name in files}
    if json.loads(prepared["index.json"])["pycountry"] == VERSION:
        stale = [name for name, text in files.items() if text != prepared[name]]
        return [f"{name} is not current: run `python scripts/names.py`" for name in stale]
    found: list[str] = []
    for name in ("territories.tsv", "parts.tsv"):
        ours, theirs = single_codes(prepared[name]), single_codes(files[name])
        different = [key for key in ours if theirs.get(key, ours[key]) != ours[key]]
        if len(different) > MOST_DIFFERENT * len(ours):
            found += [f"{name}: {key!r} is {ours[key]}, not {theirs[key]}" for key in different]
    return found


def single_codes(text: str) -> dict[str, str]:
    """Return the code of each key of a table that has one code."""
    rows = (line.split("\t") for line in text.splitlines())
    return {row[0]: row[-1] for row in rows if " " not in row[-1]}


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows as lines, sorted as bytes: the first column is the key."""
    lines = ["\t".join(row) for row in rows]
    return "".join(f"{line}\n" for line in sorted(lines, key=str.encode))


def index() -> str:
    """Return the version of pycountry, the articles, and the names of ISO 3166-1, as JSON."""
    names: dict[str, list[str]] = {}
    for code, name in iso_names():
        names.setdefault(code, []).append(name)
    content = {"pycountry": VERSION, "articles": articles(), "iso": names}
    rows = [
        f" {json.dumps(key)}: {json.dumps(content[key], ensure_ascii=False)}" for key in content
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


@cache
def articles() -> tuple[str, ...]:
    """Return the articles of the bundled languages, as names begin with them."""
    known = map(languages.language, languages.WITH_NAMES)
    words = (name_keys.with_space(article) for each in known for article in each.articles)
    return tuple(dict.fromkeys(words))


def territory_keys() -> dict[int, Keys]:
    """Return the keys of names of territories, each with the first of its origins.

    Other than in the bundled languages, a name counts only if it is unambiguous.
    """
    others = list(other_names())
    countries = [(code, name) for code, name in others if Territory(code).is_country]
    regions = [(code, name) for code, name in others if not Territory(code).is_country]
    origins = {
        BUNDLED: keys_of(bundled_names()),
        ISO: unambiguous(keys_of(with_forms(iso_names()))),
        # ISO 3166-1 lacks the everyday names of some countries, such as Russia.
        TRANSLATED: unambiguous(keys_of(with_forms(chain(translated_names(), countries)))),
        REGIONS: unambiguous(keys_of(regions)),
    }
    known: set[str] = set()
    for origin, keys in origins.items():
        origins[origin] = {key: found for key, found in keys.items() if key not in known}
        known |= keys.keys()
    return origins


def part_keys() -> Keys:
    """Return the keys of names and codes of parts of countries, in ISO 3166-2."""
    return keys_of(chain(parts_of_cldr(), parts_of_pycountry()))


def keys_of(names: Names) -> Keys:
    """Return the codes of each key."""
    keys: Keys = {}
    for code, name in names:
        key = name_keys.key(name)
        if key:
            keys.setdefault(key, set()).add(code)
    return keys


def unambiguous(keys: Keys) -> Keys:
    """Return the keys with one code."""
    return {key: found for key, found in keys.items() if len(found) == 1}


def with_forms(names: Names) -> Iterator[tuple[str, str]]:
    """Yield names, and the other forms of those that are inverted, with and without an article."""
    for code, name in names:
        yield code, name
        for form in name_keys.forms(name)[1:]:
            yield from ((code, key) for key in name_keys.keys(form, articles()))


def bundled_names() -> Iterator[tuple[str, str]]:
    """Yield the names in the bundled languages, with and without an article of the language."""
    for tag in languages.WITH_NAMES:
        own = [name_keys.with_space(article) for article in languages.language(tag).articles]
        for code, name in names_in(tag):
            yield from ((code, key) for key in name_keys.keys(name, own))


def names_in(tag: str) -> Iterator[tuple[str, str]]:
    """Yield the names in a bundled language, the usual ones first."""
    known = languages.language(tag)
    yield from known.territories.items()
    for several in (known.variants, known.labels):
        yield from ((code, name) for code, names in several.items() for name in names)


def iso_names() -> Iterator[tuple[str, str]]:
    """Yield the English names of countries in ISO 3166-1, the official and common ones, too."""
    for country in sorted(pycountry.countries, key=lambda country: str(country.alpha_2)):
        for kind in ("name", "official_name", "common_name"):
            if kind in country._fields:
                yield country.alpha_2, country._fields[kind]


def translated_names() -> Iterator[tuple[str, str]]:
    """Yield the names of ISO 3166-1 in all languages of pycountry."""
    names = list(iso_names())
    for catalog in catalogs("iso3166-1"):
        yield from ((code, catalog.gettext(name)) for code, name in names)


def catalogs(domain: str, tags: Iterable[str] = ()) -> Iterator[gettext.NullTranslations]:
    """Yield pycountry's translations of a standard, in these languages or in all."""
    folder = Path(pycountry.LOCALES_DIR)
    found = sorted(path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{domain}.mo"))
    for tag in found:
        if not tags or tag in tags:
            yield gettext.translation(domain, str(folder), languages=[tag])


def other_names() -> Iterator[tuple[str, str]]:
    """Yield CLDR's names of territories in languages that are not bundled."""
    content = json.loads((SOURCES / "other-names.json").read_bytes())
    for code, names in content["names"].items():
        yield from ((code, name) for name in names)


def parts_of_cldr() -> Iterator[tuple[str, str]]:
    """Yield the country of each subdivision that CLDR names, and the name."""
    content = json.loads((SOURCES / "subdivisions.json").read_bytes())
    for code, names in content["names"].items():
        country = code[:2].upper()
        if country in codes():
            yield from ((country, name) for name in names)


def parts_of_pycountry() -> Iterator[tuple[str, str]]:
    """Yield the country of each subdivision of ISO 3166-2, its code and its names.

    The names are ISO's, and their translations into the bundled languages.
    """
    tags = {tag.partition("-")[0] for tag in languages.WITH_NAMES}
    translations = list(catalogs("iso3166-2", tags))
    for part in sorted(pycountry.subdivisions, key=lambda part: str(part.code)):
        yield part.country_code, part.code
        for name in dict.fromkeys([part.name, *(each.gettext(part.name) for each in translations)]):
            yield from ((part.country_code, form) for form in forms_of_part(name))


def forms_of_part(name: str) -> Iterator[str]:
    """Yield the names in the name of a subdivision, such as "Catalunya [Cataluña]"."""
    yield from name_keys.forms(name)
    for several in re.split(r"\s*(?:;|/|\[|\])\s*", name):
        yield from name_keys.forms(several.removesuffix("*"))


def spellings() -> list[tuple[str, str, str]]:
    """Return key, name and code of the names that messages may suggest, English ones first."""
    tags = dict.fromkeys(["en", *languages.WITH_NAMES])
    found: dict[tuple[str, str], str] = {}
    for code, name in chain(*map(names_in, tags), iso_names()):
        found.setdefault((name_keys.key(name), code), name)
    return [(key, name, code) for (key, code), name in found.items()]


if __name__ == "__main__":
    main()
