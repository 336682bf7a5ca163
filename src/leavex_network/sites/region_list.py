"""The list of a region of a Markdown file, in which templates find nothing to run."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from leavex_network.errors import DataError
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages import item_writer
from leavex_network.pages.blocks import BlockKind, Page
from leavex_network.pages.item_writer import ItemStyle
from leavex_network.pages.regions import Region
from leavex_network.places.languages import usual_case, with_names
from leavex_network.rendering.view import View
from leavex_network.sites.parameters import opened, parsed, select
from leavex_network.text import inline

# What Python-Markdown, kramdown and template engines read in other ways than CommonMark does: an
# escape of most characters, a tag, a brace. Code, autolinks and destinations are left alone.
_MARK = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])|(?P<ticks>`+)|(?P<destination>\]\(<)"
    r"|(?P<autolink><[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>)|[<{]"
)
_DEEPEST = 6
"""The deepest level of a heading (CommonMark 4.2)."""


def region_list(
    source: Network[Entry], region: Region, page: Page, path: Path, language: str | None
) -> str:
    """Return the list of a region in Markdown, between blank lines.

    `path` is that of the file; `language` (BCP 47) that of the option, if it was given.

    Raises:
        NetworkError: A parameter is unknown, or an entry would not be read as itself.
        OSError: The file of the parameter `from` cannot be read.
    """
    given = parsed(region.parameters)
    network = opened(given, source, path.parent)
    language = language or _language_of_name(path, network)
    criteria = {name: value for name, value in given.items() if name != "from"}
    network = select(criteria, network=network, language=language)
    view = View.of(network)
    style = ItemStyle(network.about.language, marker=_marker(page), newline=page.newline)
    items = _items(network, style)
    # A kind or status that the parameters name needs no heading.
    names_kinds = not _names_one(given, "kind")
    names_statuses = not _names_one(given, "status")
    level = (region.level or 1) + names_kinds
    blocks: list[str] = []
    for section in view.sections:
        if names_kinds:
            blocks.append(_heading(level, section.heading))
        blocks.append("".join(items[entry.id] for entry in section.active))
        if section.concluded and names_statuses:
            blocks.append(_heading(level + 1, view.headings["concluded"]))
        blocks.append("".join(items[entry.id] for entry in section.concluded))
    if not blocks:
        blocks.append(view.words["none"])
    newline = page.newline
    lines = (newline * 2).join(block.strip("\r\n") for block in blocks if block)
    return f"{newline}{lines}{newline * 2}"


def _language_of_name(path: Path, network: Network[Entry]) -> str | None:
    """Return the language in a file's name (`README.de.md`), if anything can be written in it."""
    suffix = Path(path.stem).suffix.removeprefix(".")
    code = usual_case(suffix.replace("_", "-"))
    return code if code and (code in network.languages or with_names(code)) else None


def _names_one(given: Mapping[str, str], criterion: str) -> bool:
    """Tell whether the parameters name a single value of a criterion."""
    return len(list(filter(str.strip, given.get(criterion, "").split(",")))) == 1


def _items(entries: Iterable[Entry], style: ItemStyle) -> dict[str, str]:
    """Return the item of each entry, by its id.

    Raises:
        DataError: Entries would not be read as themselves, or templates would run their texts.
    """
    items: dict[str, str] = {}
    problems: list[Finding] = []
    for entry in entries:
        try:
            items[entry.id] = _item(entry, style)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return items


def _item(entry: Entry, style: ItemStyle) -> str:
    """Return an entry as an item that all parsers read alike, with nothing for templates to run."""
    markdown = item_writer.new(entry, style)
    portable = _portable(markdown)
    is_same = inline.plain(portable) == inline.plain(markdown)
    is_same = is_same and inline.links(portable) == inline.links(markdown)
    if is_same and "{" not in portable:
        return portable
    message = "Its texts have a brace in code or in an address, which templates would run."
    remedy = "Remove the braces."
    raise DataError([Finding(code="unwritable", message=message, remedy=remedy, entry=entry.id)])


def _portable(markdown: str) -> str:
    """Return Markdown with entities instead of escapes, tags and braces."""
    parts: list[str] = []
    offset = 0
    while match := _MARK.search(markdown, offset):
        parts.append(markdown[offset : match.start()])
        offset = match.end()
        mark = match[0]
        if match["ticks"]:
            # CommonMark 6.1: code ends with as many backticks as it begins with.
            closing = re.compile(f"(?<!`){mark}(?!`)").search(markdown, offset)
            offset = closing.end() if closing else offset
            parts.append(markdown[match.start() : offset])
        elif match["autolink"] or match["destination"]:
            parts.append(mark)
        else:
            parts.append(f"&#{ord(mark[-1])};")
    parts.append(markdown[offset:])
    return "".join(parts)


def _marker(page: Page) -> str:
    """Return the marker of the first bulleted list of a file, `*` without one."""
    for block in page.blocks:
        marker = block.text.lstrip()[:1]
        if block.kind is BlockKind.ITEM and marker in "*+-":
            return f"{marker} "
    return "* "


def _heading(level: int, text: str) -> str:
    return f"{'#' * min(level, _DEEPEST)} {text}"
