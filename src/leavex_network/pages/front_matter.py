"""The front matter of a page: its title and its description, read, and replaced in place.

YAML is read by ruamel.yaml, TOML and JSON by the standard library. Only the one value is replaced; where that would
say anything else than it should, the front matter stays as it is.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from leavex_network.errors import MissingExtraError
from leavex_network.pages.blocks import Block, BlockKind, Page

_TOML_LINE = r"^{name}[ \t]*=[ \t]*(?P<value>\"(?:[^\"\\\r\n]|\\.)*\"|'[^'\r\n]*')"
_JSON_LINE = r'"{name}"[ \t]*:[ \t]*(?P<value>"(?:[^"\\]|\\.)*")'


def texts(page: Page) -> tuple[str | None, str | None]:
    """Return the title and the description in the front matter; None for what it does not have as a text.

    Raises:
        MissingExtraError: It is YAML, and ruamel.yaml is not installed.
    """
    block = next((block for block in page.blocks if block.kind is BlockKind.FRONT), None)
    values = _values(block.text) if block else {}
    title, description = values.get("title"), values.get("description")
    return title if isinstance(title, str) else None, description if isinstance(
        description, str
    ) else None


def replaced(block: Block, name: str, text: str) -> str:
    """Return the front matter with another text for one field that it has; all else keeps its bytes."""
    before = _values(block.text)
    if name not in before or before[name] == text:
        return block.text
    for start, end in _spans(block.text, name):
        candidate = f"{block.text[:start]}{json.dumps(text, ensure_ascii=False)}{block.text[end:]}"
        if "\n" not in block.text[start:end] and _values(candidate) == {**before, name: text}:
            return candidate
    return block.text


def _values(text: str) -> Mapping[str, Any]:
    """Return what the front matter says; nothing where it is broken."""
    opening, _, inside = text.partition("\n")
    body = inside.rstrip().removesuffix(opening.strip())
    try:
        if opening.startswith("{"):
            values = json.loads(text)
        elif opening.startswith("+"):
            values = tomllib.loads(body.replace("\r\n", "\n"))
        else:
            values = _yaml().load(body)
    except (ValueError, _yaml_error()):
        return {}
    return values if isinstance(values, Mapping) else {}


def _spans(text: str, name: str) -> list[tuple[int, int]]:
    """Return where the value of a field may stand."""
    if text.startswith("-"):
        start = text.index("\n") + 1
        body = text[start:].rstrip().removesuffix("---")
        node = _yaml().compose(body)
        return [
            (start + value.start_mark.index, start + value.end_mark.index)
            for key, value in node.value
            if key.value == name
        ]
    pattern = _JSON_LINE if text.startswith("{") else _TOML_LINE
    return [
        found.span("value") for found in re.finditer(pattern.format(name=name), text, re.MULTILINE)
    ]


def _yaml() -> Any:
    try:
        from ruamel.yaml import YAML
    except ModuleNotFoundError:
        raise MissingExtraError(
            'reading front matter needs ruamel.yaml: pip install "leavex-network[pages]"'
        ) from None
    return YAML(typ="rt")


def _yaml_error() -> type[Exception]:
    _yaml()
    from ruamel.yaml.error import YAMLError

    return YAMLError
