"""The title and description in a page's front matter: read, and replaced in place.

ruamel.yaml reads YAML, the standard library TOML and JSON. Only one value is replaced at a time;
if the front matter would then mean anything else than intended, it stays unchanged.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any

from leavex_network.errors import MissingExtraError, how_to_install
from leavex_network.pages.blocks import BlockKind, Page

_TOML_LINE = r"^{name}[ \t]*=[ \t]*(?P<value>\"(?:[^\"\\\r\n]|\\.)*\"|'[^'\r\n]*')"
_JSON_LINE = r'"{name}"[ \t]*:[ \t]*(?P<value>"(?:[^"\\]|\\.)*")'


def texts(page: Page) -> tuple[str | None, str | None]:
    """Return the title and the description in the front matter, each on one line, or None.

    Raises:
        MissingExtraError: It is YAML, and ruamel.yaml is not installed.
    """
    for block in page.blocks:
        if block.kind is BlockKind.FRONT:
            values = _values(block.text)
            return _string(values, "title"), _string(values, "description")
    return None, None


def with_value(front_matter: str, name: str, value: str) -> str:
    """Return front matter with the value of an existing field replaced; the rest is verbatim."""
    values = _values(front_matter)
    value = " ".join(value.split())  # as it is read
    if name not in values or _string(values, name) == value:
        return front_matter
    literal = json.dumps(value, ensure_ascii=False)  # a string in YAML, TOML and JSON alike
    for start, end in _spans(front_matter, name):
        candidate = f"{front_matter[:start]}{literal}{front_matter[end:]}"
        is_one_line = "\n" not in front_matter[start:end]
        if is_one_line and _values(candidate) == {**values, name: value}:
            return candidate
    return front_matter


def _string(values: Mapping[str, Any], name: str) -> str | None:
    value = values.get(name)
    # A title may be a number or a day: 2026.
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return None
    return " ".join(str(value).split()) or None


def _values(front_matter: str) -> Mapping[str, Any]:
    """Return the fields of front matter; none if it is invalid."""
    first_line, _, rest = front_matter.partition("\n")
    body = rest.rstrip().removesuffix(first_line.strip())
    try:
        if first_line.startswith("{"):
            values = json.loads(front_matter)
        elif first_line.startswith("+"):
            values = tomllib.loads(body.replace("\r\n", "\n"))
        else:
            values = _yaml().YAML().load(body)
    except (ValueError, _yaml().error.YAMLError):
        return {}
    return values if isinstance(values, Mapping) else {}


def _spans(front_matter: str, name: str) -> list[tuple[int, int]]:
    """Return the spans in which the value of a field may be."""
    if front_matter.startswith("-"):
        start = front_matter.index("\n") + 1
        body = front_matter[start:].rstrip().removesuffix("---")
        return [
            (start + value.start_mark.index, start + value.end_mark.index)
            for key, value in _yaml().YAML().compose(body).value
            if key.value == name
        ]
    line = _JSON_LINE if front_matter.startswith("{") else _TOML_LINE
    matches = re.finditer(line.format(name=name), front_matter, re.MULTILINE)
    return [match.span("value") for match in matches]


def _yaml() -> ModuleType:
    return ruamel_yaml("Reading front matter needs")


def ruamel_yaml(reason: str) -> ModuleType:
    """Return the package that reads YAML; if it is not installed, raise a `MissingExtraError`."""
    try:
        return import_module("ruamel.yaml")
    except ModuleNotFoundError:
        raise MissingExtraError(f"{reason} ruamel.yaml; {how_to_install('pages')}") from None
