"""Read the configuration of a Hugo site: all of its files, merged as Hugo merges them.

Rules: Hugo, "Configuration". One file in the root, then the files in `config/_default`, then those
in `config/production`, the environment of a build. A file of a configuration folder holds the table
that it is named after (`params.toml`), of one language if it names one (`languages.de.toml`,
`menus.de.toml`); `hugo.*` and `config.*` hold all tables.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from leavex_network.errors import ArgumentError, quoted
from leavex_network.files.disk import read_limited
from leavex_network.text import structured

_ROOT_NAMES = ("hugo", "config")
_SYNTAXES: Mapping[str, structured.Syntax] = {
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
}
_FOLDERS = ("config/_default", "config/production")
_OF_A_LANGUAGE = ("menu", "menus", "params")
"""The tables of which each language may have its own, in a file such as `menus.de.toml`."""
_IN_NO_PATH = re.compile(r"[\0\ud800-\udfff]")
"""NUL, and halves of surrogate pairs: no name of a file or folder has them."""

Settings = Mapping[str, Any]


def configuration_files(root: Path) -> list[Path]:
    """Return the configuration files of the site with this root, in the order of their merging."""
    in_root = [root / f"{name}{suffix}" for name in _ROOT_NAMES for suffix in _SYNTAXES]
    files = [file for file in in_root if _is_there(file)][:1]  # Hugo reads the first one alone
    for name in _FOLDERS:
        folder = root / name
        if folder.is_dir():
            of_folder = sorted(folder.rglob("*"))
            files += [file for file in of_folder if file.suffix in _SYNTAXES and _is_there(file)]
    return files


def _is_there(file: Path) -> bool:
    """Tell whether a file exists; a device or a broken link, too: reading it is an error."""
    return os.path.lexists(file) and not file.is_dir()


def settings_of(root: Path, *, is_strict: bool = False) -> Settings:
    """Return the settings of the site with this root, with keys in lower case, as Hugo reads them.

    Names of languages keep their spelling in `languages`. A file that cannot be parsed has no
    settings; if it is strict, it is an error.

    Raises:
        ArgumentError: A file cannot be parsed, and it is strict.
    """
    settings: dict[str, Any] = {}
    for file in configuration_files(root):
        values = _parsed(file, is_strict=is_strict)
        if file.parent != root:
            for key in reversed(_key_path(file)):
                values = {key: values}
        if isinstance(values, Mapping):
            _merge(settings, lower_keys(values).items())
    return settings


def unreadable_file(root: Path) -> str | None:
    """Return the reason why a configuration file of a site cannot be read; None if all can be."""
    try:
        settings_of(root, is_strict=True)
    except ArgumentError as error:
        return str(error)
    return None


def text_of(table: Any, key: str) -> str | None:
    """Return the text of a key in a table of the settings; None if it has none."""
    value = table.get(key) if isinstance(table, Mapping) else None
    return value if isinstance(value, str) else None


def lower_keys(value: Any, *, is_kept: bool = False) -> Any:
    """Return a value with all keys in lower case, but those of `languages`."""
    if not isinstance(value, Mapping):
        return value
    items: list[tuple[str, Any]] = []
    for key, item in value.items():
        name = str(key) if is_kept else str(key).lower()
        items.append((name, lower_keys(item, is_kept=name == "languages" and not is_kept)))
    lowered: dict[str, Any] = {}
    _merge(lowered, items)
    return lowered


def _key_path(file: Path) -> tuple[str, ...]:
    """Return the keys of the table that a file of a configuration folder holds."""
    name, _, language = file.stem.partition(".")
    if not language:
        return () if name in _ROOT_NAMES else (name,)
    of_language = ("languages", language)
    return (*of_language, name) if name in _OF_A_LANGUAGE else of_language


def _parsed(file: Path, *, is_strict: bool) -> Any:
    try:
        text = read_limited(file).decode("utf-8-sig")
        values = structured.parsed(text, _SYNTAXES[file.suffix])
        _refuse_impossible(values)
    except ValueError as error:
        if is_strict:
            reason = " ".join(str(error).split())
            raise ArgumentError(f"{str(file)!r} cannot be read: {reason}") from None
        return {}
    return values


def _refuse_impossible(values: Any) -> None:
    """Refuse settings with a character that no file can have: many of them name files or folders.

    Raises:
        ValueError: A key or a value has such a character.
    """
    for scalar in structured.scalars(values):
        found = _IN_NO_PATH.search(scalar) if isinstance(scalar, str) else None
        if found:
            problem = f"{quoted(scalar)} has the character U+{ord(found[0]):04X}"
            raise ValueError(f"{problem}, which no name of a file may have")


def _merge(settings: dict[str, Any], others: Iterable[tuple[str, Any]]) -> None:
    """Add other settings; tables are merged, and of one value in both, the other one counts.

    Names of languages that differ in case alone are one.
    """
    spellings = {name.lower(): name for name in settings}
    for key, value in others:
        name = spellings.setdefault(key.lower(), key)
        current = settings.get(name)
        if isinstance(current, dict) and isinstance(value, Mapping):
            _merge(current, value.items())
        else:
            settings[name] = value
