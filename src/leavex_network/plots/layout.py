"""What charts share: Altair, the title, and the notes below a chart."""

from textwrap import wrap
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from leavex_network.errors import requiring
from leavex_network.plots.shapes import Area, drawn
from leavex_network.rendering.view import View

if TYPE_CHECKING:
    from altair import VConcatChart

DASH = " \u2013 "
_MOST_LISTED = 12  # territories in a note; the others are counted
_LINE_LENGTH = 110  # in characters
_NOTES_WIDTH = 600  # in pixels


def altair() -> Any:
    """Return the module `altair`, which takes long to import."""
    with requiring("plots", "Charts need altair"):
        import altair as alt
    return alt


def titled(view: View, title: str, layers: list[Any], notes: list[str]) -> "VConcatChart":
    """Return a chart of layers with its title, notes below it, and a description in words.

    Screen readers read the description. Without layers, the subtitle says that there is nothing.
    """
    alt = altair()
    from leavex_network.plots.display import Picture

    subtitle = [view.network.about.title]
    if not layers:
        subtitle.append(view.charts["nothing"])
        layers = [alt.Chart(alt.InlineData(values=[{}])).mark_text(text="")]
    parts = [alt.layer(*layers)]
    if notes:
        parts.append(_notes(view, notes))
    plain = alt.ViewBackground(stroke=None)
    chart = Picture(vconcat=[part.properties(view=plain) for part in parts], spacing=10)
    return chart.properties(
        title=alt.TitleParams(title, subtitle=subtitle, anchor="start"),
        description=f"{title}. {' '.join([*subtitle, *notes])}",
    )


def more(view: View, count: int) -> str:
    """Return "3 more", in the language of the view."""
    return view.charts["more"].replace("{count}", str(count))


def not_on_map(view: View, area: Area) -> list[str]:
    """Return the notes on entries that a map does not show: territories, then none named."""
    network = view.network
    territories = [*network.countries.items(), *network.regions.items()]
    names = [
        f"{view.territory_name(territory)} ({len(entries)})"
        for territory, entries in territories
        if territory not in drawn(area)
    ]
    if len(names) > _MOST_LISTED:
        names = [*names[:_MOST_LISTED], more(view, len(names) - _MOST_LISTED)]
    notes = [f"{view.charts['beside']}{DASH}{', '.join(names)}"] if names else []
    return [*notes, *unplaced(view)]


def unplaced(view: View) -> list[str]:
    """Return the note on entries without a territory, if there are any."""
    count = len(view.network.unplaced)
    return [f"{view.charts['unplaced']} ({count})"] if count else []


def untagged(view: View) -> list[str]:
    """Return the note on entries without a hashtag, if there are any."""
    count = sum(not entry.hashtags for entry in view.network)
    return [f"{view.charts['untagged']} ({count})"] if count else []


def _notes(view: View, notes: list[str]) -> Any:
    alt = altair()
    lines = [line for note in notes for line in _wrapped(note)]
    align, x = "left", 0
    if view.direction == "rtl":
        # Vega has no text direction: RLE and PDF (UAX 9) set that of each line.
        lines = [f"\u202b{line}\u202c" for line in lines]
        align, x = "right", _NOTES_WIDTH
    rows = [{"y": index, "text": line} for index, line in enumerate(lines)]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align=align, fontSize=11, opacity=0.75)
        .encode(y=alt.Y("y:O", axis=None), text="text:N", x=alt.value(x))
        .properties(height=15 * len(rows), width=_NOTES_WIDTH)
    )


def _wrapped(text: str) -> list[str]:
    """Return the lines of a note; wide and full-width characters (UAX 11) count twice."""
    is_wide = any(east_asian_width(character) in "WF" for character in text)
    return wrap(text, _LINE_LENGTH // 2 if is_wide else _LINE_LENGTH)
