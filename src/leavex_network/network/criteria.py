"""The query criteria: one table.

The arguments of `Network.filter`, command-line options, the parameters of directives and tags, and
the lookup tables of sites that are built without Python follow from `CRITERIA`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import index
from typing import Literal, NamedTuple, SupportsIndex, get_args

from leavex_network.errors import (
    ArgumentError,
    ArgumentTypeError,
    UnknownValueError,
    alternatives,
    nearest,
    quoted,
)
from leavex_network.models import Entry, Status
from leavex_network.models.kinds import BUILT_IN
from leavex_network.places import gazetteer
from leavex_network.places.territories import Territory
from leavex_network.text.hashtags import hashtag_key

Strings = str | Iterable[str]
"""One string, which may hold several values separated by commas, or several such strings."""

FLAG_WORDS = {
    **dict.fromkeys(("true", "yes", "on", "1"), "true"),
    **dict.fromkeys(("false", "no", "off", "0"), "false"),
}
"""The key of each word that switches a criterion on or off."""

_MOST_DIGITS = 9


_NO_LISTS = (str, bytes, bytearray, Mapping)
"""What can be iterated over, and is no list of values."""


class Criterion(NamedTuple):
    """One criterion: how it is written, and which keys it compares."""

    name: str
    takes: Literal["values", "text", "flag", "number"]
    help: str
    """What it selects, in a few words."""
    metavar: str = ""
    """The name of its value in help texts."""
    keys: Callable[[Entry], Iterable[str]] | None = None
    """The keys by which an entry is found; None where no key is compared."""
    field: str = ""
    """The field of an entry that its keys follow from: equal values have equal keys."""
    key_of: Callable[[str], str] = str
    """The key that a value of an open vocabulary stands for; raises `UnknownValueError` for a value
    without a key."""
    vocabulary: tuple[str, ...] = ()
    """All values, if they are few."""
    has_declared_values: bool = False
    """Whether a network may declare further values."""
    is_open: bool = False
    """Whether any value is accepted: one that no entry has finds nothing."""
    has_territories: bool = False
    """Whether its values name territories; some names have a comma: "Korea, Republic of"."""

    def known(self, declared: Iterable[str] = ()) -> tuple[str, ...]:
        """Return all values, if they are few, with those that a network declares."""
        return (*self.vocabulary, *declared) if self.has_declared_values else self.vocabulary

    def key(self, value: str, declared: Iterable[str] = ()) -> str:
        """Return the key that a value stands for, whatever its case.

        Raises:
            UnknownValueError: It stands for none.
        """
        if not self.vocabulary:
            return self.key_of(value)
        known = self.known(declared)
        key = value.strip().casefold()
        if key not in known:
            problem = f"Unknown {self.name} {quoted(value)}; write {alternatives(known)}"
            raise UnknownValueError(problem, nearest(key, known))
        return key

    def values(self, given: object) -> tuple[str, ...]:
        """Return the values to search for, any of which matches."""
        values: list[str] = []
        for text in self.strings(given):
            is_name = self.has_territories and gazetteer.lookup(text)
            values += [text] if is_name else text.split(",")
        stripped = tuple(value.strip() for value in values if value.strip())
        if not stripped:
            raise ArgumentError(f"`{self.name}` is empty: give it a value, or leave it out")
        return stripped

    def strings(self, given: object) -> tuple[str, ...]:
        """Return the strings that were given; anything else is an `ArgumentTypeError`.

        In a list, None is left out.
        """
        if isinstance(given, str):
            return (plain(given),)
        wrong = given
        if isinstance(given, Iterable) and not isinstance(given, _NO_LISTS):
            strings = tuple(value for value in given if value is not None)
            others = [value for value in strings if not isinstance(value, str)]
            if not others:
                return tuple(map(plain, strings))
            wrong = others[0]
        problem = f"`{self.name}` takes a string or a list of strings"
        raise ArgumentTypeError(f"{problem}, not {type(wrong).__name__}")

    def flag(self, given: object) -> bool:
        """Return whether a flag is on."""
        value = self._one(given)
        if isinstance(value, bool):
            return value
        problem = f"`{self.name}` must be 'true' or 'false', not {quoted(value)}"
        if not isinstance(value, str):
            raise ArgumentTypeError(problem)
        key = FLAG_WORDS.get(plain(value).strip().lower())
        if key is None:
            raise ArgumentError(problem)
        return key == "true"

    def number(self, given: object) -> int:
        """Return a number of entries."""
        value = self._one(given)
        problem = f"`{self.name}` must be a whole number, 0 or more, not {quoted(value)}"
        if isinstance(value, str):
            text = plain(value).strip()
            if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
                raise ArgumentError(problem)
            return int(text)
        # A number of numpy, too, and that of an enumeration.
        if isinstance(value, bool) or not isinstance(value, SupportsIndex):
            raise ArgumentTypeError(problem)
        number = index(value)
        if number < 0:
            raise ArgumentError(problem)
        return number

    def _one(self, given: object) -> object:
        """Return a single value; in a list, such as one of `parse_qs`, the last one counts."""
        if isinstance(given, tuple):
            values = [value for value in given if is_given(value)]
            return values[-1]
        return given


def keys_within(entry: Entry) -> Iterator[str]:
    """Yield the regions that an entry names, and those that contain a territory that it names."""
    for territory in entry.territories:
        yield from _regions(territory)


@cache
def _regions(territory: Territory) -> tuple[Territory, ...]:
    """Return the regions that contain a territory, after itself if it is one."""
    own = () if territory.is_country else (territory,)
    return (*own, *sorted(territory.regions))


def keys_wider(entry: Entry) -> Iterator[str]:
    """Yield the countries that an entry names, and those inside the regions that it names."""
    # As a criterion of its own, the flag excludes no entry.
    yield from ("true", "false")
    for territory in entry.territories:
        yield from territory.countries


STATUSES: tuple[str, ...] = get_args(Status)


def _hashtag(text: str) -> str:
    key = hashtag_key(text)
    if not key.strip():
        raise ArgumentError(f"The hashtag {quoted(text)} is empty: write its word")
    return key


CRITERIA = (
    Criterion(
        "kind",
        "values",
        "initiative, petition, or a kind that the network declares",
        "KIND",
        keys=lambda entry: (entry.kind,),
        field="kind",
        vocabulary=BUILT_IN,
        has_declared_values=True,
    ),
    Criterion(
        "country",
        "values",
        "listed for the country: a code, or a name in any language",
        "COUNTRY",
        keys=lambda entry: entry.countries,
        field="territories",
        key_of=gazetteer.country,
        has_territories=True,
    ),
    Criterion(
        "wider",
        "flag",
        "with --country: also entries listed for a region around it, or for the world",
        keys=keys_wider,
        field="territories",
    ),
    Criterion(
        "region",
        "values",
        "listed for the region, or for a territory inside it",
        "REGION",
        keys=keys_within,
        field="territories",
        key_of=gazetteer.region,
        has_territories=True,
    ),
    Criterion(
        "unplaced",
        "flag",
        "listed without a territory",
        # `unplaced=false` selects all entries.
        keys=lambda entry: ("false",) if entry.territories else ("true", "false"),
        field="territories",
    ),
    Criterion(
        "hashtag",
        "values",
        "with the hashtag; the # may be omitted",
        "HASHTAG",
        keys=lambda entry: map(hashtag_key, entry.hashtags),
        field="hashtags",
        key_of=_hashtag,
        is_open=True,
    ),
    Criterion(
        "status",
        "values",
        "active or concluded, as the page lists it",
        "STATUS",
        keys=lambda entry: (entry.status,),
        field="status",
        vocabulary=STATUSES,
    ),
    Criterion("search", "text", "with words that begin with each of these", "WORDS"),
    Criterion("limit", "number", "at most this many entries", "N"),
)
"""In the order in which they are documented, and applied: `limit` is the last."""

BY_NAME = {criterion.name: criterion for criterion in CRITERIA}


def keys_of(entry: Entry) -> dict[str, tuple[str, ...]]:
    """Return the keys of an entry by criterion: for sites that are built without Python."""
    keys: dict[str, tuple[str, ...]] = {}
    for criterion in CRITERIA:
        if criterion.keys is not None:
            keys[criterion.name] = tuple(dict.fromkeys(criterion.keys(entry)))
    return keys


def is_given(value: object) -> bool:
    """Tell whether there is a value: None, a blank string and a list of blanks are none."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return False
    value = _as_tuple(value)
    return any(map(is_given, value)) if isinstance(value, tuple) else True


def given(**criteria: object) -> dict[str, object]:
    """Return the criteria that are given, each a tuple if it was a list or another iterable."""
    values = {name: _as_tuple(value) for name, value in criteria.items()}
    return {name: value for name, value in values.items() if is_given(value)}


def _as_tuple(value: object) -> object:
    """Return an iterable, which may be read only once, as a tuple; anything else as it is."""
    if isinstance(value, Iterable) and not isinstance(value, _NO_LISTS):
        return tuple(value)
    return value


def refuse_blanks(given: Mapping[str, object]) -> None:
    """Raise an `ArgumentError` for a criterion without a value.

    On a command line, or in a directive, whoever writes a criterion means one.
    """
    for name, value in given.items():
        if name in BY_NAME and not is_given(value):
            raise ArgumentError(f"`{name}` is empty: give it a value, or leave it out")


def keys(name: str, values: tuple[object, ...], declared: Iterable[str] = ()) -> list[str]:
    """Return the keys of the values that were passed to `by_<name>()`.

    `declared` are the values that the network declares, besides those of the criterion.
    """
    if not values:
        raise ArgumentTypeError(f"by_{name}() requires at least one {name}")
    keys: list[str] = []
    for value in values:
        if not isinstance(value, str):
            problem = f"by_{name}() takes strings as separate arguments"
            raise ArgumentTypeError(f"{problem}, not {type(value).__name__}; filter() takes lists")
        keys.append(BY_NAME[name].key(plain(value), declared))
    return keys


def plain(value: str) -> str:
    """Return a string without the behavior of a subclass, such as that of an escaped text."""
    if type(value) is str or isinstance(value, Territory):
        return value
    # `str(value)` is something else for an enumeration.
    return str.__str__(value)
