"""A network as a table for the terminal, and an entry as a card, in the network's language."""

from collections.abc import Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from leavex_network.cli.visible import visible
from leavex_network.models import Entry
from leavex_network.models.kinds import singular
from leavex_network.network import Network
from leavex_network.places.languages import fallbacks
from leavex_network.places.territories import Territory
from leavex_network.rendering.view import View

_WIDE = 100
"""Width in characters from which on hashtags and URLs have columns of their own."""
_NARROW = 72
"""Width in characters below which a table would break words: it becomes a list."""


def plain_console() -> Console:
    """Return a console that prints texts as they are, without the markup and emoji of rich."""
    return Console(highlight=False, markup=False, emoji=False)


def show_table(network: Network[Entry], console: Console | None = None) -> None:
    """Print a network as a table that fits the terminal, in the language of `about.language`."""
    screen = console or plain_console()
    view = View(network)
    body = _table(view, screen) if screen.width >= _NARROW else _list(view, screen)
    title, count = Text(_title(view), style="bold"), Text(_count(view), style="dim")
    screen.print(Group(title, body, count))


def show_card(entry: Entry, network: Network[Entry], console: Console | None = None) -> None:
    """Print one entry of a network in full: its name, its text, and one line per fact."""
    screen = console or plain_console()
    screen.print(Text(entry.name, style="bold"), end="\n\n")
    if entry.text:
        screen.print(Text(visible(entry.text)), end="\n\n")
    facts = list(_facts(entry, View(network), screen))
    width = max(Text(label).cell_len for label, _ in facts)
    for label, value in facts:
        line = Text(label, style="dim")
        line.pad_right(width - line.cell_len + 2)
        # A URL is not broken, so that it can be copied.
        screen.print(Text.assemble(line, value), soft_wrap=" " not in value.plain)


def _table(view: View, screen: Console) -> RenderableType:
    if not len(view.network):
        return Text()
    is_wide = screen.width >= _WIDE
    columns = {"kind": view.words["kind"], "name": view.charts["name"]}
    columns["territories"] = view.words["country"]
    if is_wide:
        columns["hashtags"] = view.words["hashtag"]
    columns["status"] = view.words["status"]
    if is_wide:
        columns["url"] = "URL"
    padding = (0, 2, 0, 0)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=padding, collapse_padding=True)
    for name, heading in columns.items():
        min_width = 18 if name == "name" else None
        no_wrap = name in ("kind", "status")
        table.add_column(heading, overflow="fold", min_width=min_width, no_wrap=no_wrap)
    for entry in view.network:
        cells = _cells(entry, view, screen)
        if not is_wide:
            cells["name"] = _lines(cells, "name", "hashtags", "url")
        table.add_row(*(cells[name] for name in columns))
    return table


def _list(view: View, screen: Console) -> RenderableType:
    parts: list[RenderableType] = [Text()]
    for entry in view.network:
        cells = _cells(entry, view, screen)
        facts = [cells[name] for name in ("kind", "territories", "status") if cells[name]]
        cells["facts"] = Text(", ").join(facts)
        details = _lines(cells, "facts", "hashtags", "url")
        parts += [cells["name"], Padding(details, (0, 0, 1, 2))]
    return Group(*parts)


def _cells(entry: Entry, view: View, screen: Console) -> dict[str, Text]:
    names = [_territory_name(territory, view, screen) for territory in entry.territories]
    status = view.headings["concluded"] if entry.status == "concluded" else ""
    return {
        "kind": Text(view.headings[entry.kind], style="dim"),
        "name": Text(entry.name, style=Style(bold=True, link=entry.url)),
        "territories": Text("\n".join(names)),
        "hashtags": _hashtags(entry),
        "status": Text(status, style="yellow"),
        "url": _link(entry.url, entry.host),
    }


def _lines(cells: dict[str, Text], *names: str) -> Text:
    """Return the cells that are not empty, one per line."""
    return Text("\n").join(cells[name] for name in names if cells[name])


def _hashtags(entry: Entry) -> Text:
    return Text(" ".join(f"#{hashtag}" for hashtag in entry.hashtags), style="cyan")


def _link(url: str, text: str | None = None) -> Text:
    return Text(text or url, style=Style(color="blue", link=url))


def _territory_name(territory: Territory, view: View, screen: Console) -> str:
    """Return the name of a territory, after its flag if the terminal can show it."""
    name = view.territory_name(territory)
    has_flag = territory.flag and screen.encoding.lower().startswith("utf")
    return f"{territory.flag} {name}" if has_flag else name


def _title(view: View) -> str:
    about = view.network.about
    if not about.edition:
        return about.title
    edition = view.words["edition"].replace("{day}", str(about.edition))
    return f"{about.title} ({edition})"


def _count(view: View) -> str:
    """Return how many entries there are, and of which kinds, in words that need no grammar."""
    network = view.network
    if not len(network):
        return view.words["none"]
    kinds = [f"{view.headings[kind]}: {len(group)}" for kind, group in network.kinds.items()]
    return f"{view.charts['entries']}: {len(network)} ({', '.join(kinds)})"


def _facts(entry: Entry, view: View, screen: Console) -> Iterator[tuple[str, Text]]:
    """Yield label and value of each fact; labels that `data/languages` lacks are English."""
    from leavex_network.models.cells import own_value  # a table has no such fields

    words, about = view.words, view.network.about
    yield words["kind"], Text(singular(entry.kind, about.language, about.kinds))
    yield "ID", Text(entry.id)
    yield "URL", _link(entry.url)
    also = view.headings["also"]
    for url in entry.also_at:
        yield f"{also[:1].upper()}{also[1:]}", _link(url)
    if entry.archived is not None:
        archived = view.headings["archived"]
        yield f"{archived[:1].upper()}{archived[1:]}", _link(entry.archived)
    for territory in entry.territories:
        yield words["country"], Text(f"{_territory_name(territory, view, screen)} ({territory})")
    if entry.hashtags:
        yield words["hashtag"], _hashtags(entry)
    name_language = entry.name_language or about.language
    for label, value in (
        (words["status"], words[entry.status]),
        (view.charts["listed"], entry.listed),
        (words["concluded"], entry.concluded),
        ("Last day to sign", entry.closes),
        ("Name in", "" if name_language in fallbacks(about.language) else name_language),
        ("Text in", entry.description_language),
        ("Translations", ", ".join(entry.translations)),
        ("Former IDs", ", ".join(entry.aliases)),
        ("Note", visible(entry.note or "")),
    ):
        if value:
            yield label, Text(str(value))
    for name, own in entry.extra.items():
        yield name, Text(visible(own_value(own)))
    if entry.text_source:
        yield "Text quoted from", _link(about.sources[entry.text_source].url)
    for key in entry.sources:
        yield "Source", _link(about.sources[key].url)
