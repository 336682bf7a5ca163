"""`hugo`: the pages of a site, edited in place; or data for each language, and a shortcode."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from leavex_network import formats
from leavex_network.data import read_bytes
from leavex_network.errors import ArgumentError, UnknownValueError, alternatives, quoted
from leavex_network.files import disk, folder
from leavex_network.files.site import Site, site_at
from leavex_network.findings import Finding
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.pages.editing import edited
from leavex_network.places.languages import tag
from leavex_network.sites import site_data
from leavex_network.sites.embedding import Embedded, Options, owned_files

_MOST_NOTES = 3
"""Up to so many items of a page that are not embedded are reported one by one."""


def planned(network: Network[Entry], root: Path, options: Options) -> Embedded:
    """Return the files that embedding a network in a Hugo site would write."""
    site = site_at(root)
    if site is None:
        kind = "not a Hugo site" if root.is_dir() else "not a folder"
        remedy = "pass the folder with hugo.toml, hugo.yaml, hugo.json or config/_default"
        raise ArgumentError(f"{str(root)!r} is {kind}; {remedy}")
    spellings, skipped = _common_languages(network, site, options)
    if options.form == "data":
        files = _data_files(network, spellings, site.data)
        return owned_files(root, "hugo", files, force=options.force, notes=tuple(skipped))
    _check_section(options.section)
    texts, notes = _pages(network, root, site, spellings, options)
    pages = {path: text.encode() for path, text in texts.items()}
    return Embedded(pages, None, (*skipped, *_summarized(notes)))


def _check_section(section: str) -> None:
    path = PurePosixPath(section)
    if not section.strip("/. ") or path.is_absolute() or ".." in path.parts:
        problem = f"{quoted(section)} is not a section"
        raise ArgumentError(f"{problem}; pass a folder below content/, such as 'network'")


def _data_files(
    network: Network[Entry], spellings: Mapping[str, str], folder: str
) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and its content."""
    shortcode = read_bytes(f"hugo/{site_data.NAME}.html").decode()
    yield f"layouts/shortcodes/{site_data.NAME}.html", shortcode
    yield f"static/{site_data.NAME}.css", site_data.stylesheet()
    yield from site_data.data_files(network, spellings, f"{folder}/{site_data.NAME}")


def _summarized(notes: Iterable[Finding]) -> list[Finding]:
    """Return the notes, with one line for a page with many items that are not embedded."""
    kept: list[Finding] = []
    notes = list(notes)
    counts = Counter(note.file for note in notes if note.code == "not-in-network")
    for note in notes:
        if note.code != "not-in-network" or counts[note.file] <= _MOST_NOTES:
            kept.append(note)
    for file, count in counts.items():
        if count > _MOST_NOTES:
            message = f"{count} entries of this page are not embedded; they stay."
            remedy = "Remove them with --prune."
            code = "not-in-network"
            kept.append(Finding(code=code, message=message, remedy=remedy, file=file))
    return kept


def _common_languages(
    network: Network[Entry], site: Site, options: Options
) -> tuple[dict[str, str], list[Finding]]:
    """Return the languages to embed, in the site's spellings, and notes on those left out.

    These are the languages that were asked for, or those that both the network and the site have.
    """
    spellings = _spellings(site.languages or (site.language or network.about.language,))
    wanted = tuple(map(tag, options.languages))
    if not wanted:
        wanted = tuple(code for code in network.languages if code in spellings)
    missing = [code for code in wanted if code not in spellings]
    if missing or not wanted:
        problem = "The network has none of the site's languages"
        if missing:
            problem = f"The site has no language {quoted(missing[0])}"
        known = alternatives(spellings) or "of no known language"
        raise ArgumentError(f"{problem}; pass --language {known}")
    skipped: list[Finding] = []
    if not options.languages:
        skipped = [_left_out(code) for code in spellings if code not in wanted]
    return {code: spellings[code] for code in wanted}, skipped


def _spellings(names: Iterable[str]) -> dict[str, str]:
    """Return the site's spelling of each known language; a site may use names of its own."""
    spellings: dict[str, str] = {}
    for name in names:
        try:
            spellings[tag(name)] = name
        except UnknownValueError:
            continue
    return spellings


def _left_out(language: str) -> Finding:
    message = f"The site has {language!r}, but the network has no texts in it; it is left out."
    remedy = f"Pass --language {language} beside the others: untranslated texts stay as they are."
    return Finding(code="language-left-out", message=message, remedy=remedy)


def _pages(
    network: Network[Entry], root: Path, site: Site, spellings: Mapping[str, str], options: Options
) -> tuple[dict[Path, str], list[Finding]]:
    base_url = options.base_url or site.base_url
    if base_url is None:
        raise ArgumentError("No baseURL in the site's configuration; pass --base-url")
    texts: dict[Path, str] = {}
    notes: list[Finding] = []
    shared: list[str] = []
    for code, name in spellings.items():
        if name not in site.own_content:
            shared.append(code)
            continue
        section = root / site.own_content[name] / options.section
        file, text, page_notes = _own_page(network, section, code, base_url, options)
        texts[file] = text
        notes += page_notes
    if shared:
        section = root / site.content / options.section
        shared_texts, more = _shared_folder(network, section, site, shared, base_url, options)
        texts.update(shared_texts)
        notes += more
    return texts, notes


def _shared_folder(
    network: Network[Entry],
    path: Path,
    site: Site,
    languages: list[str],
    base_url: str,
    options: Options,
) -> tuple[dict[Path, str], list[Finding]]:
    """Return the pages of one folder, which have their languages in their names."""
    _refuse_single_page(path)
    pages = folder.open_folder(path, network.about.language, site)
    files = {code: file for code, file in pages.files.items() if code in languages}
    return folder.page_texts(
        network,
        replace(pages, files=files, notes=()),
        languages=languages,
        base_url=base_url,
        prune=options.prune,
        only_items=True,
    )


def _own_page(
    network: Network[Entry], path: Path, code: str, base_url: str, options: Options
) -> tuple[Path, str, tuple[Finding, ...]]:
    """Return the page of a language that has a content folder of its own."""
    _refuse_single_page(path)
    names = (path / name for name in ("index.md", "_index.md"))
    file = next((name for name in names if name.is_file()), path / "index.md")
    if not file.is_file():
        return file, formats.dumps(network, "markdown", language=code, base_url=base_url), ()
    result = edited(
        decode(disk.read_limited(file), str(file)),
        network,
        language=code,
        base_url=base_url,
        prune=options.prune,
        only_items=True,
        file=str(file),
    )
    return file, result.text, result.notes


def _refuse_single_page(path: Path) -> None:
    """Refuse to make a folder beside a page of the same name."""
    single = path.with_name(f"{path.name}.md")
    if single.is_file() and not path.is_dir():
        index = str(path / "index.md")
        remedy = f"move it to {index!r}, so that its translations can be beside it"
        raise ArgumentError(f"The page already exists as {str(single)!r}; {remedy}")
