"""The Jinja templates in `data/templates/`: values are escaped unless they were marked as safe."""

import re
from functools import cache
from typing import TYPE_CHECKING

from leavex_network.data import read_bytes
from leavex_network.errors import requiring

if TYPE_CHECKING:
    from jinja2 import Environment

# All but the production Char of XML 1.0.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(name: str, **values: object) -> str:
    """Return a template, named by its path below `data/templates/`, with its values filled in."""
    return _environment().get_template(name).render(values)


def macro(name: str, macro_name: str, **values: object) -> str:
    """Return what a macro of a template makes of its arguments."""
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
    environment.filters["xml"] = _xml
    return environment


def _xml(text: str) -> str:
    """Return the text with U+FFFD for characters that XML forbids."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _source(name: str) -> str:
    return read_bytes(f"templates/{name}").decode()
