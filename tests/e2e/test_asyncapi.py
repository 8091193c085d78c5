"""schemas/asyncapi.yaml: AsyncAPI's own parser finds nothing wrong with it, its examples are what the
schemas say, and the jobs among them go through a worker with their headers."""

import functools
import json
import os
import shutil
import unittest

from harness import schemas
from harness.case import WorkerCase
from harness.demo_models import demo_models
from harness.kafka import headers_of
from harness.node import run_script
from harness.process import ROOT, temporary_folder

DOCUMENT = os.path.join(ROOT, "schemas/asyncapi.yaml")

# Which schema a message's payload and headers follow; None: bytes of any kind.
PAYLOADS = {"job": "job", "result": "result", "chunk": "chunk", "deadLetter": None}
HEADERS = {
    "job": "job-headers",
    "batchEnd": "batch-end-headers",
    "result": "result-headers",
    "deadLetter": "dead-letter",
}


def parse(path):
    """What the parser says of a document, and the operations that it found."""
    return json.loads(run_script("parse_asyncapi.js", path))


@functools.cache
def parsed():
    return parse(DOCUMENT)


@functools.cache
def messages():
    """Each message once, by its id."""
    found = (message for one in parsed()["operations"] for message in one["messages"])
    return {message["id"]: message for message in found}


class Document(unittest.TestCase):
    def test_parser_finds_nothing_wrong(self):
        wrong = [one for one in parsed()["said"] if one["severity"] in ("error", "warning")]
        self.assertEqual(wrong, [])

    def test_parser_would_find_what_is_wrong(self):
        for found, wrong, code in (
            ("$ref: job.schema.json", "$ref: jobs.schema.json", "invalid-ref"),
            ("action: receive", "action: take", "asyncapi-document-resolved"),
        ):
            with self.subTest(wrong):
                folder = os.path.join(temporary_folder(), "schemas")
                shutil.copytree(os.path.join(ROOT, "schemas"), folder)
                path = os.path.join(folder, "asyncapi.yaml")
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                self.assertIn(found, text)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text.replace(found, wrong))
                said = [one["code"] for one in parse(path)["said"] if one["severity"] == "error"]
                self.assertIn(code, said)

    def test_it_is_of_this_version(self):
        with open(os.path.join(ROOT, "VERSION"), encoding="utf-8") as file:
            self.assertEqual(parsed()["version"], file.read().strip())

    def test_operations_are_the_workers(self):
        found = {one["id"]: (one["action"], one["addresses"]) for one in parsed()["operations"]}
        self.assertEqual(found["receiveJobs"], ("receive", ["{topic}"]))
        self.assertEqual([id for id, (action, _) in found.items() if action != "send"], ["receiveJobs"])
        self.assertEqual(len(found), 5)
        self.assertEqual(sorted(messages()),
                         ["batchEnd", "chunk", "deadLetter", "done", "job", "result"])

    def test_examples_are_what_the_schemas_say(self):
        num_examples = 0
        for name, message in messages().items():
            self.assertEqual(message["hasHeaders"], name in HEADERS)
            for example in message["examples"]:
                with self.subTest(f"{name} {example['name']}"):
                    num_examples += 1
                    if name in HEADERS:
                        schemas.check(HEADERS[name], example["headers"])
                    if PAYLOADS.get(name):
                        schemas.check(PAYLOADS[name], example["payload"])
        self.assertGreater(num_examples, 7)


class ThroughKafka(WorkerCase):
    def test_examples_and_what_comes_of_them(self):
        """The examples of what a client sends are taken; what the worker sends has the headers and
        payloads of its messages."""
        records = []
        for name in ("job", "batchEnd", "deadLetter"):
            for example in messages()[name]["examples"]:
                payload = example["payload"]
                value = payload.encode() if isinstance(payload, str) else json.dumps(payload).encode()
                headers = [(key, text.encode()) for key, text in (example["headers"] or {}).items()]
                records.append((b"key", None if payload is None else value, headers))
        self.kafka.produce(self.topics["jobs"], records)
        self.start_worker(models=demo_models()).wait_ready()
        asked = {example["payload"]["custom_id"]: example
                 for example in messages()["job"]["examples"]}
        num_dead = len(messages()["deadLetter"]["examples"])
        terminal = self.read_terminal(len(asked) + num_dead)
        self.assertEqual(len(terminal), len(asked) + num_dead)
        for message in terminal:
            self.assertEqual(message.key(), b"key")
            if message.topic() == self.topics["dead"]:
                continue
            result = json.loads(message.value())
            self.assertEqual(result["response"]["status_code"], 200, result)
            for name, text in asked[result["custom_id"]]["headers"].items():
                if name not in ("penstock-deadline", "penstock-cache"):
                    self.assertEqual(headers_of(message)[name], text)


if __name__ == "__main__":
    unittest.main()
