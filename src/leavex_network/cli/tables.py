"""What people read at the terminal: a network as a table, and an entry as a card."""

from collections.abc import Iterable

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from leavex_network.cli.visible import visible
from leavex_network.models import About, Entry
from leavex_network.network import Network
from leavex_network.places.languages import fallbacks
from leavex_network.places.territories import Territory

_WIDE = 100
"""From this width on, every column has room; below it, what is less asked for goes under the name."""
_NARROW = 72
"""Below this width, columns would break words."""

_STATUS = {"active": "green", "concluded": "yellow"}


def show_table(network: Network[Entry], console: Console | None = None) -> None:
    """Print a network as a table that fits the terminal."""
    screen = console or Console(highlight=False)
    screen.print(table(network, screen))


def show_card(entry: Entry, about: About, console: Console | None = None) -> None:
    """Print all that is known of one entry: its name, its text, and a line for each fact."""
    screen = console or Console(highlight=False)
    screen.print(Text(entry.name, style="bold"), end="\n\n")
    if entry.text:
        screen.print(Text(visible(entry.text)), end="\n\n")
    facts = list(_facts(entry, about, with_flags=_is_unicode(screen)))
    width = max(len(what) for what, _ in facts)
    for what, told in facts:
        # An address stays in one piece, so that it can be copied.
        screen.print(Text(f"{what:{width}}  ", style="dim") + told, soft_wrap=" " not in told.plain)


def table(network: Network[Entry], screen: Console) -> Group:
    """Return the table of a network, and a line that counts; where there is no room for columns, a list."""
    body = _columns(network, screen) if screen.width >= _NARROW else _stack(network, screen)
    return Group(
        Text(_title(network.about), style="bold"), body, Text(_count(network), style="dim")
    )


def _columns(network: Network[Entry], screen: Console) -> RenderableType:
    is_wide = screen.width >= _WIDE
    grid = Table(
        box=box.SIMPLE_HEAD,
        expand=False,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        collapse_padding=True,
    )
    grid.add_column("Kind", style="dim", no_wrap=True)
    grid.add_column("Name", overflow="fold", min_width=18)
    grid.add_column("Country", overflow="fold")
    if is_wide:
        grid.add_column("Hashtags", overflow="fold", style="cyan")
    grid.add_column("Status", no_wrap=True)
    if is_wide:
        grid.add_column("Link", overflow="fold")
    for entry in network:
        cells = _cells(entry, network.about.language, with_flags=_is_unicode(screen))
        below = [cells[part] for part in ("hashtags", "link") if cells[part]]
        name = cells["name"] if is_wide else Text("\n").join([cells["name"], *below])
        grid.add_row(
            *(cells["kind"], name, cells["places"]),
            *(
                (cells["hashtags"], cells["status"], cells["link"])
                if is_wide
                else (cells["status"],)
            ),
        )
    return grid if len(network) else Text()


def _stack(network: Network[Entry], screen: Console) -> RenderableType:
    parts: list[RenderableType] = [Text()]
    for entry in network:
        cells = _cells(entry, network.about.language, with_flags=_is_unicode(screen))
        facts = [cells[part] for part in ("kind", "places", "status") if cells[part]]
        below = [cells[part] for part in ("hashtags", "link") if cells[part]]
        told = Text("\n").join([Text(", ").join(facts), *below])
        parts += [cells["name"], Padding(told, (0, 0, 1, 2))]
    return Group(*parts)


def place(territory: Territory, language: str, *, with_flag: bool) -> str:
    """Return the name of a territory with its flag, where it has one that can be shown."""
    name = territory.name_in(language)
    flag = f"{territory.flag} " if with_flag and territory.flag else ""
    return f"{flag}{name[:1].upper()}{name[1:]}"


def _is_unicode(screen: Console) -> bool:
    return screen.encoding.lower().startswith("utf")


def _title(about: About) -> str:
    edition = f", edition of {about.edition}" if about.edition else ""
    return f"{about.title}{edition}"


def _count(network: Network[Entry]) -> str:
    if not len(network):
        return "No entry meets the criteria."
    parts = [
        f"{len(found)} {kind if len(found) == 1 else kind + 's'}"
        for kind, found in network.kinds.items()
    ]
    return f"{len(network)} {'entry' if len(network) == 1 else 'entries'}: {', '.join(parts)}"


def _cells(entry: Entry, language: str, *, with_flags: bool) -> dict[str, Text]:
    places = (place(territory, language, with_flag=with_flags) for territory in entry.territories)
    return {
        "kind": Text(entry.kind, style="dim"),
        "name": Text(entry.name, style=Style(bold=True, link=entry.url)),
        "places": Text("\n".join(places)),
        "hashtags": Text(" ".join(f"#{hashtag}" for hashtag in entry.hashtags), style="cyan"),
        "status": Text(entry.status, style=_STATUS[entry.status]),
        "link": Text(entry.host, style=Style(color="blue", link=entry.url)),
    }


def _facts(entry: Entry, about: About, *, with_flags: bool) -> Iterable[tuple[str, Text]]:
    yield "Kind", Text(entry.kind)
    yield "Id", Text(entry.id)
    yield "Link", Text(entry.url, style=Style(color="blue", link=entry.url))
    for url in entry.also_at:
        yield "Also at", Text(url, style=Style(color="blue", link=url))
    for territory in entry.territories:
        what = "Country" if territory.is_country else "Region"
        yield what, Text(f"{place(territory, about.language, with_flag=with_flags)} ({territory})")
    if entry.hashtags:
        yield "Hashtags", Text(" ".join(f"#{hashtag}" for hashtag in entry.hashtags), style="cyan")
    yield "Status", Text(entry.status, style=_STATUS[entry.status])
    for what, day in (
        ("Listed", entry.listed),
        ("Listed as concluded", entry.concluded),
        ("Last day to sign", entry.closes),
    ):
        if day:
            yield what, Text(str(day))
    yield from _languages(entry, about)
    if entry.text_source:
        yield "Text to the letter in", Text(about.sources[entry.text_source].url)
    if entry.aliases:
        yield "Former ids", Text(", ".join(entry.aliases))
    for key in entry.sources:
        yield (
            "Source",
            Text(about.sources[key].url, style=Style(color="blue", link=about.sources[key].url)),
        )
    if entry.note:
        yield "Note", Text(visible(entry.note))


def _languages(entry: Entry, about: About) -> Iterable[tuple[str, Text]]:
    if entry.name_language and entry.name_language not in fallbacks(about.language):
        yield "Name in", Text(entry.name_language)
    if entry.description_language:
        yield "Text in", Text(entry.description_language)
    if entry.translations:
        yield "Also in", Text(", ".join(entry.translations))
