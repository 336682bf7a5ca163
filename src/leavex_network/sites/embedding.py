"""The options of an embedding, and the files that it writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from leavex_network.files import disk, generated, transaction
from leavex_network.files.page_files import DEFAULT_SECTION
from leavex_network.findings import Finding
from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.places.languages import tag


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `leavex-network embed`."""

    languages: tuple[str, ...] = ()
    """The languages (BCP 47); by default all that both the network and the site have."""
    base_url: str | None = None
    """The address of the site."""
    section: str = DEFAULT_SECTION
    """The folder of the pages below the content of the site."""
    form: Literal["pages", "data"] = "pages"
    """Whether to write pages, or data and a shortcode."""
    force: bool = False
    """Whether to replace files that somebody edited."""
    prune: bool = False
    """Whether to remove items of pages that the network lacks."""
    texts: bool = False
    """Whether to replace names and descriptions on pages (default: keep and report them)."""
    api: bool | None = None
    """Whether a web folder has a file for each answer; by default, if it has some already."""
    extra: tuple[str, ...] = ()
    """The fields of one's own that a web folder publishes in its JSON files."""


class Embedded(NamedTuple):
    """The files that an embedding writes, and those that it leaves alone."""

    pages: Mapping[Path, bytes]
    """Pages of the site, which are edited in place."""
    own: generated.Plan | None
    """Files that `embed` generates."""
    notes: tuple[Finding, ...]
    instructions: str = ""
    """Instructions for the user, if nothing is written."""
    state: Mapping[Path, bytes] = MappingProxyType({})
    """The records for the next run, by their files."""
    started: Mapping[Path, bytes] = MappingProxyType({})
    """The records for the next run if this one is killed."""

    @property
    def written(self) -> tuple[Path, ...]:
        """The files that will change."""
        changed = [path for path, content in self.pages.items() if not disk.holds(path, content)]
        if self.own:
            changed += [self.own.folder / name for name in self.own.written]
        return tuple(sorted(changed))

    @property
    def removed(self) -> tuple[Path, ...]:
        """The files that will be removed."""
        if self.own is None:
            return ()
        return tuple(self.own.folder / name for name in self.own.removed)


def carry_out(embedded: Embedded) -> None:
    """Write the planned files; if one cannot be written, all stay as they were."""
    if embedded.own:
        generated.carry_out(embedded.own)
    started = embedded.started if embedded.written else {}
    transaction.write_in_order(started, embedded.pages, embedded.state, make_folders=True)


def chosen_languages(network: Network[Entry], options: Options) -> tuple[str, ...]:
    """Return the languages to embed (BCP 47); the network's own is the first, if it is chosen."""
    chosen = tuple(dict.fromkeys(map(tag, options.languages))) or network.languages
    own = network.about.language
    if own not in chosen:
        return chosen
    return (own, *(code for code in chosen if code != own))


def owned_files(
    folder: Path,
    owner: str,
    files: Iterable[tuple[str, str]],
    *,
    force: bool,
    notes: tuple[Finding, ...] = (),
) -> Embedded:
    """Return the embedding that writes generated files."""
    contents = {name: text.encode() for name, text in files}
    plan = generated.plan(folder, owner, contents, force=force)
    return Embedded({}, plan, (*notes, *plan.notes))
