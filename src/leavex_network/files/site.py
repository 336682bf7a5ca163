"""The Hugo site around a folder: its address, its languages and the folders of its pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from leavex_network.files.disk import real_path
from leavex_network.files.hugo_config import (
    Settings,
    configuration_files,
    lower_keys,
    settings_of,
    text_of,
)
from leavex_network.places.languages import usual_case

_DEFAULT_LANGUAGE = "en"
"""Hugo's `defaultContentLanguage`, if the site has such a language."""
_CONTENT = "content"
_LAST = 2**31
"""The position of a language without a weight."""


@dataclass(frozen=True, slots=True)
class Site:
    """The configuration of a site; None for what it does not set."""

    root: Path | None = None
    """The folder of the site; None outside of any site."""
    base_url: str | None = None
    language: str | None = None
    """The language of files without a language in their names."""
    languages: tuple[str, ...] = ()
    """The configured languages but disabled ones, in the site's spelling and order."""
    content: str = _CONTENT
    """The folder of the pages, below that of the site."""
    own_content: Mapping[str, str] = field(default_factory=dict)
    """The content folder of each language that has one, by the site's spelling of the language."""
    own_base_urls: Mapping[str, str] = field(default_factory=dict)
    """The `baseURL` of each language that has one, likewise."""
    data: str = "data"
    """The folder of data files, below that of the site."""
    mounted: tuple[str, ...] = ()
    """Further folders whose files Hugo reads as content, below that of the site."""

    @property
    def spellings(self) -> dict[str, str]:
        """The site's spelling of each language (BCP 47); it may have names of its own, too."""
        names = self.languages or ((self.language,) if self.language else ())
        spellings: dict[str, str] = {}
        for name in names:
            code = usual_case(name)
            if code is not None:
                spellings.setdefault(code, name)
        return spellings

    def base_url_of(self, language: str) -> str | None:
        """Return the address of the site in a language (BCP 47)."""
        return self.own_base_urls.get(self.spellings.get(language, ""), self.base_url)

    def content_folder(self, language: str) -> PurePosixPath:
        """Return the folder of a language's pages (BCP 47), below that of the site."""
        name = self.spellings.get(language, "")
        return PurePosixPath(self.own_content.get(name, self.content))


def site_of(folder: Path) -> Site:
    """Return the site of a folder of pages, or with this root; without one, a `Site` of defaults.

    A configuration above the folder counts only if the folder lies in the content of its site: what
    stands higher up, such as in `/tmp`, may be anybody's.

    Raises:
        OSError: A configuration file that counts cannot be read, or is none, such as a device.
    """
    return _site_around(real_path(folder))


def site_of_page(file: Path) -> Site:
    """Return the site in whose content a page lies; without one, a `Site` of defaults."""
    return _site_around(real_path(file.parent) / file.name)


def _site_around(path: Path) -> Site:
    if configuration_files(path):
        site = _site(path, settings_of(path))
        if _is_hugo(site, path):
            return site
    for root in path.parents:
        if configuration_files(root):
            try:
                site = _site(root, settings_of(root))
            except OSError:
                if path.is_relative_to(real_path(root / _CONTENT)):
                    raise
                continue
            if _has_in_content(site, root, path):
                return site
    return Site()


def _is_hugo(site: Site, root: Path) -> bool:
    """Tell whether a configuration is Hugo's: other tools have a config.toml, too."""
    default_folder = root / "config" / "_default"
    for file in configuration_files(root):
        if file.stem == "hugo" or default_folder in file.parents:
            return True
    # Then there are pages next to it.
    return any((root / name).is_dir() for name in (_CONTENT, *content_folders(site)))


def _has_in_content(site: Site, root: Path, path: Path) -> bool:
    folders = (*content_folders(site), *site.mounted)
    return any(path.is_relative_to(real_path(root / name)) for name in folders)


def site_at(folder: Path) -> Site | None:
    """Return the site whose root is this folder, or None if it has no configuration.

    Raises:
        ArgumentError: A configuration file cannot be read.
    """
    if not configuration_files(folder):
        return None
    return _site(folder, settings_of(folder, is_strict=True))


def content_folders(site: Site) -> list[str]:
    """Return all folders of pages, below that of the site."""
    return list(dict.fromkeys([site.content, *site.own_content.values()]))


def _site(root: Path, settings: Settings) -> Site:
    languages = settings.get("languages")
    tables: Mapping[str, Any] = languages if isinstance(languages, Mapping) else {}
    disabled = _disabled(settings, tables)
    language = text_of(settings, "defaultcontentlanguage")
    enabled = {name: table for name, table in tables.items() if name.lower() not in disabled}
    names = sorted(enabled, key=lambda name: _order(name, enabled[name]))
    if language is None and names:
        language = _DEFAULT_LANGUAGE if _DEFAULT_LANGUAGE in names else names[0]
    names.sort(key=lambda name: name.lower() != (language or "").lower())
    own_content = _mounted(settings, enabled)
    own_base_urls: dict[str, str] = {}
    for name, table in enabled.items():
        folder = text_of(table, "contentdir")
        if folder:
            own_content[name] = folder
        base_url = _address(text_of(table, "baseurl"))
        if base_url:
            own_base_urls[name] = base_url
    return Site(
        root=root,
        base_url=_address(text_of(settings, "baseurl")),
        language=language,
        languages=tuple(names),
        content=text_of(settings, "contentdir") or _CONTENT,
        own_content=own_content,
        own_base_urls=own_base_urls,
        data=text_of(settings, "datadir") or "data",
        mounted=tuple(source for _, source in _mounts(settings)),
    )


def _order(name: str, table: Any) -> tuple[int, str]:
    """Return the key by which Hugo sorts languages: the weight, then the name."""
    weight = table.get("weight") if isinstance(table, Mapping) else None
    return weight if isinstance(weight, int) and weight else _LAST, name


def _disabled(settings: Settings, tables: Mapping[str, Any]) -> set[str]:
    """Return the names of disabled languages, in lower case."""
    names = settings.get("disablelanguages")
    disabled = {str(name).lower() for name in names} if isinstance(names, list) else set()
    if isinstance(names, str):
        disabled = set(names.lower().replace(",", " ").split())
    for name, table in tables.items():
        if isinstance(table, Mapping) and table.get("disabled") is True:
            disabled.add(name.lower())
    return disabled


def _mounted(settings: Settings, languages: Iterable[str]) -> dict[str, str]:
    """Return the content folders of languages that `module.mounts` sets (Hugo, "Modules")."""
    folders: dict[str, str] = {}
    spellings = {name.lower(): name for name in languages}
    for mount, source in _mounts(settings):
        language = text_of(mount, "lang")
        is_whole = text_of(mount, "target") == "content"
        if language and is_whole and language.lower() in spellings:
            folders.setdefault(spellings[language.lower()], source)
    return folders


def _mounts(settings: Settings) -> Iterator[tuple[Settings, str]]:
    """Yield each mount that adds to the content of a site, and its source (Hugo, "Modules")."""
    module = settings.get("module")
    mounts = module.get("mounts") if isinstance(module, Mapping) else None
    for mount in mounts if isinstance(mounts, list) else ():
        values = lower_keys(mount)
        source, target = text_of(values, "source"), text_of(values, "target")
        if source and target and PurePosixPath(target).is_relative_to("content"):
            yield values, source


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None
