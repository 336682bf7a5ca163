"""Git repositories for tests, made in a temporary folder."""

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path


class GitFolder:
    """A folder with a Git repository, whose commits have the days that a test gives them."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.root = root
        self.git("init", "--quiet", "--template=", "--initial-branch", "main")

    def git(
        self, *arguments: str, day: date | str = "2025-01-01", zone: str = "+0100", stdin: str = ""
    ) -> str:
        """Run a command of Git, without the settings of the user, and return what it prints."""
        moment = f"{day}T12:00:00{zone}"
        environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
        environment |= {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "Anybody",
            "GIT_AUTHOR_EMAIL": "anybody@example.org",
            "GIT_COMMITTER_NAME": "Anybody",
            "GIT_COMMITTER_EMAIL": "anybody@example.org",
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
        }
        command = ["git", "-C", str(self.root), *arguments]
        result = subprocess.run(
            command, env=environment, check=True, capture_output=True, input=stdin.encode()
        )
        return result.stdout.decode().strip()

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, without a commit."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    def commit(
        self,
        files: Mapping[str, str] | None = None,
        *,
        day: date | str = "2025-01-01",
        zone: str = "+0100",
        message: str = "Edit",
    ) -> str:
        """Write files, commit everything, and return the hash."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, day=day, zone=zone)
        return self.git("rev-parse", "HEAD")
