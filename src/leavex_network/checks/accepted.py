"""Findings that `about.accepted` lists."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from leavex_network.findings import Finding
from leavex_network.models import About
from leavex_network.text.urls import normalized

_SAME_IDS: Mapping[str, str] = MappingProxyType({})


def without_accepted(
    findings: Iterable[Finding], about: About, ids: Mapping[str, str] = _SAME_IDS
) -> tuple[list[Finding], int]:
    """Return the findings that are not accepted, and the number of those that are.

    Args:
        findings: All findings.
        about: The metadata with the accepted findings.
        ids: The ids in the network of `about`, by those in the findings, where they differ.
    """
    entries = {(item.code, entry) for item in about.accepted for entry in item.entries}
    addresses: set[tuple[str, str]] = set()
    for item in about.accepted:
        addresses.update((item.code, normalized(address)) for address in item.addresses)
    kept: list[Finding] = []
    accepted_count = 0
    for finding in findings:
        names = {finding.entry, ids.get(finding.entry or "", finding.entry)}
        address = None if finding.address is None else normalized(finding.address)
        is_listed = any((finding.code, name) in entries for name in names)
        if is_listed or (finding.code, address) in addresses:
            accepted_count += 1
        else:
            kept.append(finding)
    return kept, accepted_count
