"""A network as a graph: entries, territories, hashtags and hosts, and what ties them. Nothing is tied by likeness."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from leavex_network.errors import MissingExtraError
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.territories import Territory
from leavex_network.text import urls

if TYPE_CHECKING:
    from networkx import MultiDiGraph

NodeKind = Literal["initiative", "petition", "country", "region", "hashtag", "host"]
EdgeKind = Literal["in territory", "part of", "has hashtag", "hosted at", "links to"]


class Node(NamedTuple):
    """One thing in the graph."""

    id: str
    """`entry:leavex`, `territory:DE`, `hashtag:leavex`, `host:leavex.eu`."""
    kind: NodeKind
    label: str
    """What it is called."""


class Edge(NamedTuple):
    """What ties one thing to another."""

    source: str
    """The id of a node."""
    target: str
    """The id of a node."""
    kind: EdgeKind


def nodes(network: Network[Entry]) -> tuple[Node, ...]:
    """Return what is in the graph: each entry, what it is tied to, and the regions that hold what an entry names."""
    found = {
        f"entry:{entry.id}": Node(f"entry:{entry.id}", entry.kind, entry.name) for entry in network
    }
    for entry in network:
        for place in (*entry.territories, *_around(entry)):
            kind: NodeKind = "country" if place.is_country else "region"
            found.setdefault(
                f"territory:{place}", Node(f"territory:{place}", kind, _name(place, network))
            )
        for hashtag in entry.hashtags:
            found.setdefault(_hashtag(hashtag), Node(_hashtag(hashtag), "hashtag", f"#{hashtag}"))
        for url in (entry.url, *entry.also_at):
            found.setdefault(_host(url), Node(_host(url), "host", urls.host(url)))
    return tuple(found.values())


def edges(network: Network[Entry]) -> tuple[Edge, ...]:
    """Return what ties things together, each tie once, in the order of the page.

    - `in territory`: an entry, and a country or region that it names;
    - `part of`: a country or region, and each region that directly or by way of another holds it;
    - `has hashtag`: an entry, and a hashtag of its own, whatever its case;
    - `hosted at`: an entry, and the host of each of its addresses;
    - `links to`: an entry, and the entry whose address a link in its text has, to the letter but for the case of its
      host and one slash at its end. Other links tie nothing: two campaigns on one platform have not met.
    """
    return tuple(dict.fromkeys(_edges(network)))


def to_networkx(network: Network[Entry]) -> "MultiDiGraph[str]":
    """Return the graph as networkx has it. Its attributes are strings and numbers, which GraphML and Gephi keep.

    Nodes have `kind` and `label`, entries also `url`, `status`, and `listed` and `concluded` where known; edges have
    `kind`.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    try:
        from networkx import MultiDiGraph
    except ModuleNotFoundError:
        raise MissingExtraError(
            'the graph needs networkx: pip install "leavex-network[graph]"'
        ) from None
    graph: MultiDiGraph[str] = MultiDiGraph(name=network.about.title)
    for node in nodes(network):
        graph.add_node(node.id, kind=node.kind, label=node.label, **_attributes(network, node.id))
    for edge in edges(network):
        graph.add_edge(edge.source, edge.target, key=edge.kind, kind=edge.kind)
    return graph


def _attributes(network: Network[Entry], node: str) -> dict[str, str]:
    if not node.startswith("entry:"):
        return {}
    entry = network[node.removeprefix("entry:")]
    days = {"listed": entry.listed, "concluded": entry.concluded}
    known = {name: day.isoformat() for name, day in days.items() if day}
    return {"url": entry.url, "status": entry.status, **known}


def _edges(network: Network[Entry]) -> Iterator[Edge]:
    entries = list(network)[::-1]  # of two with one address, the first of the page
    seconds = {
        urls.same_place(url): f"entry:{entry.id}" for entry in entries for url in entry.also_at
    }
    by_address = {
        **seconds,
        **{urls.same_place(entry.url): f"entry:{entry.id}" for entry in entries},
    }
    for entry in network:
        name = f"entry:{entry.id}"
        for place in entry.territories:
            yield Edge(name, f"territory:{place}", "in territory")
            for part in (place, *sorted(place.regions)):
                yield from (
                    Edge(f"territory:{part}", f"territory:{whole}", "part of")
                    for whole in sorted(part.regions)
                )
        yield from (Edge(name, _hashtag(hashtag), "has hashtag") for hashtag in entry.hashtags)
        yield from (Edge(name, _host(url), "hosted at") for url in (entry.url, *entry.also_at))
        targets = (by_address.get(urls.same_place(link.url), name) for link in entry.links)
        yield from (Edge(name, target, "links to") for target in targets if target != name)


def _around(entry: Entry) -> Iterable[Territory]:
    return (region for place in entry.territories for region in sorted(place.regions))


def _name(place: Territory, network: Network[Entry]) -> str:
    return place.name_in(network.about.language)


def _hashtag(hashtag: str) -> str:
    return f"hashtag:{hashtag.casefold()}"


def _host(url: str) -> str:
    return f"host:{urls.host(url)}"
