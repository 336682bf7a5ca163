"""The stylesheet and the scripts of a list: one script, for pages and for notebooks."""

import re

from leavex_network.data import read_bytes

_HEADER = (
    "/* <leavex-network> adds search and filters to the list inside it."
    " MIT License: see LICENSES.txt, or the notices of the page. */\n"
)
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)


def stylesheet() -> str:
    """Return the stylesheet of a list, and of the page around it."""
    return _read("leavex-network.css")


def script() -> str:
    """Return the script of a page, which defines the element `<leavex-network>`."""
    # A function around it keeps its names out of the page.
    return f"{_HEADER}(() => {{\n{_source('list.js')}\n{_source('element.js')}}})();\n"


def notebook_stylesheet() -> str:
    """Return the stylesheet of a list in a notebook."""
    return f"{stylesheet()}{_read('notebook.css')}"


def notebook_module() -> str:
    """Return the module of a list in a notebook, as anywidget loads it: it exports `render`."""
    return f"{_source('list.js')}\n{_source('notebook.js')}"


def _source(name: str) -> str:
    """Return a script without its comments, which are for those who change it."""
    return _COMMENT.sub("", _read(name))


def _read(name: str) -> str:
    return read_bytes(f"web/{name}").decode()
