"""The offset of each path in a JSON text, in one linear pass without recursion."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from leavex_network.formats.error_messages import KeyPath
from leavex_network.formats.reporting import MOST_COUNTED

DEEPEST = 100
"""How deep objects and lists may be nested in a text on which the parser gave up."""

# Possessive: otherwise, the text of a string would be kept once for each character of it.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]++', re.DOTALL)
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
    """The offsets of the wanted paths in valid JSON, and of keys that occur twice in an object.

    Of the repeated keys, no more are kept than are counted in an error.
    """

    def __init__(
        self, text: str, paths: Iterable[KeyPath], start: int = 0, end: int | None = None
    ) -> None:
        """Go through the value between two offsets, to which the paths are relative."""
        self.repeated: list[tuple[KeyPath, str, int]] = []
        self._values: dict[KeyPath, int] = {}
        self._keys: dict[KeyPath, int] = {}
        root = _Node(())
        for path in paths:
            root.add(path)
        self._scan(text, root, start, len(text) if end is None else end)

    def offset(self, path: KeyPath, *, of_key: bool = False) -> int:
        """Return the offset of the value at a path, or of its key; if absent, of its container."""
        if of_key and path in self._keys:
            return self._keys[path]
        while path not in self._values:
            path = path[:-1]
        return self._values[path]

    def _scan(self, text: str, root: _Node, start: int, end: int) -> None:
        stack: list[_Container] = []
        for match in _TOKEN.finditer(text, start, end):
            mark, container = match[0], stack[-1] if stack else None
            if mark in "]}":
                stack.pop()
            elif container and mark in ",:":
                container.advance(mark)
            elif container and container.is_object and container.expects_key:
                self._add_key(stack, _key(mark), match.start())
            else:
                node = _child(container) if container else root
                if node:
                    self._values[node.path] = match.start()
                if mark in "[{":
                    stack.append(_Container(node, is_object=mark == "{"))

    def _add_key(self, stack: list[_Container], key: str, offset: int) -> None:
        container = stack[-1]
        if key in container.keys and len(self.repeated) < MOST_COUNTED:
            outer = [parent.step for parent in stack[:_DEEPEST_PATH][:-1]]
            self.repeated.append(((*outer, key), key, offset))
        container.keys.add(key)
        container.step = key
        node = _child(container)
        if node:
            self._keys[node.path] = offset


def _key(mark: str) -> str:
    """Return a key without its quotes; decoding it is slower, and seldom needed."""
    key: str = json.loads(mark) if "\\" in mark else mark[1:-1]
    return key


def _child(container: _Container) -> _Node | None:
    """Return the node of the current step, if it is on a wanted path."""
    return container.node and container.node.steps.get(container.step)


def first_number(text: str, number: str, start: int) -> int:
    """Return the offset of the first such number outside of strings, from an offset on."""
    matches = (match for match in _TOKEN.finditer(text, start) if match[0].startswith(number))
    return next((match.start() for match in matches), start)


def first_too_deep(text: str, start: int, depth: int) -> int:
    """Return the offset of the first object or list that is nested deeper than `DEEPEST`.

    The text is read from an offset on, which is inside of `depth` objects and lists.
    """
    brackets = (match for match in _TOKEN.finditer(text, start) if match[0] in "[]{}")
    for match in brackets:
        depth += 1 if match[0] in "[{" else -1
        if depth > DEEPEST:
            return match.start()
    return start
