"""The project's JSON Schemas: validators, and what walks through them."""

import copy
import functools
import json
import sys

from .kafka import headers_of
from .process import ROOT

sys.path.insert(0, f"{ROOT}/schemas")
import validate  # noqa: E402 (it lies beside the schemas)

SCHEMAS = validate.SCHEMAS
BODIES = {
    "/v1/chat/completions": "body/chat-completions",
    "/v1/completions": "body/completions",
    "/v1/embeddings": "body/embeddings",
    "/v1/text-classification": "body/text-classification",
}


def names():
    """Every schema, by the name that validator() takes."""
    suffix = validate.SUFFIX
    paths = SCHEMAS.rglob("*" + suffix)
    return sorted(path.relative_to(SCHEMAS).as_posix().removesuffix(suffix) for path in paths)


@functools.cache
def load(name):
    return json.loads((SCHEMAS / (name + validate.SUFFIX)).read_text("utf-8"))


@functools.cache
def validator(name):
    return validate.validator(name)


def faults(name, value):
    """What is wrong with a value, as a list of jsonschema's errors."""
    return list(validator(name).iter_errors(value))


def check(name, value):
    """An AssertionError that says what is wrong, where anything is."""
    for error in faults(name, value):
        shown = json.dumps(value, ensure_ascii=False)[:1000]
        raise AssertionError(f"{name} schema, {error.json_path}: {error.message[:500]}\nin {shown}")


def sample(values):
    """Enough of many values: the first, and some of the others."""
    return [*values[:100], *values[100::25]]


def check_results(lines):
    """Result lines, as bytes, are what the schema says; a sample of them where there are many."""
    for line in sample(lines):
        check("result", json.loads(line))


def check_terminal(messages):
    """The same of records on a result or dead-letter topic, and of their headers."""
    for message in sample(messages):
        headers = headers_of(message)
        if "__dlq.errors.topic" in headers:
            check("dead-letter", headers)
        else:
            check("result-headers", headers)
            check("result", json.loads(message.value()))


def examples(folder, kind):
    """The files of schemas/examples/FOLDER/KIND."""
    return sorted((SCHEMAS / "examples" / folder / kind).glob("*.json"))


def _resolve(reference, name):
    """(the schema that a reference in schema NAME leads to, the name of the file that it is in)."""
    file, _, pointer = reference.partition("#")
    if file:
        folder = name.rpartition("/")[0]
        name = (f"{folder}/{file}" if folder else file).removesuffix(validate.SUFFIX)
    found = load(name)
    for key in filter(None, pointer.split("/")):
        found = found[key]
    return found, name


def inlined(name):
    """The schema with every reference replaced by what it leads to (none leads to itself)."""

    def replace(value, name):
        if isinstance(value, list):
            return [replace(item, name) for item in value]
        if not isinstance(value, dict):
            return value
        if "$ref" in value:
            found, other = _resolve(value["$ref"], name)
            return replace({**found, **{k: v for k, v in value.items() if k != "$ref"}}, other)
        kept = {key: item for key, item in value.items() if key not in ("$schema", "$defs")}
        return {key: replace(item, name) for key, item in kept.items()}

    return replace(copy.deepcopy(load(name)), name)
