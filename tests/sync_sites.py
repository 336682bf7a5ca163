"""Small sites of pages in several languages, in Git, and what tests of a sync do to them."""

import json
import warnings
from collections.abc import Mapping
from pathlib import Path

from repositories import GitFolder

from leavex_network import NetworkWarning, sync
from leavex_network.syncing import Synced

SITE = "baseURL='https://leavex.eu/'\ndefaultContentLanguage='en'\n" + "".join(
    f"[languages.{language}]\n" for language in ("en", "de", "fr", "es")
)
EN = "### Petitions\n\n* [A](https://a.example) (Germany)\n* [B](https://b.example): Text.\n"
DE = "### Petitionen\n\n* [Ä](https://a.example) (Deutschland)\n* [B](https://b.example): Wort.\n"


def run(path: Path, data: Path | None = None, **options: object) -> Synced:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NetworkWarning)
        return sync(path, data, **options)  # type: ignore[arg-type] - drawn from parameters


def made(root: Path, files: Mapping[str, str], *, commit: bool = True) -> Path:
    """Write a site with these pages, commit them, and return the folder of the pages."""
    folder = GitFolder(root)
    pages = {f"content/network/{name}": text for name, text in files.items()}
    folder.write({"hugo.toml": SITE, **pages})
    if commit:
        folder.commit()
    return root / "content/network"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def entries(path: Path) -> dict[str, dict[str, object]]:
    return {entry["id"]: entry for entry in json.loads(path.read_text())["entries"]}


def change(path: Path, entry_id: str, **values: object) -> None:
    content = json.loads(path.read_text())
    for entry in content["entries"]:
        if entry["id"] == entry_id:
            entry.update(values)
    path.write_text(json.dumps(content))
