"""`init`: a folder that is a working repository for a directory of one's own."""

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import click

from leavex_network.checks import check
from leavex_network.cli import options, sources
from leavex_network.cli.questions import Questions
from leavex_network.cli.visible import visible
from leavex_network.errors import ArgumentError, DataError
from leavex_network.files.disk import real_path, refuse_special
from leavex_network.files.folder import format_of
from leavex_network.files.sources import name_in
from leavex_network.findings import CODES, Finding
from leavex_network.models import About, Entry
from leavex_network.models.kinds import Kinds
from leavex_network.network import Network
from leavex_network.places.languages import with_names
from leavex_network.scaffolding import answers as rules
from leavex_network.scaffolding.answers import SITES, WORKFLOWS, Answers
from leavex_network.scaffolding.pages_given import has_title, pages_at, texts_of
from leavex_network.scaffolding.repository import ALWAYS, Repository, planned_files
from leavex_network.scaffolding.source import first_network
from leavex_network.scaffolding.writing import refuse_existing, refuse_folder, write_new

_SITES = "\n".join(f"  {name:<8} {meaning}" for name, meaning in SITES.items())


@click.command(
    epilog=f"""\b
Sites:
{_SITES}
\b
Examples:
  leavex-network init better-bread
  leavex-network init better-bread --title "Better bread" --language en,de
  leavex-network init better-bread --from campaigns.csv --title "Better bread" --language en
                                   --url https://bread.example/ --license CC-BY-4.0
  leavex-network init better-bread --from content/network/ --site page --package better-bread
"""
)
@click.argument("folder", metavar="[FOLDER]", required=False, type=options.NonEmptyPath())
@click.option(
    "--from",
    "path",
    metavar="PATH",
    type=options.NetworkSource(),
    help="Begin with this table, page, folder of pages or JSON file (default: an empty list).",
)
@options.read_as
@click.option("--title", metavar="TEXT", help="Title of the list, in its language.")
@click.option("--description", metavar="TEXT", help="What the list is about, in one sentence.")
@click.option(
    "--language",
    "languages",
    metavar="L",
    multiple=True,
    help="Language of the texts, then further ones of the pages: en,de (BCP 47).",
)
@click.option("--url", metavar="URL", help="Address of the site, such as https://bread.example/.")
@sources.table_kind
@sources.options
@click.option("--license", metavar="TEXT", help="License of the texts, such as CC-BY-4.0.")
@click.option(
    "--package", metavar="NAME", help="Make a Python package, whose network load(NAME) returns."
)
@click.option("--site", type=click.Choice(list(SITES)), help="What shows the list (default: web).")
@click.option(
    "--ci",
    "workflow",
    type=click.Choice(WORKFLOWS),
    default="github",
    show_default=True,
    help="Where the data is checked on each push.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing, on a terminal too: use the defaults.")
@click.option("--dry-run", is_flag=True, help="Print the files that would be written, and exit.")
def init(  # noqa: PLR0913 - one parameter per option
    folder: str | None,
    *,
    path: str | None,
    read_as: str | None,
    languages: tuple[str, ...],
    reading: sources.Reading,
    url: str | None,
    workflow: Any,
    no_input: bool,
    dry_run: bool,
    **given: str | None,
) -> None:
    """Make a repository for a directory of your own, with checks and pages.

    What no option says is asked, on a terminal; else --title and --language are required, unless
    PATH has them. Nothing that exists is overwritten: the files are written all or not at all.
    """
    questions = Questions(is_asking=is_terminal() and not no_input)
    try:
        check_folder = _new_folder if questions.is_asking else _folder
        root = Path(questions.text("Folder, new or empty", folder, check_folder, default="."))
        source = _Given(path, read_as, ",".join(languages) or None, url, reading)
        beginning = _beginning(questions, source)
        repository = _repository(questions, beginning, workflow, given)
        contents = planned_files(repository)
        refuse_existing(root, contents)
        if not dry_run:
            questions.confirm(f"Write {len(contents)} files to {root}?")
    except click.Abort:
        click.echo("\nNothing was written.", err=True)
        raise
    if dry_run:
        for name in contents:
            click.echo(visible(str(root / name)))
        click.echo(visible(f"{root}: {len(contents)} files would be written"), err=True)
        return
    write_new(root, contents)
    click.echo(visible(f"{root}: {len(contents)} files written"), err=True)
    for line in _next_steps(root, repository):
        click.echo(visible(line), err=True)


def is_terminal() -> bool:
    """Tell whether somebody can type the answers."""
    return sys.stdin.isatty()


class _Given(NamedTuple):
    """Options that describe the source."""

    source: str | None
    read_as: str | None
    languages: str | None
    url: str | None
    reading: sources.Reading


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Initial content of a repository."""

    languages: tuple[str, ...]
    kinds: Kinds
    url: str | None
    network: Network[Entry] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    """The texts of pages, by their languages."""
    is_table: bool = False
    """Whether it has entries alone, without a title."""


def _folder(text: str) -> str:
    if not text.strip():
        raise ArgumentError("The folder is empty; write '.' for this one")
    refuse_folder(Path(text))
    return text


def _new_folder(text: str) -> str:
    """Return a folder without the files that are always made, before all other questions."""
    refuse_existing(Path(_folder(text)), ALWAYS)
    return text


def _beginning(questions: Questions, given: _Given) -> _Beginning:
    """Read the initial content of the repository, in the language of its texts."""
    read_as = given.read_as
    question = "Begin with a table or pages (path; empty: nothing yet)"
    source = questions.text(question, given.source, _source, default="")
    if read_as and not source:
        raise click.UsageError("--read-as is the format of --from PATH: pass the path")
    network = sources.opened(source, read_as) if _has_metadata(source, read_as) else None
    declared = () if network is None else network.languages
    own = None if given.languages is None else rules.checked_languages(given.languages)[0]
    pages = {} if network is not None else _pages(source, read_as, own)
    codes = questions.text(
        "Language, then others of the pages (en,de)",
        given.languages,
        rules.checked_languages,
        default=",".join(declared or pages) or None,
    )
    kinds = questions.text(
        "Kinds besides initiatives and petitions (such as event,tool or meetup=Meetups/Meetup; "
        "may be empty)",
        ",".join(given.reading.kinds) or None,
        lambda text: sources.kinds_of([text], codes[0]),
        default="",
    )
    about = About() if network is None else network.about
    url = questions.text(
        "Address of the site (may be empty)", given.url, rules.checked_url, default=about.url or ""
    )
    is_table = bool(source) and network is None and not pages
    reading = given.reading._replace(kinds=())  # they are answered by now
    if not is_table:
        reading.refuse("a table: pass its path with --from")
    if is_table:
        question = "Keep columns that are not known, as own fields?"
        reading = reading._replace(extra=reading.extra or questions.agrees(question))
        network = sources.opened(source, read_as, codes[0], reading=reading, known=kinds)
        return _Beginning(codes, kinds, url, network, is_table=True)
    if not pages:
        return _Beginning(codes, kinds, url, network)
    texts = texts_of(_pages(source, read_as, codes[0]))
    return _Beginning(codes, kinds, url, _read_pages(source, read_as, codes[0], url, kinds), texts)


def _read_pages(
    source: str, read_as: str | None, language: str, url: str | None, kinds: Kinds
) -> Network[Entry]:
    """Return the network of pages; relative links belong to their own site, if that is known."""
    try:
        return sources.opened(source, read_as, language, known=kinds)
    except DataError as error:
        if url is None:
            raise _in_own_words(error) from None
    return sources.opened(source, read_as, language, url, known=kinds)


def _in_own_words(error: DataError) -> DataError:
    """Return an error that names the option of this command for the address of the site."""
    problems: list[Finding] = []
    for problem in error.problems:
        remedy = problem.remedy.replace("--base-url", "--url")
        problems.append(replace(problem, remedy=remedy))
    return DataError(problems, error.omitted, is_complete=error.is_complete)


def _source(text: str) -> str:
    """Return a path that exists, or the name of a network in a package; "" for nothing."""
    path = text.strip()
    if path and not _is_no_path(path):
        refuse_special(path, may_be_folder=True)
        Path(path).stat()
    return path


def _is_no_path(source: str) -> bool:
    """Tell whether a source is standard input or the network of a package."""
    return source == sources.STANDARD or name_in(source) is not None


def _has_metadata(source: str, read_as: str | None) -> bool:
    """Tell whether a source has a title and a language: JSON, or the network of a package."""
    if not source:
        return False
    if _is_no_path(source):
        return read_as in (None, "json")
    row = format_of(Path(source), read_as, is_read=True)
    return row is not None and row.name == "json"


def _pages(source: str, read_as: str | None, language: str | None) -> dict[str, Path]:
    if not source or _is_no_path(source):
        return {}
    return pages_at(Path(source), read_as, language)


def _repository(
    questions: Questions, beginning: _Beginning, workflow: Any, given: Mapping[str, str | None]
) -> Repository:
    """Return the repository that the answers describe."""
    known: dict[str, str | None] = {"title": None, "description": "", "license": ""}
    if beginning.network is not None and not beginning.is_table:
        about = beginning.network.about
        known = {"title": about.title, "description": about.description}
        known["license"] = about.license or ""
        own_page = beginning.texts.get(about.language)
        if own_page is not None and not has_title(own_page):
            known["title"] = None
    asked = {
        "title": "Title",
        "description": "What it is about, in a sentence (may be empty)",
        "license": "License of the texts, such as CC-BY-4.0 (may be empty)",
        "package": "Name of a Python package (empty: none)",
    }
    values: dict[str, Any] = {}
    for name, question in asked.items():
        default = known.get(name, "")
        values[name] = questions.text(question, given[name], rules.CHECKS[name], default=default)
    values["site"] = questions.choice("What shows the list", given["site"], SITES)
    answers = Answers(
        languages=beginning.languages,
        kinds=beginning.kinds,
        url=beginning.url,
        workflow=workflow,
        **values,
    )
    network = first_network(answers, beginning.network)
    return Repository(answers, network, beginning.texts)


def _next_steps(root: Path, repository: Repository) -> list[str]:
    """Return lines that say what was found in the data, and what to do next."""
    answers = repository.answers
    findings = check(repository.network)
    problems = [finding for finding in findings if CODES[finding.code].severity != "notice"]
    lines: list[str] = []
    if problems:
        counted = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        lines.append(f"The data has {counted}: the command `check` below says what to change.")
    foreign = [code for code in answers.languages if with_names(code) is None]
    if foreign and answers.site != "none":
        codes = ", ".join(map(repr, foreign))
        lines.append(f"There are no words of pages in {codes}: their headings are in English.")
    if answers.package and answers.license and answers.spdx is None:
        lines.append("pyproject.toml names no license: the given one is no usual SPDX identifier.")
    lines += _misplaced_workflow(root, answers)
    lines += ["", "Next:"]
    if root != Path():
        lines.append(f"  cd {shlex.quote(str(root))}")
    lines += [f"  {command}" for command in repository.checks()]
    lines.append(f"  {_git_step(root)}")
    return lines


def _misplaced_workflow(root: Path, answers: Answers) -> Iterator[str]:
    """Yield a line about a workflow that would not run where it is."""
    repository = _repository_around(root)
    if answers.workflow != "none" and repository not in (None, real_path(root)):
        place = f"the root of the repository, {repository}"
        yield f"The workflow runs only from {place}: move it there."


def _git_step(root: Path) -> str:
    """Return the command that puts the files under version control."""
    commit = "git add . && git commit"
    if _repository_around(root) is None:
        return f"git init && {commit}    (init makes no repository)"
    return commit


def _repository_around(root: Path) -> Path | None:
    """Return the root of the Git repository in which a folder is; None if it is in none."""
    folder = real_path(root)
    # Git looks for a repository neither in these folders nor around them.
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    searched = takewhile(lambda path: str(path) not in ceilings, (folder, *folder.parents))
    return next((path for path in searched if (path / ".git").exists()), None)
