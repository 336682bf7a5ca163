"""The shapes of countries, one ISO code each, and the maps that show them.

Source: Natural Earth, 1:110 million.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from math import cos, radians, sin, sqrt
from typing import Any, Literal, NamedTuple

from pydantic_core import from_json

from leavex_network.data import read_bytes

Area = Literal["europe", "world"]

NO_CODE = ""  # the `id` of shapes without an ISO code: see `scripts/shapes.py`


class Frame(NamedTuple):
    """The projection and the size of a map."""

    projection: Mapping[str, Any]
    """The properties of a Vega projection; `scale` and `translate` in pixels."""
    width: int
    height: int
    """In pixels."""


_CENTER = (15.0, 53.0)  # of the map of Europe: longitude and latitude, in degrees
_WIDTH, _HEIGHT = 620, 470  # in pixels
_ORIGIN = (310, 235)  # where the center is on the map: x and y, in pixels
_SCALE = 700  # pixels per radian at the center
_SINE, _COSINE = sin(radians(_CENTER[1])), cos(radians(_CENTER[1]))
_EPSILON = 1e-9  # replaces 0 at the center's antipode, which has no finite coordinates

FRAMES: Mapping[str, Frame] = {
    "europe": Frame(
        {
            "type": "azimuthalEqualArea",
            "rotate": [-_CENTER[0], -_CENTER[1], 0],
            "scale": _SCALE,
            "translate": list(_ORIGIN),
        },
        _WIDTH,
        _HEIGHT,
    ),
    "world": Frame({"type": "equalEarth"}, 720, 360),
}


@cache
def shapes() -> tuple[dict[str, Any], ...]:
    """Return the shapes as GeoJSON features with the ISO code as `id`."""
    return tuple(from_json(read_bytes("shapes/countries.json"))["features"])


@cache
def drawn(area: Area) -> frozenset[str]:
    """Return the codes of the shapes that a map shows at least in part."""
    return frozenset(code for code, _ in visible(area))


@cache
def visible(area: Area) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return the code and the geometry of each shape that a map shows, as GeoJSON.

    Polygons outside of the map are left out. Coordinates are tuples, which Altair does not copy.
    """
    found = []
    for shape in shapes():
        polygons = shape["geometry"]["coordinates"]
        if area == "europe":
            polygons = [polygon for polygon in polygons if any(map(_in_europe, _corners(polygon)))]
        if polygons:
            geometry = {"type": "MultiPolygon", "coordinates": _as_tuples(polygons)}
            found.append((shape["id"], geometry))
    return tuple(found)


def _as_tuples(coordinates: Any) -> Any:
    """Return nested lists of numbers as nested tuples."""
    return tuple(map(_as_tuples, coordinates)) if isinstance(coordinates, list) else coordinates


def _corners(polygon: list[Any]) -> Iterator[tuple[float, float]]:
    """Yield longitude and latitude of the points of a polygon, in degrees."""
    for ring in polygon:
        yield from ring


def _in_europe(point: tuple[float, float]) -> bool:
    """Tell whether a point (longitude, latitude in degrees) is on the map of Europe.

    Projects it as d3-geo does: Lambert's azimuthal equal-area projection, y pointing down.
    """
    longitude, latitude = radians(point[0] - _CENTER[0]), radians(point[1])
    up, outward = sin(latitude), cos(latitude)
    toward = outward * cos(longitude)
    factor = _SCALE * sqrt(2 / max(1 + _SINE * up + _COSINE * toward, _EPSILON))
    x = _ORIGIN[0] + factor * outward * sin(longitude)
    y = _ORIGIN[1] - factor * (_COSINE * up - _SINE * toward)
    return 0 <= x <= _WIDTH and 0 <= y <= _HEIGHT
