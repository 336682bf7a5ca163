"""The structure of the package: access to the outside, exported names, the cost of an import.

`nox -s lint` checks with import-linter which layer may import which.
"""

import ast
import importlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import get_type_hints

import pytest

import leavex_network
from leavex_network import Network, errors

ROOT = Path(str(find_spec("leavex_network").submodule_search_locations[0]))


def modules() -> dict[str, Path]:
    """Return each module by its name below the package."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(ROOT.rglob("*.py"))
    }


def test_few_modules_use_pycountry_the_disk_and_the_bundled_files() -> None:
    texts = {name: path.read_text(encoding="utf-8") for name, path in modules().items()}
    assert ["places.iso"] == [name for name, text in texts.items() if "import pycountry" in text]
    assert ["data"] == [name for name, text in texts.items() if "importlib_resources" in text]
    # In a zip, a module has no folder; PyInstaller reads its hook from a real one.
    assert ["_pyinstaller"] == [name for name, text in texts.items() if "__file__" in text]
    # A chart saves itself, as those of Altair do; at a commit, pages are read from a temporary
    # folder.
    writing = ["files.disk", "files.locks", "files.temporary", "revisions.layout"]
    assert writing == [
        name
        for name, text in texts.items()
        if ".open(" in text or "mkstemp" in text or "write_bytes" in text
    ]
    prints = [
        name
        for name, text in texts.items()
        if "print(" in text
        or "sys.exit" in text
        or "raise SystemExit" in text
        or "click.echo" in text
    ]
    assert all(name.startswith("cli") for name in prints)
    assert not [
        name
        for name, text in texts.items()
        if any(
            word in text
            for word in (
                "import socket",
                "urllib.request",
                "http.client",
                "date.today",
                "datetime.now",
            )
        )
    ]


def test_the_top_level_exports_all_names_of_all() -> None:
    assert sorted(leavex_network.__all__) == sorted([*leavex_network._MODULES, "__version__"])
    for name in leavex_network.__all__:
        assert getattr(leavex_network, name) is not None
        assert name in dir(leavex_network)
    for name in leavex_network.network.__all__:
        assert getattr(leavex_network.network, name).__name__ == name
    for method in (Network.rows, Network.diff, Network.localize, Network.by_country):
        assert "return" in get_type_hints(method)
    with pytest.raises(AttributeError, match="'nosuch'"):
        leavex_network.nosuch  # noqa: B018 - it raises the error


def test_public_subpackages_need_no_import_of_their_own() -> None:
    for name in leavex_network._SUBPACKAGES:
        module = importlib.import_module(f"leavex_network.{name}")
        assert module is leavex_network.__getattr__(name)
        code = f"import leavex_network; print(leavex_network.{name}.__name__)"
        assert module.__name__ == output(code)
        assert name not in leavex_network.__all__, "a star import would hide names of the user"


def test_dir_lists_the_public_names_whatever_was_used_before() -> None:
    before = output("import leavex_network; print(dir(leavex_network))")
    used = (
        "import leavex_network, leavex_network.pages; leavex_network.load().by_country('Alemania')"
    )
    assert before == output(f"{used}; print(dir(leavex_network))")
    public = [name for name in ast.literal_eval(before) if not name.startswith("__")]
    assert sorted([*leavex_network._MODULES, *leavex_network._SUBPACKAGES]) == public


def test_type_checkers_see_the_exported_names() -> None:
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    imported = {
        (alias.asname, str(node.module).removeprefix("leavex_network."))
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    subpackages = {(name, "leavex_network") for name in leavex_network._SUBPACKAGES}
    assert imported == {*leavex_network._MODULES.items(), *subpackages}


def output(code: str) -> str:
    """Return what a new process prints that runs the code."""
    call = [sys.executable, "-c", code]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def modules_after(code: str) -> set[str]:
    before = "import sys; before = set(sys.modules)"
    return set(output(f"{before}\n{code}\nprint(*(set(sys.modules) - before))").split())


def test_importing_the_package_loads_no_other_module() -> None:
    assert {"leavex_network"} == modules_after("import leavex_network")


@pytest.mark.parametrize("country", ["DE", "DEU", "276", "Alemania"])
def test_loading_the_network_imports_no_heavy_module(country: str) -> None:
    loaded = modules_after(f"import leavex_network; leavex_network.load().by_country('{country}')")
    # Finding its plug-ins, pydantic imports json on Python 3.13.
    by_pydantic = modules_after("import pydantic\nclass Model(pydantic.BaseModel): pass")
    assert not (loaded - by_pydantic) & {
        "pycountry",
        "marko",
        "json",
        "click",
        "rich",
        "difflib",
        "jinja2",
        "nanoarrow",
        "networkx",
        "altair",
        "anywidget",
    }


def test_every_error_is_a_network_error_and_in_the_tree_of_the_docstring() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, Exception)
    ]
    assert 14 == len(kinds)
    for kind in kinds:
        assert kind.__name__ in str(errors.__doc__)
        assert issubclass(kind, errors.NetworkError | errors.NetworkWarning)


def test_errors_pickle() -> None:
    import pickle

    for error in (
        errors.DataError([leavex_network.Finding(code="bad-id", message="x")], 3),
        errors.UnknownIdError("no entry", ["a"]),
        errors.EntryIndexError("no entry"),
        errors.ArgumentError("x"),
        errors.ChangedFileError("x.json"),
    ):
        twin = pickle.loads(pickle.dumps(error))
        assert (str(error), type(error)) == (str(twin), type(twin))


def test_every_code_of_the_table_is_used() -> None:
    from leavex_network.findings import CODES

    texts = "".join(
        path.read_text(encoding="utf-8") for name, path in modules().items() if name != "findings"
    )
    assert all(f'"{code}"' in texts for code in CODES)
    assert list(CODES) == sorted(CODES)


def test_values_in_messages_are_shortened_and_escaped() -> None:
    assert r"'a\x1b\u202eb'" == errors.quoted("a\x1b\u202eb")
    assert f"'{'x' * 60}'... (10,000 characters)" == errors.quoted("x" * 10_000)
    assert ["None", "5", "a list", "an object", "a tuple"] == [
        errors.quoted(value) for value in (None, 5, [[]], {}, ())
    ]
    assert ["'a'", "'a' or 'b'", "'a', 'b' or 'c'"] == [
        errors.alternatives(words) for words in ("a", "ab", "abc")
    ]
