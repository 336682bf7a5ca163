"""A network as a graph of entries, territories, hashtags and hosts. No edge is inferred."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from leavex_network.errors import expect, requiring
from leavex_network.models import About, Entry
from leavex_network.network import Network
from leavex_network.network.arrow import metadata
from leavex_network.places.territories import Territory
from leavex_network.text import urls
from leavex_network.text.hashtags import hashtag_key

if TYPE_CHECKING:
    from networkx import DiGraph

NodeKind = str
"""The kind of an entry, or `country`, `region`, `hashtag` or `host`."""
EdgeKind = Literal["in territory", "part of", "has hashtag", "hosted at", "links to"]


class Node(NamedTuple):
    """A node: an entry, a territory, a hashtag or a host."""

    id: str
    """`entry:leavex`, `territory:DE`, `hashtag:leavex`, `host:leavex.eu`."""
    kind: NodeKind
    label: str
    """The name to show."""


class Edge(NamedTuple):
    """A directed edge between two nodes."""

    source: str
    """The id of a node."""
    target: str
    """The id of a node."""
    kind: EdgeKind


def nodes(network: Network[Entry]) -> tuple[Node, ...]:
    """Return the nodes: entries, their territories, hashtags and hosts, and the regions around."""
    expect(network, Network, "nodes() takes a Network")
    by_id = {_entry_id(entry): Node(_entry_id(entry), entry.kind, entry.name) for entry in network}
    for entry in network:
        for node in _neighbors(entry, network.about.language):
            by_id.setdefault(node.id, node)
    return tuple(by_id.values())


def edges(network: Network[Entry]) -> tuple[Edge, ...]:
    """Return the edges, in page order, from one node to another at most one.

    - `in territory`: from an entry to each of its countries and regions;
    - `part of`: from a territory to each region that contains it, directly or indirectly;
    - `has hashtag`: from an entry to each of its hashtags, ignoring case;
    - `hosted at`: from an entry to the host of each of its addresses;
    - `links to`: from an entry to another entry whose address is linked in its description, in
      this or another spelling; other links make no edge, also not between two entries on one
      platform.
    """
    expect(network, Network, "edges() takes a Network")
    return tuple(dict.fromkeys(_edges(network)))


def to_networkx(network: Network[Entry]) -> "DiGraph[str]":
    """Return the graph for networkx; its attributes are strings, which GraphML and Gephi keep.

    Nodes have `kind` and `label`, edges have `kind`. Entries also have `url`, `host`, `status` and,
    if known, `listed`, `concluded` and `closes` (`YYYY-MM-DD`), `note` and `sources`, the addresses
    of the sources separated by spaces. The graph has `name`, the title of the network, and, as far
    as they are known, the other values of the Arrow schema's metadata, such as `edition`.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    expect(network, Network, "to_networkx() takes a Network")
    with requiring("graph", "The graph requires networkx"):
        from networkx import DiGraph
    graph: DiGraph[str] = DiGraph(name=network.about.title)
    known = metadata(network.about)
    del known["title"]
    graph.graph.update(known)
    for node in nodes(network):
        graph.add_node(node.id, kind=node.kind, label=node.label)
    for entry in network:
        graph.add_node(_entry_id(entry), **_attributes(entry, network.about))
    for edge in edges(network):
        graph.add_edge(edge.source, edge.target, kind=edge.kind)
    return graph


def _attributes(entry: Entry, about: About) -> dict[str, str]:
    attributes = {"url": entry.url, "host": entry.host, "status": entry.status}
    days = {"listed": entry.listed, "concluded": entry.concluded, "closes": entry.closes}
    attributes |= {name: day.isoformat() for name, day in days.items() if day}
    if entry.note:
        attributes["note"] = entry.note
    if entry.sources:
        attributes["sources"] = " ".join(about.sources[key].url for key in entry.sources)
    return attributes


def _neighbors(entry: Entry, language: str) -> Iterator[Node]:
    territories = list(entry.territories)
    for territory in entry.territories:
        territories += sorted(territory.regions)
    for territory in territories:
        kind: NodeKind = "country" if territory.is_country else "region"
        yield Node(_territory_id(territory), kind, territory.name_in(language))
    for hashtag in entry.hashtags:
        yield Node(_hashtag_id(hashtag), "hashtag", f"#{hashtag}")
    for url in (entry.url, *entry.also_at):
        yield Node(_host_id(url), "host", urls.host(url))


def _edges(network: Network[Entry]) -> Iterator[Edge]:
    entry_ids = _entry_ids_by_url(network)
    for entry in network:
        source = _entry_id(entry)
        for territory in entry.territories:
            yield Edge(source, _territory_id(territory), "in territory")
            for part in (territory, *sorted(territory.regions)):
                for region in sorted(part.regions):
                    yield Edge(_territory_id(part), _territory_id(region), "part of")
        for hashtag in entry.hashtags:
            yield Edge(source, _hashtag_id(hashtag), "has hashtag")
        for url in (entry.url, *entry.also_at):
            yield Edge(source, _host_id(url), "hosted at")
        for link in entry.links:
            target = entry_ids.get(urls.normalized(link.url), source)
            if target != source:
                yield Edge(source, target, "links to")


def _entry_ids_by_url(network: Network[Entry]) -> dict[str, str]:
    """Return node ids of entries by address; of equal ones, main addresses take precedence."""
    ids: dict[str, str] = {}
    for entry in network:
        ids.setdefault(urls.normalized(entry.url), _entry_id(entry))
    for entry in network:
        for url in entry.also_at:
            ids.setdefault(urls.normalized(url), _entry_id(entry))
    return ids


def _entry_id(entry: Entry) -> str:
    return f"entry:{entry.id}"


def _territory_id(territory: Territory) -> str:
    return f"territory:{territory}"


def _hashtag_id(hashtag: str) -> str:
    return f"hashtag:{hashtag_key(hashtag)}"


def _host_id(url: str) -> str:
    return f"host:{urls.host(urls.normalized(url))}"
