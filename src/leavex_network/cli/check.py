"""`check`: the problems of a network, a page or a folder of pages."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from leavex_network.cli import options
from leavex_network.data import read_bytes
from leavex_network.files import checking, load
from leavex_network.findings import CODES, Finding

# The workflow commands of GitHub Actions are lines: these characters are percent-encoded.
_GITHUB = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


@click.command(
    epilog="""\b
Examples:
  leavex-network check                    the bundled network
  leavex-network check network.json
  leavex-network check content/network/   pages, and the differences between them
  leavex-network check network.json --format github   annotations for GitHub Actions
"""
)
@click.argument("path", metavar="[PATH]", required=False, type=click.Path(exists=True))
@click.option("--language", metavar="L", help="Language of pages that declare none (BCP 47).")
@options.base_url
@click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Output format; github prints annotations.",
)
@options.read_as
def check(
    path: str | None, language: str | None, base_url: str | None, format: str, read_as: str | None
) -> None:
    """Report the problems of a network, a page or a folder of pages.

    Exits with 1 if there are any. Without PATH, the bundled network is checked. Findings accepted
    in `about.accepted` are counted but not listed.
    """
    if path is None:
        text = read_bytes("network.json").decode()
        findings, accepted = checking.of_json(text, load(), "network.json")
    else:
        findings, accepted = checking.findings(
            Path(path), format=read_as, language=language, base_url=base_url
        )
    if format == "json":
        objects = [{**asdict(f), "severity": CODES[f.code].severity} for f in findings]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(_annotation(finding) if format == "github" else str(finding))
        click.echo(_summary(len(findings), accepted), err=True)
    if findings:
        raise SystemExit(1)


def _summary(reported: int, accepted: int) -> str:
    summary = f"{reported} {'finding' if reported == 1 else 'findings'}"
    if reported == 0:
        summary = "Nothing found"
    return f"{summary}, {accepted} accepted" if accepted else summary


def _annotation(finding: Finding) -> str:
    """Return a finding as a workflow command of GitHub Actions."""
    severity = CODES[finding.code].severity
    position = f"file={finding.file},line={finding.line or 1},col={finding.column or 1}"
    properties = f"{position},title={finding.code}"
    subject = ", ".join(part for part in (finding.entry, finding.field) if part)
    message = f"{finding.message} {finding.remedy}"
    if subject:
        message = f"{subject}: {message}"
    return f"::{severity} {properties.translate(_GITHUB)}::{message.translate(_GITHUB)}"
