"""Where things stand in a JSON text: the offset, line and column of each path. One linear pass, no recursion."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Self

from leavex_network.formats.error_messages import Path

DEEPEST = 100
"""How deep objects and lists may stand inside each other where the parser gave up."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+', re.DOTALL)
_DEEPEST_PATH = 10


@dataclass(slots=True)
class _Node:
    """A step of the wanted paths, in a tree of them: the pass never builds a path of its own."""

    path: Path
    steps: dict[int | str, "_Node"] = field(default_factory=dict)

    def add(self, path: Path) -> None:
        node = self
        for depth, step in enumerate(path, 1):
            node = node.steps.setdefault(step, _Node(path[:depth]))


@dataclass(slots=True)
class _Open:
    """An object or a list that the pass is inside of."""

    node: _Node | None
    is_object: bool
    step: Any = 0
    """The key, or the position, of what is next."""
    expects_key: bool = True
    keys: set[str] = field(default_factory=set)


class Offsets:
    """The places of the wanted paths in a text, and the keys that stand twice in their object."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.repeated: list[tuple[Path, str, int]] = []
        self._values: dict[Path, int] = {}
        self._keys: dict[Path, int] = {}
        self._line_starts: list[int] | None = None

    @classmethod
    def find(cls, text: str, paths: Iterable[Path]) -> Self:
        """Return the places of the paths in a text that is valid JSON."""
        found = cls(text)
        root = _Node(())
        for path in paths:
            root.add(path)
        found._scan(root)
        return found

    def offset(self, path: Path, *, of_key: bool = False) -> int:
        """Return where the value at a path begins, or its key; where there is none, what would hold it."""
        if of_key and path in self._keys:
            return self._keys[path]
        while path not in self._values:
            path = path[:-1]
        return self._values[path]

    def lines(self, offsets: Iterable[int]) -> list[tuple[int, int]]:
        """Return the line and the column of each offset, both counted from 1."""
        return [self.line(offset) for offset in offsets]

    def line(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both counted from 1."""
        if self._line_starts is None:
            self._line_starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        number = bisect_right(self._line_starts, offset)
        return number, offset - self._line_starts[number - 1] + 1

    def _scan(self, root: _Node) -> None:
        stack: list[_Open] = []
        for found in _TOKEN.finditer(self.text):
            mark, top = found[0], stack[-1] if stack else None
            if mark in "]}":
                stack.pop()
            elif top and mark in ",:":
                _step(top, mark)
            elif top and top.is_object and top.expects_key:
                self._key(stack, json.loads(mark), found.start())
            else:
                node = top.node and top.node.steps.get(top.step) if top else root
                if node:
                    self._values[node.path] = found.start()
                if mark in "[{":
                    stack.append(_Open(node, is_object=mark == "{"))

    def _key(self, stack: list[_Open], key: str, offset: int) -> None:
        top = stack[-1]
        if key in top.keys:
            path = (*(outer.step for outer in stack[:_DEEPEST_PATH][:-1]), key)
            self.repeated.append((path, key, offset))
        top.keys.add(key)
        top.step = key
        node = top.node and top.node.steps.get(key)
        if node:
            self._keys[node.path] = offset


def _step(inside: _Open, mark: str) -> None:
    """Go on to the value of a key, to the next key, or to the next item of a list."""
    if inside.is_object:
        inside.expects_key = mark == ","
    else:
        inside.step += 1


def first_number(text: str, number: str) -> int:
    """Return the offset of the first such number outside of strings."""
    return next((found.start() for found in _TOKEN.finditer(text) if found[0] == number), 0)


def too_deep(text: str) -> int:
    """Return the offset of the first object or list that stands deeper than any needs to."""
    marks = [(found[0], found.start()) for found in _TOKEN.finditer(text) if found[0] in "[]{}"]
    depths = accumulate((mark in "[{") - (mark in "]}") for mark, _ in marks)
    return next(
        (offset for (_, offset), depth in zip(marks, depths, strict=True) if depth > DEEPEST), 0
    )
