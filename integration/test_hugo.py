"""A real Hugo builds the pages that are written, in four languages, with every entry in the HTML of each."""

import os
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

import leavex_network

CONFIG = """\
baseURL = "https://leavex.eu/"
defaultContentLanguage = "en"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[languages.en]
weight = 1
[languages.de]
weight = 2
[languages.es]
weight = 3
[languages.fr]
weight = 4
"""
LAYOUT = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>"


def test_hugo_builds_every_entry_in_every_language(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text(CONFIG)
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    for name in ("home.html", "page.html", "section.html", "single.html", "list.html", "index.html"):
        (layouts / name).write_text(LAYOUT)
    content = tmp_path / "content" / "network"
    content.mkdir(parents=True)
    network = leavex_network.load()
    leavex_network.write(network, content, languages=network.languages)
    env = {**os.environ, "HUGO_NUMWORKERMULTIPLIER": "32"}
    done = subprocess.run(["hugo"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for language in network.languages:
        folder = tmp_path / "public" if language == "en" else tmp_path / "public" / language
        html = (folder / "network" / "index.html").read_text(encoding="utf-8")
        shown = re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", "", html))).replace("’", "'").replace("“", '"')
        links = [unescape(link) for link in re.findall(r'href="?([^" >]+)', html)]
        for entry in network.localize(language):
            assert entry.name.replace("’", "'") in shown, (language, entry.id)
            assert {entry.url, entry.url.replace("https://leavex.eu/", "/")} & set(links), (language, entry.id)


@pytest.fixture(autouse=True)
def hugo_is_there() -> None:
    assert subprocess.run(["hugo", "version"], capture_output=True, timeout=60, check=False).returncode == 0
