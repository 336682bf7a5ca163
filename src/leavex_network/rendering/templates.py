"""The templates in `data/templates/`: whatever is put into one is text, unless it was made safe before."""

import re
from functools import cache
from typing import TYPE_CHECKING

from leavex_network.data import read_bytes
from leavex_network.errors import MissingExtraError

if TYPE_CHECKING:
    from jinja2 import Environment

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(name: str, **values: object) -> str:
    """Return what a template makes of some values.

    Args:
        name: The template's path below `data/templates/`.
        values: What it names.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    return _environment().get_template(name).render(values)


@cache
def _environment() -> "Environment":
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    except ModuleNotFoundError:
        raise MissingExtraError(
            'HTML and feeds need jinja2: pip install "leavex-network[web]"'
        ) from None
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
    """Return the text with what no XML document can hold replaced."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _source(name: str) -> str:
    return read_bytes(f"templates/{name}").decode()
