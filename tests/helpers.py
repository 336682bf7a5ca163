"""Helpers that several test modules use."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from leavex_network import Finding, NetworkWarning

Install = Callable[..., Path]
"""The type of the fixture `install`: it returns the folder with the metadata."""

BREAD = """\
from leavex_network import Network, Petition
from leavex_network.models import About

calls = []

def network():
    calls.append(1)
    mill = {"id": "mill", "name": "Keep the mill!", "url": "https://mill.example"}
    return Network([Petition(**mill, territories=["MT"])], about=About(title="Better bread"))
"""
"""A module that provides a network."""

Facts = tuple[str, str, str | None, str | None]


class Bad(NamedTuple):
    """A text that cannot be read, and its problem; the words are in `data/messages.txt`."""

    text: str | bytes
    code: str
    position: str
    """`line:column`."""
    entry: str | None = None
    field: str | None = None
    suggestion: str = ""
    """A value that the remedy names."""

    @property
    def facts(self) -> Facts:
        """What `facts` returns for the finding."""
        return (self.code, self.position, self.entry, self.field)


def facts(finding: Finding) -> Facts:
    """Return the code, the position, the entry and the field of a finding."""
    return (finding.code, f"{finding.line}:{finding.column}", finding.entry, finding.field)


def without_words(finding: object) -> str:
    """Return the beginning of a printed finding, up to its entry: `file:line:column: [code] x`."""
    match = re.match(r"(?:\S+: )?\[[a-z-]+\](?: [\w-]+(?=:|, \w+:))?", str(finding))
    assert match, finding
    return match[0]


@contextmanager
def warned() -> Iterator[list[str]]:
    """Collect the warnings of a block, each without its words; fail where there is none."""
    beginnings: list[str] = []
    with pytest.warns(NetworkWarning) as caught:
        yield beginnings
    beginnings += [without_words(warning.message) for warning in caught]


@contextmanager
def hidden(package: str) -> Iterator[None]:
    """Make a package impossible to import, as if it were not installed."""
    names = [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]
    modules = {name: sys.modules.pop(name) for name in names}
    sys.modules[package] = None  # type: ignore[assignment] # `import` reads it as absent
    try:
        yield
    finally:
        del sys.modules[package]
        sys.modules.update(modules)
