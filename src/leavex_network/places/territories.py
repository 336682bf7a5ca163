"""Countries (ISO 3166-1) and regions (UN M.49): their codes, their names, and what contains what.

Codes are those of CLDR: alpha-2 for countries, three digits for areas (`150` Europe, `001` the world), `EU` and `XK`.
What contains what is CLDR's containment. What counts as a country is pycountry's to say, and `XK` beside it.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema, from_json

from leavex_network.data import read_bytes
from leavex_network.errors import UnknownValueError, quoted
from leavex_network.places import languages

_REGIONAL_INDICATOR_A = 0x1F1E6


class Territory(str):
    """A country or a region: a string that is its code, one object for each code.

    >>> Territory("DE").name, Territory("DE").name_in("fr"), Territory("150").is_country
    ('Germany', 'Allemagne', False)

    Raises:
        UnknownValueError: There is no such code.
    """

    __slots__ = ()
    _all: ClassVar[dict[str, Self]] = {}

    def __new__(cls, code: str) -> Self:
        """Return the one territory of that code."""
        known = cls._all.get(code)
        if known is None:
            if code not in _parents():
                raise UnknownValueError(
                    f"{quoted(code)} is no code of a country or region: write alpha-2, M.49, 'EU' or 'XK'"
                )
            known = cls._all.setdefault(str(code), super().__new__(cls, code))
        return known

    @property
    def name(self) -> str:
        """The English name. Source: Unicode CLDR."""
        return languages.language("en").territories[self]

    def name_in(self, language: str) -> str:
        """Return the name in a language (BCP 47), in English where CLDR's names in it are not bundled.

        Raises:
            UnknownValueError: There is no such language.
        """
        known = languages.with_names(language)
        return known.territories[self] if known else self.name

    @property
    def flag(self) -> str:
        """The flag as an emoji, for countries and the EU; else the empty string."""
        return "".join(
            chr(_REGIONAL_INDICATOR_A + ord(letter) - ord("A"))
            for letter in self
            if letter.isalpha()
        )

    @property
    def is_country(self) -> bool:
        """Whether it is a country: an entry of ISO 3166-1, or Kosovo."""
        return self not in _contains()

    @property
    def regions(self) -> frozenset["Territory"]:
        """All regions that it lies in, directly or by way of another; itself is none of them."""
        return frozenset(Territory(code) for code in _ancestors(self))

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (str(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate a code as a string, serialize it as one."""
        return core_schema.no_info_after_validator_function(
            _validated, core_schema.str_schema(), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Name every code, so that an editor can offer them."""
        codes_ = codes()
        return {
            "type": "string",
            "enum": list(codes_),
            "enumDescriptions": [Territory(code).name for code in codes_],
        }


def is_code(text: str) -> bool:
    """Tell whether there is a territory of that code, letter for letter."""
    return text in _parents()


def codes() -> tuple[str, ...]:
    """Return the codes of all territories, sorted."""
    return tuple(sorted(_parents()))


@cache
def _contains() -> Mapping[str, tuple[str, ...]]:
    table = from_json(read_bytes("territories.json"))["contains"]
    return MappingProxyType({region: tuple(parts) for region, parts in table.items()})


@cache
def _parents() -> Mapping[str, frozenset[str]]:
    parents: dict[str, set[str]] = {}
    for region, parts in _contains().items():
        parents.setdefault(region, set())
        for part in parts:
            parents.setdefault(part, set()).add(region)
    return MappingProxyType({code: frozenset(above) for code, above in parents.items()})


@cache
def _ancestors(code: str) -> frozenset[str]:
    above = _parents()[code]
    return above.union(*(_ancestors(region) for region in above))


def _validated(code: str) -> Territory:
    try:
        return Territory(code)
    except UnknownValueError as error:
        raise PydanticCustomError(
            "unknown-territory", "{problem}", {"problem": str(error)}
        ) from None
