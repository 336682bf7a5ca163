"""Generate the parts of the docs that repeat the code: `python scripts/reference.py`.

The script writes these files; with `--check`, it writes nothing and exits with 1 if one of them is
not current:

- `docs/reference/cli.md`, from the help texts,
- `docs/reference/data.md`, from the JSON Schema and the bundled network,
- `docs/reference/codes.md`, from the table of codes,
- `docs/reference/parameters.md`, from the table of embed parameters,
- `docs/reference/tables.md`, from the words of each language,
- the first paragraph of each page in `docs/reference/findings/`, from the table of codes,
- `docs/images/list.svg`, the table that `list` prints.
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
from leavex_network.cli.app import LazyCommand, app
from leavex_network.data import read_bytes
from leavex_network.findings import CODES
from leavex_network.places.languages import WITH_NAMES, language
from leavex_network.sites.parameters import PARAMETERS

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTICE = "<!-- Written by scripts/reference.py: do not edit. -->\n"

LONGEST_EXAMPLE = 80
"""In characters."""

MADE_UP_EXAMPLES: dict[str, Any] = {
    "addresses": ["https://example.org/faq"],
    "aliases": ["hello-quit-x"],
    "archived": "https://web.archive.org/web/20250120000000/https://example.org/",
    "closes": "2026-12-31",
    "description_language": "en",
    "extra": {"mastodon": "@example@social.example", "members": 12},
    "kinds": {"event": {}, "meetup": {"en": ["Meetups", "Meetup"]}},
    "retired": {"gone": {"date": "2026-02-01", "why": "Its organizers asked to be removed."}},
    "text_language": "en",
}
"""Examples of the fields that the bundled network does not use."""

COMPLETION = """\
## Shell completion

The shell can complete commands, options, and the values that occur in the bundled network. For
Bash, add this line to `~/.bashrc`:

```sh
eval "$(_LEAVEX_NETWORK_COMPLETE=bash_source leavex-network)"
```

For Zsh, write `zsh_source` in `~/.zshrc` instead. For Fish, write this to
`~/.config/fish/completions/leavex-network.fish`:

```sh
_LEAVEX_NETWORK_COMPLETE=fish_source leavex-network | source
```

## Exit status

0
: Success. A list without entries is a success, too.

1
: `check` has findings, `sync` has conflicts, or `convert --check` or `sync --check` would change a
  file.

2
: The input or an option is invalid. Standard error says why.
"""

PARAMETERS_INTRO = """\
Directives, tags, includes, shortcodes and components take the same parameters: the criteria of
`Network.filter` and `leavex-network list`, and two more. All are optional. Separate several values
by commas to accept any of them.
"""

PARAMETERS_NOTES = """\
In sites that are built without Python (Hugo, Jekyll, Eleventy, Astro), there is no `search`, and
`from` is the option `--from` of `embed`. A country or region is a code, or a name in English or in
one of the embedded languages. An undefined variable counts as omitted; an empty text is an error.

Each entry has an `id` attribute in HTML, so that you can link to it. If two lists on one page share
an entry, the page has that id twice: choose criteria that keep them apart.
"""

TABLES_INTRO = """\
A table that is read may have these words as headers and as values, in any of the seventeen
languages; [Work in a spreadsheet](../howto/spreadsheet.md) shows how. Case, accents, spaces,
hyphens, dots and underscores do not matter. The first word of a language is the one that
`--words` and XLSX write. No word has two meanings, so that headers in several languages may stand
in one table. The name of each column, in its heading here, is read as well.
"""

Json = dict[str, Any]


class MissingExampleError(Exception):
    """A field has no example in the bundled network and none in `MADE_UP_EXAMPLES`."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(
            f"No example of the field {name!r} ({title}): the bundled network does not use it."
            f" Add one to MADE_UP_EXAMPLES in {Path(__file__).name}."
        )


def cli() -> str:
    """Return the help text of every command."""
    intro = (
        "The extra `cli` installs the command `leavex-network`: in a checkout of the repository,\n"
        'run `pip install ".[cli]"`.\n'
    )
    parts = [NOTICE, "# Command line\n", intro, help_of("leavex-network", app)]
    for name, command in app.commands.items():
        parts.append(help_of(f"leavex-network {name}", command))
    return "\n".join([*parts, COMPLETION])


def help_of(name: str, command: click.Command) -> str:
    """Return a section with the help text of a command."""
    if isinstance(command, LazyCommand):
        command = command.load()
    context = click.Context(command, info_name=name, terminal_width=80, **app.context_settings)
    return f"## `{name}`\n\n```text\n{command.get_help(context)}\n```\n"


def codes() -> str:
    """Return the table of codes."""
    rows = [f"`{name}` ({code.severity})\n: {code.rule}\n" for name, code in CODES.items()]
    intro = (
        "Each problem has a code, in the form `file:line:column: [code] message`. This is the rule"
        " that each code stands for.\nAn error prevents reading or writing; a warning does not.\n"
    )
    return "\n".join([NOTICE, "# Codes of problems\n", intro, *rows])


def finding_page(path: Path) -> str:
    """Return the page of a code with its first paragraph, the third line, replaced."""
    code = CODES[path.stem]
    paragraph = f"{code.rule} Severity: {code.severity}."
    if code.is_fixed_by_sync:
        paragraph += " `sync` fixes it."
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[2] = paragraph
    return "\n".join(lines)


def data() -> str:
    """Return the data dictionary: the fields of each object, with examples."""
    schema: Json = json.loads(read_bytes("network.schema.json"))
    content: Json = json.loads(read_bytes("network.json"))
    about, entries = content["about"], content["entries"]
    translations: list[Json] = []
    for entry in entries:
        translations += entry.get("translations", {}).values()
    intro = (
        "A network is a JSON file. `leavex-network schema` prints its JSON Schema, which this page"
        " is generated from.\nExamples are from the bundled network unless marked as made up.\n"
    )
    objects_by_title = {
        ("About", "`about`"): [about],
        ("Accepted", "An accepted finding"): about["accepted"],
        ("Source", "A source"): list(about["sources"].values()),
        ("AboutTranslation", "A translation of `about`"): list(about["translations"].values()),
        ("Petition", "An entry"): entries,
        ("Translation", "A translation of an entry"): translations,
    }
    parts = [NOTICE, "# Data dictionary\n", intro, section("The file", schema, [content])]
    for (name, title), objects in objects_by_title.items():
        parts.append(section(title, schema["$defs"][name], objects))
    return "\n".join(parts)


def section(title: str, definition: Json, objects: list[Json]) -> str:
    """Return the fields of one kind of object.

    Raises:
        MissingExampleError: A field has no example.
    """
    parts = [f"## {title}\n"]
    for name, schema in definition["properties"].items():
        need = "required" if name in definition.get("required", ()) else "optional"
        shown = example(name, objects, title)
        parts.append(f"`{name}` ({need})\n: {schema['description']}\n\n  {shown}\n")
    return "\n".join(parts)


def example(name: str, objects: list[Json], title: str) -> str:
    """Return the first example of a field, cut to one line.

    Raises:
        MissingExampleError: There is none.
    """
    if name == "kind":
        return 'Example: `"initiative"` or `"petition"`'
    made_up = name in MADE_UP_EXAMPLES
    values = [item[name] for item in objects if name in item]
    if made_up:
        values = [MADE_UP_EXAMPLES[name]]
    if not values:
        raise MissingExampleError(name, title)
    value = values[0]
    if isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict)):
        return "See below."
    text = json.dumps(value, ensure_ascii=False)
    if len(text) >= LONGEST_EXAMPLE:
        text = f"{text[:LONGEST_EXAMPLE]}…"
    return f"Example{' (made up)' if made_up else ''}: `{text}`"


def picture() -> str:
    """Return the table of the entries for Germany as an SVG."""
    screen = Console(
        record=True,
        width=120,
        _environ={"TERM": "xterm"},  # a dumb terminal would have 80 columns
        file=io.StringIO(),
        highlight=False,
        force_terminal=True,
        legacy_windows=False,
    )
    tables.show_table(leavex_network.load().filter(country="Germany", wider=True), screen)
    command = "leavex-network list --country Germany --wider"
    svg = screen.export_svg(title=command, unique_id="list")
    # The fonts would be loaded from another host.
    return re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)


def parameters() -> str:
    """Return the table of embed parameters."""
    rows = [f"`{name}`\n: {sentence(text)}\n" for name, text in PARAMETERS.items()]
    return "\n".join([NOTICE, "# Embed parameters\n", PARAMETERS_INTRO, *rows, PARAMETERS_NOTES])


def words_of_tables() -> str:
    """Return the words that tables may have, by column and status, in each language."""
    parts = [NOTICE, "# Words of tables\n", TABLES_INTRO, "## Headers\n"]
    bundled = [language(code) for code in WITH_NAMES]
    for name in bundled[0].columns:
        lists = {words.name: words.columns[name] for words in bundled}
        parts.append(word_lists(f"### `{name}`", lists))
    parts.append("## Statuses\n")
    for status in bundled[0].statuses:
        lists = {words.name: words.statuses[status] for words in bundled}
        parts.append(word_lists(f"### {status}", lists))
    return "\n".join(parts)


def word_lists(heading: str, lists: dict[str, tuple[str, ...]]) -> str:
    """Return a section with the words of each language."""
    rows = [f"{name}\n: {', '.join(words)}\n" for name, words in lists.items()]
    return "\n".join([f"{heading}\n", *rows])


def sentence(text: str) -> str:
    """Return a help text as a sentence about parameters instead of options."""
    return f"{text[:1].upper()}{text[1:].rstrip('.').replace('--country', '`country`')}."


def files() -> Iterator[tuple[Path, str]]:
    """Yield each file with its content."""
    yield DOCS / "reference" / "cli.md", cli()
    yield DOCS / "reference" / "data.md", data()
    yield DOCS / "reference" / "codes.md", codes()
    yield DOCS / "reference" / "parameters.md", parameters()
    yield DOCS / "reference" / "tables.md", words_of_tables()
    for path in sorted((DOCS / "reference" / "findings").glob("*.md")):
        if path.stem in CODES:
            yield path, finding_page(path)
    yield DOCS / "images" / "list.svg", picture()


def main() -> None:
    """Write the files, or check that they are current."""
    try:
        contents = dict(files())
    except MissingExampleError as error:
        sys.exit(str(error))
    if "--check" in sys.argv[1:]:
        stale = [
            path.name
            for path, content in contents.items()
            if not path.exists() or path.read_text(encoding="utf-8") != content
        ]
        sys.exit(f"Not current: {', '.join(stale)}; run scripts/reference.py" if stale else 0)
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        sys.stdout.write(f"{path.name}: {len(content):,} characters\n")


if __name__ == "__main__":
    main()
