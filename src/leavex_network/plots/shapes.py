"""The shapes of countries, each of one code, and which of them a map shows. Source: Natural Earth, 1:110 million."""

from collections.abc import Iterator, Mapping
from functools import cache
from math import cos, radians, sin, sqrt
from typing import Any, Literal, NamedTuple

from pydantic_core import from_json

from leavex_network.data import read_bytes

Area = Literal["europe", "world"]

NOBODYS = ""
"""The code of the shapes that have none: see `scripts/shapes.py`."""


class Frame(NamedTuple):
    """A map: how it is projected, and how large it is."""

    projection: Mapping[str, Any]
    width: int
    height: int
    """In pixels."""


_CENTRE = (15.0, 53.0)
"""Of the map of Europe, in degrees east and north."""
_SCALE = 700
_MIDDLE = (310, 235)
_TINY = 1e-9
"""Instead of nothing, on the other side of the world, which is infinitely far away on this map."""

FRAMES: Mapping[str, Frame] = {
    "europe": Frame(
        {
            "type": "azimuthalEqualArea",
            "rotate": [-_CENTRE[0], -_CENTRE[1], 0],
            "scale": _SCALE,
            "translate": list(_MIDDLE),
        },
        620,
        470,
    ),
    "world": Frame({"type": "equalEarth"}, 720, 360),
}


@cache
def shapes() -> tuple[dict[str, Any], ...]:
    """Return the shapes as features of GeoJSON, the code of each as its `id`."""
    return tuple(from_json(read_bytes("shapes/countries.json"))["features"])


@cache
def drawn(area: Area) -> frozenset[str]:
    """Return the codes that have a shape of which a map shows something."""
    return frozenset(
        shape["id"] for shape in shapes() if area == "world" or any(map(_in_europe, _points(shape)))
    )


def _points(shape: dict[str, Any]) -> Iterator[tuple[float, float]]:
    for polygon in shape["geometry"]["coordinates"]:
        for ring in polygon:
            yield from ((longitude, latitude) for longitude, latitude in ring)


def _in_europe(point: tuple[float, float]) -> bool:
    """Tell whether a point, in degrees, lies in the frame of the map of Europe: Lambert's azimuthal projection."""
    longitude, latitude = radians(point[0] - _CENTRE[0]), radians(point[1])
    middle = radians(_CENTRE[1])
    distance = 1 + sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(longitude)
    factor = _SCALE * sqrt(2 / max(distance, _TINY))
    x = _MIDDLE[0] + factor * cos(latitude) * sin(longitude)
    y = _MIDDLE[1] - factor * (
        cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(longitude)
    )
    frame = FRAMES["europe"]
    return 0 <= x <= frame.width and 0 <= y <= frame.height
