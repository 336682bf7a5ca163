"""The words of charts: findings, lists, what a chart leaves out, and where its data is from."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from leavex_network.places.days import written
from leavex_network.places.languages import Language, words
from leavex_network.plots.directions import isolated
from leavex_network.plots.groups import Group
from leavex_network.rendering.view import View

_DASH = " \u2013 "
_BETWEEN = " \u00b7 "
_ENDS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u061f")
"""What ends a sentence in the languages of charts."""
_MOST_TIED = 15  # names in a title
_LONGEST_NAMES = 400  # characters in a title
_MOST_LISTED = 12  # values in a note and in the text alternative; the others are counted


class Wording(NamedTuple):
    """The texts of one chart."""

    title: str
    """What is drawn above the chart; it may be empty."""
    name: str
    """The title, or else the finding, for the text alternative."""
    subtitle: str
    values: str
    """What the chart shows, for the text alternative."""
    notes: tuple[str, ...]
    source: str

    @property
    def alternative(self) -> str:
        """The text alternative, but for the title."""
        parts = (self.subtitle, self.values, *self.notes, self.source)
        return " ".join(sentence(part) for part in parts if part)


def wording(
    view: View,
    title: str | None,
    found: str,
    what: str,
    *,
    values: str = "",
    notes: Iterable[str] = (),
) -> Wording:
    """Return the texts of a chart of a network.

    Args:
        view: The network.
        title: The title, "" for none, or None for the finding.
        found: The finding.
        what: What the chart counts.
        values: What it shows, for the text alternative.
        notes: What it leaves out.
    """
    drawn = found if title is None else title
    about = view.network.about
    parts = [what, isolated(about.title, view.direction)]
    if about.edition is not None:
        parts.append(view.words["edition"].replace("{day}", written(about.edition, own(view))))
    subtitle = _BETWEEN.join(dict.fromkeys(part for part in parts if part != drawn))
    origin = isolated(about.url or about.title, view.direction)
    source = view.charts["source"].replace("{source}", origin)
    return Wording(drawn, drawn or found, subtitle, values, tuple(notes), source)


def own(view: View) -> Language:
    """Return the words of the language that a view shows."""
    return words(view.network.about.language)


def finding(view: View, groups: Sequence[Group], what: str) -> str:
    """Return which groups have most entries, or just what is counted if too many are equal."""
    highest = max((group.total for group in groups), default=0)
    first = [group.name for group in groups if group.total == highest]
    if not first or len(first) > _MOST_TIED or len("".join(first)) > _LONGEST_NAMES:
        return what
    pattern = view.charts["most" if len(first) == 1 else "most_each"]
    numbers = {"{count}": str(highest), "{all}": str(len(view.network))}
    for name, number in numbers.items():
        pattern = pattern.replace(name, number)
    return pattern.replace("{names}", listed(view, first))


def listed(view: View, names: Sequence[str]) -> str:
    """Return names as a list, with the comma of the language."""
    if not names:
        return ""
    comma = view.charts["list"].removeprefix("{first}").removesuffix("{next}")
    return comma.join(names)


def counted(view: View, groups: Sequence[Group]) -> str:
    """Return the first groups and their counts as a list, and how many others there are."""
    names = [f"{group.name} ({group.total})" for group in groups[:_MOST_LISTED]]
    if len(groups) > _MOST_LISTED:
        names.append(more(view, len(groups) - _MOST_LISTED))
    return listed(view, names)


def label_of(view: View, of: str, group: Group) -> str:
    """Return the label of a mark, such as "Kind: Petitions; Entries: 11"."""
    return f"{of}: {group.name}; {view.charts['entries']}: {group.total}"


def more(view: View, count: int) -> str:
    """Return "3 more", in the language of the view."""
    return view.charts["more"].replace("{count}", str(count))


def beside(view: View, groups: Sequence[Group]) -> list[str]:
    """Return the note on groups that a map does not show, if there are any."""
    if not groups:
        return []
    return [f"{view.charts['beside']}{_DASH}{counted(view, groups)}"]


def unplaced(view: View) -> list[str]:
    """Return the note on entries without a territory, if there are any."""
    count = len(view.network.unplaced)
    return [f"{view.charts['unplaced']} ({count})"] if count else []


def untagged(view: View) -> list[str]:
    """Return the note on entries without a hashtag, if there are any."""
    count = sum(not entry.hashtags for entry in view.network)
    return [f"{view.charts['untagged']} ({count})"] if count else []


def undated(view: View, name: str, count: int) -> list[str]:
    """Return the note on entries of a series without a known day, if there are any."""
    if not count:
        return []
    return [f"{name}{_DASH}{view.charts['undated'].replace('{count}', str(count))}"]


def sentence(text: str) -> str:
    """Return a text that ends like a sentence, so that it is read with a pause."""
    return text if text.endswith(_ENDS) else f"{text}."
