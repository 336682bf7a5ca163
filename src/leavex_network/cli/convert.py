"""`convert`: between files, pages and folders of pages."""

from collections.abc import Mapping
from pathlib import Path

import click

from leavex_network import formats
from leavex_network.cli import options, sources
from leavex_network.cli.changes import compare, print_at_end
from leavex_network.cli.progress import progress_bar
from leavex_network.files import disk, page_files, read, summary, transaction, writing
from leavex_network.files.sources import name_in
from leavex_network.models import About
from leavex_network.models.kinds import Kinds


@click.command(
    epilog="""\b
Examples:
  leavex-network convert network.json network.json       normalize the layout
  leavex-network convert network.json content/network/   update the pages of a Hugo site
  leavex-network convert network.json content/network/ --language de --language fr
                                                         and create these pages
  leavex-network convert content/network/ network.json   update the data from the pages
  leavex-network convert network.json content/network/ --dry-run
  leavex-network convert network.json content/network/ --check   for CI: are both in step?
  leavex-network convert network.json - --write-as markdown --language de
  leavex-network convert leavex: network.csv             a copy of the bundled network
  leavex-network convert network.json network.xlsx --language de   a table for people
  leavex-network convert campaigns.xlsx network.json --extra       a spreadsheet of your own
"""
)
@click.argument("source", metavar="SOURCE", type=options.NetworkSource())
@click.argument("target", metavar="TARGET", type=options.NonEmptyPath())
@click.option(
    "--language",
    "languages",
    metavar="L",
    multiple=True,
    help="Language of TARGET (BCP 47). For a folder, create its page; may be repeated.",
)
@click.option(
    "--source-language",
    metavar="L",
    help="Language of pages or a table that declare none (BCP 47).",
)
@options.base_url
@options.section
@sources.table_kind
@sources.options
@options.as_of
@click.option(
    "--prune", is_flag=True, help="Remove entries missing from SOURCE (default: keep and warn)."
)
@options.words
@options.history
@options.commits
@click.option("--dry-run", is_flag=True, help="Print the changes to TARGET without making them.")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if TARGET would change.")
@options.read_as
@click.option(
    "--write-as",
    metavar="FORMAT",
    type=click.Choice(formats.WRITTEN),
    help=f"Format of TARGET: {', '.join(formats.WRITTEN)} (default: by its suffix).",
)
@disk.unchanged_since_read()
def convert(  # noqa: PLR0913 - one parameter per option
    source: str,
    target: str,
    *,
    languages: tuple[str, ...],
    source_language: str | None,
    base_url: str | None,
    section: str | None,
    reading: sources.Reading,
    day: str | None,
    prune: bool,
    words: bool,
    history: bool,
    commits: str | None,
    dry_run: bool,
    check: bool,
    read_as: str | None,
    write_as: str | None,
) -> None:
    """Read SOURCE and write it to TARGET, completely or not at all.

    SOURCE and TARGET are files or folders of pages; - is standard input or output, JSON unless
    --read-as or --write-as says otherwise. Existing pages are edited in place. For each file that
    changes, a summary is printed to standard error. A file that somebody changes meanwhile stops
    the run: nothing is written. As SOURCE, <(command) is read as standard input is, and name: is
    the network of that name in an installed package.
    """
    known = _target_about(target, read_as, source)
    source_base_url = base_url or known.url
    roots = [path for path in (source, target) if page_files.is_root(Path(path))]
    if section is not None and not roots:
        raise click.UsageError("--section needs the root of a Hugo site as SOURCE or TARGET")
    network = sources.opened(
        source,
        read_as,
        source_language,
        source_base_url,
        section if source in roots else None,
        reading=reading,
        known=known.kinds,
    )
    if day is not None:
        network = network.as_of(day)
    if target == sources.STANDARD:
        if dry_run or check:
            raise click.UsageError("--dry-run and --check need a file or folder instead of -")
        if len(languages) > 1:
            raise click.UsageError("Standard output has one --language; write to a folder instead")
        language = languages[0] if languages else None
        row = formats.named(write_as or "json")
        if "base_url" not in (row.dumps_options or ()):
            base_url = None  # it belongs to SOURCE alone
        with progress_bar("Writing"):
            content = formats.dumps(
                network, row.name, language=language, base_url=base_url, words=words
            )
        options.print_content(content)
        return
    with progress_bar("Writing"):
        contents = writing.contents(
            network,
            Path(target),
            format=write_as,
            languages=languages or None,
            base_url=base_url,
            section=section if target in roots else None,
            prune=prune,
            words=words,
        )
    if history:
        contents = _with_history(
            contents, source, source_language, source_base_url, commits, network.about.kinds
        )
    elif commits is not None:
        raise click.UsageError("--commits needs --history")
    is_single = languages and not page_files.means_pages(Path(target))
    single = languages[0] if is_single else None
    with progress_bar("Comparing"):
        changes = summary.summaries(
            network, contents, format=write_as, language=single, base_url=base_url
        )
    if dry_run or check:
        compare(contents, changes, dry_run=dry_run, check=check)
        return
    transaction.write_all(contents)
    print_at_end(changes)


def _with_history(
    contents: Mapping[Path, bytes],
    source: str,
    language: str | None,
    base_url: str | None,
    commits: str | None,
    kinds: Kinds,
) -> dict[Path, bytes]:
    """Return the content of a JSON file with the days and sources that it lacks."""
    is_json = all(formats.of_path(path).name == "json" for path in contents)
    if name_in(source) is not None or not is_json:
        raise click.UsageError(
            "--history fills a JSON file: pass pages as SOURCE, and it as TARGET"
        )
    # Only here: it takes the modules that read Git repositories.
    from leavex_network.revisions.filling import filled
    from leavex_network.revisions.history import read_history

    with progress_bar("Reading revisions"):
        past = read_history(
            source, commits=commits, language=language, base_url=base_url, kinds=kinds
        )
    result: dict[Path, bytes] = {}
    for path, content in contents.items():
        result[path] = formats.dumps(filled(formats.loads(content), past)).encode()
    return result


def _target_about(target: str, read_as: str | None, source: str) -> About:
    """Return the metadata of a JSON file that pages or a table are merged into.

    Its address is that of their links, and its kinds have headings.
    """
    if name_in(source) is not None:
        return About()
    source_format = read_as or ("json" if sources.is_stream(source) else None)
    if source_format is None and Path(source).is_file():
        source_format = formats.of_path(source, is_read=True).name
    if source_format == "json":
        return About()
    path = Path(target)
    is_json_target = path.is_file() and path.suffix.lower() == ".json"
    if not is_json_target or not disk.read_limited(path).strip():
        return About()
    return read(path).about
