"""What is wrong with a network, or between its pages: one function for each code that compares."""

from leavex_network.checks.accepted import without_accepted
from leavex_network.checks.entries import ENTRY_CHECKS
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network


def check(network: Network[Entry]) -> tuple[Finding, ...]:
    """Return what is wrong with a network, though it could be read; what `about.accepted` names is left out.

    Args:
        network: All of it: a part has other findings than the whole.
    """
    found = [finding for compare in ENTRY_CHECKS for finding in compare(network)]
    return tuple(without_accepted(found, network.about)[0])
