"""Annotations of types that a function checks.

pydantic has the same ones, and finds out by inspecting the function how to call it, which takes
most of the time in which the schemas of all records are built.
"""

from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema


class Checked:
    """A string that a function checks."""

    __slots__ = ("_check", "_hints")

    def __init__(self, check: Callable[[str], str], **hints: Any) -> None:
        """Take the function, and the keywords of the JSON Schema."""
        self._check = check
        self._hints = hints

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, core_schema.str_schema())

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), **self._hints}


class CheckedText(Checked):
    """A text that a function checks, which has to know where the text comes from."""

    __slots__ = ("_check_text",)

    def __init__(self, check: Callable[[str, ValidationInfo], str], **hints: str | int) -> None:
        """Take the function, and the keywords of the JSON Schema."""
        super().__init__(str, **hints)
        self._check_text = check

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(
            self._check_text, core_schema.str_schema()
        )


class After:
    """A value that a function checks after its type."""

    __slots__ = ("_check",)

    def __init__(self, check: Callable[[Any], Any]) -> None:
        """Take the function, which returns the value or raises a `PydanticCustomError`."""
        self._check = check

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))


class Before:
    """A value that a function checks before its type."""

    __slots__ = ("_check",)

    def __init__(self, check: Callable[[object], object]) -> None:
        """Take the function, which returns a value to check, or raises a `PydanticCustomError`."""
        self._check = check

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._check, handler(source))
