"""Generate `data/iso-codes.json`, the codes of ISO 3166-1: `python scripts/iso_codes.py`.

The codes are those of the pycountry that is installed. With `--check`, nothing is written; the
script fails if the file is not current.
"""

import json
import sys
from pathlib import Path

import pycountry

TARGET = Path(__file__).resolve().parent.parent / "src/leavex_network/data/iso-codes.json"
SOURCE = "ISO 3166-1, from pycountry: the alpha-3 and numeric codes by alpha-2 code"


def content() -> str:
    """Return the file: one country per line, sorted by alpha-2 code."""
    rows: list[str] = []
    for country in sorted(pycountry.countries, key=lambda country: country.alpha_2):
        codes = json.dumps([country.alpha_3, country.numeric])
        rows.append(f"  {json.dumps(country.alpha_2)}: {codes}")
    table = ",\n".join(rows)
    return f'{{\n "source": {json.dumps(SOURCE)},\n "countries": {{\n{table}\n }}\n}}\n'


def main() -> None:
    """Write the file, or check that it is current."""
    if "--check" in sys.argv[1:]:
        is_current = TARGET.read_text(encoding="utf-8") == content()
        sys.exit(0 if is_current else f"{TARGET.name} is not current; run scripts/iso_codes.py")
    TARGET.write_text(content(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET.name}: {len(pycountry.countries)} countries\n")


if __name__ == "__main__":
    main()
