"""Debian's Chromium, driven by Playwright, and a local server with a strict security policy."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

POLICY = "default-src 'self'"
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serve a folder under the policy, without a log."""

    def __init__(self, *words: object, policy: str | None, directory: str) -> None:
        self.policy = policy
        super().__init__(*words, directory=directory)

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_words: object) -> None:
        return


@contextmanager
def served(folder: Path, policy: str | None = POLICY) -> Iterator[str]:
    """Serve a folder, and yield its address."""
    handler = functools.partial(Handler, policy=policy, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
