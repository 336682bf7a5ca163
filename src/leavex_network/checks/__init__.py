"""Checks of a network, and between its pages: one function for each code that compares."""

from leavex_network.checks.accepted import without_accepted
from leavex_network.checks.entries import ENTRY_CHECKS, archived_missing
from leavex_network.errors import expect
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.progress import Progress, reported, shared


def check(
    network: Network[Entry], *, archived: bool = False, progress: Progress | None = None
) -> tuple[Finding, ...]:
    """Return the findings about a valid network, without those in `about.accepted`.

    Args:
        network: A complete network; for a part of one, findings may be missing.
        archived: Whether each entry without an archived copy is a finding, `archived-missing`.
        progress: Is called in this thread after each kind of check, with the number of entries
            that were checked in that share of all checks, and that of all entries. An exception
            that the function raises ends the work.

    Raises:
        ArgumentTypeError: An argument has a wrong type.
    """
    expect(network, Network, "check() takes a Network, such as read(path) returns")
    expect(archived, bool, "`archived` is True or False")
    entry_checks = (*ENTRY_CHECKS, archived_missing) if archived else ENTRY_CHECKS
    findings: list[Finding] = []
    with reported(progress):
        for entry_check in shared(entry_checks, len(network)):
            findings += entry_check(network)
    kept, _ = without_accepted(findings, network.about)
    return tuple(kept)
