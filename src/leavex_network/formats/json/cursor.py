"""Read JSON value by value, each bounded in length, depth and number before it is used.

A value that is decoded takes up to fifty times the memory of its text. Therefore the large objects
and lists of a file are entered member by member, and a part of the text is cut out for each value.
"""

import json
import re
from collections.abc import Iterator
from math import inf
from typing import Any

from leavex_network.errors import DataError
from leavex_network.formats.bounds import LONGEST_VALUE, MOST_VALUES
from leavex_network.formats.json.problems import explain_syntax
from leavex_network.formats.reporting import data_error
from leavex_network.text.lines import Lines

_SPACE = re.compile(r"[ \t\n\r]*")
_LONGEST_NUMBER = 20
_LONGEST_TOKEN = 20
"""Of names, numbers and escapes that end where a part of the text ends, in characters."""
_SHORTEST_WITH_MOST_VALUES = 2 * MOST_VALUES


class _UnreadableError(ValueError):
    """A number that JSON does not have, or that is longer than any that is needed."""


class Cursor:
    """An offset in a JSON text, and the values from there on."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.offset = 0
        self.has_repeated_keys = False
        """Whether a key occurs twice in an object of the last value."""
        self.start = 0
        """The offset at which the last value begins."""
        self._depth = 0
        self._part = ""
        self._part_start = 0
        self._part_end = 0.0
        """The offset behind the part; infinite where the text ends there."""
        decoder = json.JSONDecoder(
            object_pairs_hook=self._to_dict, parse_constant=_refuse_number, parse_int=_integer
        )
        # The documented `raw_decode` is a function around it: this saves a call for each value.
        # Through Any, because typeshed omits it.
        untyped: Any = decoder
        self._scan = untyped.scan_once
        self._decode = decoder.raw_decode

    def peek(self) -> str:
        """Return the next character that is no whitespace, or "" at the end; go there."""
        character = self.text[self.offset : self.offset + 1]
        if character > " ":
            return character  # the usual case, without a search
        space = _SPACE.match(self.text, self.offset)
        assert space is not None  # noqa: S101 - it matches the empty text, too
        self.offset = space.end()
        return self.text[self.offset : self.offset + 1]

    def members(self) -> Iterator[tuple[str, int]]:
        """Yield each key of the object here, and its offset; read its value before going on."""
        self._enter()
        if self.peek() != "}":
            yield self._key()
            while self.peek() == ",":
                self.offset += 1
                yield self._key()
        self._leave("}")

    def items(self) -> Iterator[int]:
        """Yield the index of each item of the list here; read its value before going on."""
        self._enter()
        if self.peek() != "]":
            index = 0
            yield index
            while self.peek() == ",":
                self.offset += 1
                index += 1
                yield index
        self._leave("]")

    def value(self) -> Any:
        """Return the value here, and go behind it.

        Raises:
            DataError: It is no JSON, or longer or deeper than any network needs.
        """
        self.peek()
        self.has_repeated_keys = False
        start = self.start = self.offset
        try:
            value, length = self._scan(self._part, start - self._part_start)
            end = length + self._part_start
            # A value that ends with the part may go on behind it.
            is_whole = end < self._part_end
        except (ValueError, StopIteration, RecursionError):
            value, end, is_whole = None, start, False
        if not is_whole:
            value, end = self._from_new_part()
        if end - start > _SHORTEST_WITH_MOST_VALUES and _has_more_values(value):
            raise self.too_large(f"The value has more than {MOST_VALUES:,} values in it.", start)
        self.offset = end
        return value

    def expect_end(self) -> None:
        """Raise a `DataError` if anything follows."""
        if self.peek():
            raise self._syntax("Extra data")

    def too_large(self, message: str, offset: int) -> DataError:
        """Return the error of a part that is larger than a bound."""
        line, column = Lines(self.text).locate(offset)
        remedy = "Divide it, or leave something out."
        return data_error("too-large", message, remedy, file=self.file, line=line, column=column)

    def _from_new_part(self) -> tuple[Any, int]:
        """Return the value here and its end, from a part that begins here."""
        start = self._part_start = self.offset
        self._part = self.text[start : start + LONGEST_VALUE]
        end = start + len(self._part)
        self._part_end = end if end < len(self.text) else inf
        try:
            value, length = self._decode(self._part)
        except json.JSONDecodeError as error:
            raise self._not_json(error) from None
        except _UnreadableError as error:
            number = str(error)
            raise explain_syntax(self.text, self.file, number=number, start=start) from None
        except RecursionError:
            depth = self._depth
            raise explain_syntax(self.text, self.file, start=start, depth=depth) from None
        if start + length >= self._part_end:
            raise self._too_long()
        return value, start + length

    def _not_json(self, error: json.JSONDecodeError) -> DataError:
        is_at_end = error.pos >= len(self._part) - _LONGEST_TOKEN
        if self._part_end < inf and (is_at_end or error.msg.startswith("Unterminated")):
            return self._too_long()
        return self._syntax(error.msg, self._part_start + error.pos)

    def _too_long(self) -> DataError:
        message = f"The value is longer than {LONGEST_VALUE:,} characters."
        return self.too_large(message, self.offset)

    def _key(self) -> tuple[str, int]:
        if self.peek() != '"':
            raise self._syntax("Expecting property name enclosed in double quotes")
        offset = self.offset
        key = self.value()
        if self.peek() != ":":
            raise self._syntax("Expecting ':' delimiter")
        self.offset += 1
        return key, offset

    def _enter(self) -> None:
        self.offset += 1
        self._depth += 1

    def _leave(self, bracket: str) -> None:
        if self.peek() != bracket:
            raise self._syntax("Expecting ',' delimiter")
        self.offset += 1
        self._depth -= 1

    def _syntax(self, reason: str, offset: int | None = None) -> DataError:
        offset = self.offset if offset is None else offset
        return explain_syntax(self.text, self.file, reason=reason, offset=offset)

    def _to_dict(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            self.has_repeated_keys = True
        return result


def _has_more_values(value: Any) -> bool:
    """Tell whether a value contains more than `MOST_VALUES` values."""
    containers = [value] if isinstance(value, dict | list) else []
    count = 0
    while containers and count <= MOST_VALUES:
        container = containers.pop()
        values = container.values() if isinstance(container, dict) else container
        count += len(values)
        if count <= MOST_VALUES:
            containers += [inner for inner in values if isinstance(inner, dict | list)]
    return count > MOST_VALUES


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else _refuse_number(digits)


def _refuse_number(token: str) -> int:
    raise _UnreadableError(token)
