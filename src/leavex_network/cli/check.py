"""`check`: the problems of a network, a page or a folder of pages."""

import json
import os
import shlex
from dataclasses import asdict
from pathlib import Path

import click

from leavex_network.checks.reports import Context, reports
from leavex_network.cli import options, sources
from leavex_network.cli.progress import progress_bar
from leavex_network.cli.visible import visible, visible_json
from leavex_network.data import read_bytes
from leavex_network.files import checking, load, page_files, read
from leavex_network.files.sources import name_in
from leavex_network.findings import CODES, Finding

# The workflow commands of GitHub Actions are lines: these characters are percent-encoded.
_GITHUB = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_PROPERTY = {**_GITHUB, ord(":"): "%3A", ord(","): "%2C"}


def _existing(_context: click.Context, _parameter: click.Parameter, path: str | None) -> str | None:
    """Return a path that exists, or that means pages beside it: `network` for `network.md`."""
    if (
        path is None
        or name_in(path) is not None
        or os.path.lexists(path)
        or page_files.means_pages(Path(path))
    ):
        return path
    raise click.BadParameter(f"Path {path!r} does not exist.")


@click.command(
    epilog="""\b
Examples:
  leavex-network check                    the bundled network
  leavex-network check network.json
  leavex-network check content/network/   pages, and the differences between them
  leavex-network check .                  those of a Hugo site, in all its languages
  leavex-network check content/network/ --accepted network.json   without what that file accepts
  leavex-network check network.json --archived        and which entries have no archived copy
  leavex-network check network.json --format github   annotations for GitHub Actions
"""
)
@click.argument(
    "path", metavar="[PATH]", required=False, type=options.NetworkSource(), callback=_existing
)
@click.option("--language", metavar="L", help="Language of pages that declare none (BCP 47).")
@options.base_url
@options.section
@click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Output format; github prints annotations.",
)
@click.option(
    "--accepted",
    "accepted_by",
    metavar="FILE",
    type=options.NonEmptyPath(exists=True),
    help="Network file of the pages in PATH: omit findings in its about.accepted.",
)
@click.option(
    "--archived", is_flag=True, help="Report entries without an archived copy, as notices."
)
@sources.table_kind
@sources.options
@options.read_as
def check(  # noqa: PLR0913 - one parameter per option
    path: str | None,
    *,
    language: str | None,
    base_url: str | None,
    section: str | None,
    format: str,
    accepted_by: str | None,
    archived: bool,
    reading: sources.Reading,
    read_as: str | None,
) -> None:
    """Report the problems of a network, a page or a folder of pages.

    Exits with 1 if there are any, apart from notices. Without PATH, the bundled network is checked.
    As PATH, name: is the network of that name in an installed package.
    Findings accepted in `about.accepted` are counted but not listed. Text has one report for each
    cause and page; the other formats have every finding.
    """
    command: str | None = None
    is_package = path is not None and name_in(path) is not None
    if section is not None and (path is None or is_package):
        raise click.UsageError("--section needs the root of a Hugo site as PATH")
    if is_package:
        network = sources.opened(path, read_as, language, reading=reading)
        with progress_bar("Checking"):
            result = checking.of_network(network, archived=archived)
    elif path is None:
        reading.refuse("a table or pages: pass the path")
        text = read_bytes("network.json").decode()
        result = checking.of_json(text, load(), "network.json", archived=archived)
    else:
        with progress_bar("Reading"):
            accepting = None if accepted_by is None else read(accepted_by)
        with progress_bar("Checking"):
            result = checking.checked(
                Path(path),
                format=read_as,
                language=language,
                base_url=base_url,
                section=section,
                network=accepting,
                archived=archived,
                options=reading.options(language),
            )
        if page_files.means_pages(Path(path)):
            folder, section = page_files.whole(Path(path), section)
            name = path if folder == Path(path) else str(folder)
            command = _sync(name, language, base_url, section)
    notices = [finding for finding in result.findings if _severity(finding) == "notice"]
    problems = [finding for finding in result.findings if _severity(finding) != "notice"]
    if format == "json":
        objects = [{**asdict(f), "severity": _severity(f)} for f in result.findings]
        click.echo(visible_json(json.dumps(objects, ensure_ascii=False, indent=2)))
    else:
        lines = [_annotation(finding) for finding in result.findings]
        if format == "text":
            context = Context(result.pages, command)
            lines = [*reports(problems, context), *reports(notices, context)]
        for line in lines:
            click.echo(visible(line))
        click.echo(_summary(len(problems), len(notices), result.accepted), err=True)
    if problems:
        raise SystemExit(1)


def _sync(folder: str, language: str | None, base_url: str | None, section: str | None) -> str:
    """Return the command that brings the pages of a folder in step."""
    command = ["leavex-network", "sync", folder]
    if language is not None:
        command += ["--language", language]
    if section is not None:
        command += ["--section", section]
    if base_url is not None:
        command += ["--base-url", base_url]
    return shlex.join(command)


def _severity(finding: Finding) -> str:
    return CODES[finding.code].severity


def _summary(problems: int, notices: int, accepted: int) -> str:
    parts = [_counted(problems, "finding") if problems else "Nothing found"]
    if notices:
        parts.append(_counted(notices, "notice"))
    if accepted:
        parts.append(f"{accepted} accepted")
    return ", ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def _annotation(finding: Finding) -> str:
    """Return a finding as a workflow command of GitHub Actions."""
    severity = _severity(finding)
    file = visible(finding.file or "").translate(_GITHUB_PROPERTY)
    position = f"file={file},line={finding.line or 1},col={finding.column or 1}"
    properties = f"{position},title={finding.code}"
    subject = ", ".join(part for part in (finding.entry, finding.field) if part)
    message = f"{finding.message} {finding.remedy}"
    if subject:
        message = f"{subject}: {message}"
    return f"::{severity} {properties}::{visible(message).translate(_GITHUB)}"
