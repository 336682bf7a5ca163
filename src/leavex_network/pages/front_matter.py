"""The title, description and kinds in a page's front matter: read, and replaced in place.

ruamel.yaml reads YAML, the standard library TOML and JSON. Only one value is replaced at a time;
if the front matter would then mean anything else than intended, it stays unchanged.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from leavex_network.errors import NetworkError
from leavex_network.models.kinds import Kinds, as_kinds, words_of
from leavex_network.pages.blocks import BlockKind, Page
from leavex_network.places.languages import fallbacks
from leavex_network.text.characters import composed, is_composed
from leavex_network.text.structured import parsed, yaml_loader

_NAMES = ("title", "description")
_KINDS = "kinds"
_MOST_SPANS = 20
"""How many lines that look like the field are tried."""
_MOST_SPANS_IN_TOML = 3
"""Its fields stand before those of any table (TOML 1.0, "Table"), and parsing it takes longer."""
_STRING_TAG = "tag:yaml.org,2002:str"
_LAST_NEWLINES = re.compile(r"[\r\n]+\Z")
_TOML_LINE = r"^{name}[ \t]*=[ \t]*(?P<value>\"(?:[^\"\\\r\n]|\\.)*\"|'[^'\r\n]*')"
_TOML_KEY = re.compile(rf"^{_KINDS}[ \t]*=[ \t]*(?=[\[{{])", re.MULTILINE)
_JSON_KEY = re.compile(rf'"{_KINDS}"\s*:\s*(?=[\[{{])')
_BRACKET = re.compile(r"[\]}]")
_JSON_LINE = r'"{name}"[ \t]*:[ \t]*(?P<value>"(?:[^"\\]|\\.)*")'


class FrontMatter(NamedTuple):
    """The texts in the front matter of a page."""

    title: str | None = None
    description: str | None = None
    unread: tuple[str, ...] = ()
    """The names of fields that are no text, or `front matter` if all of it is invalid."""
    is_composed: bool = True
    """Whether it is written in Normalization Form C."""


def texts(page: Page) -> FrontMatter:
    """Return the title and the description in the front matter, or None.

    Each is on one line, and in Normalization Form C.

    Raises:
        MissingExtraError: It is YAML, and ruamel.yaml is not installed.
    """
    for block in page.blocks:
        if block.kind is not BlockKind.FRONT:
            continue
        values = _values(block.text)
        if values is None:
            return FrontMatter(unread=("front matter",))
        found = {name: _string(values, name) for name in _NAMES}
        unread = [name for name in _NAMES if values.get(name) is not None and not found[name]]
        # An empty text is none, and nothing to report.
        unread = [name for name in unread if values[name] != ""]
        return FrontMatter(**found, unread=tuple(unread), is_composed=is_composed(block.text))
    return FrontMatter()


def kinds(page: Page, language: str) -> Kinds | None:
    """Return the kinds that front matter declares; None if it does so in a wrong way."""
    try:
        return read_kinds(page, language)
    except NetworkError:
        return None


def read_kinds(page: Page, language: str) -> Kinds:
    """Return the kinds that front matter declares.

    `kinds: [event]` names usual kinds; `kinds: {meetup: [Meetups, Meetup]}` gives words, in the
    language of the page (BCP 47) or by language. A list may hold such mappings, too.

    Raises:
        ArgumentError: A kind is not usual and has no words, or is declared in a wrong way.
        ArgumentTypeError: They are no list and no mapping.
    """
    value: Any = None
    for block in page.blocks:
        if block.kind is BlockKind.FRONT and _KINDS in block.text:
            value = (_values(block.text) or {}).get(_KINDS)
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list):
        value = _merged(value)
    if isinstance(value, Mapping):
        value = {str(kind): _by_language(words, language) for kind, words in value.items()}
    return as_kinds(value)


def _merged(kinds: list[Any]) -> dict[Any, Any]:
    """Return the kinds of a list as one mapping, as in `[event, {meetup: [Meetups, Meetup]}]`."""
    merged: dict[Any, Any] = {}
    for kind in kinds:
        merged.update(kind if isinstance(kind, Mapping) else {str(kind): None})
    return merged


def _by_language(words: Any, language: str) -> Any:
    """Return words by their languages, given in a mapping, or in the language of a page."""
    if not words:
        return {}
    if isinstance(words, Mapping):
        return {str(code): _plain_words(value) for code, value in words.items()}
    return {language: _plain_words(words)}


def _plain_words(words: Any) -> Any:
    """Return one word or several as a list of strings; anything else as it is."""
    if isinstance(words, list):
        return [str(word) for word in words]
    return [str(words)] if isinstance(words, str) else words


def with_kinds(front_matter: str, declared: Kinds, language: str) -> str | None:
    """Return front matter that declares kinds, with the words that a page in a language writes.

    Words in another language than that of the page (BCP 47) are named with it. Return None if that
    is not possible without a risk for the rest.
    """
    values = _values(front_matter)
    if values is None:
        return None
    value = _declared(declared, language)
    for candidate in _with_field(front_matter, value, is_new=_KINDS not in values):
        if _values(candidate) == {**values, _KINDS: value}:
            return candidate
    return None


def declaration(declared: Kinds, language: str, front_matter: str = "---") -> str:
    """Return the field that declares kinds, as front matter like this one has it."""
    value = _declared(declared, language)
    literal = json.dumps(value, ensure_ascii=False)
    if front_matter.startswith("+"):
        return f"{_KINDS} = {_in_toml(value)}"
    return f'"{_KINDS}": {literal}' if front_matter.startswith("{") else f"{_KINDS}: {literal}"


def _declared(declared: Kinds, language: str) -> Any:
    """Return the names of kinds, or a mapping to the words that a page in a language writes."""
    words: dict[str, list[str] | dict[str, list[str]]] = {}
    for kind, own in declared.items():
        written = words_of(kind, language, declared)
        tags = [tag for tag, listed in own.items() if listed == written]
        if any(tag in own for tag in fallbacks(language)):
            words[kind] = list(written)
        elif tags:
            words[kind] = {tags[0]: list(written)}
        else:
            words[kind] = []  # those of usual kinds come with the package
    return words if any(words.values()) else list(words)


def _with_field(front_matter: str, value: Any, *, is_new: bool) -> Iterator[str]:
    """Yield front matter with other kinds, as it may be written."""
    is_toml = front_matter.startswith("+")
    literal = _in_toml(value) if is_toml else json.dumps(value, ensure_ascii=False)
    first_line, newline, rest = front_matter.partition("\n")
    ending = "\r\n" if first_line.endswith("\r") else "\n"
    if not is_new and not front_matter.startswith("-"):
        for start, stop in _collections(front_matter, _TOML_KEY if is_toml else _JSON_KEY):
            yield f"{front_matter[:start]}{literal}{front_matter[stop:]}"
    elif front_matter.startswith("{"):
        yield f'{{"{_KINDS}": {literal}, {front_matter[1:]}'
        yield f'{{"{_KINDS}": {literal}}}{front_matter.rpartition("}")[2]}'
    elif is_toml:
        yield f"{first_line}{newline}{_KINDS} = {literal}{ending}{rest}"
    elif is_new:
        body, mark, end = front_matter.rpartition("---")
        yield f"{body}{_KINDS}: {literal}{ending}{mark}{end}"
    else:
        for start, stop in _spans(front_matter, _KINDS):
            block_end = _LAST_NEWLINES.search(front_matter, start, stop)
            newlines = block_end[0] if block_end else ""
            # A list with an item on each line may begin where the key does; this one may not.
            for space in ("", " "):
                yield f"{front_matter[:start]}{space}{literal}{newlines}{front_matter[stop:]}"


def _in_toml(value: Any) -> str:
    """Return a list or a mapping as TOML, on one line."""
    if isinstance(value, dict):
        pairs = [f"{name} = {_in_toml(item)}" for name, item in value.items()]
        return f"{{{', '.join(pairs)}}}"
    return json.dumps(value, ensure_ascii=False)


def _collections(front_matter: str, key: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield spans from what follows a key to a bracket; one of them is its value, if it has one."""
    for name in islice(key.finditer(front_matter), _MOST_SPANS_IN_TOML):
        for bracket in islice(_BRACKET.finditer(front_matter, name.end()), _MOST_SPANS):
            yield name.end(), bracket.end()


def with_value(front_matter: str, name: str, value: str) -> str | None:
    """Return front matter with the value of an existing field replaced; the rest is verbatim.

    Return None if the value cannot be replaced without a risk for the rest, or is no text.
    """
    values = _values(front_matter)
    value = " ".join(value.split())  # as it is read
    if values is None or name not in values or (_string(values, name) or "") == value:
        return front_matter
    if _string(values, name) is None and values[name] != "":
        return None
    literal = json.dumps(value, ensure_ascii=False)  # a string in YAML, TOML and JSON alike
    for start, end in _spans(front_matter, name):
        # A block scalar ends with its last line.
        newline = _LAST_NEWLINES.search(front_matter, start, end)
        ending = newline[0] if newline else ""
        candidate = f"{front_matter[:start]}{literal}{ending}{front_matter[end:]}"
        if _values(candidate) == {**values, name: value}:
            return candidate
    return None


def _string(values: Mapping[str, Any], name: str) -> str | None:
    value: Any = values.get(name)
    if str(getattr(value, "tag", None)) == _STRING_TAG:
        value = value.value
    # A title may be a number or a day: 2026.
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return None
    return composed(" ".join(str(value).split())) or None


# An edit asks for the same front matter several times: to read it, to replace each of its texts,
# and to read the page again.
@lru_cache(maxsize=8)
def _values(front_matter: str) -> Mapping[str, Any] | None:
    """Return the fields of front matter; None if it is invalid. Do not change them."""
    first_line, _, rest = front_matter.partition("\n")
    body = rest.rstrip().removesuffix(first_line.strip())
    try:
        if first_line.startswith("{"):
            values = parsed(front_matter, "json")
        elif first_line.startswith("+"):
            values = parsed(body.replace("\r\n", "\n"), "toml")
        else:
            values = parsed(body, "yaml", keeps_tags=True)
    except ValueError:
        return None
    if values is None:
        return {}  # it is empty
    return values if isinstance(values, Mapping) else None


def _spans(front_matter: str, name: str) -> list[tuple[int, int]]:
    """Return the spans in which the value of a field may be."""
    if front_matter.startswith("-"):
        start = front_matter.index("\n") + 1
        body = front_matter[start:].rstrip().removesuffix("---")
        return [
            (start + value.start_mark.index, start + value.end_mark.index)
            for key, value in yaml_loader().compose(body).value
            if key.value == name
        ]
    is_json = front_matter.startswith("{")
    line = _JSON_LINE if is_json else _TOML_LINE
    most = _MOST_SPANS if is_json else _MOST_SPANS_IN_TOML
    matches = re.finditer(line.format(name=name), front_matter, re.MULTILINE)
    return [match.span("value") for match in islice(matches, most)]
