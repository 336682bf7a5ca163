"""Take the shapes of countries from Natural Earth, by way of `world-atlas`, into `src/leavex_network/data/shapes/`.

Run it from anywhere, with npm and shapely installed and a connection: `python scripts/shapes.py`.

One policy for all of them: a shape is that of one code, and a code that is not ISO 3166-1's, or XK, has none. Natural
Earth draws who controls what; where that lumps a territory with another that has a code of its own, it is cut out here.
Crimea, Northern Cyprus and Somaliland have no code of their own, and states contend for them: they belong to no code.
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
"""The shapes that have no code there, each with ours; the empty one is that of nobody's."""

CUT = (
    ("FR", "GF", box(-60, 0, -50, 10)),  # French Guiana
    ("NO", "SJ", box(0, 74, 40, 84)),  # Svalbard
    ("RU", "", box(30, 44, 36.8, 46.3)),  # Crimea
    (
        "MA",
        "EH",
        box(-20, 20, -5, 27.667),
    ),  # Western Sahara, up to the boundary at 27 degrees 40 minutes north
)
"""What is cut out of a shape: of which code, for which, and where."""

DIGITS = 2
"""Of a degree: about a kilometre, finer than the shapes are."""

Json = dict[str, Any]


def main() -> None:
    """Fetch, cut and write."""
    with TemporaryDirectory() as folder:
        atlas = fetch(Path(folder))
        shapes = cut(shapes_of(json.loads((atlas / FILE).read_bytes())))
        DATA.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(atlas / "LICENSE", DATA / "LICENSE-WORLD-ATLAS.txt")
    features = [feature(code, shapes[code]) for code in sorted(shapes)]
    told = {
        "source": f"Natural Earth, by way of {PACKAGE} {VERSION}, {FILE}",
        "type": "FeatureCollection",
    }
    rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in features)
    text = f'{json.dumps(told)[:-1]}, "features": [\n{rows}\n]}}\n'
    (DATA / "countries.json").write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(features)} shapes, {len(text):,} characters\n")


def fetch(folder: Path) -> Path:
    """Download the package with npm, and return where its files are."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed")
    subprocess.run(  # noqa: S603 - npm, with a name and a version of ours
        [npm, "pack", "--loglevel=error", f"{PACKAGE}@{VERSION}"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with tarfile.open(folder / f"{PACKAGE}-{VERSION}.tgz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def shapes_of(topology: Json) -> dict[str, MultiPolygon]:
    """Return the shape of each code; those of nobody's under the empty one."""
    arcs = [list(points(arc, topology["transform"])) for arc in topology["arcs"]]
    found: dict[str, list[Polygon]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        number, name = geometry.get("id"), geometry["properties"]["name"]
        code = alpha_2(number) if number else BY_NAME[name]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for outer, *inner in polygons:
            found.setdefault(code, []).append(
                Polygon(ring(outer, arcs), [ring(hole, arcs) for hole in inner])
            )
    return {code: MultiPolygon(polygons) for code, polygons in found.items()}


def alpha_2(number: str) -> str:
    """Return the code of a country by its number."""
    code: str = next(
        country.alpha_2 for country in pycountry.countries if country.numeric == number
    )
    return code


def points(arc: list[list[int]], transform: Json) -> Iterator[tuple[float, float]]:
    """Yield the points of an arc, in degrees; each is written as the way from the one before."""
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for right, up in arc:
        x, y = x + right, y + up
        yield x * width + left, y * height + bottom


def ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return a ring, whose arcs are given by their numbers; one that is negative runs backwards."""
    line: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def cut(shapes: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Return the shapes with what belongs to another code, or to none, cut out."""
    for code, other, where in CUT:
        # What runs across the date line is no polygon of a plane; nothing is cut out of that.
        plane = [polygon for polygon in shapes[code].geoms if polygon.is_valid]
        inside = [polygon.intersection(where) for polygon in plane]
        rest = [
            polygon.difference(where) if polygon in plane else polygon
            for polygon in shapes[code].geoms
        ]
        shapes[code] = polygons_of(rest)
        before = list(shapes[other].geoms) if other in shapes else []
        shapes[other] = polygons_of(
            [unary_union([*before, *inside])] if other == "EH" else [*before, *inside]
        )
    return shapes


def polygons_of(parts: list[Any]) -> MultiPolygon:
    """Return all polygons of some shapes as one."""
    flat = [
        polygon for part in parts for polygon in (part.geoms if hasattr(part, "geoms") else [part])
    ]
    return MultiPolygon(
        [polygon for polygon in flat if polygon.geom_type == "Polygon" and not polygon.is_empty]
    )


def feature(code: str, shape: MultiPolygon) -> Json:
    """Return a shape as GeoJSON, its outer rings clockwise, as those that draw on a sphere expect it."""
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
