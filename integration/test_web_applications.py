"""The web applications of the docs, each served by a real server, with warnings as errors."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import numpy as np
import pytest

from leavex_network import Entry, Network, dumps

PAGE = Path(__file__).parent.parent / "docs" / "howto" / "web-application.md"
NAMED = re.compile(
    r"`(?P<name>\w+\.py)`[^`]*:\n\n```python\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
PETITION = {"kind": "petition", "id": "x", "name": "X", "url": "https://x.example"}
UNANNOTATED = """

@app.get("/untyped")
def untyped():
    return load()


@app.get("/nothing")
def nothing():
    return load()[:0]


@app.get("/petitions")
def petitions() -> Network[Petition]:
    return load().petitions


@app.get("/everything")
def everything() -> Network:
    return load()
"""


class Answer(NamedTuple):
    """The status of a response, and what it says."""

    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def ask(address: str, body: object = None) -> Answer:
    data = None if body is None else json.dumps(body).encode()
    request = Request(address, data, {"Content-Type": "application/json"})  # noqa: S310 - on 127.0.0.1
    try:
        with urlopen(request, timeout=30) as response:  # noqa: S310 - as above
            return Answer(response.status, response.read().decode())
    except HTTPError as error:
        with error:
            return Answer(error.code, error.read().decode())


@contextmanager
def running(folder: Path, *words: str) -> Iterator[str]:
    """Run a server with warnings as errors, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-W", "error", *(word.format(port=port) for word in words)]
    log = folder / "log.txt"
    with log.open("w") as file:
        server = subprocess.Popen(command, cwd=folder, stdout=file, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://127.0.0.1:{port}/", server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(30)
    assert "Warning" not in log.read_text()
    assert "Traceback" not in log.read_text()


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            ask(address)
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def applications() -> dict[str, str]:
    """Return the applications of the docs, by the names of their files."""
    return {match["name"]: match["text"] for match in NAMED.finditer(PAGE.read_text())}


@pytest.fixture(scope="module")
def fastapi(
    applications: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("fastapi")
    (folder / "app.py").write_text(applications["app.py"] + UNANNOTATED)
    options = ("--host", "127.0.0.1", "--port", "{port}", "--no-access-log", "--log-level", "error")
    with running(folder, "-m", "uvicorn", "app:app", *options) as address:
        yield address


def test_an_endpoint_answers_with_the_json_document(fastapi: str, network: Network[Entry]) -> None:
    document = json.loads(dumps(network))
    assert (200, document) == (ask(f"{fastapi}everything").status, ask(f"{fastapi}everything").json)
    assert document == ask(f"{fastapi}untyped").json
    assert json.loads(dumps(network[:0])) == ask(f"{fastapi}nothing").json
    assert json.loads(dumps(network.petitions)) == ask(f"{fastapi}petitions").json


def test_an_endpoint_filters_by_its_query(fastapi: str, network: Network[Entry]) -> None:
    expected = network.by_country("DE", "FR").petitions[:2].localize("de")
    query = "country=Germany&country=FR&kind=petition&search=&limit=2&language=de"
    assert json.loads(dumps(expected)) == ask(f"{fastapi}network?{query}").json
    refused = ask(f"{fastapi}network?country=Narnia")
    assert 422 == refused.status
    assert "Narnia" in refused.text
    assert "leavex" == ask(f"{fastapi}entries/leavex").json["id"]
    assert 404 == ask(f"{fastapi}entries/nobody").status


def test_a_body_is_validated_and_its_problems_have_places(
    fastapi: str, network: Network[Entry]
) -> None:
    assert (200, []) == (
        ask(f"{fastapi}petitions", PETITION).status,
        ask(f"{fastapi}petitions", PETITION).json,
    )
    refused = ask(f"{fastapi}petitions", {**PETITION, "id": "x y"})
    assert 422 == refused.status
    assert ("bad-id", ["body", "id"]) == (
        refused.json["detail"][0]["type"],
        refused.json["detail"][0]["loc"],
    )
    assert 200 == ask(f"{fastapi}check", json.loads(dumps(network))).status
    assert 422 == ask(f"{fastapi}check", {"about": {}}).status


def test_the_openapi_schema_describes_the_document(fastapi: str) -> None:
    schema = ask(f"{fastapi}openapi.json").json
    response = schema["paths"]["/network"]["get"]["responses"]["200"]
    name = response["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert {"about", "entries"} <= schema["components"]["schemas"][name]["properties"].keys()
    assert {"Petition", "Initiative"} <= schema["components"]["schemas"].keys()


def test_a_django_site_shows_the_network(
    applications: dict[str, str], tmp_path: Path, network: Network[Entry]
) -> None:
    (tmp_path / "network_site.py").write_text(applications["network_site.py"])
    words = ("network_site.py", "runserver", "--noreload", "127.0.0.1:{port}")
    with running(tmp_path, *words) as address:
        page = ask(f"{address}?country=IT&kind=&search=")
        assert 200 == page.status
        for entry in network.by_country("IT"):
            assert f'<a href="{entry.url}">{entry.name}</a>' in page.text
        assert "Italy: 1." in page.text
        assert len(network) == ask(address).text.count("<li>")
        refused = ask(f"{address}?country=Narnia")
        assert (400, True) == (refused.status, "Narnia" in refused.text)
        assert json.loads(dumps(network)) == ask(f"{address}network.json").json


def test_a_string_of_numpy_is_a_string(network: Network[Entry]) -> None:
    code = np.array(["DE"])[0]
    assert network.by_country("DE") == network.by_country(code)
    assert network.by_country("DE") == network.filter(country=code)
    assert network.by_country("DE") == network.filter(country=[code])
