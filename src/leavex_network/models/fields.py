"""The types of fields: each with its rule, and the message and remedy when a value is refused."""

import re
from collections.abc import Callable, Hashable
from datetime import date, datetime
from math import isfinite
from typing import Annotated, Any, LiteralString, TypeVar

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from leavex_network.errors import alternatives, joined, quoted
from leavex_network.models.checked import After, Before, Checked, CheckedText
from leavex_network.places import gazetteer, iso, languages
from leavex_network.places.territories import Territory, is_code
from leavex_network.text import urls
from leavex_network.text.characters import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Problem,
    code_point,
    composed,
    description_problem,
    line_problem,
    name_problem,
)
from leavex_network.text.folding import slug
from leavex_network.text.hashtags import (
    LONGEST_HASHTAG,
    hashtag_key,
    hashtag_problem,
    is_hashtag,
    without_sign,
)

Seq = TypeVar("Seq", bound=tuple[Any, ...])

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{8}", re.ASCII)
_LENGTHS_OF_CODES = (2, 3)  # of countries, in letters
_LONGEST_SLUG = 100
_LARGEST_NUMBER = 2**53 - 1
"""What JavaScript, and other readers of JSON, can tell from its neighbors (RFC 8259, 6)."""
_LONGEST_TAG = 60
"""Of a language, in characters. RFC 5646, 4.4.1, knows none of more than 35."""

VERBATIM = {"form": "verbatim"}
"""The context of a validation that refuses texts that are not in Normalization Form C.

Without it, they are brought into that form, as on pages and in tables, whose authors cannot see it.
"""


def refused(code: LiteralString, problem: str, remedy: str) -> PydanticCustomError:
    """Return the error of a validator: what is wrong, and what to write instead."""
    return PydanticCustomError(code, "{problem}; {remedy}", {"problem": problem, "remedy": remedy})


def day(value: object) -> date:
    """Return a day, given as a date or as `YYYY-MM-DD`; nothing else is accepted."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            problem = f"{quoted(value)} is not a day of any calendar"
            raise refused("bad-value", problem, "write a day as YYYY-MM-DD") from None
    raise refused("bad-value", f"{quoted(value)} is not a day", "write it as YYYY-MM-DD")


def is_slug(value: str) -> bool:
    """Tell whether a text is a slug, such as an id."""
    return len(value) <= _LONGEST_SLUG and _SLUG.fullmatch(value) is not None


def _slug(value: str) -> str:
    if is_slug(value):
        return value
    # Of a long value, only the beginning is worth the work.
    suggestion = slug(value[: 2 * _LONGEST_SLUG])[:_LONGEST_SLUG].strip("-")
    remedy = f"write {suggestion!r}" if _SLUG.fullmatch(suggestion) else "begin with a letter"
    rule = f"use up to {_LONGEST_SLUG} lower-case ASCII letters, digits and single hyphens"
    raise refused("bad-id", f"Invalid id {quoted(value)}: {rule}", remedy)


def _kind(value: str) -> str:
    if len(value) <= _LONGEST_SLUG and _SLUG.fullmatch(value):
        return value
    suggestion = slug(value[: 2 * _LONGEST_SLUG])[:_LONGEST_SLUG].strip("-")
    remedy = "write 'initiative', 'petition' or a kind that about.kinds declares"
    if _SLUG.fullmatch(suggestion):
        remedy = f"write {suggestion!r} if it is one: a kind is a slug"
    raise refused("unknown-kind", f"Unknown kind {quoted(value)}", remedy)


def _key(value: str) -> str:
    if _KEY.fullmatch(value):
        return value
    remedy = "use ASCII letters, digits, dots, hyphens and underscores"
    raise refused("bad-id", f"Invalid key of a source: {quoted(value)}", remedy)


def _text(
    value: str, info: ValidationInfo, noun: str, problem_of: Callable[[str], Problem | None]
) -> str:
    """Return a text in Normalization Form C; refuse one with a problem."""
    # Before the form: what is too long, or has too many marks, would take too much time.
    problem = problem_of(value)
    if problem is None and not value.isascii():
        form = composed(value)
        if form != value and info.context == VERBATIM:
            problem = _form_problem(value, form)
        elif form != value:
            problem = problem_of(form)
            value = form
    if problem:
        raise refused("invalid-text", f"{noun} {problem.reason}", problem.remedy)
    return value


def _form_problem(value: str, form: str) -> Problem:
    """Return the problem of a text that is not in Normalization Form C, given that form."""
    pairs = zip(value, form, strict=False)
    index = next(index for index, (one, other) in enumerate(pairs) if one != other)
    # Both forms look alike: the code points tell them apart.
    written = " ".join(map(code_point, value[index : index + 2]))
    expected = code_point(form[index])
    reason = f"is not in Unicode's Normalization Form C: it has {written}, not {expected}"
    return Problem(reason, f"write {quoted(form)}")


def _line(value: str, info: ValidationInfo) -> str:
    return _text(value, info, "The text", description_problem)


def _name(value: str, info: ValidationInfo) -> str:
    return _text(value, info, "The name", name_problem)


def _own_value(value: object, info: ValidationInfo) -> object:
    """Accept a string, a number, a boolean or a list of strings."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _line(str(value), info)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(_line(str(item), info) for item in value)
    if isinstance(value, int | float):
        if isfinite(value) and abs(value) <= _LARGEST_NUMBER:
            return value
        problem = f"{quoted(value)} is a number that not every program reads alike"
        raise refused("bad-value", problem, "write it as a string")
    problem = f"{quoted(value)} is no string, number, boolean or list of strings"
    raise refused("bad-value", problem, "write one of these")


def _address(value: str) -> str:
    """Accept the address of a link as pages write it, in any form."""
    # Of a file name in a URL, each form may be another file.
    problem = line_problem(value)
    if problem:
        raise refused("invalid-text", f"The address {problem.reason}", problem.remedy)
    return value


def _url(value: str) -> str:
    refusal = urls.refusal(value)
    if refusal:
        raise refused("invalid-url", f"{quoted(value)} {refusal.reason}", refusal.remedy)
    return value


def _hashtag(value: str, info: ValidationInfo) -> str:
    bare = without_sign(value)
    if bare != value and is_hashtag(bare):
        problem = f"The hashtag {quoted(value)} is written with its sign or with whitespace"
        raise refused("invalid-text", problem, f"write {quoted(bare)}")
    return _text(value, info, "The hashtag", hashtag_problem)


def _digest(value: str) -> str:
    if _DIGEST.fullmatch(value):
        return value
    problem = f"{quoted(value)} is not a digest of eight hexadecimal digits"
    raise refused("bad-value", problem, "remove it, or compute it again")


def _language(value: str) -> str:
    usual = languages.usual_case(value) if len(value) <= _LONGEST_TAG else None
    if usual is None:
        problem = f"Unknown language {quoted(value)}"
        raise refused("unknown-language", problem, "write a BCP 47 tag such as 'de' or 'pt-PT'")
    if usual != value:
        problem = f"{quoted(value)} is not in the usual case of a language tag"
        raise refused("unknown-language", problem, f"write {usual!r}")
    return value


def plain_one(value: object) -> object:
    """Refuse the values that Python takes for 1, and JSON does not: `true` and `1.0`."""
    if type(value) in (bool, float):
        raise refused("bad-value", f"{quoted(value)} is not a version", "write 1")
    return value


def _territory(value: object) -> object:
    """Accept codes; suggest the code for a name."""
    if not isinstance(value, str) or is_code(value):
        return value
    problem = f"Unknown territory code {quoted(value)}"
    remedy = "write an ISO 3166-1 alpha-2 code, an M.49 area, 'EU' or 'XK'"
    codes = sorted(gazetteer.lookup(value))
    if codes:
        remedy = f"write {alternatives(codes)}"
    elif former := _former_meanings(value):
        problem = f"{problem}: it was that of {former}"
        remedy = "write the code of a country of today"
    elif countries := gazetteer.countries_of_part(value):
        problem = f"{problem}, {gazetteer.part_of(countries)}"
        one_code = f"write {quoted(str(countries[0]))}"
        remedy = one_code if len(countries) == 1 else "write the code of the country"
    raise refused("unknown-territory", problem, remedy)


def _former_meanings(code: str) -> str:
    """Return the former meanings of a code that ISO 3166-1 withdrew, or ""."""
    looks_like_code = len(code) in _LENGTHS_OF_CODES and code.isascii() and code.isupper()
    return joined(iso.withdrawn(code)) if looks_like_code else ""


def _each_once(key: Callable[[Any], Hashable]) -> Callable[[Seq], Seq]:
    def check(values: Seq) -> Seq:
        if len(values) <= 1 or len(values) == len(set(map(key, values))):
            return values
        first: dict[Hashable, int] = {}
        for index, value in enumerate(values):
            first.setdefault(key(value), index)
        repeated = next(value for index, value in enumerate(values) if first[key(value)] != index)
        raise refused("repeated-value", f"{quoted(repeated)} is repeated", "remove one of them")

    return check


Slug = Annotated[str, Checked(_slug, pattern=f"^{_SLUG.pattern}$", maxLength=_LONGEST_SLUG)]
KindName = Annotated[
    str,
    Checked(
        _kind,
        pattern=f"^{_SLUG.pattern}$",
        maxLength=_LONGEST_SLUG,
        # These have schemas of their own.
        **{"not": {"enum": ["initiative", "petition"]}},
    ),
]
SLUGS: dict[str, Any] = {"pattern": f"^{_SLUG.pattern}$", "maxLength": _LONGEST_SLUG}
"""The keywords of the JSON Schema of a slug, for the names of properties."""
SourceKey = Annotated[str, Checked(_key, pattern=f"^{_KEY.pattern}$")]
Day = Annotated[date, Before(day)]
Name = Annotated[str, CheckedText(_name, minLength=1, maxLength=LONGEST_NAME)]
Line = Annotated[str, CheckedText(_line, maxLength=LONGEST_TEXT)]
Address = Annotated[str, Checked(_address, maxLength=LONGEST_TEXT)]
Url = Annotated[str, Checked(_url, format="uri", pattern="^[Hh][Tt][Tt][Pp][Ss]?://")]
Hashtag = Annotated[str, CheckedText(_hashtag, pattern="^[^#\\s]+$", maxLength=LONGEST_HASHTAG)]
LanguageTag = Annotated[str, Checked(_language)]
Digest = Annotated[str, Checked(_digest, pattern="^[0-9a-f]{8}$")]
TerritoryCode = Annotated[Territory, Before(_territory)]

OwnValue = Annotated[
    str | int | float | bool | tuple[str, ...],
    PlainValidator(_own_value),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "maxLength": LONGEST_TEXT},
                {"type": "number", "minimum": -_LARGEST_NUMBER, "maximum": _LARGEST_NUMBER},
                {"type": "boolean"},
                {"type": "array", "items": {"type": "string", "maxLength": LONGEST_TEXT}},
            ]
        }
    ),
]
"""The value of a field of one's own."""

Unique = After(_each_once(lambda value: value))
UniqueHashtags = After(_each_once(hashtag_key))
