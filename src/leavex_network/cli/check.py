"""`check`: what is wrong with a network, a page, or a folder of pages."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from leavex_network.cli import options
from leavex_network.data import read_bytes
from leavex_network.files import checking, load
from leavex_network.findings import CODES, Finding

_GITHUB = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


@click.command(
    epilog="""\b
Examples:
  leavex-network check                              the bundled network
  leavex-network check network.json
  leavex-network check content/network/             the pages of a folder, and what has drifted between them
  leavex-network check network.json --format github   as annotations, for GitHub Actions
"""
)
@click.argument("path", metavar="[PATH]", required=False, type=click.Path(exists=True))
@options.language
@options.base_url
@click.option(
    "--format",
    "format",
    metavar="FORMAT",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text, json, or github (annotations).",
)
@click.option(
    "--read-as",
    metavar="FORMAT",
    help="The format of PATH, where its ending does not say: json or markdown.",
)
def check(
    path: str | None, language: str | None, base_url: str | None, format: str, read_as: str | None
) -> None:
    """Tell what is wrong with a network, a page or a folder of pages, and exit with 1 if anything is.

    Without PATH, the bundled network is checked. What `about.accepted` names is counted, and not listed.
    """
    if path is None:
        found, accepted = checking.of_json(
            read_bytes("network.json").decode(), load(), "network.json"
        )
    else:
        found, accepted = checking.findings(
            Path(path), format=read_as, language=language, base_url=base_url
        )
    if format == "json":
        click.echo(
            json.dumps(
                [{**asdict(each), "severity": CODES[each.code].severity} for each in found],
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        for finding in found:
            click.echo(_annotation(finding) if format == "github" else str(finding))
        click.echo(_count(len(found), accepted), err=True)
    if found:
        raise SystemExit(1)


def _count(found: int, accepted: int) -> str:
    told = f"{found} {'finding' if found == 1 else 'findings'}" if found else "Nothing found"
    return f"{told}, {accepted} accepted" if accepted else told


def _annotation(finding: Finding) -> str:
    """Return a finding as a command of GitHub Actions."""
    severity = CODES[finding.code].severity
    place = f"file={finding.file},line={finding.line or 1},col={finding.column or 1},title={finding.code}"
    subject = ", ".join(part for part in (finding.entry, finding.field) if part)
    message = (
        f"{subject}: {finding.message} {finding.remedy}"
        if subject
        else f"{finding.message} {finding.remedy}"
    )
    return f"::{severity} {place.translate(_GITHUB)}::{message.translate(_GITHUB)}"
