"""Turn a network into the contents of files, before anything is written."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from leavex_network import formats
from leavex_network.errors import ArgumentError, DataError
from leavex_network.files import folder, page_files
from leavex_network.files.disk import ABSENT, digest_of, read_limited, refuse_special, target_of
from leavex_network.formats import PAGE, markdown
from leavex_network.formats.reporting import warn
from leavex_network.formats.utf_8 import decode
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.text.urls import check_base_url


def contents(
    network: Network[Entry],
    path: Path,
    *,
    format: str | None = None,
    languages: Iterable[str] | None = None,
    base_url: str | None = None,
    section: str | None = None,
    prune: bool = False,
    words: bool = False,
) -> dict[Path, bytes]:
    """Return the content that each file should have: see `leavex_network.files.write`."""
    if base_url is not None:
        check_base_url(base_url)
    refuse_special(path, may_be_folder=True)
    row = folder.format_of(path, format)
    if row is None:
        if words:
            raise ArgumentError("`words` and --words are for a table, not for a folder of pages")
        pages = page_files.find_pages(path, network.about.language, section=section)
        page_texts, findings = folder.page_texts(
            network, pages, languages=languages, base_url=base_url, prune=prune
        )
        warn(findings)
        return {page: text.encode() for page, text in page_texts.items()}
    page_files.refuse_section(path, section)
    language = _single(languages, path)
    target = target_of(path)
    onto: str | None = None
    # For all formats: the content, or the absence, of the file now is recorded.
    is_there = digest_of(target) != ABSENT
    if "onto" in (row.dumps_options or ()) and is_there:
        onto = decode(read_limited(target), str(path))
    if row.name == PAGE and not words:
        language = language or network.about.language
        language, base_url, _ = page_files.page_settings(path, language, base_url)
        # Not by `formats.dumps`: the address of the site may be one that callers cannot pass.
        text = markdown.dumps(network, onto=onto, language=language, base_url=base_url, prune=prune)
        return {target: text.encode()}
    try:
        # Other formats have no relative links.
        content = formats.dumps(
            network, row.name, onto=onto, language=language, prune=prune, words=words
        )
    except DataError as error:
        if onto is None:
            raise
        raise _not_overwritten(error, path) from None
    return {target: content.encode() if isinstance(content, str) else content}


def _not_overwritten(error: DataError, path: Path) -> DataError:
    """Return the error of a file that is there already and cannot be read as a network."""
    problems = [replace(problem, file=str(path)) for problem in error.problems]
    remedy = f"{problems[0].remedy} Or delete the file: what cannot be read is not overwritten."
    problems[0] = replace(problems[0], remedy=remedy.strip())
    return DataError(problems, error.omitted, is_complete=error.is_complete)


def _single(languages: Iterable[str] | None, path: Path) -> str | None:
    """Return the language of a single file, if one is given; several are an `ArgumentError`."""
    codes = list(dict.fromkeys(languages or ()))
    if len(codes) > 1:
        problem = f"A single file has one language, not {len(codes)}: {str(path)!r}"
        raise ArgumentError(f"{problem}; use one, or write to a folder")
    return codes[0] if codes else None
