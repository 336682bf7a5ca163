"""Keep the pages of all languages in step, with or without a data file."""

from typing import Literal, get_args

from leavex_network.errors import ArgumentError, alternatives, expect_flags, expect_texts, quoted
from leavex_network.files import disk, transaction
from leavex_network.files.limits import StrPath, as_path
from leavex_network.formats.reporting import warn
from leavex_network.progress import Progress, plan_passes, reported
from leavex_network.syncing.base import Source
from leavex_network.syncing.pages import sync_pages, sync_with_data
from leavex_network.syncing.report import Synced
from leavex_network.syncing.texts import Preference

__all__ = ["Synced", "sync"]

Untranslated = Literal["original", "skip"]


def sync(  # noqa: PLR0913 - one argument per option
    pages: StrPath,
    data: StrPath | None = None,
    *,
    prefer: Preference | None = None,
    untranslated: Untranslated = "original",
    history: bool = False,
    commits: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    section: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Synced:
    """Bring the pages of all languages in step, and a data file with them; all or nothing.

    What one page changed since the pages were last in step is taken over by the others: which
    entries there are, their kind, status, label, addresses and order. No text that a person wrote
    is replaced. Without `data`, the commits of the pages say when they were in step, and where
    several pages changed a fact, that in the site's own language decides. With it, pages and data
    are compared with the state of the last sync, in `<stem>.sync.json` beside the data; where both
    changed a fact or a text, both stay. Conflicts are reported as `NetworkWarning`.

    Args:
        pages: A folder of pages, or a Hugo site.
        data: A JSON file of a network; it is created if it does not exist.
        prefer: Which side decides a conflict between pages and data.
        untranslated: Whether an entry without words in the language of a page is inserted in its
            original words, or skipped.
        history: Whether days and sources that the data lacks are filled from the commits of the
            pages; none that it has is replaced.
        commits: The beginning of permalinks of commits, for sources: see `read_history`.
        language: The language of pages that declare none (BCP 47).
        base_url: The site that relative links of pages belong to; by default the Hugo site.
        section: The folder below `content` that a Hugo site stands for, by default `network`.
        dry_run: Whether nothing is written.
        progress: Is called as for `read`; an item of a page counts once when it is read, and once
            when it is compared. While revisions are read, each is counted as well, and the second
            argument is None. It is called for the last time before files are written, so that
            nothing is written if it raises an exception.

    Raises:
        ArgumentError: There are no pages, an argument has no such value, or needs data.
        DataError: A file cannot be read, or an entry would not be read back as itself.
        OSError: A file cannot be written; no file was changed.
    """
    _check("prefer", prefer, (None, *get_args(Preference)))
    _check("untranslated", untranslated, get_args(Untranslated))
    if data is None and prefer is not None:
        raise ArgumentError("`prefer` is for pages and data; pass a data file with it")
    if data is None and history:
        raise ArgumentError("`history` fills a data file; pass one with it")
    if commits is not None and not history:
        raise ArgumentError("`commits` requires `history`")
    expect_texts(language=language, base_url=base_url, section=section, commits=commits)
    expect_flags(history=history, dry_run=dry_run)
    folder = as_path(pages, "sync()")
    file = None if data is None else as_path(data, "sync()")
    skips = untranslated == "skip"
    source = Source(folder, language, base_url, section)
    with disk.unchanged_since_read():
        with reported(progress):
            plan_passes(2)
            if file is None:
                result = sync_pages(source, skips=skips)
            else:
                result = sync_with_data(
                    source, file, prefer=prefer, skips=skips, fills=history, commits=commits
                )
        if not dry_run:
            texts = {file: text.encode() for file, text in result.texts.items()}
            state = {file: text.encode() for file, text in result.state.items()}
            # The state last: a run that is killed before it begins anew.
            transaction.write_in_order(texts, state)
    warn(result.findings)
    return result


def _check(name: str, value: object, known: tuple[object, ...]) -> None:
    """Raise an `ArgumentError` for a value that an argument does not have."""
    if value not in known:
        words = alternatives(word for word in known if word is not None)
        raise ArgumentError(f"`{name}` is {words}, not {quoted(value)}")
