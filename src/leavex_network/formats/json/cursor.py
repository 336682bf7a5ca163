"""Read JSON value by value, each bounded in length, depth and number before it is used.

A value that is decoded takes up to fifty times the memory of its text. Therefore the large objects
and lists of a file are entered member by member, and a part of the text is cut out for each value.
"""

import json
import re
from collections.abc import Iterator
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
        self._depth = 0
        self._part = ""
        self._part_start = 0
        self._decode = json.JSONDecoder(
            object_pairs_hook=self._to_dict, parse_constant=_refuse_number, parse_int=_integer
        ).raw_decode
        self._cut()

    def peek(self) -> str:
        """Return the next character that is no whitespace, or "" at the end; go there."""
        self.offset = _SPACE.match(self.text, self.offset).end()  # type: ignore[union-attr]
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
        start = self.offset
        if start >= self._part_start + len(self._part):
            self._cut()
        result = self._decoded() or self._decoded_again()
        value, end = result
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

    def _decoded(self) -> tuple[Any, int] | None:
        """Return the value here, and its end; None if it might go on behind the part."""
        part, start = self._part, self._part_start
        try:
            value, end = self._decode(part, self.offset - start)
        except json.JSONDecodeError as error:
            if not self._is_cut_here():
                return None
            raise self._not_json(error) from None
        except _UnreadableError as error:
            raise explain_syntax(
                self.text, self.file, number=str(error), start=self.offset
            ) from None
        except RecursionError:
            raise explain_syntax(
                self.text, self.file, start=self.offset, depth=self._depth
            ) from None
        end += start
        # A number goes on with the digits behind the part.
        return (value, end) if self._is_inside(end) else None

    def _decoded_again(self) -> tuple[Any, int]:
        """Return the value here from a part that begins here."""
        self._cut()
        result = self._decoded()
        if result is None:
            raise self._too_long()
        return result

    def _cut(self) -> None:
        self._part = self.text[self.offset : self.offset + LONGEST_VALUE]
        self._part_start = self.offset

    def _is_cut_here(self) -> bool:
        return self._part_start == self.offset

    def _is_inside(self, end: int) -> bool:
        """Tell whether a value that ends there is wholly inside the part."""
        part_end = self._part_start + len(self._part)
        return end < part_end or part_end == len(self.text)

    def _not_json(self, error: json.JSONDecodeError) -> DataError:
        is_cut = self._part_start + len(self._part) < len(self.text)
        is_at_end = error.pos >= len(self._part) - _LONGEST_TOKEN
        if is_cut and (is_at_end or error.msg.startswith("Unterminated")):
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
