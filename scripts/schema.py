"""Generate `src/leavex_network/data/network.schema.json` from the models: `python scripts/schema.py`.

What pydantic knows comes from the models; the descriptions are the docstrings under their fields.
With `--check`, nothing is written, and the exit status is 1 if the file is not current.
"""

import ast
import inspect
import json
import sys
from pathlib import Path
from typing import Any

from leavex_network.models import about, document, entries
from leavex_network.models.document import Document

TARGET = (
    Path(__file__).resolve().parent.parent
    / "src"
    / "leavex_network"
    / "data"
    / "network.schema.json"
)
DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS = ("Initiative", "Petition")

Json = dict[str, Any]


def schema() -> Json:
    """Return the schema, every field described."""
    generated = Document.model_json_schema()
    definitions: Json = generated.pop("$defs")
    definitions["Document"] = generated
    told = docstrings()
    for name, definition in definitions.items():
        describe(definition, {**told["Entry"], **told[name]} if name in KINDS else told[name])
    for name in KINDS:
        definitions[name]["required"].insert(0, "kind")
    document = definitions.pop("Document")
    whole = {
        "$schema": DIALECT,
        **document,
        "title": "A network of initiatives and petitions",
        "$defs": definitions,
    }
    return share_territories(whole)


def describe(definition: Json, told: dict[str, str]) -> None:
    """Give each property its docstring, and take from it the title that only repeats its name."""
    for name, value in definition["properties"].items():
        value.pop("title", None)
        value["description"] = " ".join(
            told["schema_address" if name == "$schema" else name].split()
        )


def docstrings() -> dict[str, dict[str, str]]:
    """Return the docstring under each field of each model."""
    nodes = [
        node
        for module in (document, about, entries)
        for node in ast.parse(inspect.getsource(module)).body
    ]
    return {
        node.name: {
            field.target.id: ast.literal_eval(text.value)
            for field, text in zip(node.body, node.body[1:], strict=False)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
        }
        for node in nodes
        if isinstance(node, ast.ClassDef)
    }


def share_territories(whole: Json) -> Json:
    """Write the list of territories once, and refer to it."""
    shared: Json = {}

    def replaced(value: Any) -> Any:
        if isinstance(value, dict) and "enumDescriptions" in value:
            shared.update(value)
            return {"$ref": "#/$defs/Territory"}
        if isinstance(value, dict):
            return {key: replaced(item) for key, item in value.items()}
        return [replaced(item) for item in value] if isinstance(value, list) else value

    result: Json = replaced(whole)
    result["$defs"]["Territory"] = {
        "description": "A code of ISO 3166-1, of an M.49 area, EU or XK.",
        **shared,
    }
    return result


def main() -> None:
    """Write the schema, or check it."""
    content = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if "--check" in sys.argv[1:]:
        sys.exit(
            0
            if TARGET.read_text(encoding="utf-8") == content
            else f"{TARGET.name} is not current: run scripts/schema.py"
        )
    TARGET.write_text(content, encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(content):,} characters\n")


if __name__ == "__main__":
    main()
