"""Countries (ISO 3166-1) and regions (UN M.49): their codes, names and containment.

Codes are CLDR's: alpha-2 for countries, three digits for areas (`150` Europe, `001` the world),
`EU` and `XK`. Containment is CLDR's too. A country is what pycountry lists, or Kosovo (`XK`).
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema, from_json

from leavex_network.data import read_bytes
from leavex_network.errors import UnknownValueError, expect, quoted
from leavex_network.places import languages

_REGIONAL_INDICATOR_A = 0x1F1E6


class Territory(str):
    """A country or region: its code, as a string; there is one object per code.

    >>> Territory("DE").name, Territory("DE").name_in("fr"), Territory("150").is_country
    ('Germany', 'Allemagne', False)

    Raises:
        UnknownValueError: There is no such code.
    """

    __slots__ = ()
    _interned: ClassVar[dict[str, Self]] = {}

    def __new__(cls, code: str) -> Self:
        """Return the object with that code."""
        expect(code, str, "A territory is a code")
        territory = cls._interned.get(code)
        if territory is None:
            if code not in _parents():
                forms = "an ISO 3166-1 alpha-2 code, a UN M.49 code, 'EU' or 'XK'"
                raise UnknownValueError(f"Unknown territory {quoted(code)}: use {forms}")
            territory = cls._interned.setdefault(str(code), super().__new__(cls, code))
        return territory

    @property
    def name(self) -> str:
        """The English name. Source: Unicode CLDR."""
        return languages.language("en").territories[self]

    def name_in(self, language: str) -> str:
        """Return the name in a language (BCP 47), or in English if that is not bundled.

        Raises:
            UnknownValueError: Unknown language.
        """
        expect(language, str, "A language is a string such as 'de'")
        return languages.words(language).territories[self]

    @property
    def flag(self) -> str:
        """The flag of a country or the EU, as an emoji; empty for other regions."""
        if not self.isalpha():
            return ""
        # UTS 51: a flag is the two letters of the code as regional indicator symbols.
        return "".join(chr(_REGIONAL_INDICATOR_A + ord(letter) - ord("A")) for letter in self)

    @property
    def is_country(self) -> bool:
        """Whether it is a country in ISO 3166-1, or Kosovo."""
        return self not in _contains()

    @property
    def regions(self) -> frozenset["Territory"]:
        """All regions that contain it, directly or indirectly, without itself."""
        return frozenset(Territory(code) for code in _ancestors(self))

    @property
    def countries(self) -> tuple["Territory", ...]:
        """The countries inside a region, sorted by code; of a country, itself."""
        return _countries(self)

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (str(self),)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate and serialize a territory as its code."""
        return core_schema.no_info_after_validator_function(
            _validated, core_schema.str_schema(), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """List every code with its name, for completion in editors."""
        names = [Territory(code).name for code in codes()]
        return {"type": "string", "enum": list(codes()), "enumDescriptions": names}


def is_code(text: str) -> bool:
    """Return whether a text is the exact code of a territory."""
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
    return MappingProxyType({code: frozenset(regions) for code, regions in parents.items()})


@cache
def _countries(code: str) -> tuple[Territory, ...]:
    parts = _contains().get(code)
    if parts is None:
        return (Territory(code),)
    inside = {country for part in parts for country in _countries(part)}
    return tuple(sorted(inside))


@cache
def _ancestors(code: str) -> frozenset[str]:
    parents = _parents()[code]
    return parents.union(*(_ancestors(region) for region in parents))


def _validated(code: str) -> Territory:
    try:
        return Territory(code)
    except UnknownValueError as error:
        raise PydanticCustomError(
            "unknown-territory", "{problem}", {"problem": str(error)}
        ) from None
