"""Values in YAML, TOML and JSON from strangers: bounded in size, depth and references."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from importlib import import_module
from types import ModuleType
from typing import Any, Literal

from leavex_network.errors import MissingExtraError, how_to_install

Syntax = Literal["yaml", "toml", "json"]

LONGEST = 200_000
"""In characters. YAML, the slowest of the three, takes some seconds for them."""
DEEPEST = 50
MOST_ALIASES = 10
"""Each alias can double what a document stands for (the "billion laughs")."""

# The parsers raise these, beside their own errors, for strange numbers, keys, tags and depths.
_FAILURES = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)
_WORD = r"(?:[\w-]+|\"[^\"\r\n]{0,100}\"|'[^'\r\n]{0,100}')"
_DEEP_KEY = re.compile(rf"{_WORD}(?:[ \t]*+\.[ \t]*+{_WORD}){{{DEEPEST}}}")
_NESTING = re.compile(r"[\[{\]}]")
_COMPACT_NESTING = re.compile(rf"(?:[-?:][ \t]+){{{DEEPEST}}}")
_LONG_NUMBER = re.compile(r"[0-9_]{1000}")
"""Converting a number takes quadratic time, and tomllib's pattern for it as well."""
_INDENT = re.compile(rf"^ {{{4 * DEEPEST}}}", re.MULTILINE)


def parsed(text: str, syntax: Syntax, *, keeps_tags: bool = False) -> Any:
    """Return the values of a text; with `keeps_tags`, YAML's scalars keep their tags.

    Raises:
        MissingExtraError: It is YAML, and ruamel.yaml is not installed.
        ValueError: It is invalid, too long, too deep, or has too many aliases.
    """
    if len(text) > LONGEST:
        raise ValueError(f"it has {len(text):,} characters; at most {LONGEST:,} are read")
    if _LONG_NUMBER.search(text):
        raise ValueError("it has a number of more than 1,000 digits")
    if _is_deep(text, syntax):
        raise ValueError(f"it is nested deeper than {DEEPEST} levels")
    if syntax == "yaml":
        return _parsed_yaml(text, keeps_tags=keeps_tags)
    try:
        return tomllib.loads(text) if syntax == "toml" else json.loads(text)
    except _FAILURES as error:
        raise ValueError(str(error) or type(error).__name__) from None


def ruamel_yaml() -> ModuleType:
    """Return the package that reads YAML; if it is not installed, raise a `MissingExtraError`."""
    try:
        return import_module("ruamel.yaml")
    except ModuleNotFoundError:
        need = "Reading YAML, in front matter or the configuration of a site, needs"
        raise MissingExtraError(f"{need} ruamel.yaml; {how_to_install('pages')}") from None


def _parsed_yaml(text: str, *, keeps_tags: bool) -> Any:
    yaml = ruamel_yaml()
    loader = yaml.YAML() if keeps_tags else yaml.YAML(typ="safe", pure=True)
    try:
        if "&" in text and "*" in text:
            aliases = sum(isinstance(event, yaml.AliasEvent) for event in loader.parse(text))
            if aliases > MOST_ALIASES:
                raise ValueError(f"it has more than {MOST_ALIASES} aliases (*)")
        values = loader.load(text)
    except (*_FAILURES, yaml.error.YAMLError) as error:
        raise ValueError(str(error) or type(error).__name__) from None
    # An alias may stand inside its own anchor, or put one deep value into another.
    if "&" in text:
        _depth(values, (), {})
    return values


def _depth(value: Any, ancestors: tuple[int, ...], depths: dict[int, int]) -> int:
    """Return how deeply objects and lists are nested in a value; each is measured once.

    Raises:
        ValueError: That is too deep, or endless: a value contains itself.
    """
    if isinstance(value, Mapping):
        inside: Iterable[Any] = (*value.keys(), *value.values())
    elif isinstance(value, list | tuple | AbstractSet):
        inside = value
    else:
        return 0
    key = id(value)
    is_endless = key in ancestors or len(ancestors) >= DEEPEST
    if not is_endless and key not in depths:
        deepest = max((_depth(item, (*ancestors, key), depths) for item in inside), default=0)
        depths[key] = 1 + deepest
    if is_endless or len(ancestors) + depths[key] > DEEPEST:
        raise ValueError(f"with its aliases, it is nested deeper than {DEEPEST} levels")
    return depths[key]


def _is_deep(text: str, syntax: Syntax) -> bool:
    """Tell whether a text may be nested too deeply, before it is parsed.

    Brackets in texts count as well: fifty that are open at once are no text.
    """
    depth = 0
    for match in _NESTING.finditer(text):
        depth += 1 if match[0] in "[{" else -1
        if depth > DEEPEST:
            return True
        depth = max(depth, 0)
    if syntax == "toml":
        return _DEEP_KEY.search(text) is not None
    is_compact = _COMPACT_NESTING.search(text) is not None
    return syntax == "yaml" and (is_compact or _INDENT.search(text) is not None)
