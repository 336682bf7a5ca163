"""The Jinja templates in `data/templates/`: values are escaped unless they were marked as safe."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING

from leavex_network.data import read_bytes
from leavex_network.errors import requiring
from leavex_network.models import Entry
from leavex_network.progress import counted

if TYPE_CHECKING:
    from jinja2 import Environment


def render(name: str, **values: object) -> str:
    """Return a template, named by its path below `data/templates/`, with its values filled in."""
    return _environment().get_template(name).render(values)


def macro(name: str, macro_name: str, **values: object) -> str:
    """Return the output of a macro of a template."""
    module = _environment().get_template(name).module
    return str(getattr(module, macro_name)(**values))


@cache
def _environment() -> "Environment":
    with requiring("web", "HTML and feeds need jinja2"):
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["counted"] = _counted
    return environment


def _counted(entries: Collection[Entry]) -> Iterable[Entry]:
    """Return the same entries, which are counted while they are written."""
    return counted(entries, len(entries))


def _source(name: str) -> str:
    return read_bytes(f"templates/{name}").decode()
