"""Says what is wrong with documents before they are sent: `validate.py [--lines] SCHEMA FILE ...`

SCHEMA is the name of a schema beside this file (job, result, config, ...). A file has one document, or
one in each line: where its name ends in .jsonl, where its lines look like that, and with --lines. What
a document has wrong is printed, one line each, as FILE:LINE: PLACE: MESSAGE; the exit status is 1 where anything is, and 2 where a file cannot
be read. Needs the Python package jsonschema (4.18 or newer)."""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource

SCHEMAS = pathlib.Path(__file__).resolve().parent
SUFFIX = ".schema.json"


def load_registry():
    """Every schema here, by its path, so that a reference finds the file that it names."""
    return Registry().with_resources(
        (
            path.relative_to(SCHEMAS).as_posix(),
            Resource.from_contents(json.loads(path.read_text("utf-8"))),
        )
        for path in SCHEMAS.rglob("*" + SUFFIX)
    )


REGISTRY = load_registry()


def validator(name):
    """What validates a value against schemas/NAME.schema.json; or, of the schema's own parts,
    "NAME#/$defs/PART"."""
    file, _, part = name.partition("#")
    reference = {"$ref": f"{file}{SUFFIX}#{part}"}
    return Draft202012Validator(reference, registry=REGISTRY)


def explained(error):
    """An error's message; where that says only what a value isn't, with what the field is."""
    says_little = error.validator in ("anyOf", "oneOf", "not", "enum", "const")
    is_refused = error.validator == "type" and error.validator_value == "null"
    description = error.schema.get("description") if isinstance(error.schema, dict) else None
    return f"{error.message}; {description}" if description and (says_little or is_refused) else error.message


def faults(checker, text):
    """What is wrong with a document: (place, message) of each fault."""
    try:
        value = json.loads(text)
    except ValueError as error:
        return [("", f"not JSON: {error}")]
    found = []
    for error in checker.iter_errors(value):
        error = best_match([error])
        found.append((error.json_path.removeprefix("$").lstrip("."), explained(error)))
    return found


def is_json(text):
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def has_lines(file):
    """Whether a file has a document in each line: several lines, of which the first is a document, or
    all begin as objects do."""
    first = next((line for line in file if line.strip()), "")
    second = next((line for line in file if line.strip()), "")
    if not second or is_json(first):
        return bool(second)
    starts = (line.startswith("{") for line in (first, second, *file) if line.strip())
    return all(starts)


def documents(path, by_line):
    """(place, text) of each document of a file."""
    with open(path, encoding="utf-8") as file:
        by_line = by_line or path.endswith(".jsonl") or has_lines(file)
        file.seek(0)
        if not by_line:
            yield path, file.read().removeprefix("\ufeff")
            return
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{path}:{number}", line


def main(arguments):
    by_line = arguments[:1] == ["--lines"]
    arguments = arguments[by_line:]
    if len(arguments) < 2 or not (SCHEMAS / (arguments[0] + SUFFIX)).exists():
        names = sorted(path.name.removesuffix(SUFFIX) for path in SCHEMAS.glob("*" + SUFFIX))
        print(f"usage: validate.py [--lines] SCHEMA FILE ...; SCHEMA: {', '.join(names)}", file=sys.stderr)
        return 2
    checker = validator(arguments[0])
    wrong = False
    for path in arguments[1:]:
        try:
            for place, text in documents(path, by_line):
                for where, message in faults(checker, text):
                    wrong = True
                    print(": ".join(filter(None, (place, where, message))))
        except (OSError, UnicodeDecodeError) as error:
            print(f"{path}: cannot be read: {error}", file=sys.stderr)
            return 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
