"""Does a value have the form that a JSON Schema says? As much of the language as ours uses; else it fails."""

from __future__ import annotations

from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
TOLD = {"title", "description", "default", "$defs", "$schema"}
KNOWN = {
    *TOLD,
    *("$ref", "type", "properties", "required", "additionalProperties", "items", "prefixItems", "enum", "anyOf"),
    *("minItems", "maxItems", "minimum", "maximum"),
}


def problems(value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, at: str = "$") -> list[str]:
    """What is wrong with it, by the place in it. Fields that the schema does not name are wrong, too."""
    root = root or schema
    assert set(schema) <= KNOWN, f"the schema has words that are not checked: {set(schema) - KNOWN}"
    if "$ref" in schema:
        return problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema:
        found = [problems(value, one, root, at) for one in schema["anyOf"]]
        return [] if not all(found) else [f"{at}: {value!r} is none of these: {found}"]
    wrong = [f"{at}: {value!r} is none of {schema['enum']}"] if value not in schema.get("enum", [value]) else []
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [*wrong, f"{at}: {value!r} is no {kind}"]
    if kind in ("integer", "number") and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        wrong.append(f"{at}: {value} is too small or too large")
    if isinstance(value, list):
        first = schema.get("prefixItems", [])
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            wrong.append(f"{at}: {len(value)} items")
        for i, one in enumerate(value):
            of = first[i] if i < len(first) else schema.get("items", True)
            wrong += problems(one, of, root, f"{at}[{i}]") if isinstance(of, dict) else [] if of else [f"{at}[{i}]"]
    if isinstance(value, dict):
        named, others = schema.get("properties", {}), schema.get("additionalProperties", False)
        wrong += [f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value]
        for name, one in value.items():
            of = named.get(name, others)
            wrong += problems(one, of, root, f"{at}.{name}") if of else [f"{at}: has {name}, which is not documented"]
    return wrong
