"""What a type checker must refuse: an ignored line without an error is one itself, in both."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from leavex_network import Initiative, Network, Petition, dumps, load

network = load()
network.by_country(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
network.by_country("DE", wider="false")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
network.countries[5]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
network.rows()[0]["listd"]  # type: ignore[typeddict-item]  # pyright: ignore[reportGeneralTypeIssues]
network.rows(mode="csv")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]
network.about.title = "X"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
network[0].name = "X"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
dumps([network[0]])  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
Initiative(id="x", name="X")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Initiative(id="x", name="X", url="https://x.example", territory="PT")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Petition(id="x", name="X", url="https://x.example", kind="initiative")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
petitions: Network[Petition] = network  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
Network(["x"])  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
