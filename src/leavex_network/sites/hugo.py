"""`hugo`: the pages of a site, edited in place; or a data file for each language, and a shortcode."""

from collections import Counter
from collections.abc import Iterator, Mapping
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
from leavex_network.rendering.view import View
from leavex_network.sites import site_data
from leavex_network.sites.embedding import Embedded, Options, owned_files

_MOST_TOLD = 3
"""How many bullets of a page are told one by one, where they are not among what is embedded."""


def planned(network: Network[Entry], root: Path, options: Options) -> Embedded:
    """Return what embedding a network in a Hugo site would do.

    Raises:
        ArgumentError: The folder is no such site, or has none of the network's languages.
        DataError: A page cannot be read.
    """
    site = site_at(root)
    if site is None:
        what = "is no Hugo site" if root.is_dir() else "is no folder"
        raise ArgumentError(
            f"{str(root)!r} {what}: name the folder that hugo.toml, hugo.yaml, hugo.json or config/_default lies in"
        )
    spellings, skipped = _both(network, site, options)
    if options.form == "data":
        files = _data(network, spellings, site.data)
        return owned_files(root, "hugo", files, force=options.force, notes=tuple(skipped))
    section = PurePosixPath(options.section)
    if not options.section.strip("/. ") or section.is_absolute() or ".." in section.parts:
        raise ArgumentError(
            f"{quoted(options.section)} is no section: name a folder below content/, such as 'network'"
        )
    pages, notes = _pages(network, root, site, spellings, options)
    return Embedded(
        {path: text.encode() for path, text in pages.items()}, None, (*skipped, *_gathered(notes))
    )


def _data(
    network: Network[Entry], spellings: Mapping[str, str], folder: str
) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below the site's root, and what it holds."""
    first = next(
        (code for code in spellings if code == network.about.language), next(iter(spellings))
    )
    common = {
        **site_data.common(tuple(spellings), spellings[first].lower()),
        "fold": site_data.folded(),
    }
    yield (
        f"layouts/shortcodes/{site_data.NAME}.html",
        read_bytes(f"hugo/{site_data.NAME}.html").decode(),
    )
    yield f"static/{site_data.NAME}.css", site_data.stylesheet()
    yield f"{folder}/{site_data.NAME}/common.json", site_data.as_json(common)
    for code, spelling in spellings.items():
        yield (
            f"{folder}/{site_data.NAME}/{spelling.lower()}.json",
            site_data.as_json(site_data.listed(View.of(network, code))),
        )


def _gathered(notes: list[Finding]) -> list[Finding]:
    """Return what is told, with one line for a page that has much which is not embedded."""
    several = Counter(note.file for note in notes if note.code == "not-in-network")
    rest = [
        note for note in notes if note.code != "not-in-network" or several[note.file] <= _MOST_TOLD
    ]
    return rest + [
        Finding(
            code="not-in-network",
            message=f"{count} entries of this page are not among what is embedded; they stay.",
            remedy="Take them out with --prune.",
            file=file,
        )
        for file, count in several.items()
        if count > _MOST_TOLD
    ]


def _both(
    network: Network[Entry], site: Site, options: Options
) -> tuple[dict[str, str], list[Finding]]:
    """Return the languages that both have, or that were asked for, with the site's spellings; and what is left out."""
    spellings: dict[str, str] = {}
    for name in site.languages or (site.language or network.about.language,):
        try:
            spellings[tag(name)] = name
        except UnknownValueError:
            continue  # a site may name an edition as it likes
    wanted = tuple(map(tag, options.languages)) or tuple(
        code for code in network.languages if code in spellings
    )
    missing = [code for code in wanted if code not in spellings]
    if missing or not wanted:
        known = alternatives(spellings) or "none that is known"
        what = (
            f"the site has no {quoted(missing[0])}"
            if missing
            else "the network has none of the site's languages"
        )
        raise ArgumentError(
            f"{what}: those of the site are {known}; name one of them with --language"
        )
    skipped = [
        _left_out(code) for code in spellings if code not in wanted and not options.languages
    ]
    return {code: spellings[code] for code in wanted}, skipped


def _left_out(language: str) -> Finding:
    message = f"the site has {language!r}, and the network has no texts in it: it is left out."
    remedy = f"Ask for it with --language {language}, beside the others: texts without a translation stay as they are."
    return Finding(code="language-left-out", message=message, remedy=remedy)


def _pages(
    network: Network[Entry], root: Path, site: Site, spellings: Mapping[str, str], options: Options
) -> tuple[dict[Path, str], list[Finding]]:
    base_url = options.base_url or site.base_url
    if base_url is None:
        raise ArgumentError(
            "the site's configuration tells no baseURL: say with --base-url where it will be found"
        )
    own = {code: name for code, name in spellings.items() if name in site.own_content}
    texts, notes = _apart(network, root, site, own, base_url, options)
    shared = [code for code in spellings if code not in own]
    if shared:
        found, more = _together(
            network, root / site.content / options.section, site, shared, base_url, options
        )
        texts |= found
        notes += more
    return texts, notes


def _together(
    network: Network[Entry],
    path: Path,
    site: Site,
    languages: list[str],
    base_url: str,
    options: Options,
) -> tuple[dict[Path, str], list[Finding]]:
    """Return the pages of one folder, told apart by their names."""
    _refuse_single(path)
    pages = folder.opened(path, network.about.language, site)
    wanted = replace(
        pages,
        files={code: file for code, file in pages.files.items() if code in languages},
        notes=(),
    )
    return folder.written(
        network,
        wanted,
        languages=languages,
        base_url=base_url,
        prune=options.prune,
        only_bullets=True,
    )


def _apart(
    network: Network[Entry],
    root: Path,
    site: Site,
    own: Mapping[str, str],
    base_url: str,
    options: Options,
) -> tuple[dict[Path, str], list[Finding]]:
    """Return the pages of the languages that have a folder of their own."""
    texts: dict[Path, str] = {}
    notes: list[Finding] = []
    for code, name in own.items():
        path = root / site.own_content[name] / options.section
        _refuse_single(path)
        file = next(
            (path / name for name in ("index.md", "_index.md") if (path / name).is_file()),
            path / "index.md",
        )
        if file.is_file():
            text = decode(disk.read_limited(file), str(file))
            result = edited(
                *(text, network),
                language=code,
                base_url=base_url,
                prune=options.prune,
                only_bullets=True,
                file=str(file),
            )
            texts[file], notes = result.text, [*notes, *result.notes]
        else:
            texts[file] = formats.dumps(network, "markdown", language=code, base_url=base_url)
    return texts, notes


def _refuse_single(path: Path) -> None:
    """Refuse to make a folder beside a page of the same name."""
    single = path.with_name(f"{path.name}.md")
    if single.is_file() and not path.is_dir():
        raise ArgumentError(
            f"{str(single)!r} is the page already: move it to {str(path / 'index.md')!r}, "
            "where its translations lie beside it"
        )
