"""The parameters of a directive, a tag, an include, a shortcode or a component: one table."""

from collections.abc import Mapping
from pathlib import Path

from leavex_network.errors import ArgumentError, alternatives, did_you_mean, quoted
from leavex_network.files import load, read
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA
from leavex_network.places import languages

CRITERIA_NAMES = tuple(criterion.name for criterion in CRITERIA)
FLAGS = tuple(criterion.name for criterion in CRITERIA if criterion.takes == "flag")

PARAMETERS: Mapping[str, str] = {
    **{criterion.name: criterion.help for criterion in CRITERIA},
    "language": "the language (BCP 47); by default that of the page or of the build",
    "from": "a JSON or CSV file to use instead of the bundled network, by its path",
}
"""Each parameter, and what it does. Sites that are built without Python pass `from` to `embed`."""


def select(
    given: Mapping[str, str], *, language: str | None = None, folder: Path | None = None
) -> Network[Entry]:
    """Return the entries that match the parameters, in one language.

    A flag may be empty. `language` is that of the page or of the build: it is used if no other is
    given, and ignored if it is unknown here. A path in `from` is relative to `folder`.
    """
    for name in given:
        if name not in PARAMETERS:
            question = did_you_mean(name, PARAMETERS)
            problem = f"Unknown parameter {quoted(name)}; write {alternatives(PARAMETERS)}."
            raise ArgumentError(f"{problem} {question}".rstrip(" ."))
    path = given.get("from")
    network = read((folder or Path()) / path) if path else load()
    criteria = {name: given[name] for name in CRITERIA_NAMES if name in given}
    for name in FLAGS:
        if criteria.get(name) == "":
            criteria[name] = "true"
    wanted = given.get("language") or _known(language) or network.about.language
    return network.filter(**criteria).localize(wanted)


def _known(language: str | None) -> str | None:
    """Return the tag of a build's language, which may be written `pt_BR`; None if unknown."""
    return languages.usual_case(language.replace("_", "-")) if language else None
