"""The pre-commit hooks, run in a repository."""

import os
import shutil
import subprocess
from pathlib import Path

import leavex_network

ROOT = Path(__file__).parent.parent
HOOKS = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "src")


def git(folder: Path, *words: str) -> str:
    identity = [
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "protocol.file.allow=always",
    ]
    done = subprocess.run(
        ["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_an_outdated_page_is_fixed_and_stops_the_commit_once(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    for name in HOOKS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, package / name)
    git(package, "init", "-q")
    git(package, "add", ".")
    git(package, "commit", "-q", "-m", "Package")
    site = tmp_path / "site"
    pages = site / "content" / "network"
    pages.mkdir(parents=True)
    network = leavex_network.load()
    (site / "hugo.toml").write_text(
        'baseURL = "https://leavex.eu/"\ndefaultContentLanguage = "en"\n'
    )
    leavex_network.write(network, site / "network.json")
    leavex_network.write(network, pages, languages=["en", "de"])
    revision = git(package, "rev-parse", "HEAD").strip()
    (site / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {package}\n    rev: {revision}\n    hooks:\n"
        "      - id: leavex-network-convert\n        args: [network.json, content/network/]\n"
        "      - id: leavex-network-check\n        args: [content/network/]\n"
    )
    git(site, "init", "-q")
    git(site, "add", ".")
    (site / "network.json").write_text(
        (site / "network.json").read_text().replace("https://xodus.online", "https://new.example")
    )
    git(site, "add", ".")
    env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    run = ["pre-commit", "run", "--all-files"]
    first = subprocess.run(
        run, cwd=site, env=env, capture_output=True, text=True, timeout=600, check=False
    )
    assert first.returncode == 1, first.stdout + first.stderr
    assert "files were modified by this hook" in first.stdout
    assert "https://new.example" in (pages / "index.de.md").read_text()
    git(site, "add", ".")
    second = subprocess.run(
        run, cwd=site, env=env, capture_output=True, text=True, timeout=600, check=False
    )
    assert second.returncode == 0, second.stdout + second.stderr
