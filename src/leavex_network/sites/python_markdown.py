"""`python-markdown`: one tag that becomes the list, in MkDocs, Zensical, Pelican and all that uses Python-Markdown.

Loaded by its name among the extensions of Markdown: `leavex_network.sites.python_markdown`.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from leavex_network import formats
from leavex_network.errors import ArgumentError, NetworkError
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.sites.embedding import Embedded, Options
from leavex_network.sites.parameters import FLAGS, answer

TELLS = """\
Add the extension leavex_network.sites.python_markdown.

MkDocs, in mkdocs.yml:            markdown_extensions:
                                    - leavex_network.sites.python_markdown
Zensical, in zensical.toml:       [project.markdown_extensions."leavex_network.sites.python_markdown"]
Pelican, in pelicanconf.py:       MARKDOWN = {"extensions": ["leavex_network.sites.python_markdown"]}

Then, in a page, on a line of its own:

    [leavex-network country="DE" kind="petition"]
"""
"""What `embed` prints: nothing is written, for `pip install` brought it along."""

_TAG = re.compile(
    r"^ {0,3}(?P<tag>\[leavex-network(?P<told>(?:\s[^\]\"]*(?:\"[^\"]*\"[^\]\"]*)*)?)\])[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_PAIR = re.compile(r"\s+(?P<name>[\w-]+)(?:\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+)))?")


def planned(_network: Network[Entry], _folder: Path, _options: Options) -> Embedded:
    """Return that nothing is written, and what to write oneself."""
    return Embedded({}, None, (), TELLS)


def told(text: str) -> dict[str, str]:
    """Return the parameters of a tag, as `country="DE" kind=petition wider`.

    Raises:
        ArgumentError: They are not written so.
    """
    found: dict[str, str] = {}
    place = 0
    while text[place:].strip():
        pair = _PAIR.match(text, place)
        if not pair:
            raise ArgumentError(f'write name="value", not {text[place:].strip()!r}')
        value = pair["quoted"] if pair["quoted"] is not None else pair["bare"]
        if value is None and pair["name"] not in FLAGS:
            raise ArgumentError(f'{pair["name"]!r} takes a value: write {pair["name"]}="..."')
        if pair["name"] in found:
            raise ArgumentError(f"{pair['name']!r} stands twice: put its values between commas")
        found[pair["name"]] = value or ""
        place = pair.end()
    return found


class ListProcessor(BlockProcessor):
    """A tag on lines of its own."""

    def __init__(self, parser: BlockParser, settings: Mapping[str, Any]) -> None:
        super().__init__(parser)
        self.settings = settings

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - as Python-Markdown calls it
        """Tell whether a block holds a tag."""
        return bool(_TAG.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Put the list in its place, between what stands before and behind it."""
        block = blocks.pop(0)
        found = _TAG.search(block)
        before, behind = (block[: found.start()], block[found.end() :]) if found else ("", "")
        if before.strip():
            self.parser.parseBlocks(parent, [before.rstrip()])
        paragraph = SubElement(parent, "p")
        paragraph.text = self.parser.md.htmlStash.store(self._html(found) if found else "")
        if behind.strip():
            blocks.insert(0, behind.lstrip("\n"))

    def _html(self, tag: re.Match[str]) -> str:
        defaults = {
            name: value for name, value in self.settings.items() if value and name != "folder"
        }
        try:
            given = {**defaults, **told(tag["told"])}
            network = answer(given, folder=Path(self.settings["folder"] or "."))
        except (NetworkError, OSError) as error:
            raise ArgumentError(f"{tag['tag']}: {error}") from error
        return formats.dumps(network, "html")


class LeavexNetworkExtension(Extension):
    """The extension; its settings are defaults for every tag."""

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "language": ["", "The language of every list that names none (BCP 47)."],
            "from": ["", "A file of one's own instead of the bundled network."],
            "folder": ["", "What the paths of files begin at; by default the current folder."],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Put the processor behind that of code, and before those of text."""
        md.parser.blockprocessors.register(
            ListProcessor(md.parser, self.getConfigs()), "leavex-network", 75
        )


def makeExtension(**settings: Any) -> LeavexNetworkExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension: what Python-Markdown asks a module for."""
    return LeavexNetworkExtension(**settings)
