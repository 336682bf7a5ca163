"""What a type checker says of public names without an import of their own: never run."""

from typing import assert_type

import altair as alt

import leavex_network
from leavex_network import About, Network, Petition, UnknownValueError, graph

network = leavex_network.load()
assert_type(leavex_network.graph.nodes(network), tuple[graph.Node, ...])
chart: alt.typing.ChartType = leavex_network.plots.counts(network, by="country")
assert_type(leavex_network.models.About(), About)
assert_type(network.about, About)
error: LookupError = UnknownValueError("x", ["y"])
problem: leavex_network.errors.NetworkError = UnknownValueError("x")
own: leavex_network.network.Network[Petition] = Network(network.petitions, about=About(title="X"))

# What is not there must be an error, in both.
missing = leavex_network.nosuch  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
