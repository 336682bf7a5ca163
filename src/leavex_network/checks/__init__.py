"""Checks of a network, and between its pages: one function for each code that compares."""

from leavex_network.checks.accepted import without_accepted
from leavex_network.checks.entries import ENTRY_CHECKS
from leavex_network.errors import expect
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network


def check(network: Network[Entry]) -> tuple[Finding, ...]:
    """Return the findings about a valid network, without those in `about.accepted`.

    Args:
        network: A complete network; for a part of one, findings may be missing.
    """
    expect(network, Network, "check() takes a Network")
    findings = [finding for entry_check in ENTRY_CHECKS for finding in entry_check(network)]
    kept, _ = without_accepted(findings, network.about)
    return tuple(kept)
