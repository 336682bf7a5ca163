"""The network with which a repository begins: one that was read, or an empty one."""

from typing import Any

from leavex_network.errors import ArgumentError
from leavex_network.models import About, Entry
from leavex_network.models.kinds import NO_KINDS, united_kinds
from leavex_network.network import Network
from leavex_network.scaffolding.answers import Answers

SCHEMA = "network.schema.json"
"""The name of the schema, which lies beside the data."""


def first_network(answers: Answers, given: Network[Entry] | None = None) -> Network[Entry]:
    """Return a network with the metadata of the answers, and the entries of one that was read.

    Raises:
        ArgumentError: The network that was read is in another language.
    """
    fields: dict[str, Any] = {"title": answers.title, "language": answers.language}
    if answers.description:
        fields["description"] = answers.description
    if answers.url is not None:
        fields["url"] = page_url(answers)
    if answers.license is not None:
        fields["license"] = answers.license
    if answers.kinds:
        declared = NO_KINDS if given is None else given.about.kinds
        fields["kinds"] = united_kinds(answers.kinds, declared)
    if given is None:
        return Network([], about=About(**fields)).with_schema(SCHEMA)
    own = given.about.language
    if own != answers.language:
        others = [code for code in answers.languages if code != own]
        remedy = f"write --language {','.join([own, *others])}"
        raise ArgumentError(f"The entries are in {own!r}, not in {answers.language!r}; {remedy}")
    return Network(given, about=given.about.model_copy(update=fields)).with_schema(SCHEMA)


def page_url(answers: Answers) -> str | None:
    """Return the address of the page of the network: of a Hugo site, one below its own."""
    if answers.url is None or answers.site != "hugo":
        return answers.url
    return f"{hugo_url(answers.url)}network/"


def hugo_url(url: str) -> str:
    """Return the address of a Hugo site, given that or the address of its page."""
    return f"{url.rstrip('/').removesuffix('/network')}/"
