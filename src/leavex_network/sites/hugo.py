"""`hugo`: the pages of a site, edited in place; or data for each language, and a shortcode."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from leavex_network.data import read_bytes
from leavex_network.errors import ArgumentError, alternatives, quoted
from leavex_network.files import folder
from leavex_network.files.page_files import PageFiles, find_pages
from leavex_network.files.site import site_at
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.languages import tag
from leavex_network.rendering import assets
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
    spellings = site.spellings
    names = site.languages or ((site.language,) if site.language else ())
    if names and not spellings:
        problem = f"No language of the site is known: {alternatives(names)}"
        raise ArgumentError(f"{problem}; name them by BCP 47, such as 'de'")
    spellings = spellings or {network.about.language: network.about.language}
    wanted = _wanted(spellings, options)
    if options.form == "data":
        chosen = {code: spellings[code] for code in wanted or spellings}
        files = _data_files(network, chosen, site.data)
        return owned_files(root, "hugo", files, force=options.force)
    pages = find_pages(root, network.about.language, site=site, section=options.section)
    texts, notes = _pages(network, pages, spellings, wanted, options)
    contents = {path: text.encode() for path, text in texts.items()}
    return Embedded(contents, None, tuple(_summarized(notes)))


def _data_files(
    network: Network[Entry], spellings: Mapping[str, str], folder: str
) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and its content."""
    shortcode = read_bytes(f"hugo/{site_data.NAME}.html").decode()
    yield f"layouts/shortcodes/{site_data.NAME}.html", shortcode
    yield f"static/{site_data.NAME}.css", assets.stylesheet()
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


def _wanted(spellings: Mapping[str, str], options: Options) -> tuple[str, ...]:
    """Return the languages that were asked for (BCP 47); the site must have them."""
    wanted = tuple(dict.fromkeys(map(tag, options.languages)))
    missing = [code for code in wanted if code not in spellings]
    if missing:
        problem = f"The site has no language {quoted(missing[0])}"
        raise ArgumentError(f"{problem}; pass --language {alternatives(spellings)}")
    return wanted


def _pages(
    network: Network[Entry],
    pages: PageFiles,
    spellings: Mapping[str, str],
    wanted: tuple[str, ...],
    options: Options,
) -> tuple[dict[Path, str], list[Finding]]:
    """Return the text of each page: of those that exist, and of each language that both have."""
    if options.base_url is None and not all(map(pages.site.base_url_of, spellings)):
        raise ArgumentError("No baseURL in the site's configuration; pass --base-url")
    new = [code for code in wanted or network.languages if code in spellings]
    if not new and not pages.files:
        problem = "The network has none of the site's languages"
        raise ArgumentError(f"{problem}; pass --language {alternatives(spellings)}")
    files = {code: file for code, file in pages.files.items() if code in (wanted or spellings)}
    texts, notes = folder.page_texts(
        network,
        replace(pages, files=files),
        languages=new,
        base_url=options.base_url,
        prune=options.prune,
        only_items=True,
        replaces_texts=options.texts,
    )
    without = [spellings[code] for code in spellings if code not in {*files, *new}]
    if without and not wanted:
        notes.append(_without_page(without))
    return texts, notes


def _without_page(spellings: Sequence[str]) -> Finding:
    codes = ",".join(spellings)
    count, each = (len(spellings), "pages") if len(spellings) > 1 else ("one", "page")
    message = f"The site has no page in {count} more of its languages: {codes}."
    remedy = f"Create the {each} with --language {codes}: untranslated texts stay as they are."
    return Finding(code="language-left-out", message=message, remedy=remedy)
