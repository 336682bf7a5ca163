"""What PyInstaller does not see in imports: bundled files, and modules imported by name."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

TABLES = "confusable_homoglyphs"
"""The package whose files `leavex_network.text.lookalikes` reads without importing its modules."""


def is_collected(module: str) -> bool:
    """Tell whether a program may use a module of the package: all but this hook."""
    return "._pyinstaller" not in module


datas = [
    *collect_data_files("leavex_network"),
    *collect_data_files(TABLES),
    *copy_metadata("leavex-network"),
]
hiddenimports = [TABLES, *collect_submodules("leavex_network", filter=is_collected)]
