"""The house: which room may open which, what the face hands on, and what an import costs."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import leavex_network
from leavex_network import errors

ROOT = Path(str(find_spec("leavex_network").submodule_search_locations[0]))

STOREYS = (
    ("cli",),
    ("sites",),
    ("__init__",),
    ("files",),
    ("checks",),
    ("formats",),
    ("merging",),
    ("pages",),
    ("plots", "graph"),
    ("views", "wording"),
    ("templates",),
    ("network",),
    ("entries", "criteria"),
    ("arrow", "tables", "localization", "history", "search"),
    ("rows",),
    ("document",),
    ("models",),
    ("values", "inline", "display", "shapes"),
    ("frozen",),
    ("gazetteer",),
    ("territories",),
    ("iso", "languages"),
    ("urls", "url_rules", "texts", "utf_8"),
    ("data",),
    ("errors",),
    ("findings",),
)
"""From the roof to the ground; rooms of one storey do not open each other, but for a room and its rules."""

LEVEL = {room: number for number, storey in enumerate(STOREYS) for room in storey}
NEIGHBOURS = {("url_rules", "urls"), ("urls", "url_rules")}


def modules() -> dict[str, Path]:
    """Return each module by its name below the package."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(ROOT.rglob("*.py"))
    }


def imported(path: Path) -> set[str]:
    """Return what a module imports of the package, also inside functions and under TYPE_CHECKING."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("leavex_network"):
            base = str(node.module).removeprefix("leavex_network").strip(".")
            parts = {f"{base}.{alias.name}".strip(".") for alias in node.names}
            found |= {part if part in modules() else base for part in parts}
        elif isinstance(node, ast.Import):
            found |= {
                alias.name.removeprefix("leavex_network.")
                for alias in node.names
                if alias.name.startswith("leavex_network")
            }
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path}: relative import"
    return found


def room(module: str) -> str:
    return module.split(".", maxsplit=1)[0] if module.split(".", maxsplit=1)[0] in LEVEL else "__init__"


@pytest.mark.parametrize("name", [name for name in modules() if name != "__main__"])
def test_a_room_opens_only_rooms_below_it(name: str) -> None:
    for other in imported(modules()[name]):
        inside_one_room = room(name) == room(other)
        assert inside_one_room or LEVEL[room(name)] < LEVEL[room(other)] or (room(name), room(other)) in NEIGHBOURS, (
            other
        )


def test_every_room_has_its_storey() -> None:
    assert LEVEL.keys() == {name.split(".")[0] for name in modules() if name != "__main__"}


def test_the_modules_inside_a_room_open_each_other_in_no_circle() -> None:
    opens = {
        name: {other for other in imported(path) if room(other) == room(name) and other != name}
        for name, path in modules().items()
    }

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join([*above, name])
        for other in opens.get(name, ()):
            walk(other, (*above, name))

    for name in opens:
        if name != "__init__":
            walk(name, ())


def test_one_room_each_touches_pycountry_the_disk_and_the_bundled_files() -> None:
    texts = {name: path.read_text(encoding="utf-8") for name, path in modules().items()}
    assert ["iso"] == [name for name, text in texts.items() if "import pycountry" in text]
    assert ["data"] == [name for name, text in texts.items() if "importlib_resources" in text]
    assert ["files.disk"] == [
        name for name, text in texts.items() if ".open(" in text or "mkstemp" in text or "write_bytes" in text
    ]
    prints = [
        name
        for name, text in texts.items()
        if "print(" in text or "sys.exit" in text or "SystemExit" in text or "click.echo" in text
    ]
    assert all(name.startswith("cli") for name in prints)
    assert not [
        name
        for name, text in texts.items()
        if any(
            word in text for word in ("import socket", "urllib.request", "http.client", "date.today", "datetime.now")
        )
    ]


def test_the_face_hands_on_what_it_names() -> None:
    assert sorted(leavex_network.__all__) == sorted([*leavex_network._ROOMS, "__version__"])
    for name in leavex_network.__all__:
        assert getattr(leavex_network, name) is not None
        assert name in dir(leavex_network)
    with pytest.raises(AttributeError, match="module 'leavex_network' has no attribute 'nosuch'"):
        leavex_network.nosuch  # noqa: B018


def test_type_checkers_see_what_is_handed_on() -> None:
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {
        (alias.asname, str(node.module).removeprefix("leavex_network."))
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == set(leavex_network._ROOMS.items())


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; before = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_importing_it_loads_no_module_but_itself() -> None:
    assert {"leavex_network"} == modules_after("import leavex_network")


def test_loading_the_network_opens_no_room_that_it_does_not_need() -> None:
    loaded = modules_after("import leavex_network; leavex_network.load().by_country('DE')")
    assert not loaded & {
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
    }


def test_every_error_is_a_network_error_and_stands_in_the_tree_of_the_docstring() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert 9 == len(kinds)
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
    ):
        twin = pickle.loads(pickle.dumps(error))
        assert (str(error), type(error)) == (str(twin), type(twin))


def test_every_code_is_used_and_every_code_used_is_in_the_table() -> None:
    from leavex_network.findings import CODES

    texts = "".join(path.read_text(encoding="utf-8") for name, path in modules().items() if name != "findings")
    assert all(f'"{code}"' in texts for code in CODES)
    assert list(CODES) == sorted(CODES)


def test_values_in_messages_are_cut_and_escaped() -> None:
    assert r"'a\x1b\u202eb'" == errors.quoted("a\x1b\u202eb")
    assert f"'{'x' * 60}'... (10,000 characters)" == errors.quoted("x" * 10_000)
    assert ["None", "5", "a list", "an object", "a tuple"] == [
        errors.quoted(value) for value in (None, 5, [[]], {}, ())
    ]
    assert ["'a'", "'a' or 'b'", "'a', 'b' or 'c'"] == [errors.alternatives(words) for words in ("a", "ab", "abc")]
