"""The Hugo site that a folder lies in: its address and its languages, as its configuration has them."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leavex_network.errors import ArgumentError, MissingExtraError
from leavex_network.files.disk import read_limited

_NAMES = ("hugo", "config")
_ENDINGS = (".toml", ".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Site:
    """What a site's configuration says; None for what it does not say."""

    base_url: str | None = None
    language: str | None = None
    """The language of files without one in their name."""
    languages: tuple[str, ...] = ()
    """The languages that are configured, as they are spelt there."""
    content: str = "content"
    """The folder of the pages, below the site's."""
    own_content: Mapping[str, str] = field(default_factory=dict)
    """The folder of a language that has one of its own, by its spelling."""
    data: str = "data"
    """The folder of data files, below the site's."""


def site_of(path: Path) -> Site:
    """Return the site that a file or folder lies in, found upwards; one that says nothing where there is none."""
    start = path.resolve()
    for folder in (start, *start.parents):
        settings = [_settings(file) for file in _files(folder)]
        if settings:
            return _site({key: value for part in settings for key, value in part.items()})
    return Site()


def site_at(folder: Path) -> Site | None:
    """Return the site whose root is this folder, or None: it has a configuration, and pages or none yet.

    Raises:
        ArgumentError: Its configuration is broken.
    """
    settings = [
        _settings(file, is_strict=True) for file in _configurations(folder) if file.is_file()
    ]
    return (
        _site({key: value for part in settings for key, value in part.items()})
        if settings
        else None
    )


def _files(folder: Path) -> Iterator[Path]:
    """Yield the configuration of a site whose root is this folder; `config.toml` is one's only beside pages."""
    has_content = (folder / "content").is_dir()
    yield from (
        file
        for file in _configurations(folder)
        if file.is_file() and (has_content or file.stem == "hugo")
    )


def _configurations(folder: Path) -> list[Path]:
    single = [folder / f"{name}{ending}" for name in _NAMES for ending in _ENDINGS]
    parts = [
        folder / "config" / "_default" / f"{name}{ending}"
        for name in (*_NAMES, "languages")
        for ending in _ENDINGS
    ]
    return [*single, *parts]


def _settings(file: Path, *, is_strict: bool = False) -> Mapping[str, Any]:
    """Return what a configuration says; one that is broken says nothing, or is an error."""
    text = read_limited(file).decode("utf-8", "replace")
    try:
        if file.suffix == ".toml":
            values: Any = tomllib.loads(text)
        elif file.suffix == ".json":
            values = json.loads(text)
        else:
            values = _yaml(text)
    except ValueError as error:
        if is_strict:
            told = " ".join(str(error).split())
            raise ArgumentError(
                f"{str(file)!r} cannot be read: {told}: mend it, and run this again"
            ) from None
        return {}
    lowered = (
        {str(key).lower(): value for key, value in values.items()}
        if isinstance(values, Mapping)
        else {}
    )
    return {"languages": values} if file.stem == "languages" else lowered


def _yaml(text: str) -> Any:
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError
    except ModuleNotFoundError:
        raise MissingExtraError(
            'a site configured in YAML needs ruamel.yaml: pip install "leavex-network[pages]"'
        ) from None
    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ValueError(str(error)) from None


def _site(settings: Mapping[str, Any]) -> Site:
    base, language, languages = (
        settings.get("baseurl"),
        settings.get("defaultcontentlanguage"),
        settings.get("languages"),
    )
    tables = languages if isinstance(languages, Mapping) else {}
    return Site(
        base_url=base
        if isinstance(base, str) and base.startswith(("https://", "http://"))
        else None,
        language=language if isinstance(language, str) else None,
        languages=tuple(map(str, tables)),
        content=_text(settings, "contentdir") or "content",
        own_content={
            str(name): text
            for name, table in tables.items()
            if (text := _text(table, "contentdir"))
        },
        data=_text(settings, "datadir") or "data",
    )


def _text(table: Any, key: str) -> str | None:
    """Return the text of a key, whatever its case."""
    values = table.items() if isinstance(table, Mapping) else ()
    return next(
        (value for name, value in values if str(name).lower() == key and isinstance(value, str)),
        None,
    )
