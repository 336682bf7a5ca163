"""`python-markdown`: a tag for MkDocs, Zensical, Pelican and other users of Python-Markdown.

Loaded as the Markdown extension `leavex_network.sites.python_markdown`.
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
from leavex_network.sites.parameters import parsed, select

INSTRUCTIONS = """\
Add the extension leavex_network.sites.python_markdown.

MkDocs, in mkdocs.yml:

    markdown_extensions:
      - leavex_network.sites.python_markdown

Zensical, in zensical.toml:

    [project.markdown_extensions."leavex_network.sites.python_markdown"]

Pelican, in pelicanconf.py:

    MARKDOWN = {"extensions": ["leavex_network.sites.python_markdown"]}

Then, in a page, on a line of its own:

    [leavex-network country="DE" kind="petition"]

For a network of your own, add from="ours.json", or from="name:" for that of an installed package;
for all tags, the setting `from` of the extension.
"""
"""The text that `embed` prints."""

_TAG = re.compile(
    r"^ {0,3}(?P<tag>\[leavex-network(?P<parameters>(?:\s[^\]\"]*(?:\"[^\"]*\"[^\]\"]*)*)?)\])"
    r"[ \t]*$",
    re.DOTALL | re.MULTILINE,
)


class ListProcessor(BlockProcessor):
    """The processor of tags on lines of their own."""

    def __init__(self, parser: BlockParser, settings: Mapping[str, Any]) -> None:
        super().__init__(parser)
        self.settings = settings

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - signature
        """Tell whether a block contains a tag."""
        return bool(_TAG.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Replace the tag by the list; the text before and after it stays."""
        block = blocks.pop(0)
        tag = _TAG.search(block)
        assert tag is not None  # noqa: S101 - see `test`
        before, after = block[: tag.start()], block[tag.end() :]
        if before.strip():
            self.parser.parseBlocks(parent, [before.rstrip()])
        paragraph = SubElement(parent, "p")
        paragraph.text = self.parser.md.htmlStash.store(self._html(tag))
        if after.strip():
            blocks.insert(0, after.lstrip("\n"))

    def _html(self, tag: re.Match[str]) -> str:
        defaults = {
            name: value for name, value in self.settings.items() if value and name != "folder"
        }
        try:
            given = {**defaults, **parsed(tag["parameters"])}
            network = select(given, folder=Path(self.settings["folder"] or "."))
        except (NetworkError, OSError) as error:
            raise ArgumentError(f"{tag['tag']}: {error}") from error
        return formats.dumps(network, "html")


class LeavexNetworkExtension(Extension):
    """The extension; its settings are defaults for every tag."""

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "language": ["", "Language of lists that name none (BCP 47)."],
            "from": ["", "A file, or `name:` of a package, instead of the bundled network."],
            "folder": ["", "Folder of relative paths; by default the current folder."],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processor, with a priority after code and before text."""
        md.parser.blockprocessors.register(
            ListProcessor(md.parser, self.getConfigs()), "leavex-network", 75
        )


def makeExtension(**settings: Any) -> LeavexNetworkExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, for Python-Markdown."""
    return LeavexNetworkExtension(**settings)
