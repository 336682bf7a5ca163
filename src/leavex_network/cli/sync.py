"""`sync`: the pages of all languages in step, and a data file with them."""

from typing import Literal

import click

from leavex_network.cli import options
from leavex_network.cli.changes import compare, print_at_end
from leavex_network.cli.progress import progress_bar
from leavex_network.syncing import sync as run


@click.command(
    epilog="""\b
Examples:
  leavex-network sync content/network/                bring the pages of all languages in step
  leavex-network sync content/network/ --dry-run      show the changes without making them
  leavex-network sync content/network/ --check        for CI: are they in step?
  leavex-network sync content/network/ network.json   and a data file, edited on any side
  leavex-network sync content/network/ network.json --prefer pages
"""
)
@click.argument("pages", metavar="PAGES", type=click.Path())
@click.argument("data", metavar="[DATA]", required=False, type=click.Path())
@click.option(
    "--prefer",
    type=click.Choice(["pages", "data"]),
    help="Which side decides a conflict between PAGES and DATA (default: both stay).",
)
@click.option(
    "--untranslated",
    type=click.Choice(["original", "skip"]),
    default="original",
    show_default=True,
    help="Insert an entry that a language lacks in its original words, or skip it.",
)
@options.history
@options.commits
@click.option("--language", metavar="L", help="Language of pages that declare none (BCP 47).")
@options.base_url
@options.section
@click.option("--dry-run", is_flag=True, help="Print the changes without making them.")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if anything would change.")
def sync(  # noqa: PLR0913 - one parameter per option
    pages: str,
    data: str | None,
    *,
    prefer: Literal["pages", "data"] | None,
    untranslated: Literal["original", "skip"],
    history: bool,
    commits: str | None,
    language: str | None,
    base_url: str | None,
    section: str | None,
    dry_run: bool,
    check: bool,
) -> None:
    """Bring the pages of all languages in step, and DATA with them.

    PAGES is a folder of pages or a Hugo site. What one page changed since the last commit at which
    they were in step is taken over by the others: which entries there are, their kind, status,
    label, addresses and order; else the page in the site's own language decides. No text that a
    person wrote is replaced. With DATA, a JSON file, either side may be edited: DATA.sync.json
    beside it says what they had in common. One line per file says what was done, and what is left
    to translate. Exits with 1 if there are conflicts, which stay on both sides.
    """
    with progress_bar("Comparing pages"):
        result = run(
            pages,
            data,
            prefer=prefer,
            untranslated=untranslated,
            history=history,
            commits=commits,
            language=language,
            base_url=base_url,
            section=section,
            dry_run=dry_run or check,
        )
    if dry_run or check:
        texts = {**result.texts, **result.state}
        contents = {path: text.encode() for path, text in texts.items()}
        compare(contents, result.summaries, dry_run=dry_run, check=check)
    else:
        print_at_end(result.summaries)
    if result.conflicts:
        raise SystemExit(1)
