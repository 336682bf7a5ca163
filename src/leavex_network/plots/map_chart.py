"""The map of a network: how many entries are listed for each country."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from leavex_network.errors import ArgumentError, alternatives, expect_texts, quoted
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.territories import Territory
from leavex_network.plots import scales, wording
from leavex_network.plots.arguments import check_size, checked_colors, checked_title
from leavex_network.plots.groups import Group
from leavex_network.plots.requirements import drawing, view_of
from leavex_network.plots.shapes import FRAMES, NO_CODE, Area, Frame, drawn, visible
from leavex_network.plots.sheet import Item, Sheet
from leavex_network.plots.themes import Theme, ThemeName, theme_named
from leavex_network.rendering.view import View

if TYPE_CHECKING:
    from leavex_network.plots.picture import Picture

_LEAST_HEIGHT = 80
_BORDER = 0.6  # pixels


class _Colors(NamedTuple):
    """The steps of a map and the color of each."""

    steps: Sequence[scales.Step]
    colors: Sequence[str]

    def of(self, total: int) -> str:
        """Return the color of a count above 0."""
        return self.colors[scales.step_of(total, self.steps)]


def countries_map(
    network: Network[Entry],
    area: Area = "europe",
    *,
    title: str | None = None,
    width: int = 640,
    height: int | None = None,
    theme: ThemeName = "light",
    colors: Sequence[str] | None = None,
) -> "Picture":
    """Return a map that colors each country by the number of entries listed for it.

    A shape stands for one ISO code. Entries without a shape on the map (small countries, regions,
    the world) and entries without a territory are counted below it, never assigned to a country.
    Crimea, Northern Cyprus and Somaliland have no code of their own and stay gray; Western Sahara
    extends to 27°40' N.

    Args:
        network: The entries to count; `network.localize("fr")` gives a French map.
        area: `europe` or `world`.
        title: By default, the countries with most entries; "" for none.
        width: The width of the whole picture in pixels, at least 240.
        height: The height of the whole picture in pixels; by default, what it needs.
        theme: `light` or `dark`.
        colors: The colors of the steps as in CSS, fewest entries first; there are at most as many
            steps. By default five blues, all with a contrast of 3:1 to countries without entries.

    Raises:
        ArgumentError: There is no such area or theme, there is no color, or the picture is too
            small for its texts.
        ArgumentTypeError: An argument is of a wrong type.
        MissingExtraError: altair is not installed.
    """
    pictures, view = drawing(), view_of(network)
    expect_texts(area=area)
    title = checked_title(title)
    check_size(width, height)
    if area not in FRAMES:
        raise ArgumentError(f"Unknown area {quoted(area)}: use {alternatives(FRAMES)}")
    palette = theme_named(theme)
    totals = {str(code): len(entries) for code, entries in view.network.countries.items()}
    shown = {code: total for code, total in totals.items() if code in drawn(area)}
    own_colors = palette.steps if colors is None else checked_colors(pictures, colors)
    steps = scales.steps(max(shown.values(), default=0), len(own_colors))
    scheme = _Colors(steps, _spread(own_colors, len(steps)))

    sheet = Sheet(
        _wording(view, area, title, shown),
        view.language,
        view.direction,
        palette,
        width,
        _legend(view, palette, scheme),
    )
    frame = FRAMES[area]
    room = sheet.inner * frame.height / frame.width
    if height is not None:
        room = sheet.room(height, labels=0, least=_LEAST_HEIGHT)
    plot = sheet.plot(room)
    features = _features(view, area, shown, scheme, palette)
    projection = _projection(frame, plot.width, plot.height)
    layers = [
        _shapes(pictures, [row for row in features if row["id"] == NO_CODE]),
        _with_words(view, pictures, [row for row in features if row["id"] != NO_CODE]),
    ]
    layers = [layer.project(**projection) for layer in layers]
    chart: Picture = pictures.picture(sheet, plot, layers, fill=palette.sea)
    return chart


def _shapes(pictures: Any, features: list[dict[str, Any]], **properties: Any) -> Any:
    """Return a layer of shapes in their colors, hidden from screen readers."""
    alt = pictures.alt
    options = {"strokeWidth": _BORDER, "clip": True, "aria": False, **properties}
    return (
        pictures.layer(features)
        .mark_geoshape(**options)
        .encode(
            fill=alt.Fill("properties.fill:N", scale=None),
            stroke=alt.Stroke("properties.stroke:N", scale=None),
        )
    )


def _with_words(view: View, pictures: Any, features: list[dict[str, Any]]) -> Any:
    """Return a layer of shapes with labels for screen readers, and with tooltips."""
    alt = pictures.alt
    name, count = view.words["country"], view.charts["entries"]
    shapes = _shapes(pictures, features, aria=True, ariaRoleDescription=name)
    return shapes.encode(
        description=alt.Description("properties.label:N"),
        tooltip=[
            alt.Tooltip("properties.name:N", title=name),
            alt.Tooltip("properties.count:Q", title=count),
        ],
    )


def _wording(view: View, area: Area, title: str | None, shown: Mapping[str, int]) -> Any:
    """Return the texts: the finding counts all countries, also those that the map leaves out."""
    countries = [
        Group(view.territory_name(code), len(own)) for code, own in view.network.countries.items()
    ]
    others = [
        Group(view.territory_name(code), len(own))
        for code, own in (*view.network.countries.items(), *view.network.regions.items())
        if code not in drawn(area)
    ]
    others.sort(key=lambda group: -group.total)
    on_map = [Group(view.territory_name(Territory(code)), shown[code]) for code in shown]
    on_map.sort(key=lambda group: -group.total)
    what = view.charts["by_country"]
    notes = [*wording.beside(view, others), *wording.unplaced(view), view.charts["borders"]]
    if not shown:
        notes.insert(0, view.charts["nothing"])
    return wording.wording(
        view,
        title,
        wording.finding(view, countries, what),
        what,
        values=wording.counted(view, on_map),
        notes=notes,
    )


def _legend(view: View, theme: Theme, scheme: _Colors) -> list[Item]:
    """Return the items of the legend: no entry, and each step."""
    items = [Item(view.charts["entries"]), Item("0", theme.land, theme.coast)]
    for step, color in zip(scheme.steps, scheme.colors, strict=True):
        items.append(Item(step.text, color, theme.coast))
    return items


def _spread(colors: Sequence[str], number: int) -> list[str]:
    """Return so many of the colors, from the first on, as far apart as they allow."""
    if number <= 1:
        return list(colors[:number])
    last = len(colors) - 1
    return [colors[round(index * last / (number - 1))] for index in range(number)]


def _features(
    view: View, area: Area, shown: Mapping[str, int], scheme: _Colors, theme: Theme
) -> list[dict[str, Any]]:
    """Return the shapes of a map, those without entries first, with their words and colors."""
    features = []
    for code, geometry in visible(area):
        total = shown.get(code, 0)
        properties: dict[str, Any] = {"fill": theme.land, "stroke": theme.coast}
        if code == NO_CODE:
            properties["fill"] = theme.no_code
        else:
            group = Group(view.territory_name(Territory(code)), total)
            label = wording.label_of(view, view.words["country"], group)
            properties |= {"name": group.name, "count": total, "label": label}
        if total:
            properties |= {"fill": scheme.of(total), "stroke": theme.land}
        features.append(
            {"type": "Feature", "id": code, "geometry": geometry, "properties": properties}
        )
    return sorted(features, key=lambda feature: feature["id"] in shown)


def _projection(frame: Frame, width: float, height: float) -> dict[str, Any]:
    """Return the projection of a frame that fills a plot, centered."""
    projection = dict(frame.projection)
    if "scale" in projection:
        factor = min(width / frame.width, height / frame.height)
        right = (width - frame.width * factor) / 2
        down = (height - frame.height * factor) / 2
        x, y = projection["translate"]
        projection["scale"] *= factor
        projection["translate"] = [x * factor + right, y * factor + down]
    return projection
