"""`web`: a folder for any server. The directory as a page in each language, the widget, feeds, and the query API."""

from collections.abc import Iterator
from pathlib import Path

from leavex_network.data import read_bytes
from leavex_network.findings import Finding
from leavex_network.formats import atom
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places import languages
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View
from leavex_network.sites import api
from leavex_network.sites.embedding import Embedded, Options, owned_files, several
from leavex_network.text import inline

ASSETS = ("leavex-network.css", "leavex-network.js")


def planned(network: Network[Entry], folder: Path, options: Options) -> Embedded:
    """Return what embedding a network in a folder that is served would do."""
    without = (code for code in several(network, options) if languages.with_names(code) is None)
    notes = tuple(map(_no_words, without))
    return owned_files(folder, "web", files(network, options), force=options.force, notes=notes)


def _no_words(language: str) -> Finding:
    message = (
        f"there are no words in {language!r}: the page speaks English around what the network says."
    )
    return Finding(
        code="no-words", message=message, remedy=f"Choose among {', '.join(languages.WITH_NAMES)}."
    )


def files(network: Network[Entry], options: Options) -> Iterator[tuple[str, str]]:
    """Yield the path of each file in the folder, and what it holds."""
    chosen = several(network, options)
    for language in chosen:
        yield from _pages(network, language, chosen, options.base_url)
    for name in ASSETS:
        yield name, read_bytes(f"web/{name}").decode()
    yield "LICENSES.txt", _licenses(network)
    for name, text in api.files(network, chosen):
        yield f"api/{api.VERSION}/{name}", text


def _pages(
    network: Network[Entry], language: str, chosen: tuple[str, ...], base_url: str | None
) -> Iterator[tuple[str, str]]:
    folder = "" if language == chosen[0] else f"{language}/"
    root = f"{base_url.rstrip('/')}/" if base_url else None
    view = View.of(network, language)
    links = [_link(code, "" if code == chosen[0] else f"{code}/") for code in chosen]
    up = "../" if folder else ""
    before, _, after = view.words["edition"].partition("{day}")
    yield (
        f"{folder}index.html",
        render(
            "page.html",
            view=view,
            introduction=inline.html(view.network.about.introduction),
            source_language=network.about.language,
            links=links,
            folder=folder,
            up=up,
            root=root,
            before=before,
            after=after,
            api=f"{language}/",
        ),
    )
    address = f"{root}{folder}feed.atom" if root else "feed.atom"
    yield f"{folder}feed.atom", atom.dumps(network, language=language, address=address)


def _link(language: str, folder: str) -> dict[str, str]:
    """Return what leads to the page of a language: it is named by the language that it speaks."""
    spoken = languages.with_names(language)
    code = (
        language
        if spoken and spoken.code in languages.fallbacks(language)
        else spoken.code
        if spoken
        else "en"
    )
    return {"language": code, "name": spoken.name if spoken else language, "folder": folder}


def _licenses(network: Network[Entry]) -> str:
    """Return the notices that what is in the folder asks for."""
    texts = network.about.license
    told = f"The texts of the list:\n\n{texts}\n" if texts else ""
    notices = (
        read_bytes("web/LICENSES.txt").decode().replace("{texts}\n", f"{told}\n" if told else "")
    )
    return f"{notices}\n{read_bytes('LICENSE-CLDR.txt').decode()}"
