"""`web`: a folder for any server: a page in each language, the widget, feeds, and the data."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from leavex_network.errors import UnknownValueError, alternatives, nearest, quoted
from leavex_network.findings import Finding
from leavex_network.formats import atom
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places import languages
from leavex_network.progress import plan
from leavex_network.rendering import assets
from leavex_network.rendering.licenses import notices
from leavex_network.rendering.page import page
from leavex_network.rendering.templates import render
from leavex_network.sites import api
from leavex_network.sites.embedding import Embedded, Options, chosen_languages, owned_files


def planned(network: Network[Entry], folder: Path, options: Options) -> Embedded:
    """Return the files that embedding a network in a served folder would write."""
    codes = chosen_languages(network, options)
    notes = [_no_words(code) for code in codes if languages.with_names(code) is None]
    if options.api is None and api.has_answers(folder):
        options = replace(options, api=True)
        notes.append(_keeps_answers(folder))
    contents = files(network, options)
    return owned_files(folder, "web", contents, force=options.force, notes=tuple(notes))


def _no_words(language: str) -> Finding:
    message = f"The interface has no words in {language!r}; those of the page are English."
    remedy = f"Choose among {', '.join(languages.WITH_NAMES)}."
    return Finding(code="no-words", message=message, remedy=remedy)


def _keeps_answers(folder: Path) -> Finding:
    message = "This folder has a file for each answer of the query API; they are kept current."
    remedy = "Pass --api to write them without this note, or --no-api to remove them."
    return Finding(code="keeps-answers", message=message, remedy=remedy, file=str(folder))


def files(network: Network[Entry], options: Options) -> Iterator[tuple[str, str]]:
    """Yield the path of each file in the folder, and its content."""
    chosen = chosen_languages(network, options)
    is_answered, fields = bool(options.api), own_fields(network, options)
    answers = api.files(network, chosen, has_answers=is_answered, own_fields=fields)
    yield from _below_api(answers)
    plan(2 * len(network) * len(chosen))  # on a page, and as data
    # One language after the other: the network keeps its entries in one of them.
    for language in chosen:
        yield from _language_files(network, language, chosen, options.base_url)
        answers = api.language_files(network, language, has_answers=is_answered, own_fields=fields)
        yield from _below_api(answers)
    yield "leavex-network.css", assets.stylesheet()
    yield "leavex-network.js", assets.script()
    yield "LICENSES.txt", notices(network)
    if options.base_url:
        root = f"{options.base_url.rstrip('/')}/"
        pages = [_link(code, _folder_of(code, chosen)) for code in chosen]
        yield "sitemap.xml", render("sitemap.xml", root=root, links=pages)


def _below_api(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, text in files:
        yield f"api/{api.VERSION}/{name}", text


def own_fields(network: Network[Entry], options: Options) -> tuple[str, ...]:
    """Return the fields of one's own to publish.

    Raises:
        UnknownValueError: No entry has such a field.
    """
    known = dict.fromkeys(name for entry in network for name in entry.extra)
    for name in options.extra:
        if name not in known:
            has = f"write {alternatives(known)}" if known else "there are none"
            problem = f"No entry has a field {quoted(name)} of its own; {has}"
            raise UnknownValueError(problem, nearest(name, known))
    return options.extra


def _language_files(
    network: Network[Entry], language: str, chosen: tuple[str, ...], base_url: str | None
) -> Iterator[tuple[str, str]]:
    """Yield the page and the feed of a language."""
    folder = _folder_of(language, chosen)
    root = f"{base_url.rstrip('/')}/" if base_url else None
    text = page(
        "page.html",
        network,
        language,
        links=[_link(code, _folder_of(code, chosen)) for code in chosen],
        folder=folder,
        up="../" if folder else "",
        root=root,
        api=f"{language}/",
    )
    yield f"{folder}index.html", text
    address = f"{root}{folder}feed.atom" if root else "feed.atom"
    yield f"{folder}feed.atom", atom.dumps(network, language=language, address=address)


def _folder_of(language: str, chosen: tuple[str, ...]) -> str:
    """Return the folder of a language: the first has the folder of the whole."""
    return "" if language == chosen[0] else f"{language}/"


def _link(language: str, folder: str) -> dict[str, str]:
    """Return a link to the page of a language, named in the language of that page."""
    words = languages.with_names(language)
    if words is None:
        return {"language": "en", "name": language, "folder": folder}
    is_own = words.code in languages.fallbacks(language)
    return {"language": language if is_own else words.code, "name": words.name, "folder": folder}
