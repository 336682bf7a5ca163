"""What a field takes: each type of value, the rule that it obeys, and the words in which it is refused."""

import re
from collections.abc import Callable, Hashable
from datetime import date, datetime
from typing import Annotated, Any, LiteralString, TypeVar
from unicodedata import category

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from leavex_network.errors import alternatives, quoted
from leavex_network.places import languages
from leavex_network.places.territories import Territory, is_code
from leavex_network.text import urls
from leavex_network.text.characters import (
    LONGEST_NAME,
    LONGEST_TEXT,
    line_problem,
    name_problem,
    slug,
)

Seq = TypeVar("Seq", bound=tuple[Any, ...])

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LONGEST_SLUG = 100


def refused(code: LiteralString, problem: str, remedy: str) -> PydanticCustomError:
    """Return the error of a validator: what is wrong, and what to write instead."""
    return PydanticCustomError(code, "{problem}; {remedy}", {"problem": problem, "remedy": remedy})


def day(value: object) -> date:
    """Return a day, given as one or as `YYYY-MM-DD`; nothing else is taken for a day.

    Raises:
        PydanticCustomError: It is none, or no calendar has it.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise refused(
                "bad-value",
                f"{quoted(value)} is a day that no calendar has",
                "write the day as YYYY-MM-DD",
            ) from None
    raise refused("bad-value", f"{quoted(value)} is no day", "write it as YYYY-MM-DD")


def _slug(value: str) -> str:
    if _SLUG.fullmatch(value) and len(value) <= _LONGEST_SLUG:
        return value
    would_do = slug(value)[:_LONGEST_SLUG].strip("-")
    remedy = f"write {would_do!r}" if _SLUG.fullmatch(would_do) else "begin with a letter"
    raise refused(
        "bad-id",
        f"{quoted(value)} is no id: up to {_LONGEST_SLUG} lower-case letters a to z, digits and single hyphens",
        remedy,
    )


def _key(value: str) -> str:
    if _KEY.fullmatch(value):
        return value
    raise refused(
        "bad-id",
        f"{quoted(value)} is no key of a source",
        "write letters a to z, digits, dots, hyphens and underscores",
    )


def _line(value: str) -> str:
    problem = line_problem(value)
    if problem:
        raise refused("invalid-text", f"the text {problem}", "leave that out")
    return value


def _name(value: str) -> str:
    problem = name_problem(value)
    if problem:
        raise refused(
            "invalid-text", f"the name {problem}", "write a name" if not value else "leave that out"
        )
    return value


def _url(value: str) -> str:
    found = urls.refusal(value)
    if found:
        raise refused("invalid-url", f"{quoted(value)} {found.reason}", found.remedy)
    return value


def _hashtag(value: str) -> str:
    problem = name_problem(value)
    bare = value.strip().lstrip("#\uff03")
    if not problem and _is_hashtag(value):
        return value
    raise refused(
        "invalid-text",
        f"{quoted(value)} is no hashtag: letters, digits and underscores, at least one letter, without '#'",
        f"write {quoted(bare)}"
        if bare != value and _is_hashtag(bare)
        else "write it as it is used",
    )


def _is_hashtag(text: str) -> bool:
    return (
        not text.isnumeric()
        and bool(text)
        and all(category(letter)[0] in "LMN" or letter in "_\u200c\u200d" for letter in text)
    )


def _digest(value: str) -> str:
    if len(value) == len("3f9a1c2e") and set(value) <= set("0123456789abcdef"):
        return value
    raise refused(
        "bad-value",
        f"{quoted(value)} is no digest: eight hexadecimal digits",
        "leave it out, or compute it anew",
    )


def _language(value: str) -> str:
    usual = languages.usual_case(value)
    if usual is None:
        problem = f"{quoted(value)} is no language that is known"
        raise refused("unknown-language", problem, "write a BCP 47 tag such as 'de' or 'pt-PT'")
    if usual != value:
        raise refused(
            "unknown-language",
            f"{quoted(value)} is not in the usual case of a language tag",
            f"write {usual!r}",
        )
    return value


def plain_one(value: object) -> object:
    """Refuse what is equal to 1 and is none in JSON."""
    if type(value) in (bool, float):
        raise refused("bad-value", f"{quoted(value)} is no version", "write 1")
    return value


def _territory(value: object) -> object:
    """Let codes pass, and say of anything else which code it may have been meant for."""
    if not isinstance(value, str) or is_code(value):
        return value
    from leavex_network.places import gazetteer

    found = sorted(gazetteer.lookup(value))
    advice = (
        f"write {alternatives(found)}"
        if found
        else "write an ISO 3166-1 alpha-2 code, an M.49 area, 'EU' or 'XK'"
    )
    raise refused("unknown-territory", f"{quoted(value)} is no code of a country or region", advice)


def _each_once(key: Callable[[Any], Hashable]) -> Callable[[Seq], Seq]:
    def check(values: Seq) -> Seq:
        seen: dict[Hashable, object] = {}
        for value in values:
            if key(value) in seen:
                raise refused(
                    "repeated-value", f"{quoted(value)} stands twice in the list", "leave one out"
                )
            seen[key(value)] = value
        return values

    return check


class Checked:
    """A string that a function checks, for `Annotated`: says what pydantic would find out for itself, in less time."""

    __slots__ = ("_check", "_hints")

    def __init__(self, check: Callable[[str], str], **hints: str | int) -> None:
        """Take the check, and what the JSON Schema tells of it."""
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


Slug = Annotated[str, Checked(_slug, pattern=f"^{_SLUG.pattern}$", maxLength=_LONGEST_SLUG)]
SourceKey = Annotated[str, Checked(_key, pattern=f"^{_KEY.pattern}$")]
Day = Annotated[date, BeforeValidator(day)]
Name = Annotated[str, Checked(_name, minLength=1, maxLength=LONGEST_NAME)]
Line = Annotated[str, Checked(_line, maxLength=LONGEST_TEXT)]
Url = Annotated[str, Checked(_url, format="uri", pattern="^[Hh][Tt][Tt][Pp][Ss]?://")]
Hashtag = Annotated[str, Checked(_hashtag, pattern="^[^#\\s]+$")]
LanguageTag = Annotated[str, Checked(_language)]
Digest = Annotated[str, Checked(_digest, pattern="^[0-9a-f]{8}$")]
TerritoryCode = Annotated[Territory, BeforeValidator(_territory)]

Unique = AfterValidator(_each_once(lambda value: value))
UniqueFolded = AfterValidator(_each_once(lambda value: value.casefold()))
