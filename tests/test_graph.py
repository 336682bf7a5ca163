"""The graph: which entries, territories and hashtags are connected."""

import io
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from strategies import own_networks

from leavex_network import Entry, Initiative, Network, Petition
from leavex_network.errors import MissingExtraError
from leavex_network.graph import Edge, Node, edges, nodes, to_networkx
from leavex_network.models import About

EXPECTED = (Path(__file__).parent / "data" / "edges.txt").read_text(encoding="utf-8").splitlines()


def test_the_bundled_network_has_exactly_these_edges(network: Network[Entry]) -> None:
    assert EXPECTED == [f"{edge.source} | {edge.kind} | {edge.target}" for edge in edges(network)]


def test_every_end_of_an_edge_is_a_node_and_no_node_is_repeated(network: Network[Entry]) -> None:
    ids = [node.id for node in nodes(network)]
    assert len(set(ids)) == len(ids)
    assert {end for edge in edges(network) for end in edge[:2]} <= set(ids)


@given(own_networks)
def test_from_one_node_to_another_there_is_at_most_one_edge(network: Network[Entry]) -> None:
    pairs = [edge[:2] for edge in edges(network)]
    assert len(set(pairs)) == len(pairs) == to_networkx(network).number_of_edges()


@given(own_networks)
def test_any_network_is_read_back_from_graphml_and_gexf(network: Network[Entry]) -> None:
    graph = to_networkx(network)
    graphml, gexf = io.BytesIO(), io.BytesIO()
    nx.write_graphml(graph, graphml)
    nx.write_gexf(graph, gexf)
    graphml.seek(0)
    gexf.seek(0)
    for again in (nx.read_graphml(graphml), nx.read_gexf(gexf)):
        assert dict(graph.nodes(data=True)) == dict(again.nodes(data=True))
        assert sorted(graph.edges(data="kind")) == sorted(again.edges(data="kind"))


def test_an_entry_has_its_days_its_note_and_the_addresses_of_its_sources() -> None:
    sources = {
        "b": {"url": "https://source.example/b", "date": "2025-01-01"},
        "a": {"url": "https://source.example/a", "date": "2025-02-01"},
    }
    entry = Petition(
        id="x",
        name="X",
        url="https://x.example",
        status="concluded",
        listed="2025-01-01",
        concluded="2025-02-01",
        closes="2025-01-31",
        note="Read this.",
        sources=["b", "a"],
    )
    about = About(sources=sources, edition="2025-02-02", license="CC0")
    graph = to_networkx(Network([entry], about=about))
    assert {
        "kind": "petition",
        "label": "X",
        "url": "https://x.example",
        "host": "x.example",
        "status": "concluded",
        "listed": "2025-01-01",
        "concluded": "2025-02-01",
        "closes": "2025-01-31",
        "note": "Read this.",
        "sources": "https://source.example/b https://source.example/a",
    } == graph.nodes["entry:x"]
    assert {
        "name": "Network",
        "language": "en",
        "edition": "2025-02-02",
        "license": "CC0",
    } == graph.graph


def test_an_entry_lacks_the_attributes_that_are_not_known() -> None:
    graph = to_networkx(Network([Petition(id="x", name="X", url="https://x.example")]))
    assert {"kind", "label", "url", "host", "status"} == graph.nodes["entry:x"].keys()


def test_entries_are_connected_by_equal_urls_only() -> None:
    text = (
        "[a](https://petition.example/1) [b](https://petition.example/2) "
        "[c](https://SECOND.example/) [d](https://a.example)"
    )
    network = Network(
        [
            Initiative(id="a", name="A", url="https://a.example", description=text),
            Petition(
                id="b",
                name="B",
                url="https://petition.example/1/",
                also_at=("https://second.example",),
            ),
            Petition(id="c", name="C", url="https://petition.example/3"),
        ]
    )
    assert [Edge("entry:a", "entry:b", "links to")] == [
        edge for edge in edges(network) if edge.kind == "links to"
    ]


def test_a_shared_url_belongs_to_the_entry_whose_main_url_it_is() -> None:
    shared = "https://shared.example"
    entries = [
        Petition(id="second", name="S", url="https://s.example", also_at=(shared,)),
        Petition(id="main", name="M", url=shared),
        Initiative(id="a", name="A", url="https://a.example", description=f"[x]({shared})"),
    ]
    for ordered in (entries, entries[::-1]):
        assert Edge("entry:a", "entry:main", "links to") in edges(Network(ordered))


def test_a_territory_is_connected_to_every_region_that_contains_it() -> None:
    network = Network(
        [Petition(id="x", name="X", url="https://x.example", territories=["CY", "001"])]
    )
    assert {"001", "EU", "142", "145", "150"} == {
        edge.target.removeprefix("territory:")
        for edge in edges(network)
        if edge.source == "territory:CY"
    }
    assert Node("territory:CY", "country", "Cyprus") in nodes(network)
    assert Node("territory:001", "region", "world") in nodes(network)


def test_hashtags_in_two_cases_or_forms_are_one_node() -> None:
    entries = [
        Petition(id=f"x{number}", name="X", url=f"https://x{number}.example", hashtags=[hashtag])
        for number, hashtag in enumerate(["Été", "été", "E\u0301te\u0301"])
    ]
    assert 1 == len([node for node in nodes(Network(entries)) if node.kind == "hashtag"])


def test_hosts_in_letters_and_in_punycode_are_one_node() -> None:
    entries = [
        Petition(id=f"x{number}", name="X", url=f"https://{host}/{number}")
        for number, host in enumerate(["Bücher.example", "xn--bcher-kva.example:443"])
    ]
    assert ["bücher.example"] == [
        node.label for node in nodes(Network(entries)) if node.kind == "host"
    ]


def test_a_link_in_another_spelling_is_an_edge() -> None:
    entries = [
        Petition(id="a", name="A", url="https://a.example/é"),
        Petition(
            id="b",
            name="B",
            url="https://b.example",
            description="See [A](HTTPS://a.example:443/%c3%a9/).",
        ),
    ]
    assert Edge("entry:b", "entry:a", "links to") in edges(Network(entries))


def test_names_of_territories_are_in_the_language_of_the_network(network: Network[Entry]) -> None:
    labels = {node.id: node.label for node in nodes(network.localize("fr"))}
    assert "Allemagne" == labels["territory:DE"]


def test_the_graph_is_read_back_from_graphml_and_gexf(network: Network[Entry]) -> None:
    graph = to_networkx(network)
    assert (len(nodes(network)), len(edges(network))) == (
        graph.number_of_nodes(),
        graph.number_of_edges(),
    )
    text = io.BytesIO()
    nx.write_graphml(graph, text)
    text.seek(0)
    again = nx.read_graphml(text)
    assert nx.DiGraph is type(graph) is type(again)
    assert graph.graph.items() <= again.graph.items()
    assert dict(graph.nodes(data=True)) == dict(again.nodes(data=True))
    assert sorted(graph.edges(data="kind")) == sorted(again.edges(data="kind"))
    gephi = io.BytesIO()
    nx.write_gexf(graph, gephi)
    gephi.seek(0)
    assert {"HelloQuitX", "Germany"} <= {
        data["label"] for _, data in nx.read_gexf(gephi).nodes(data=True)
    }
    assert ("2025-01-18", "active") == (
        graph.nodes["entry:leavex"]["listed"],
        graph.nodes["entry:leavex"]["status"],
    )


@pytest.mark.parametrize("size", [0, 1])
def test_small_networks_have_graphs(size: int, network: Network[Entry]) -> None:
    assert size == len(
        [node for node in to_networkx(network[:size]).nodes if node.startswith("entry:")]
    )


def test_without_networkx_the_extra_is_named(
    without: Callable[[str], None], network: Network[Entry]
) -> None:
    without("networkx")
    with pytest.raises(MissingExtraError, match=r"\.\[graph\]"):
        to_networkx(network)
