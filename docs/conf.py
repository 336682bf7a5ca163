"""Configuration of Sphinx: `nox -s docs` builds the docs."""

import inspect
from typing import Any, get_type_hints

from docutils import nodes
from pydantic import BaseModel
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import leavex_network
from leavex_network import models
from leavex_network.models import frozen

project = "leavex-network"
author = "the contributors to leavex-network"
copyright = "2026, the contributors to leavex-network"
version = release = leavex_network.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
nitpicky = True
# Only broken references to this package are errors: without a connection, there are no inventories
# of other projects to link to. Type variables are not documented.
nitpick_ignore_regex = [("py:.*", r"(?!leavex_network).*"), ("py:.*", r".*\.[EFGKSTV]")]

html_theme = "furo"
html_title = f"leavex-network {release}"
html_static_path = ["_static"]
html_css_files = ["wrap.css"]
html_copy_source = False
html_show_sourcelink = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"  # pages show the output of the current code
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 300
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

default_role = "code"  # single backticks are code in docstrings, too
add_module_names = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
autodoc_class_signature = "mixed"
autodoc_member_order = "bysource"
autodoc_default_options = {"exclude-members": "model_config, model_copy, model_fields_set, given"}
napoleon_numpy_docstring = False
napoleon_use_rtype = False

_COLON = "\ue000"
"""Replaces colons in the docstrings of fields while napoleon looks for a type before them."""

_PUBLIC = {name: f"leavex_network.{name}" for name in leavex_network.__all__}


def setup(app: Sphinx) -> None:
    """Connect the functions that document pydantic models like plain classes."""
    app.connect("builder-inited", _show_plain_types)
    app.connect("autodoc-process-signature", _omit_signatures_of_records)
    app.connect("autodoc-process-docstring", _hide_colons, priority=400)
    app.connect("autodoc-process-docstring", _show_colons, priority=600)
    app.connect("missing-reference", _resolve_public_name)


def _show_plain_types(_app: Sphinx) -> None:
    """Document the plain types of fields, such as `str`, without their validators."""
    for record in vars(models).values():
        if inspect.isclass(record) and issubclass(record, BaseModel):
            plain = get_type_hints(record, vars(models))
            record.__annotations__ = {name: plain[name] for name in inspect.get_annotations(record)}


def _omit_signatures_of_records(
    _app: Sphinx,
    _what: str,
    _name: str,
    item: Any,
    _options: object,
    _signature: str | None,
    _returns: str | None,
) -> tuple[str, str] | None:
    """Omit the arguments of a record: they are its fields, which are documented below it."""
    is_record = inspect.isclass(item) and issubclass(item, (BaseModel, frozen.FrozenMap))
    return ("", "") if is_record else None


def _hide_colons(
    _app: Sphinx, what: str, _name: str, _item: Any, _options: object, lines: list[str]
) -> None:
    if what in ("attribute", "property"):
        lines[:] = [line.replace(":", _COLON) for line in lines]


def _show_colons(
    _app: Sphinx, _what: str, _name: str, _item: Any, _options: object, lines: list[str]
) -> None:
    lines[:] = [line.replace(_COLON, ":") for line in lines]


def _resolve_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element
) -> nodes.Element | None:
    """Resolve a name such as `leavex_network.models.Entry` to where it is documented."""
    domain = env.domains["py"]
    kinds = ("class", "exception", "function")
    names = {
        name.rpartition(".")[2]: name
        for name, entry in domain.objects.items()
        if entry.objtype in kinds
    } | _PUBLIC
    public = names.get(node.get("reftarget", "").rpartition(".")[2])
    if public is None or node.get("refdomain") != "py":
        return None
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", public, node, content)
