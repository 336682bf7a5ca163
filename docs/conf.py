"""How Sphinx builds these docs: `nox -s docs`."""

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
# Without a network there is nothing to link the names of other projects to: only a broken name of ours is an error.
nitpick_ignore_regex = [
    ("py:.*", r"(?!leavex_network).*"),
    ("py:.*", r".*\.[ES]"),
]  # nor for type variables

html_theme = "furo"
html_title = f"leavex-network {release}"
html_static_path = ["_static"]
html_css_files = ["wrap.css"]
html_copy_source = False
html_show_sourcelink = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"  # a page shows what the code says today
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_execution_timeout = 300
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

default_role = "code"  # a name between single backticks is code in docstrings too
add_module_names = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
autodoc_class_signature = "mixed"
autodoc_member_order = "bysource"
autodoc_default_options = {"exclude-members": "model_config, model_copy, model_fields_set, given"}
napoleon_numpy_docstring = False
napoleon_use_rtype = False

_COLON = "\ue000"
"""What stands for a colon while napoleon looks for a type before it, in what documents a field."""

_FACE = {name: f"leavex_network.{name}" for name in leavex_network.__all__}


def setup(app: Sphinx) -> None:
    """Hook in what makes pages about pydantic models read like pages about plain classes."""
    app.connect("builder-inited", _show_plain_types)
    app.connect("autodoc-process-signature", _leave_out_signatures_of_records)
    app.connect("autodoc-process-docstring", _hide_colons, priority=400)
    app.connect("autodoc-process-docstring", _show_colons, priority=600)
    app.connect("missing-reference", _find_under_its_public_name)


def _show_plain_types(_app: Sphinx) -> None:
    """Tell that a field is a `str`, and leave its validators aside."""
    for record in vars(models).values():
        if inspect.isclass(record) and issubclass(record, BaseModel):
            plain = get_type_hints(record, vars(models))
            record.__annotations__ = {name: plain[name] for name in inspect.get_annotations(record)}


def _leave_out_signatures_of_records(
    _app: Sphinx,
    _what: str,
    _name: str,
    item: Any,
    _options: object,
    _signature: str | None,
    _returns: str | None,
) -> tuple[str, str] | None:
    """Leave out the arguments of a record: they are its fields, which follow."""
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


def _find_under_its_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element
) -> nodes.Element | None:
    """Find `leavex_network.models.Entry`, as an annotation names it, where it is documented."""
    domain = env.domains["py"]
    kinds = ("class", "exception", "function")
    names = {
        name.rpartition(".")[2]: name
        for name, found in domain.objects.items()
        if found.objtype in kinds
    } | _FACE
    public = names.get(node.get("reftarget", "").rpartition(".")[2])
    if public is None or node.get("refdomain") != "py":
        return None
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", public, node, content)
