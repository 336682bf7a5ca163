"""What a type checker says of the public names: checked by mypy and pyright, never run."""

from collections.abc import Mapping
from datetime import date
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
    available,
    dumps,
    load,
    loads,
    read,
    write,
)
from leavex_network.models import About, Accepted, Translation
from leavex_network.network import Union
from leavex_network.network.history import Diff
from leavex_network.network.notebook import Table
from leavex_network.network.rows import JsonRow, Row
from leavex_network.text.inline import Link

network = load()
assert_type(network, Network[Entry])
assert_type(load("bread"), Network[Entry])
assert_type(available(), tuple[str, ...])
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
assert_type(network.countries["DE"], Network[Entry])
assert_type(network.petitions.regions["150"], Network[Petition])
assert_type(network.hashtags.get("LeaveX"), Network[Entry] | None)
assert_type([code.flag for code in network.countries], list[str])
assert_type(
    [(code.name, len(part)) for code, part in network.countries.items()], list[tuple[str, int]]
)
assert_type(network.rows(), list[Row])
assert_type(network.rows(mode="json"), list[JsonRow])
assert_type(",".join(network.rows()[0]["territories"]), str)
assert_type(network.rows()[0]["listed"], date | None)
assert_type(network.rows()[0]["languages"], list[str])
assert_type(network.table(limit=None), Table)
assert_type(network.rows(mode="json")[0]["listed"], str | None)
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
assert_type(dumps(network, "csv", words=True), str)
assert_type(dumps(network, "xlsx"), bytes)
assert_type(dumps(network, network[0].name), str | bytes)
assert_type(leavex_network.__version__, str)
write(network.petitions, "x.json")

own = Network([Petition(id="x", name="X", url="https://x.example")], about=network.about)
assert_type(own, Network[Petition])
wider: Network[Entry] = own
bare: Network = own
assert_type(Network([*network, network[0]]), Network[Entry])
assert_type(Network([*network.petitions, network.petitions[0]]), Network[Petition])

initiative = Initiative(
    id="x",
    name="X",
    url="https://x.example",
    territories=["PT"],
    hashtags=("leavex",),
    listed="2026-02-10",
    concluded=date(2026, 2, 11),
    status="concluded",
    translations={"de": {"name": "X"}, "fr": Translation(name="X")},
)
longer: Network = Network([*network, initiative])
about = About(
    edition="2026-02-10",
    sources={"r1": {"url": "https://x.example/1", "date": "2026-02-10"}},
    accepted=[Accepted(code="same-name", entries=["x"], why="Both are X.")],
)
form: dict[str, list[str]] = {"country": ["DE"], "wider": ["true"]}
assert_type(network.filter(country=form.get("country"), wider=form["wider"]), Network[Entry])
assert_type(Entry.model_validate({"kind": "petition"}), Entry)
event = Entry(kind="event", id="e", name="E", url="https://e.example", extra={"a": 1, "b": ["c"]})
assert_type(Network([event], about=About(kinds={"event": {"en": ["Events"]}})), Network[Entry])
assert_type(network.by_kind("event"), Network[Entry])
assert_type(network.by_kind("petition", "event"), Network[Entry])
assert_type(event.model_copy(update={"kind": "tool"}), Entry)
assert_type(network.explore().selection, Network[Entry])
assert_type(network.petitions.explore().selection, Network[Petition])


def count(part: Network) -> int:
    return len(part)


def total(parts: Mapping[str, Network[Entry]]) -> int:
    return sum(map(count, parts.values()))


total(network.countries)
total(network.hashtags)
total(network.petitions.kinds)
count(network.petitions)


def problems(error: DataError) -> tuple[Finding, ...]:
    return error.problems
