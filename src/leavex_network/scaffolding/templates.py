"""The templates in `data/init/`, and texts as each kind of file writes them."""

import json
import re
from string import Template

from leavex_network.data import read_bytes
from leavex_network.places.languages import fallbacks

LANGUAGES = ("en", "de")
"""The languages of the texts for people; the first is for lists in all other languages."""

# A plain scalar of YAML: in the middle of a word, neither ":" nor "#" means anything.
_PLAIN_YAML = re.compile(
    r"(?!(?:true|false|null|yes|no|on|off|y|n)\Z)[A-Za-z](?:[\w ./,+=-]|(?<=\w)://)*[\w./]",
    re.ASCII | re.IGNORECASE,
)
# ASCII punctuation that begins a construct inside of a paragraph of CommonMark or of GitHub.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>~|$#]|&(?=[#\w])|(?<=\w)@|@(?=\w)|:(?=\w+:|//)|(?<=www)\.")
# What would begin a list, a table or an underlined heading at the start of a paragraph.
_MARKDOWN_BLOCK = re.compile(r"(?:(?P<number>[0-9]{1,9})(?P<dot>[.)])|(?P<mark>[-+=:]))")


def filled(name: str, **values: str) -> str:
    """Return a template with its values, which are not escaped."""
    return Template(read_bytes(f"init/{name}").decode()).substitute(values)


def for_people(name: str, language: str, **values: str) -> str:
    """Return a template of the texts, in German for a list in German, else in English."""
    return filled(f"{_language(language)}/{name}", **values)


def sentence(name: str, language: str, **values: str) -> str:
    """Return a sentence, or a part of one, in the language of the texts."""
    words = json.loads(read_bytes(f"init/{_language(language)}/words.json"))
    return Template(words[name]).substitute(values)


def _language(code: str) -> str:
    known = [tag for tag in fallbacks(code) if tag in LANGUAGES]
    return known[0] if known else LANGUAGES[0]


def toml(text: str) -> str:
    """Return a text as a basic string of TOML 1.0."""
    # JSON's escapes are those of TOML; DEL, which JSON writes as it is, TOML refuses.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def yaml(text: str) -> str:
    """Return a text as a scalar of YAML 1.2: plain if it can be, else in double quotes."""
    if _PLAIN_YAML.fullmatch(text):
        return text
    return toml(text)


def markdown(text: str) -> str:
    """Return a line as Markdown that shows it as it is, at any place of a paragraph."""
    escaped = _MARKDOWN.sub(r"\\\g<0>", text)
    block = _MARKDOWN_BLOCK.match(escaped)
    if block is None:
        return escaped
    if block["mark"]:
        return f"\\{escaped}"
    return f"{block['number']}\\{escaped[block.start('dot') :]}"
