"""Findings that `about.accepted` lists."""

from collections.abc import Iterable

from leavex_network.findings import Finding
from leavex_network.models import About


def without_accepted(findings: Iterable[Finding], about: About) -> tuple[list[Finding], int]:
    """Return the findings that are not accepted, and the number of those that are."""
    accepted = {(item.code, entry) for item in about.accepted for entry in item.entries}
    kept: list[Finding] = []
    accepted_count = 0
    for finding in findings:
        if (finding.code, finding.entry) in accepted:
            accepted_count += 1
        else:
            kept.append(finding)
    return kept, accepted_count
