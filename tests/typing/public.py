"""What a type checker says of the public names: checked by mypy and pyright, never run."""

from typing import assert_type

import leavex_network
from leavex_network import (
    DataError,
    Entry,
    Finding,
    Initiative,
    Network,
    Petition,
    Territory,
    dumps,
    load,
    loads,
    read,
    write,
)
from leavex_network.models.frozen import FrozenMap
from leavex_network.network import Union
from leavex_network.network.history import Diff
from leavex_network.text.inline import Link

network = load()
assert_type(network, Network[Entry])
assert_type(network.petitions, Network[Petition])
assert_type(network.initiatives, Network[Initiative])
assert_type(network.by_kind("petition"), Network[Petition])
assert_type(network.by_kind("initiative"), Network[Initiative])
assert_type(network.by_kind("initiative", "petition"), Network[Entry])
assert_type(network[0], Entry)
assert_type(network["helloquitx"], Entry)
assert_type(network[:3], Network[Entry])
assert_type(network.petitions[0], Petition)
assert_type(network.petitions[:3], Network[Petition])
assert_type(network.get("x"), Entry | None)
assert_type(network.get("x", 5), Entry | int)
assert_type(network.petitions.by_country("DE", wider=True), Network[Petition])
assert_type(network.petitions.filter(country=["DE"], limit="5"), Network[Petition])
assert_type(network.petitions.localize("de").as_of("2025-01-20"), Network[Petition])
assert_type(network.petitions.where(lambda petition: petition.closes), Network[Petition])
assert_type(network.countries, FrozenMap[Territory, Network[Entry]])
assert_type(network.petitions.countries, FrozenMap[Territory, Network[Petition]])
assert_type(network.hashtags, FrozenMap[str, Network[Entry]])
assert_type(list(network.petitions), list[Petition])
assert_type(network.diff(network), Diff)
assert_type(network | network, Network[Entry])
assert_type(network.petitions | network.petitions, Network[Petition])
assert_type(network.petitions | network.initiatives, Network[Petition | Initiative])
assert_type(network.petitions | network, Network[Petition | Entry])
assert_type(network.union(network), Union[Entry])
assert_type(network.petitions.union(network.petitions).network, Network[Petition])
assert_type(network.union(network).findings, tuple[Finding, ...])
assert_type(network[0].territories, tuple[Territory, ...])
assert_type(network[0].links, tuple[Link, ...])
assert_type(network[0].territories[0].name_in("fr"), str)
assert_type(read("x.json"), Network[Entry])
assert_type(loads("{}", "json"), Network[Entry])
assert_type(dumps(network, "json"), str)
assert_type(dumps(network.petitions), str)
assert_type(leavex_network.__version__, str)
write(network.petitions, "x.json")

own = Network([Petition(id="x", name="X", url="https://x.example")], about=network.about)
assert_type(own, Network[Petition])
wider: Network[Entry] = own


def problems(error: DataError) -> tuple[Finding, ...]:
    return error.problems
