"""Generate what the docs say word for word after the code: `python scripts/reference.py`.

It writes `docs/reference/cli.md` from the help texts, `docs/reference/data.md` from the schema and the bundled network,
`docs/reference/codes.md` from the table of codes, and `docs/images/list.svg`, the picture of the table.
With `--check`, nothing is written, and the exit status is 1 if one of them is not current.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console

import leavex_network
from leavex_network.cli import tables
from leavex_network.cli.app import app
from leavex_network.data import read_bytes
from leavex_network.findings import CODES
from leavex_network.sites.parameters import PARAMETERS

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTICE = "<!-- Written by scripts/reference.py: do not edit. -->\n"

LONGEST = 80

NOT_IN_THE_DATA: dict[str, Any] = {
    "aliases": ["hello-quit-x"],
    "closes": "2026-12-31",
    "description_language": "en",
    "text_language": "en",
}
"""Made-up examples of fields that the bundled network does not use."""

COMPLETION = """\
## Shell completion

Commands, options, and the values that occur in the bundled network are completed by the shell, once it is told so.
For Bash, in `~/.bashrc`:

```sh
eval "$(_LEAVEX_NETWORK_COMPLETE=bash_source leavex-network)"
```

For Zsh, in `~/.zshrc`, write `zsh_source` instead. For Fish, in `~/.config/fish/completions/leavex-network.fish`:

```sh
_LEAVEX_NETWORK_COMPLETE=fish_source leavex-network | source
```

## Exit status

0
: All is well; a list without entries, too.

1
: `check` found something, or `convert --check` would change something.

2
: Something in the input or the options cannot be read; standard error says what.
"""

Json = dict[str, Any]


def cli() -> str:
    """Return the help text of every command."""
    parts = [
        NOTICE,
        "# Command line\n",
        '`pip install "leavex-network[cli]"` brings the command `leavex-network`.\n',
    ]
    commands = [
        ("leavex-network", app),
        *((f"leavex-network {name}", command) for name, command in app.commands.items()),
    ]
    for name, command in commands:
        context = click.Context(command, info_name=name, terminal_width=80, **app.context_settings)
        parts.append(f"## `{name}`\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join([*parts, COMPLETION])


def codes() -> str:
    """Return the table of codes."""
    rows = [f"`{name}` ({code.severity})\n: {code.rule}\n" for name, code in CODES.items()]
    intro = "`DataError` tells each problem as `file:line:column: [code] message`. Each code stands for a rule:\n"
    return "\n".join([NOTICE, "# Codes of problems\n", intro, *rows])


def data() -> str:
    """Return the data dictionary: each field of each object, with an example."""
    schema: Json = json.loads(read_bytes("network.schema.json"))
    content: Json = json.loads(read_bytes("network.json"))
    intro = (
        "A network is a JSON file; `leavex-network schema` prints its JSON Schema, from which this page is made. "
        "Examples are from the bundled network, but for those marked as made up.\n"
    )
    parts = [NOTICE, "# Data dictionary\n", intro, section("The file", schema, [content])]
    for name, title, objects in (
        ("About", "`about`", [content["about"]]),
        ("Accepted", "An accepted finding", content["about"]["accepted"]),
        ("Source", "A source", [*content["about"]["sources"].values()]),
        (
            "AboutTranslation",
            "A translation of `about`",
            [*content["about"]["translations"].values()],
        ),
        ("Petition", "An entry", content["entries"]),
        (
            "Translation",
            "A translation of an entry",
            [
                text
                for entry in content["entries"]
                for text in entry.get("translations", {}).values()
            ],
        ),
    ):
        parts.append(section(title, schema["$defs"][name], objects))
    return "\n".join(parts)


def section(title: str, definition: Json, objects: list[Json]) -> str:
    """Return the fields of one object."""
    return "\n".join(
        [
            f"## {title}\n",
            *(
                field(name, told, definition, objects)
                for name, told in definition["properties"].items()
            ),
        ]
    )


def field(name: str, told: Json, definition: Json, objects: list[Json]) -> str:
    """Return what there is to say of one field."""
    need = "always there" if name in definition.get("required", ()) else "may be left out"
    return f"`{name}` ({need})\n: {told['description']}\n\n  {example(name, objects)}\n"


def example(name: str, objects: list[Json]) -> str:
    """Return the first example of a field, short enough for a line."""
    made_up = " (made up)" if name in NOT_IN_THE_DATA else ""
    value = NOT_IN_THE_DATA.get(name) or next(item[name] for item in objects if name in item)
    if name == "kind":
        return 'Example: `"initiative"` or `"petition"`'
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict)):
        return "See below."
    return f"Example{made_up}: `{text if len(text) < LONGEST else text[:LONGEST] + '…'}`"


def picture() -> str:
    """Return the table of the bundled network as an SVG."""
    screen = Console(
        record=True,
        width=120,
        file=io.StringIO(),
        highlight=False,
        force_terminal=True,
        legacy_windows=False,
    )
    tables.show_table(leavex_network.load().filter(country="Germany", wider=True), screen)
    return re.sub(
        r"@font-face \{.*?\}\n",
        "",
        screen.export_svg(title="leavex-network list --country Germany --wider", unique_id="list"),
        flags=re.DOTALL,
    )


def parameters() -> str:
    """Return the one table of what an embedding may be told."""
    intro = (
        "A directive, a tag, an include, a shortcode and a component take the same parameters, by the same names:\n"
        "the criteria of `Network.filter` and of `leavex-network list`, and two more. What is left out lets all\n"
        "pass; several values stand between commas, and any of them will do.\n"
    )
    rows = [f"`{name}`\n: {_sentence(told)}\n" for name, told in PARAMETERS.items()]
    where = (
        "Where a site is built without Python (Hugo, Jekyll, Eleventy, Astro), `from` is told to `embed` instead, as\n"
        "`--from`, and a country or region goes by its code, or by a name in English or a language that is embedded.\n"
        "A variable that is not defined is as if it were left out; an empty text is an error.\n\n"
        "An entry has an `id` in HTML, so that one can link to it. Two lists on one page that share an entry have\n"
        "that id twice: let criteria keep them apart.\n"
    )
    return "\n".join([NOTICE, "# What an embedding may be told\n", intro, *rows, where])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].replace('--country', '`country`')}."


def files() -> Iterator[tuple[Path, str]]:
    """Yield each file with its content."""
    yield DOCS / "reference" / "cli.md", cli()
    yield DOCS / "reference" / "data.md", data()
    yield DOCS / "reference" / "codes.md", codes()
    yield DOCS / "reference" / "parameters.md", parameters()
    yield DOCS / "images" / "list.svg", picture()


def main() -> None:
    """Write the files, or check them."""
    if "--check" in sys.argv[1:]:
        stale = [
            path.name
            for path, content in files()
            if not path.exists() or path.read_text(encoding="utf-8") != content
        ]
        sys.exit(f"not current: {', '.join(stale)}: run scripts/reference.py" if stale else 0)
    for path, content in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        sys.stdout.write(f"{path.name}: {len(content):,} characters\n")


if __name__ == "__main__":
    main()
