"""The schemas against their examples: every valid one validates, every invalid one does not.

The unit tests of wire/ feed the same job examples to the parser and compare the result examples
byte for byte with what is rendered; test_schema_jobs.py runs jobs that are made from the schemas.
"""

import json
import sys
import unittest

import jsonschema
import wrong_lines
from harness import schemas
from harness.node import ajv_says
from harness.process import ROOT, run, temporary_folder

WITH_EXAMPLES = ("job", "result", "dead-letter", "config")


def fault(name, data: bytes):
    """What is wrong with the bytes of an example; None where nothing is."""
    try:
        value = json.loads(data.decode())
    except ValueError as error:
        return str(error)
    found = schemas.faults(name, value)
    return found[0].message if found else None


def parts(schema):
    """Every schema within a schema that has examples."""
    if isinstance(schema, dict):
        if isinstance(schema.get("examples"), list):
            yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


class Schemas(unittest.TestCase):
    def test_schemas_are_draft_2020_12(self):
        self.assertGreater(len(schemas.names()), 15)
        for name in schemas.names():
            with self.subTest(name):
                schema = schemas.load(name)
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
                jsonschema.Draft202012Validator.check_schema(schema)
                self.assertTrue(schema["title"] and schema["description"])

    def test_valid_examples(self):
        for name in (*WITH_EXAMPLES, *schemas.BODIES.values()):
            paths = schemas.examples(name, "valid")
            self.assertGreater(len(paths), 2, name)
            for path in paths:
                with self.subTest(f"{name} {path.name}"):
                    self.assertIsNone(fault(name, path.read_bytes()))

    def test_invalid_examples(self):
        for name in (*WITH_EXAMPLES, *schemas.BODIES.values()):
            paths = schemas.examples(name, "invalid")
            self.assertGreater(len(paths), 10, name)
            for path in paths:
                with self.subTest(f"{name} {path.name}"):
                    self.assertIsNotNone(fault(name, path.read_bytes()))

    def test_examples_within_schemas(self):
        num_examples = 0
        for name in schemas.names():
            for schema in parts(schemas.inlined(name)):
                for example in schema["examples"]:
                    num_examples += 1
                    with self.subTest(f"{name}: {example}"):
                        jsonschema.Draft202012Validator(schema).validate(example)
        self.assertGreater(num_examples, 200)

    def test_another_validator_says_the_same(self):
        """ajv, strictly, of the examples in files and in schemas."""
        told = []
        for name in schemas.names():
            told += [(name, value, True) for value in schemas.load(name).get("examples", [])]
            for kind in ("valid", "invalid"):
                for path in schemas.examples(name, kind):
                    try:
                        value = json.loads(path.read_bytes().decode())
                    except ValueError:
                        continue
                    told.append((name, value, kind == "valid"))
        self.assertGreater(len(told), 250)
        found = ajv_says([(name, value) for name, value, _ in told])
        for (name, value, valid), said in zip(told, found, strict=True):
            with self.subTest(f"{name} {value}"):
                self.assertEqual(said, valid)

    def test_defaults_of_the_configuration(self):
        """Each default satisfies its own schema, and the example writes all of them out."""
        schema = schemas.load("config")
        written = json.loads((schemas.SCHEMAS / "examples/config/valid/all-defaults-written-out.json")
                             .read_text(encoding="utf-8"))
        for section, properties in schema["properties"].items():
            for key, found in properties.get("properties", {}).items():
                with self.subTest(f"{section}.{key}"):
                    jsonschema.Draft202012Validator(found).validate(found["default"])
                    self.assertEqual(written[section][key], found["default"])


class Validate(unittest.TestCase):
    """schemas/validate.py, which says what is wrong with a file before it is sent."""

    def validate(self, name, *texts, suffix=".jsonl", options=()):
        path = f"{temporary_folder()}/file{suffix}"
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(texts))
        done = run([sys.executable, f"{ROOT}/schemas/validate.py", *options, name, path])
        return done.returncode, done.stdout.replace(path, "FILE"), done.stderr

    def test_right_and_wrong_lines(self):
        body = {"model": "tiny-gpt", "prompt": "Once"}
        job = {"custom_id": "1", "method": "POST", "url": "/v1/completions", "body": body}
        right = json.dumps(job)
        self.assertEqual(self.validate("job", right, "", right), (0, "", ""))
        body.update(temperature="hot", temprature=1, stop=["a", ""])
        status, told, _ = self.validate("job", right, json.dumps(job), "{")
        self.assertEqual(status, 1)
        lines = told.splitlines()
        self.assertEqual(len(lines), 4, told)
        self.assertIn("FILE:2: body.temperature: 'hot' is not", told)
        self.assertIn("FILE:2: body.stop[1]: ''", told)
        self.assertIn("FILE:2: body: ", told)
        self.assertIn("'temprature'", told)
        self.assertTrue(lines[3].startswith("FILE:3: not JSON: "), told)

    def test_one_document(self):
        document = json.dumps({"models": [{"path": "m"}]}, indent=1)
        self.assertEqual(self.validate("config", document, suffix=".json"), (0, "", ""))
        self.assertEqual(self.validate("config", "\ufeff" + document, suffix=".json"), (0, "", ""))
        self.assertEqual(self.validate("config", "{}x", suffix=".json")[0], 1)

    def test_lines_in_a_file_of_any_name(self):
        body = {"model": "tiny-gpt", "prompt": "Once"}
        right = json.dumps({"custom_id": "1", "method": "POST", "url": "/v1/completions", "body": body})
        for suffix in ("", ".json", ".txt"):
            self.assertEqual(self.validate("job", "", right, "", right, suffix=suffix), (0, "", ""))
        for lines in ((right, "{}"), ("", right, "", '"x"'), ("{", right), (right, "{,", right)):
            self.assertEqual(
                self.validate("job", *lines, suffix=".txt"), self.validate("job", *lines)
            )
        one = json.dumps(json.loads(right), indent=1)
        self.assertEqual(self.validate("job", one, suffix=".txt"), (0, "", ""))
        status, told, _ = self.validate("job", one + "}", suffix=".txt")
        self.assertEqual((status, len(told.splitlines())), (1, 1), told)
        status, told, _ = self.validate("job", "{}", suffix="", options=["--lines"])
        self.assertEqual(status, 1)
        self.assertTrue(told.startswith("FILE:1: "), told)

    def test_usage(self):
        status, told, usage = self.validate("jobs", "{}")
        self.assertEqual((status, told), (2, ""))
        self.assertIn("dead-letter", usage)
        done = run([sys.executable, f"{ROOT}/schemas/validate.py", "job", "/nowhere.jsonl"])
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("/nowhere.jsonl: cannot be read", done.stderr)


# Dead letters that Python's json reads and a schema can't tell from a job.
BEYOND_SCHEMA = {"not a number", "custom_id with half a surrogate pair"}


class WrongLines(unittest.TestCase):
    """The fifty wrong lines are wrong in the way that their list says, as far as a schema can see."""

    def setUp(self):
        self.lines = wrong_lines.wrong_lines("tiny", "mini", job_bytes_max=4096, context=64)

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
                    self.assertIsNotNone(fault("job", line.line))

    def test_envelope_faults_fail_the_schema(self):
        for line in self.lines:
            if line.param in ("method", "body", "priority"):
                with self.subTest(line.name):
                    self.assertIsNotNone(fault("job", line.line))

    def test_headers_belong_to_right_lines(self):
        for record in wrong_lines.wrong_headers("tiny"):
            with self.subTest(record.name):
                self.assertIsNone(fault("job", record.line))
                self.assertEqual([name for name, _ in record.headers], [record.param])


if __name__ == "__main__":
    unittest.main()
