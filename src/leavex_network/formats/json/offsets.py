"""The offset, line and column of each path in a JSON text, in one linear pass without recursion."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from leavex_network.formats.error_messages import KeyPath
from leavex_network.text.lines import Lines

DEEPEST = 100
"""How deep objects and lists may be nested in a text on which the parser gave up."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+', re.DOTALL)
_DEEPEST_PATH = 10


@dataclass(slots=True)
class _Node:
    """A step of the wanted paths, as a tree: the pass builds no paths of its own."""

    path: KeyPath
    steps: dict[int | str, "_Node"] = field(default_factory=dict)

    def add(self, path: KeyPath) -> None:
        node = self
        for depth, step in enumerate(path, 1):
            node = node.steps.setdefault(step, _Node(path[:depth]))


@dataclass(slots=True)
class _Container:
    """An object or a list that contains the current token."""

    node: _Node | None
    is_object: bool
    step: Any = 0
    """The key, or the position, of the next value."""
    expects_key: bool = True
    keys: set[str] = field(default_factory=set)

    def advance(self, mark: str) -> None:
        """Go on to the value of a key, to the next key, or to the next item of a list."""
        if self.is_object:
            self.expects_key = mark == ","
        else:
            self.step += 1


class Offsets:
    """The offsets of the wanted paths in valid JSON, and of keys that occur twice in an object."""

    def __init__(self, text: str, paths: Iterable[KeyPath]) -> None:
        self.text = text
        self.lines = Lines(text)
        self.repeated: list[tuple[KeyPath, str, int]] = []
        self._values: dict[KeyPath, int] = {}
        self._keys: dict[KeyPath, int] = {}
        root = _Node(())
        for path in paths:
            root.add(path)
        self._scan(root)

    def offset(self, path: KeyPath, *, of_key: bool = False) -> int:
        """Return the offset of the value at a path, or of its key; if absent, of its container."""
        if of_key and path in self._keys:
            return self._keys[path]
        while path not in self._values:
            path = path[:-1]
        return self._values[path]

    def _scan(self, root: _Node) -> None:
        stack: list[_Container] = []
        for match in _TOKEN.finditer(self.text):
            mark, container = match[0], stack[-1] if stack else None
            if mark in "]}":
                stack.pop()
            elif container and mark in ",:":
                container.advance(mark)
            elif container and container.is_object and container.expects_key:
                self._add_key(stack, json.loads(mark), match.start())
            else:
                node = _child(container) if container else root
                if node:
                    self._values[node.path] = match.start()
                if mark in "[{":
                    stack.append(_Container(node, is_object=mark == "{"))

    def _add_key(self, stack: list[_Container], key: str, offset: int) -> None:
        container = stack[-1]
        if key in container.keys:
            outer = [parent.step for parent in stack[:_DEEPEST_PATH][:-1]]
            self.repeated.append(((*outer, key), key, offset))
        container.keys.add(key)
        container.step = key
        node = _child(container)
        if node:
            self._keys[node.path] = offset


def _child(container: _Container) -> _Node | None:
    """Return the node of the current step, if it is on a wanted path."""
    return container.node and container.node.steps.get(container.step)


def first_number(text: str, number: str) -> int:
    """Return the offset of the first such number outside of strings."""
    matches = (match for match in _TOKEN.finditer(text) if match[0] == number)
    return next((match.start() for match in matches), 0)


def first_too_deep(text: str) -> int:
    """Return the offset of the first object or list that is nested deeper than `DEEPEST`."""
    brackets = [match for match in _TOKEN.finditer(text) if match[0] in "[]{}"]
    depths = accumulate(1 if match[0] in "[{" else -1 for match in brackets)
    nested = zip(brackets, depths, strict=True)
    return next((match.start() for match, depth in nested if depth > DEEPEST), 0)
