"""What the schema of jobs accepts the worker accepts, and the reverse: every example, and 2,000
documents made from the schemas. The exceptions are the rules that no schema can say, by name."""

import collections
import functools
import json
import unittest

import schema_documents
import schema_rules
from harness import schemas
from harness.case import WorkerCase
from harness.demo_models import demo_models
from harness.jobs import keyed, run_lines

CREATED = 1_750_000_000
NUM_DRAWN = 240
NUM_CHANGED = 1760

# What some fields need beside them.
BESIDE = {
    "top_logprobs": {"logprobs": True},
    "stream_options": {"stream": True},
    "tool_choice": {"tools": [{"type": "function", "function": {"name": "f"}}]},
    "best_of": {"n": 1},
    "max_completion_tokens": {"max_tokens": None},
}


def line_of(document):
    return json.dumps(document).encode()


def answer(lines):
    """What `penstock run` answers to each line."""
    answers, done = run_lines(lines, CREATED, demo_models())
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert len(answers) == len(lines), f"{len(answers)} answers to {len(lines)} lines"
    return [json.loads(one) for one in answers]


@functools.cache
def documents():
    return schema_documents.documents(NUM_DRAWN, NUM_CHANGED)


@functools.cache
def answers():
    return answer([line_of(document) for document in documents()])


def error_of(result):
    return result["response"]["body"].get("error")


def fields_at_fault(errors):
    """Where the schema finds fault: the names of the body's fields, or of the envelope's."""
    found = set()
    for error in errors:
        path = list(error.absolute_path)
        names = [name for name in path if isinstance(name, str)][:2]
        if error.validator == "additionalProperties" and len(path) < 2:
            found.update(set(error.instance) - set(error.schema["properties"]))
        elif error.validator == "required" and len(path) < 2:
            found.update(set(error.validator_value) - set(error.instance))
        found.update(names if names != ["body"] else [])
        if error.validator in ("required", "type", "enum", "const") or not names:
            found.update(names)
    return found


def field_of(param):
    """The body's field, or the envelope's, that a param is about."""
    return param.partition(".")[0].partition("[")[0] if param else None


class Examples(unittest.TestCase):
    def check(self, jobs, accepted):
        """[(name, line)]: each is answered with a 200, or none is."""
        for (name, _), result in zip(jobs, answer([line for _, line in jobs])):
            with self.subTest(name):
                schemas.check("result", result)
                status = result["response"]["status_code"]
                self.assertEqual(status == 200, accepted, error_of(result))

    def bodies(self, kind):
        return [
            (path, schema_documents.job(url, json.loads(path.read_text("utf-8"))))
            for url, name in schemas.BODIES.items()
            for path in schemas.examples(name, kind)
        ]

    def test_valid_bodies(self):
        jobs = [(path.name, line_of(job)) for path, job in self.bodies("valid")]
        self.assertGreater(len(jobs), 30)
        self.check(jobs, accepted=True)

    def test_invalid_bodies(self):
        jobs = [(path.name, line_of(job)) for path, job in self.bodies("invalid")]
        self.assertGreater(len(jobs), 90)
        self.check(jobs, accepted=False)

    def test_jobs(self):
        """As they are, but for line breaks, which no line of a batch file has."""
        for kind in ("valid", "invalid"):
            paths = schemas.examples("job", kind)
            lines = [path.read_bytes().strip().replace(b"\n", b" ") for path in paths]
            jobs = [(path.name, line) for path, line in zip(paths, lines) if line]
            self.check(jobs, accepted=kind == "valid")

    def test_examples_of_schemas(self):
        """The examples within the schemas: of jobs, of bodies, and of each field of a body."""
        jobs = [("job", line_of(example)) for example in schemas.load("job")["examples"]]
        for url, name in schemas.BODIES.items():
            schema = schemas.inlined(name)
            base = schema["examples"][0]
            for example in schema["examples"]:
                jobs.append((name, line_of(schema_documents.job(url, example))))
            for field, field_schema in schema["properties"].items():
                for example in field_schema.get("examples", []):
                    body = {**base, **BESIDE.get(field, {}), field: example}
                    jobs.append((f"{name} {field}", line_of(schema_documents.job(url, body))))
        self.assertGreater(len(jobs), 150)
        self.check(jobs, accepted=True)


class Documents(unittest.TestCase):
    def test_schema_and_worker_agree(self):
        counts = collections.Counter()
        rules = collections.Counter()
        for document, result in zip(documents(), answers()):
            errors = schemas.faults("job", document)
            accepted = result["response"]["status_code"] == 200
            if not errors and not accepted:
                broken = schema_rules.broken(document, error_of(result))
                with self.subTest(document=line_of(document)[:1000]):
                    self.assertTrue(broken, f"the schema accepts it, but: {error_of(result)}")
                rules.update(broken)
            if errors:
                with self.subTest(document=line_of(document)[:1000]):
                    self.assertFalse(accepted, f"the worker accepts it, but: {errors[0].message}")
            counts["accepted" if accepted else "refused" if errors else "by a rule"] += 1
        print(f"{dict(counts)}; {dict(rules)}")
        self.assertEqual(sum(counts.values()), NUM_DRAWN + NUM_CHANGED)
        self.assertGreater(counts["accepted"], 700)
        self.assertGreater(counts["refused"], 600)
        self.assertLess(counts["by a rule"], 200)

    def test_each_rule_is_met(self):
        """Each rule by a job of its own, so that none is listed that the worker hasn't."""
        met = set()
        for document, result in zip(BREACHES, answer([line_of(job) for job in BREACHES])):
            self.assertEqual(schemas.faults("job", document), [], document)
            error = error_of(result)
            with self.subTest(document=line_of(document)[:200]):
                self.assertIsNotNone(error)
                self.assertTrue(schema_rules.broken(document, error), error)
                met.update(schema_rules.broken(document, error))
        self.assertEqual(sorted(met), sorted(rule.__name__ for rule in schema_rules.RULES))

    def test_both_name_the_same_field(self):
        """Where both refuse a document, the answer's param is a field in which the schema finds
        fault, or one whose rule no schema can say."""
        num_compared = 0
        for document, result in zip(documents(), answers()):
            errors = schemas.faults("job", document)
            error = error_of(result)
            if not errors or not error["param"]:
                continue
            num_compared += 1
            with self.subTest(document=line_of(document)[:1000]):
                if field_of(error["param"]) not in fields_at_fault(errors):
                    self.assertTrue(
                        schema_rules.broken(document, error),
                        f"the schema: {[e.message[:200] for e in errors]}; the worker: {error}",
                    )
        self.assertGreater(num_compared, 500)

    def test_results_are_results(self):
        for result in answers():
            schemas.check("result", result)


def completion(**fields):
    body = {"model": "tiny-gpt", "prompt": "Once", "max_tokens": 2, **fields}
    return schema_documents.job("/v1/completions", body)


def chat(*messages, **fields):
    messages = [{"role": "user", "content": "Why?"}, *messages]
    body = {"model": "tiny-gpt", "messages": messages, "max_tokens": 2, **fields}
    return schema_documents.job("/v1/chat/completions", body)


def embedding(**fields):
    return schema_documents.job("/v1/embeddings", {"model": "tiny-bert", "input": "one", **fields})


CALL = {"type": "function", "function": {"name": "f", "arguments": "[]"}}
BREACHES = [
    completion(n=2.0),
    completion(prompt=[17.0]),
    completion(max_tokens=2**63),
    completion(user="a\0"),
    {**completion(), "custom_id": "é" * 257},
    completion(model="another"),
    embedding(model="tiny-gpt"),
    chat(model="tiny-bert"),
    completion(stop_token_ids=[2048]),
    completion(logit_bias={"2048": 1}),
    embedding(input=[9000]),
    completion(prompt="e " * 300),
    completion(max_tokens=256),
    completion(prompt=""),
    completion(truncate_prompt_tokens=257),
    embedding(truncate_prompt_tokens=1),
    embedding(dimensions=129),
    completion(n=3, best_of=2),
    completion(min_tokens=3),
    chat(max_completion_tokens=3),
    completion(stop="é" * 513),
    completion(bad_words=["é" * 513]),
    chat({"role": "assistant", "tool_calls": [CALL]}),
    chat({"role": "assistant", "tool_calls": [CALL]}, continue_final_message=True),
    completion(n=128, max_tokens=250, logprobs=20),
]
CALL_OF_NOTHING = {"type": "function", "function": {"name": "f", "arguments": ""}}
BREACHES.append(
    chat({"role": "assistant", "tool_calls": [CALL_OF_NOTHING]}, continue_final_message=True)
)


class ThroughKafka(WorkerCase):
    """A sample of the documents through a worker: the same answers, byte for byte."""

    def test_the_same_answers(self):
        sample = documents()[::13]
        lines = [line_of(document) for document in sample]
        self.kafka.produce(self.topics["jobs"], keyed(lines), timestamp_ms=CREATED * 1000)
        self.start_worker(models=demo_models()).wait_ready()
        found = {}
        for message in self.read_terminal(len(lines)):
            if message.topic() == self.topics["results"]:
                found[json.loads(message.value())["id"]] = json.loads(message.value())
        num_dead = 0
        for result in answers()[::13]:
            if result["custom_id"] is None:
                num_dead += 1
                self.assertNotIn(result["id"], found)
            else:
                self.assertEqual(found[result["id"]], result)
        self.assertEqual(len(found) + num_dead, len(lines))
        self.assertGreater(len(found), 100)


if __name__ == "__main__":
    unittest.main()
