"""What HTML and Atom are compared with: compiled templates, with all texts and keys ready for them.

They escape nothing, look nothing up, and write the same bytes as the package: see `expect_equal`.
"""

from functools import cache
from itertools import zip_longest
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import escape

from leavex_network import Entry, Network
from leavex_network.formats import atom
from leavex_network.network.criteria import keys_of
from leavex_network.rendering.view import Control, EntryGroup, View

Values = dict[str, Any]
Item = SimpleNamespace
"""An object: a template gets its attributes in half the time that it takes for a dict's keys."""


@cache
def template(name: str) -> Template:
    """Return a compiled template of the folder `templates`."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=False,  # noqa: S701 - the texts are escaped before
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


def ready_list(network: Network[Entry]) -> Values:
    """Return what the template of a list writes, escaped."""
    view = View.of(network)
    words = {**view.words, "concluded": view.headings["concluded"]}
    return {
        "language": view.language,
        "direction": view.direction,
        "words": {key: _escaped(word) for key, word in words.items()},
        "controls": [_control(view, control) for control in view.controls],
        "sections": [_section(view, group) for group in view.sections],
    }


def ready_feed(network: Network[Entry]) -> Values:
    """Return what the template of a feed writes, escaped."""
    view = View.of(network)
    about = view.network.about
    events = atom.events(view)
    return {
        "language": view.language,
        "id": _escaped(atom.permanent_id(view, "feed")),
        "title": _escaped(about.title),
        "url": _escaped(about.url),
        "updated": f"{events[0].day}T00:00:00Z",
        "events": [_event(view, event) for event in events],
    }


def expect_equal(written: str, rendered: str) -> None:
    """Raise a `ValueError` unless a baseline wrote the same text as the package."""
    if written != rendered:
        lines = zip_longest(written.splitlines(), rendered.splitlines())
        number, (ours, other) = next(
            (number, pair) for number, pair in enumerate(lines, 1) if pair[0] != pair[1]
        )
        raise ValueError(f"line {number} of the baseline is {other!r}, not {ours!r}")


def _control(view: View, control: Control) -> Item:
    choices: list[Item] = []
    for choice in control.choices:
        values = {key: _escaped(value) for key, value in choice._asdict().items()}
        choices.append(Item(**values))
    return Item(name=control.name, label=_escaped(view.words[control.name]), choices=choices)


def _section(view: View, group: EntryGroup) -> Item:
    return Item(
        kind=group.kind,
        heading=_escaped(group.heading),
        active=[_entry(view, entry) for entry in group.active],
        concluded=[_entry(view, entry) for entry in group.concluded],
    )


def _entry(view: View, entry: Entry) -> Item:
    keys = keys_of(entry)
    facts = [("place", _escaped(view.territory_name(code))) for code in entry.territories]
    for hashtag in entry.hashtags:
        facts.append(("hashtag", f'<span dir="auto">#{_escaped(hashtag)}</span>'))
    return Item(
        kind=entry.kind,
        id=entry.id,
        countries=_escaped(" ".join(keys["country"])),
        regions=_escaped(" ".join(keys["region"])),
        hashtags=_escaped(" ".join(keys["hashtag"])),
        status=entry.status,
        url=_escaped(entry.url),
        name=_escaped(entry.name),
        name_language=_spoken(view, view.spoken(entry.name_language)),
        text_language=_spoken(view, view.spoken(entry.description_language)),
        html=entry.html,
        facts=facts,
    )


def _event(view: View, event: atom.Event) -> Item:
    entry = event.entry
    language = view.spoken(entry.description_language)
    territories = [(code, _escaped(view.territory_name(code))) for code in entry.territories]
    return Item(
        id=_escaped(event.id),
        title=_escaped(event.title),
        day=event.day.isoformat(),
        url=_escaped(entry.url),
        kind=entry.kind,
        heading=_escaped(view.headings[entry.kind]),
        territories=territories,
        hashtags=[_escaped(hashtag) for hashtag in entry.hashtags],
        language=f' xml:lang="{language}"' if language else "",
        html=_escaped(entry.html),
    )


def _spoken(view: View, language: str | None) -> str:
    if language is None:
        return ""
    return f' lang="{language}" dir="{view.direction_of(language)}"'


def _escaped(text: object) -> str:
    # As a string without the methods of `Markup`.
    return str.__str__(escape(text))
