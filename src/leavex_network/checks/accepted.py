"""Findings that somebody looked at, and that stay."""

from collections.abc import Iterable

from leavex_network.findings import Finding
from leavex_network.models import About


def without_accepted(findings: Iterable[Finding], about: About) -> tuple[list[Finding], int]:
    """Return the findings that nobody has accepted, and how many were."""
    accepted = {(each.code, entry) for each in about.accepted for entry in each.entries}
    every = list(findings)
    kept = [finding for finding in every if (finding.code, finding.entry) not in accepted]
    return kept, len(every) - len(kept)
