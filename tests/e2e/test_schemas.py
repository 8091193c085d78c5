"""The schemas against their examples: every valid one validates, every invalid one does not.

The unit tests of wire/ feed the same job examples to the parser and compare the result examples
byte for byte with what is rendered, so that schema and code accept and produce the same.
"""

import json
import pathlib
import unittest

import jsonschema

import wrong_lines

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
NAMES = ("job", "result", "dead-letter", "config")


def load(name):
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def validator(name):
    return jsonschema.Draft202012Validator(load(name))


def fault(checker, data: bytes):
    """What is wrong with the bytes of an example; None where nothing is."""
    try:
        value = json.loads(data.decode())
    except ValueError as error:
        return str(error)
    found = next(checker.iter_errors(value), None)
    return found.message if found else None


def examples(name, kind):
    return sorted((SCHEMAS / "examples" / name / kind).glob("*.json"))


class Schemas(unittest.TestCase):
    def test_schemas_are_draft_2020_12(self):
        for name in NAMES:
            with self.subTest(name):
                schema = load(name)
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
                jsonschema.Draft202012Validator.check_schema(schema)

    def test_valid_examples(self):
        for name in NAMES:
            checker = validator(name)
            paths = examples(name, "valid")
            self.assertGreater(len(paths), 2, name)
            for path in paths:
                with self.subTest(path.name):
                    self.assertIsNone(fault(checker, path.read_bytes()))

    def test_invalid_examples(self):
        for name in NAMES:
            checker = validator(name)
            paths = examples(name, "invalid")
            self.assertGreater(len(paths), 10, name)
            for path in paths:
                with self.subTest(path.name):
                    self.assertIsNotNone(fault(checker, path.read_bytes()))

    def test_defaults_of_the_configuration(self):
        """Each default satisfies its own schema, and the example writes all of them out."""
        schema = load("config")
        written = json.loads((SCHEMAS / "examples/config/valid/all-defaults-written-out.json")
                             .read_text(encoding="utf-8"))
        for section, properties in schema["properties"].items():
            for key, found in properties.get("properties", {}).items():
                with self.subTest(f"{section}.{key}"):
                    jsonschema.Draft202012Validator(found).validate(found["default"])
                    self.assertEqual(written[section][key], found["default"])


# Dead letters that Python's json reads and a schema can't tell from a job.
BEYOND_SCHEMA = {"not a number", "custom_id with half a surrogate pair"}


class WrongLines(unittest.TestCase):
    """The fifty wrong lines are wrong in the way that their list says, as far as a schema can see."""

    def setUp(self):
        self.lines = wrong_lines.wrong_lines("tiny", "mini", job_bytes_max=4096, context=64)
        self.checker = validator("job")

    def test_each_is_one_line_of_its_own(self):
        self.assertEqual(len(self.lines), 50)
        self.assertEqual(len({line.name for line in self.lines}), 50)
        for line in self.lines:
            self.assertNotIn(b"\n", line.line)
            self.assertTrue(line.line.strip())

    def test_dead_letters_fail_the_schema(self):
        for line in self.lines:
            if line.kind == wrong_lines.DEAD_LETTER and line.name not in BEYOND_SCHEMA:
                with self.subTest(line.name):
                    self.assertIsNotNone(fault(self.checker, line.line))

    def test_envelope_faults_fail_the_schema(self):
        for line in self.lines:
            if line.param in ("method", "body", "priority"):
                with self.subTest(line.name):
                    self.assertIsNotNone(fault(self.checker, line.line))

    def test_headers_belong_to_right_lines(self):
        for record in wrong_lines.wrong_headers("tiny"):
            with self.subTest(record.name):
                self.assertIsNone(fault(self.checker, record.line))
                self.assertEqual([name for name, _ in record.headers], [record.param])


if __name__ == "__main__":
    unittest.main()
