"""How the product's framework reads bodies: ``"1"`` is taken for 1, 1 for ``"1"``, and texts are trimmed."""

import re
from functools import cache

import jsonschema_rs
import yaml

from benchmarks.stage import ROOT

_WORDS = {True: {"t", "y", "yes", "true", "on", "1"}, False: {"f", "n", "no", "false", "off", "0"}}


@cache
def description():
    return yaml.safe_load((ROOT / "docs/openapi.yaml").read_text())


def as_read(operation, body):
    """Return a body as the framework reads it."""
    return _read(body, _body_schema(operation.method, operation.path))


def is_fit(operation, body):
    """Whether a body is one that the description has; any is where it has none."""
    described = _described(operation.method, operation.path)
    return "requestBody" not in described or _validator(operation.method, operation.path).is_valid(body)


def is_query_fit(operation, query):
    """Whether a query is one that the description has: the last of several values, which may be empty."""
    described = _described(operation.method, operation.path).get("parameters", ())
    schemas = {each["name"]: each["schema"] for each in described if each["in"] == "query"}
    return all(_is_read(value, schemas.get(name, {})) for name, value in query.items())


def _is_read(value, schema):
    last = value[-1] if isinstance(value, list) and value else value
    if last in ([], "", None):
        return True
    read = _scalar(last, schema.get("type", "string"))
    return read is not None and read in schema.get("enum", [read])


def _described(method, path):
    return description()["paths"][path][method.lower()]


@cache
def _validator(method, path):
    schema = _body_schema(method, path) | {"components": description()["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _body_schema(method, path):
    content = _described(method, path).get("requestBody", {}).get("content", {})
    return content.get("application/json", {}).get("schema", {})


def _read(value, schema):
    if "$ref" in schema:
        return _read(value, description()["components"]["schemas"][schema["$ref"].split("/")[-1]])
    for choice in schema.get("oneOf", []):
        if _kind(_read(value, choice)) == choice.get("type", "object"):
            return _read(value, choice)
    kinds = schema.get("type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if isinstance(value, list) and "items" in schema:
        return [_read(each, schema["items"]) for each in value]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return {name: _read(each, known.get(name, {})) for name, each in value.items()}
    return next(filter(lambda read: read is not None, (_scalar(value, kind) for kind in kinds)), value)


def _kind(value):
    return {list: "array", dict: "object"}.get(type(value))


def _scalar(value, kind):
    text = str(value).strip()
    if kind == "string" and isinstance(value, str | int | float) and not isinstance(value, bool):
        return text
    if kind == "integer" and re.fullmatch(r"-?\d+(\.0*)?", text):
        return int(float(text))
    if kind == "boolean":
        return next((truth for truth, words in _WORDS.items() if text.lower() in words), None)
    return None
