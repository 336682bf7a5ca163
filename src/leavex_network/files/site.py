"""Find the Hugo site around a folder, and read its address and languages from its configuration."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leavex_network.errors import ArgumentError
from leavex_network.files.disk import read_limited
from leavex_network.pages.front_matter import ruamel_yaml

# Hugo, "Configuration": one file, or a file per table in config/_default.
_NAMES = ("hugo", "config")
_SUFFIXES = (".toml", ".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Site:
    """The configuration of a site; None for what it does not set."""

    base_url: str | None = None
    language: str | None = None
    """The language of files without a language in their names."""
    languages: tuple[str, ...] = ()
    """The configured languages, in the site's spelling."""
    content: str = "content"
    """The folder of the pages, below that of the site."""
    own_content: Mapping[str, str] = field(default_factory=dict)
    """The `contentDir` of each language that has one, by the site's spelling of the language."""
    data: str = "data"
    """The folder of data files, below that of the site."""


def site_of(path: Path) -> Site:
    """Return the site around a file or folder; one without any settings if there is none."""
    start = path.resolve()
    for folder in (start, *start.parents):
        files = _configuration_files(folder)
        # Other tools have a config.toml, too: it is Hugo's if there are pages next to it.
        if not (folder / "content").is_dir():
            files = [file for file in files if file.stem == "hugo"]
        if files:
            return _site(map(_settings, files))
    return Site()


def site_at(folder: Path) -> Site | None:
    """Return the site whose root is this folder, or None if it has no configuration.

    Raises:
        ArgumentError: A configuration file cannot be read.
    """
    files = _configuration_files(folder)
    if not files:
        return None
    return _site([_settings(file, is_strict=True) for file in files])


def _configuration_files(folder: Path) -> list[Path]:
    folders = {folder: _NAMES, folder / "config" / "_default": (*_NAMES, "languages")}
    files: list[Path] = []
    for parent, names in folders.items():
        files += [parent / f"{name}{suffix}" for name in names for suffix in _SUFFIXES]
    return [file for file in files if file.is_file()]


def _settings(file: Path, *, is_strict: bool = False) -> Mapping[str, Any]:
    """Return the settings of a configuration file, with keys in lower case, as Hugo reads them.

    A file that cannot be parsed has none; if it is strict, it is an error.
    """
    text = read_limited(file).decode("utf-8", "replace")
    try:
        values = _parse(text, file.suffix)
    except ValueError as error:
        if is_strict:
            reason = " ".join(str(error).split())
            raise ArgumentError(f"{str(file)!r} cannot be read: {reason}") from None
        return {}
    if file.stem == "languages":
        return {"languages": values}
    if not isinstance(values, Mapping):
        return {}
    return {str(key).lower(): value for key, value in values.items()}


def _parse(text: str, suffix: str) -> Any:
    if suffix == ".toml":
        return tomllib.loads(text)
    return json.loads(text) if suffix == ".json" else _parse_yaml(text)


def _parse_yaml(text: str) -> Any:
    yaml = ruamel_yaml("A site configured in YAML requires")
    try:
        return yaml.YAML(typ="safe", pure=True).load(text)
    except yaml.error.YAMLError as error:
        raise ValueError(str(error)) from None


def _site(parts: Iterable[Mapping[str, Any]]) -> Site:
    """Return the site with the settings of all files; of a key in several, the last counts."""
    settings: dict[str, Any] = {}
    for part in parts:
        settings.update(part)
    base_url = _text(settings, "baseurl") or ""
    languages = settings.get("languages")
    tables = languages if isinstance(languages, Mapping) else {}
    own_content: dict[str, str] = {}
    for name, table in tables.items():
        folder = _text(table, "contentdir")
        if folder:
            own_content[str(name)] = folder
    return Site(
        base_url=base_url if base_url.startswith(("https://", "http://")) else None,
        language=_text(settings, "defaultcontentlanguage"),
        languages=tuple(map(str, tables)),
        content=_text(settings, "contentdir") or "content",
        own_content=own_content,
        data=_text(settings, "datadir") or "data",
    )


def _text(table: Any, key: str) -> str | None:
    """Return the text of a key, in any case."""
    if isinstance(table, Mapping):
        for name, value in table.items():
            if str(name).lower() == key and isinstance(value, str):
                return value
    return None
