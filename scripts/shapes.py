"""Generate the country shapes in `src/leavex_network/data/shapes/`: `python scripts/shapes.py`.

The shapes are those of Natural Earth, in the npm package `world-atlas`. The script needs npm,
shapely and a network connection.

One policy applies to all shapes: each belongs to one code, and only the codes of ISO 3166-1 and XK
have one. Natural Earth draws de facto control; where its shape of a country includes a territory
with a code of its own, this script splits the shape. Crimea, Northern Cyprus and Somaliland have no
code of their own and are disputed between states: their shapes belong to no code.
"""

import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pycountry
from shapely.geometry import MultiPolygon, Polygon, box, mapping
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

VERSION = "2.0.2"
PACKAGE = "world-atlas"
FILE = "countries-110m.json"
DATA = Path(__file__).resolve().parent.parent / "src" / "leavex_network" / "data" / "shapes"

BY_NAME = {"Kosovo": "XK", "N. Cyprus": "", "Somaliland": ""}
"""The codes of shapes without a number; an empty code means that the shape belongs to no code."""

SPLITS = (
    ("FR", "GF", box(-60, 0, -50, 10)),  # French Guiana
    ("NO", "SJ", box(0, 74, 40, 84)),  # Svalbard
    ("RU", "", box(30, 44, 36.8, 46.3)),  # Crimea
    ("MA", "EH", box(-20, 20, -5, 27.667)),  # Western Sahara, up to 27 degrees 40 minutes north
)
"""The splits of shapes: from which code, to which code, in which box of degrees."""

DIGITS = 2
"""Decimal digits of a degree: about a kilometer, finer than the shapes."""

Json = dict[str, Any]


def main() -> None:
    """Fetch, split and write the shapes."""
    with TemporaryDirectory() as folder:
        atlas = fetch(Path(folder))
        shapes = split(shapes_of(json.loads((atlas / FILE).read_bytes())))
        DATA.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(atlas / "LICENSE", DATA / "LICENSE-WORLD-ATLAS.txt")
    features = [feature(code, shapes[code]) for code in sorted(shapes)]
    header = {
        "source": f"Natural Earth, by way of {PACKAGE} {VERSION}, {FILE}",
        "type": "FeatureCollection",
    }
    rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in features)
    text = f'{json.dumps(header)[:-1]}, "features": [\n{rows}\n]}}\n'
    (DATA / "countries.json").write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(features)} shapes, {len(text):,} characters\n")


def fetch(folder: Path) -> Path:
    """Download the package with npm and return the folder of its files."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed")
    subprocess.run(  # noqa: S603 - npm, with a name and a version from this file
        [npm, "pack", "--loglevel=error", f"{PACKAGE}@{VERSION}"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with tarfile.open(folder / f"{PACKAGE}-{VERSION}.tgz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def shapes_of(topology: Json) -> dict[str, MultiPolygon]:
    """Return the shape of each code; the empty code has those that belong to no code."""
    arcs = [list(points(arc, topology["transform"])) for arc in topology["arcs"]]
    polygons_by_code: dict[str, list[Polygon]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        number, name = geometry.get("id"), geometry["properties"]["name"]
        code = alpha_2(number) if number else BY_NAME[name]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for outer, *inner in polygons:
            holes = [ring(hole, arcs) for hole in inner]
            polygons_by_code.setdefault(code, []).append(Polygon(ring(outer, arcs), holes))
    return {code: MultiPolygon(polygons) for code, polygons in polygons_by_code.items()}


def alpha_2(number: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country by its numeric code."""
    code: str = next(
        country.alpha_2 for country in pycountry.countries if country.numeric == number
    )
    return code


def points(arc: list[list[int]], transform: Json) -> Iterator[tuple[float, float]]:
    """Yield the points of an arc, in degrees. In TopoJSON, each is relative to the one before."""
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for right, up in arc:
        x, y = x + right, y + up
        yield x * width + left, y * height + bottom


def ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return a ring of arcs, by their indexes. In TopoJSON, a negative index reverses the arc."""
    line: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def split(shapes: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Return the shapes after the splits of `SPLITS`."""
    for code, other, where in SPLITS:
        inside: list[Any] = []
        rest: list[Any] = []
        for polygon in shapes[code].geoms:
            # Polygons that cross the date line are invalid in the plane; none of them is split.
            if polygon.is_valid:
                inside.append(polygon.intersection(where))
                rest.append(polygon.difference(where))
            else:
                rest.append(polygon)
        shapes[code] = polygons_of(rest)
        if other in shapes:
            inside = [*shapes[other].geoms, *inside]
        if other == "EH":  # its two parts adjoin
            inside = [unary_union(inside)]
        shapes[other] = polygons_of(inside)
    return shapes


def polygons_of(parts: list[Any]) -> MultiPolygon:
    """Return the polygons of several shapes as one shape."""
    polygons: list[Polygon] = []
    for part in parts:
        for shape in getattr(part, "geoms", [part]):
            if shape.geom_type == "Polygon" and not shape.is_empty:
                polygons.append(shape)
    return MultiPolygon(polygons)


def feature(code: str, shape: MultiPolygon) -> Json:
    """Return a shape as GeoJSON, with clockwise outer rings, as D3 expects (unlike RFC 7946)."""
    polygons = MultiPolygon([orient(polygon, sign=-1.0) for polygon in shape.geoms])
    rounded = json.loads(
        json.dumps(mapping(polygons)["coordinates"]),
        parse_float=lambda text: round(float(text), DIGITS),
    )
    return {
        "type": "Feature",
        "id": code,
        "geometry": {"type": "MultiPolygon", "coordinates": rounded},
    }


if __name__ == "__main__":
    main()
