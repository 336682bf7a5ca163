"""Generate `network.schema.json` in the package's data: `python scripts/schema.py`.

pydantic generates the schema from the models; the descriptions are the docstrings of their fields.
With `--check`, the script writes nothing and exits with 1 if the file is not current.
"""

import ast
import inspect
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from leavex_network.models import about, document, entries
from leavex_network.models.document import Document

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "leavex_network"
TARGET = PACKAGE / "data" / "network.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS = ("Initiative", "Petition")
OTHER = "OtherEntry"
"""The definition of an entry of a declared kind; `Entry` is one of any kind."""

Json = dict[str, Any]


def schema() -> Json:
    """Return the schema, with a description of every field."""
    generated = Document.model_json_schema()
    definitions: Json = generated.pop("$defs")
    definitions["Document"] = generated
    entry = definitions.pop("Entry")
    definitions[OTHER] = entry["oneOf"].pop()
    descriptions = docstrings()
    for name, definition in definitions.items():
        inherited = descriptions["Entry"] if name in (*KINDS, OTHER) else {}
        describe(definition, {**inherited, **descriptions.get(name, {})})
    entry["oneOf"].append({"$ref": f"#/$defs/{OTHER}"})
    definitions["Entry"] = entry
    for name in KINDS:
        definitions[name]["required"].insert(0, "kind")
    document = definitions.pop("Document")
    complete = {
        "$schema": DIALECT,
        **document,
        "title": "A network of initiatives, petitions and other entries",
        "$defs": definitions,
    }
    return share_territories(complete)


def describe(definition: Json, descriptions: dict[str, str]) -> None:
    """Add its description to each property, and remove the title, which repeats its name."""
    for name, value in definition["properties"].items():
        value.pop("title", None)
        field = "schema_address" if name == "$schema" else name
        value["description"] = " ".join(descriptions[field].split())


def docstrings() -> dict[str, dict[str, str]]:
    """Return the docstrings of the fields of each model, by the names of model and field."""
    result: dict[str, dict[str, str]] = {}
    for module in (document, about, entries):
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                result[node.name] = field_docstrings(node)
    return result


def field_docstrings(model: ast.ClassDef) -> dict[str, str]:
    """Return the docstrings of the fields of a model: the string after each annotation."""
    result: dict[str, str] = {}
    for statements in pairwise(model.body):
        match statements:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=docstring):
                result[name] = ast.literal_eval(docstring)
    return result


def share_territories(complete: Json) -> Json:
    """Move the list of territories, which many fields repeat, to one shared definition."""
    shared: Json = {}

    def replaced(value: Any) -> Any:
        if isinstance(value, dict) and "enumDescriptions" in value:
            shared.update(value)
            return {"$ref": "#/$defs/Territory"}
        if isinstance(value, dict):
            return {key: replaced(item) for key, item in value.items()}
        return [replaced(item) for item in value] if isinstance(value, list) else value

    result: Json = replaced(complete)
    result["$defs"]["Territory"] = {
        "description": "An ISO 3166-1 alpha-2 code, a UN M.49 area, EU or XK.",
        **shared,
    }
    return result


def main() -> None:
    """Write the schema, or check that it is current."""
    content = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if "--check" in sys.argv[1:]:
        is_current = TARGET.read_text(encoding="utf-8") == content
        sys.exit(0 if is_current else f"{TARGET.name} is not current; run scripts/schema.py")
    TARGET.write_text(content, encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(content):,} characters\n")


if __name__ == "__main__":
    main()
