"""Values in YAML, TOML and JSON from strangers: bounded in size, depth and references."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import ModuleType
from typing import Any, Literal

from leavex_network.errors import MissingExtraError, how_to_install

Syntax = Literal["yaml", "toml", "json"]

LONGEST = 200_000
"""In characters."""
DEEPEST = 50
MOST_ALIASES = 10
"""Each alias can double what a document stands for (the "billion laughs")."""
MOST_VALUES = 5_000
"""Keys, texts, lists and mappings in YAML. ruamel.yaml takes up to 0.2 ms for each, so 5,000 take a
second, and an edited page, whose front matter is parsed five times, some seconds. Ordinary front
matter has some dozens."""
MOST_DIGITS = 1_000

_TOO_DEEP = f"it is nested deeper than {DEEPEST} levels"
_TOO_LARGE = 10**MOST_DIGITS

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
_TOKEN = re.compile(  # TOML 1.0, "String", "Comment" and "Keys"; of JSON, the basic strings
    r"""
    (?P<part>
        \"{3} (?:[^"\\] | \\. | "{1,2}(?!"))*+ "{0,5}    # up to two quotes before the closing ones
        | '{3} (?:[^'] | '{1,2}(?!'))*+ '{0,5}
        | " (?:[^"\\\n] | \\[^\n])*+ "?
        | ' [^'\n]*+ '?
        | [\w-]++
    )
    | (?P<dot> [.])
    | (?P<open> [\[{])
    | (?P<close> [\]}])
    | (?P<space> [ \t]++)
    | \#[^\n]*+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
"""A text that does not end reaches to the end of the line or file, where parsers stop, too."""


def parsed(text: str, syntax: Syntax, *, keeps_tags: bool = False) -> Any:
    """Return the values of a text; with `keeps_tags`, YAML's scalars keep their tags.

    Raises:
        MissingExtraError: It is YAML, and ruamel.yaml is not installed.
        ValueError: It is invalid, too long, too deep, or has a number of too many digits; or it is
            YAML with too many values or aliases.
    """
    if len(text) > LONGEST:
        raise ValueError(f"it has {len(text):,} characters; at most {LONGEST:,} are read")
    try:
        values = _parse(text, syntax, keeps_tags=keeps_tags)
    except _FAILURES as error:
        raise ValueError(str(error) or type(error).__name__) from None
    # Dotted keys and brackets add up, and an alias may put one deep value into another.
    _depth(values, (), {})
    for scalar in scalars(values):
        # Python refuses to write an integer of more than 4,300 digits.
        if isinstance(scalar, int) and abs(scalar) >= _TOO_LARGE:
            raise ValueError(f"it has a number of more than {MOST_DIGITS:,} digits")
    return values


def scalars(value: Any) -> Iterator[Any]:
    """Yield each key and each value inside a value that is no list or mapping, in any order."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        item = waiting.pop()
        inside = _inside(item)
        if inside is None:
            yield item
        elif id(item) not in seen:
            seen.add(id(item))
            waiting.extend(inside)


def ruamel_yaml() -> ModuleType:
    """Return the package that reads YAML; if it is not installed, raise a `MissingExtraError`."""
    try:
        import ruamel.yaml
    except ModuleNotFoundError:
        need = "Reading YAML, in front matter or the configuration of a site, needs"
        raise MissingExtraError(f"{need} ruamel.yaml; {how_to_install('pages')}") from None
    return ruamel.yaml


def yaml_loader(*, keeps_tags: bool = True) -> Any:
    """Return a YAML loader or composer; it keeps the tags of scalars, or makes plain values.

    Raises:
        MissingExtraError: ruamel.yaml is not installed.
    """
    yaml = ruamel_yaml()
    loader = yaml.YAML() if keeps_tags else yaml.YAML(typ="safe", pure=True)
    # Two anchors of one name are valid, and no reason for a warning (YAML 1.2.2, 3.2.2.2).
    loader.composer.warn_double_anchors = False
    return loader


def _parse(text: str, syntax: Syntax, *, keeps_tags: bool) -> Any:
    if syntax == "yaml":
        return _parse_yaml(text, keeps_tags=keeps_tags)
    _refuse_depth(text)
    return tomllib.loads(text) if syntax == "toml" else json.loads(text)


def _parse_yaml(text: str, *, keeps_tags: bool) -> Any:
    yaml = ruamel_yaml()
    loader = yaml_loader(keeps_tags=keeps_tags)
    make_parser = loader.Parser

    def bounded_parser(**options: Any) -> Any:
        parser = make_parser(**options)
        parser.get_event = _Bounded(parser.get_event, yaml)
        return parser

    loader.Parser = bounded_parser
    try:
        return loader.load(text)
    except yaml.error.YAMLError as error:
        raise ValueError(str(error)) from None


class _Bounded:
    """Gets the events of YAML one by one, until there are too many, or they are too deep."""

    def __init__(self, get_event: Callable[[], Any], yaml: ModuleType) -> None:
        self._get_event = get_event
        self._yaml = yaml
        self._values = self._aliases = self._depth = 0

    def __call__(self) -> Any:
        """Return the next event.

        Raises:
            ValueError: It exceeds a bound.
        """
        event = self._get_event()
        if isinstance(event, self._yaml.AliasEvent):
            self._aliases += 1
            if self._aliases > MOST_ALIASES:
                raise ValueError(f"it has more than {MOST_ALIASES} aliases (*)")
        elif isinstance(event, self._yaml.NodeEvent):
            self._values += 1
            if self._values > MOST_VALUES:
                raise ValueError(f"it has more than {MOST_VALUES:,} values")
        if isinstance(event, self._yaml.CollectionStartEvent):
            self._depth += 1
            if self._depth > DEEPEST:
                raise ValueError(_TOO_DEEP)
        elif isinstance(event, self._yaml.CollectionEndEvent):
            self._depth -= 1
        return event


def _inside(value: Any) -> Iterable[Any] | None:
    """Return the values directly inside a list or mapping; None if a value is neither."""
    if isinstance(value, Mapping):
        return (*value.keys(), *value.values())
    return value if isinstance(value, list | tuple | AbstractSet) else None


def _depth(value: Any, ancestors: tuple[int, ...], depths: dict[int, int]) -> int:
    """Return how deeply objects and lists are nested in a value; each is measured once.

    Raises:
        ValueError: That is too deep, or endless: a value contains itself.
    """
    inside = _inside(value)
    if inside is None:
        return 0
    key = id(value)
    is_endless = key in ancestors or len(ancestors) >= DEEPEST
    if not is_endless and key not in depths:
        deepest = max((_depth(item, (*ancestors, key), depths) for item in inside), default=0)
        depths[key] = 1 + deepest
    if is_endless or len(ancestors) + depths[key] > DEEPEST:
        raise ValueError(_TOO_DEEP)
    return depths[key]


def _refuse_depth(text: str) -> None:
    """Refuse TOML or JSON with too many open brackets, or too many dots in a key.

    The parsers call themselves for each bracket, and tomllib takes quadratic time for a key.

    Raises:
        ValueError: It has.
    """
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "dot":
            dots += 1
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        if kind not in ("part", "dot", "space"):
            dots = 0
        if max(depth, dots) > DEEPEST:
            raise ValueError(_TOO_DEEP)
