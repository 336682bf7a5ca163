"""What embedding is asked for, and what it would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from leavex_network.files import disk, generated
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.languages import tag


@dataclass(frozen=True, slots=True)
class Options:
    """How something is embedded: what the options of the command say."""

    languages: tuple[str, ...] = ()
    """The languages (BCP 47); by default all that the network has, and that the site has too."""
    base_url: str | None = None
    """Where the site is found."""
    section: str = "network"
    """The folder of a site's content that the pages lie in."""
    form: Literal["pages", "data"] = "pages"
    """Whether pages are written, or data and a shortcode."""
    force: bool = False
    """Whether files that somebody edited are replaced."""
    prune: bool = False
    """Whether bullets of pages that the network lacks are taken out."""


class Embedded(NamedTuple):
    """What is to be written into a folder, and what is left as it is."""

    pages: Mapping[Path, bytes]
    """Pages of the site, which are edited in place."""
    own: generated.Plan | None
    """Files that are this library's own."""
    notes: tuple[Finding, ...]
    tells: str = ""
    """What to do oneself, where nothing is written."""

    @property
    def written(self) -> tuple[Path, ...]:
        """The files that will change."""
        own = [self.own.folder / name for name in self.own.written] if self.own else []
        return tuple(
            sorted(
                [*(path for path, content in self.pages.items() if not _holds(path, content)), *own]
            )
        )

    @property
    def removed(self) -> tuple[Path, ...]:
        """The files that will be taken away."""
        return tuple(self.own.folder / name for name in self.own.removed) if self.own else ()


def carry_out(found: Embedded) -> None:
    """Write what was planned.

    Raises:
        OSError: A file cannot be written; all are as they were.
    """
    if found.own:
        generated.carry_out(found.own)
    disk.write_all(found.pages, make_folders=True)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def several(network: Network[Entry], options: Options) -> tuple[str, ...]:
    """Return the languages that are embedded (BCP 47); the first is the network's own, where it is among them."""
    chosen = tuple(dict.fromkeys(map(tag, options.languages))) or network.languages
    own = network.about.language
    return (own, *(code for code in chosen if code != own)) if own in chosen else chosen


def owned_files(
    folder: Path,
    owner: str,
    files: Iterable[tuple[str, str]],
    *,
    force: bool,
    notes: tuple[Finding, ...] = (),
) -> Embedded:
    """Return that files of our own are to be written."""
    plan = generated.plan(folder, owner, {name: text.encode() for name, text in files}, force=force)
    return Embedded({}, plan, (*notes, *plan.notes))
