"""Does a value have the form that a JSON Schema says, and no more than that?"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator


def problems(value: Any, schema: dict[str, Any]) -> list[str]:
    """What is wrong with it, by the place in it. Fields that the schema does not name are wrong, too."""
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(_closed(schema)).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


def _closed(schema: Any) -> Any:
    """Programs that read an export pass over fields that came later; a test is to know them all."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(one) for name, one in schema.items()}
    return {"additionalProperties": False, **closed} if schema.get("type") == "object" else closed
