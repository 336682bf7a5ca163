"""The hook for PyInstaller, which finds it by the entry point `pyinstaller40`."""

from pathlib import Path


def hook_dirs() -> list[str]:
    """Return the folder of the hook."""
    return [str(Path(__file__).parent)]
