"""Sets of criteria on which every generator must agree with `Network.filter`."""

import random

import leavex_network
from leavex_network.errors import NetworkError
from leavex_network.places import languages
from leavex_network.places.territories import Territory, codes

Criteria = dict[str, str]

CHOSEN: list[Criteria] = [
    {},
    {"country": "DE"},
    {"country": "Germany"},
    {"country": "Deutschland"},
    {"country": "Alemania, FRA"},
    {"country": "276"},
    {"country": "DE", "wider": "true"},
    {"country": "DE", "wider": "false"},
    {"country": "FR,DE", "wider": "yes", "kind": "petition"},
    {"country": "JP"},
    {"region": "150"},
    {"region": "Europe"},
    {"region": "Western Europe, world"},
    {"unplaced": "true"},
    {"kind": "initiative"},
    {"kind": "petition,initiative", "status": "concluded"},
    {"status": "active", "limit": "3"},
    {"limit": "0"},
    {"limit": "007"},
    {"hashtag": "#LeaveX"},
    {"hashtag": "leavex, JUNTAS"},
    {"hashtag": "nosuch"},
]

_RANDOM = 200
_SPOKEN = ("en", "de", "es", "fr")


def tried() -> list[Criteria]:
    """Return the chosen sets and 200 random ones, the same each time."""
    source = random.Random(0)  # noqa: S311 - no secret
    criteria = list(CHOSEN)
    while len(criteria) < len(CHOSEN) + _RANDOM:
        candidate = _candidate(source)
        try:
            leavex_network.load().filter(**candidate)
        except NetworkError:  # a name of several territories
            continue
        criteria.append(candidate)
    return criteria


def _candidate(source: random.Random) -> Criteria:
    criteria: Criteria = {}
    for name, probability, values in (
        ("kind", 0.5, ("initiative", "Petition", "initiative, petition")),
        ("status", 0.4, ("active", "Concluded", "active,concluded")),
        ("hashtag", 0.3, ("#LeaveX", "leavex,juntas", "nosuch", "#HELLOQUITX , EscapeX")),
        ("unplaced", 0.2, ("true", "false", "on")),
        ("limit", 0.3, ("0", "1", "3", "007", "50")),
    ):
        if source.random() < probability:
            criteria[name] = source.choice(values)
    if source.random() < 0.5:
        criteria["country"] = _territories(source, is_country=True)
        if source.random() < 0.5:
            criteria["wider"] = source.choice(("true", "yes", "no", "False"))
    elif source.random() < 0.4:
        criteria["region"] = _territories(source, is_country=False)
    return criteria


def _territories(source: random.Random, *, is_country: bool) -> str:
    """Return one or two territories as people write them; most of them occur in the network."""
    network = leavex_network.load()
    occurring = list(network.countries if is_country else network.regions)
    all_codes = [code for code in codes() if Territory(code).is_country == is_country]
    names: list[str] = []
    for _ in range(source.choice((1, 1, 2))):
        code = str(source.choice(occurring if source.random() < 0.7 else all_codes))
        name = languages.language(source.choice(_SPOKEN)).territories[code]
        names.append(source.choice((code, code.lower(), name, name.upper(), name.lower())))
    return ", ".join(names)
