"""The query criteria: one table.

The arguments of `Network.filter`, command-line options, the parameters of directives and tags, and
the lookup tables of sites that are built without Python follow from `CRITERIA`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from leavex_network.errors import ArgumentError, UnknownValueError, alternatives, nearest, quoted
from leavex_network.models import Entry, Kind, Status
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
    key_of: Callable[[str], str] = str
    """The key that a value stands for; raises `UnknownValueError` for a value without a key."""
    vocabulary: tuple[str, ...] = ()
    """All values, if they are few."""
    is_open: bool = False
    """Whether any value is accepted: one that no entry has finds nothing."""
    has_territories: bool = False
    """Whether its values name territories; some names have a comma: "Korea, Republic of"."""

    def values(self, given: Strings) -> tuple[str, ...]:
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
        """Return the strings that were given; anything else is a `TypeError`."""
        if isinstance(given, str):
            return (given,)
        wrong = given
        if isinstance(given, Iterable) and not isinstance(given, bytes):
            strings = tuple(given)
            others = [value for value in strings if not isinstance(value, str)]
            if not others:
                return strings
            wrong = others[0]
        problem = f"`{self.name}` takes a string or a list of strings"
        raise TypeError(f"{problem}, not {type(wrong).__name__}")

    def flag(self, given: object) -> bool:
        """Return whether a flag is on."""
        if isinstance(given, bool):
            return given
        key = FLAG_WORDS.get(given.strip().lower()) if isinstance(given, str) else None
        if key is None:
            raise ArgumentError(f"`{self.name}` must be 'true' or 'false', not {quoted(given)}")
        return key == "true"

    def number(self, given: int | str | None) -> int | None:
        """Return a number of entries, or None for all of them."""
        if given is None:
            return None
        text = str(given).strip()
        is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        if isinstance(given, bool) or not is_number:
            raise ArgumentError(f"`{self.name}` must be 0 or a whole number, not {quoted(given)}")
        return int(text)


def keys_within(entry: Entry) -> Iterator[str]:
    """Yield the regions that an entry names, and those that contain a territory that it names."""
    for territory in entry.territories:
        if not territory.is_country:
            yield territory
        yield from sorted(territory.regions)


def keys_wider(entry: Entry) -> Iterator[str]:
    """Yield the countries that an entry names, and those inside the regions that it names."""
    # As a criterion of its own, the flag excludes no entry.
    yield from ("true", "false")
    for territory in entry.territories:
        yield from territory.countries


def _known_value(name: str, values: tuple[str, ...]) -> Callable[[str], str]:
    """Return the function that finds a value of a closed vocabulary, whatever its case."""

    def key_of(value: str) -> str:
        key = value.strip().casefold()
        if key not in values:
            problem = f"Unknown {name} {quoted(value)}; write {alternatives(values)}"
            raise UnknownValueError(problem, nearest(key, values))
        return key

    return key_of


KINDS: tuple[str, ...] = get_args(Kind)
STATUSES: tuple[str, ...] = get_args(Status)

CRITERIA = (
    Criterion(
        "kind",
        "values",
        "initiative or petition",
        "KIND",
        keys=lambda entry: (entry.kind,),
        key_of=_known_value("kind", KINDS),
        vocabulary=KINDS,
    ),
    Criterion(
        "country",
        "values",
        "listed for the country: a code, or a name in any language",
        "COUNTRY",
        keys=lambda entry: entry.countries,
        key_of=gazetteer.country,
        has_territories=True,
    ),
    Criterion(
        "wider",
        "flag",
        "with --country: also entries listed for a region around it, or for the world",
        keys=keys_wider,
    ),
    Criterion(
        "region",
        "values",
        "listed for the region, or for a territory inside it",
        "REGION",
        keys=keys_within,
        key_of=gazetteer.region,
        has_territories=True,
    ),
    Criterion(
        "unplaced",
        "flag",
        "listed without a territory",
        # `unplaced=false` selects all entries.
        keys=lambda entry: ("false",) if entry.territories else ("true", "false"),
    ),
    Criterion(
        "hashtag",
        "values",
        "with the hashtag; the # may be omitted",
        "HASHTAG",
        keys=lambda entry: map(hashtag_key, entry.hashtags),
        key_of=hashtag_key,
        is_open=True,
    ),
    Criterion(
        "status",
        "values",
        "active or concluded, as the page lists it",
        "STATUS",
        keys=lambda entry: (entry.status,),
        key_of=_known_value("status", STATUSES),
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


def keys(name: str, values: tuple[str, ...]) -> list[str]:
    """Return the keys of the values that were passed to `by_<name>()`."""
    if not values:
        raise TypeError(f"by_{name}() requires at least one {name}")
    wrong = {type(value).__name__ for value in values if type(value) not in (str, Territory)}
    if wrong:
        problem = f"by_{name}() takes strings as separate arguments, not {wrong.pop()}"
        raise TypeError(f"{problem}; filter() takes lists")
    return [BY_NAME[name].key_of(value) for value in values]
