"""What an embedding may be told, in a directive, a tag, an include, a shortcode or a component: one table of names."""

from collections.abc import Mapping
from pathlib import Path

from leavex_network.errors import ArgumentError, alternatives, nearest, quoted
from leavex_network.files import load, read
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.network.criteria import CRITERIA
from leavex_network.places import languages

CRITERIA_NAMES = tuple(criterion.name for criterion in CRITERIA)
FLAGS = tuple(criterion.name for criterion in CRITERIA if criterion.takes == "flag")

PARAMETERS: Mapping[str, str] = {
    **{criterion.name: criterion.help for criterion in CRITERIA},
    "language": "in this language (BCP 47); by default that of the page or of the build, where the generator tells it",
    "from": "a file of one's own (JSON, or a table in CSV) instead of the bundled network, by its path",
}
"""The names, and what each of them does. Where a site is built without Python, `from` is told to `embed` instead."""


def answer(
    given: Mapping[str, str], *, language: str | None = None, folder: Path | None = None
) -> Network[Entry]:
    """Return what is asked for, in one language.

    Args:
        given: The parameters, as they stand in the source of a site; a flag may be empty.
        language: The language of the page or of the build, where nothing else is asked for. One that is unknown here is
            passed over.
        folder: What the path of `from` begins at; by default the current folder.

    Raises:
        NetworkError: A name or a value is not known, or the file is no valid network.
    """
    for name in given:
        if name not in PARAMETERS:
            near = nearest(name, PARAMETERS)
            question = f"; did you mean {alternatives(near)}?" if near else ""
            raise ArgumentError(
                f"{quoted(name)} is nothing that can be asked: write {alternatives(PARAMETERS)}{question}"
            )
    path = given.get("from")
    network = read((folder or Path()) / path) if path else load()
    criteria = {
        name: given[name] or "true" if name in FLAGS else given[name]
        for name in CRITERIA_NAMES
        if name in given
    }
    found = network.filter(**criteria)
    wanted = given.get("language") or _known(language) or network.about.language
    return found.localize(wanted)


def _known(language: str | None) -> str | None:
    """Return the tag of a build's language, which may be written `pt_BR`."""
    return languages.usual_case(language.replace("_", "-")) if language else None
