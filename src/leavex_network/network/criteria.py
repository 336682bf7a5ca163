"""What can be asked of a network: the one table of criteria, and how each is read from strings.

Keyword arguments, command-line options and whatever else passes criteria on follow from `CRITERIA`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from leavex_network.errors import ArgumentError, UnknownValueError, alternatives, nearest, quoted
from leavex_network.places import gazetteer

Strings = str | Iterable[str]
"""One string, which may hold several values between commas, or several such strings."""

_MOST_DIGITS = 9
_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "0")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that can be asked."""

    name: str
    takes: Literal["values", "text", "flag", "number"]
    help: str
    """What it selects, in a few words."""
    metavar: str = ""
    """What its value is called in a help text."""
    is_one: Callable[[str], bool] = lambda text: "," not in text
    """Whether a string with a comma in it is one value all the same."""

    def values(self, given: Strings) -> tuple[str, ...]:
        """Return the values that are asked for, any of which will do."""
        strings = (given,) if isinstance(given, str) else tuple(given)
        values = [
            value
            for text in strings
            for value in ([text] if self.is_one(text) else text.split(","))
        ]
        asked = tuple(value.strip() for value in values if value.strip())
        if not asked:
            raise ArgumentError(f"{self.name} is empty: give it a value, or leave it out")
        return asked

    def flag(self, given: bool | str) -> bool:  # noqa: FBT001 - it is what is read
        """Return whether a criterion that is on or off is on."""
        if isinstance(given, bool):
            return given
        word = given.strip().lower()
        if word not in _YES + _NO:
            raise ArgumentError(
                f"{self.name} is on or off, not {quoted(given)}: write 'true' or 'false'"
            )
        return word in _YES

    def number(self, given: int | str | None) -> int | None:
        """Return how many are asked for, or None where all are."""
        if given is None:
            return None
        text = str(given).strip()
        if isinstance(given, bool) or not (
            text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        ):
            raise ArgumentError(
                f"{self.name} is a number of entries, not {quoted(given)}: write 0 or more"
            )
        return int(text)


def _names_a_territory(text: str) -> bool:
    return "," not in text or bool(gazetteer.lookup(text))


CRITERIA = (
    Criterion("kind", "values", "initiative or petition", "KIND"),
    Criterion(
        "country",
        "values",
        "listed for the country: a code, or a name in any language",
        "COUNTRY",
        _names_a_territory,
    ),
    Criterion(
        "wider",
        "flag",
        "with --country: also what is listed for a region around it, or for the world",
    ),
    Criterion(
        "region",
        "values",
        "listed for the region, or for anything inside it",
        "REGION",
        _names_a_territory,
    ),
    Criterion("unplaced", "flag", "listed without any territory"),
    Criterion("hashtag", "values", "with the hashtag; the # may be left out", "HASHTAG"),
    Criterion("status", "values", "active or concluded, as the page lists it", "STATUS"),
    Criterion("search", "text", "with every one of these words, or words that begin so", "WORDS"),
    Criterion("limit", "number", "no more than so many entries", "N"),
)

BY_NAME = {criterion.name: criterion for criterion in CRITERIA}


def strings(what: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of a criterion, or say how they are passed."""
    if not values:
        raise TypeError(f"by_{what}() takes at least one {what}")
    wrong = {type(value).__name__ for value in values} - {"str", "Territory"}
    if wrong:
        raise TypeError(
            f"by_{what}() takes strings, one by one, not {wrong.pop()}; filter() takes lists"
        )
    return values


def named(what: str, values: tuple[str, ...], known: tuple[str, ...]) -> list[str]:
    """Return the values in the spelling of those that are known."""
    asked = [value.strip().casefold() for value in strings(what, values)]
    for value in asked:
        if value not in known:
            raise UnknownValueError(
                f"{quoted(value)} is no {what}: write {alternatives(known)}", nearest(value, known)
            )
    return asked
