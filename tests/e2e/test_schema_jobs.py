"""What the schema of jobs accepts the worker accepts, and the reverse: every example, and 2,000
documents made from the schemas. The exceptions are the rules that no schema can say, by name."""

import collections
import functools
import json
import unittest

import fields_of_vllm
import schema_documents
import schema_rules
from harness import schemas
from harness.case import WorkerCase
from harness.demo_models import CONTEXT, DIMENSIONS, VOCABULARY, demo_models
from harness.jobs import keyed, run_lines
from harness.node import ajv_says

CREATED = 1_750_000_000
NUM_DRAWN = 160
NUM_CHANGED = 1840

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


@functools.cache
def verdicts():
    """(document, what the schema finds wrong with it, the worker's answer) of each."""
    faults = [schemas.faults("job", document) for document in documents()]
    return list(zip(documents(), faults, answers()))


def error_of(result):
    return result["response"]["body"].get("error")


def fields_at_fault(errors):
    """Where the schema finds fault: the names of the body's fields, or of the envelope's."""
    found = set()
    for error in errors:
        path = list(error.absolute_path)
        if path[:1] == ["body"] and len(path) > 1:
            found.add(path[1])
        elif error.validator == "additionalProperties":
            found.update(set(error.instance) - set(error.schema["properties"]))
        elif error.validator == "required":
            found.update(set(error.validator_value) - set(error.instance))
        else:
            found.update(path)
    return found


def field_of(param):
    """The body's field, or the envelope's, that a param is about."""
    return param.partition(".")[0].partition("[")[0] if param else None


class Examples(unittest.TestCase):
    def check(self, jobs, accepted):
        """[(name, line)]: each is answered with a 200, or none is."""
        for (name, _), result in zip(jobs, answer([line for _, line in jobs])):
            with self.subTest(name):
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
        for document, errors, result in verdicts():
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

    def test_another_validator_says_the_same(self):
        """ajv, of what JavaScript's numbers can hold."""
        told = [
            (document, errors)
            for document, errors, _ in verdicts()
            if not any(isinstance(value, int) and abs(value) > 2**53
                       for value in schema_rules.everything(document))
        ]  # fmt: skip
        self.assertGreater(len(told), 1900)
        found = ajv_says([("job", document) for document, _ in told])
        for (document, errors), said in zip(told, found, strict=True):
            with self.subTest(document=line_of(document)[:1000]):
                self.assertEqual(said, errors == [])

    def test_both_know_the_same_fields(self):
        """Each name that any of the APIs has, on each url; null, so that its type doesn't matter."""
        names = {name for fields in fields_of_vllm.FIELDS.values() for name in fields}
        for name in schemas.BODIES.values():
            names.update(schemas.load(name)["properties"])
        jobs = []
        for url, name in schemas.BODIES.items():
            base = {**schemas.load(name)["examples"][0], "max_tokens": 1}
            if "max_tokens" not in schemas.load(name)["properties"]:
                del base["max_tokens"]
            jobs += [schema_documents.job(url, {**base, field: None}) for field in sorted(names)]
        self.assertGreater(len(jobs), 400)
        for job, result in zip(jobs, answer([line_of(job) for job in jobs])):
            with self.subTest(line_of(job)):
                known = schemas.faults("job", job) == []
                self.assertEqual(known, result["response"]["status_code"] == 200, error_of(result))

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
        for document, errors, result in verdicts():
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
    completion(stop_token_ids=[VOCABULARY["tiny-gpt"]]),
    completion(logit_bias={str(VOCABULARY["tiny-gpt"]): 1}),
    embedding(input=[VOCABULARY["tiny-bert"]]),
    completion(prompt="e " * 2 * CONTEXT["tiny-gpt"]),
    completion(max_tokens=CONTEXT["tiny-gpt"]),
    completion(prompt=""),
    completion(truncate_prompt_tokens=CONTEXT["tiny-gpt"] + 1),
    embedding(truncate_prompt_tokens=1),
    embedding(dimensions=DIMENSIONS + 1),
    completion(n=3, best_of=2),
    completion(min_tokens=3),
    chat(max_completion_tokens=3),
    completion(allowed_token_ids=[17], stop_token_ids=[17], min_tokens=1),
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
    def answers_to(self, records):
        """{custom_id: result} of records, and how many dead letters there are."""
        self.kafka.produce(self.topics["jobs"], records, timestamp_ms=CREATED * 1000)
        limits = {"job_bytes_max": 8388608}  # that of `penstock run`
        self.start_worker(models=demo_models(), worker=limits).wait_ready()
        terminal = self.read_terminal(len(records))
        found = [json.loads(m.value()) for m in terminal if m.topic() == self.topics["results"]]
        return {result["custom_id"]: result for result in found}, len(terminal) - len(found)

    def test_the_same_answers(self):
        """A sample of the documents through a worker: the same answers as without Kafka."""
        sample = [line_of(document) for document in documents()[::13]]
        found, num_dead = self.answers_to(keyed(sample))
        named = [result for result in answers()[::13] if result["custom_id"] is not None]
        for result in named:
            with self.subTest(result["custom_id"]):
                self.assertEqual(found.get(result["custom_id"]), result)
        self.assertEqual((len(found), num_dead), (len(named), len(sample) - len(named)))
        self.assertGreater(len(named), 100)

    def test_headers(self):
        """What the schema of a job's headers accepts is no reason for a 400, and the reverse."""
        sets = [{name: value} for name, values in HEADERS.items() for value in values]
        records = []
        for i, headers in enumerate(sets):
            value = line_of({**completion(), "custom_id": str(i)})
            encoded = [(name, text and text.encode()) for name, text in headers.items()]
            records.append((str(i).encode(), value, encoded))
        found, num_dead = self.answers_to(records)
        self.assertEqual(num_dead, 0)
        for i, headers in enumerate(sets):
            with self.subTest(headers):
                errors = schemas.faults("job-headers", headers)
                response = found[str(i)]["response"]
                accepted = response is None or response["status_code"] == 200
                if errors or headers in BEYOND_SCHEMA:
                    self.assertFalse(accepted)
                    self.assertEqual([error_of(found[str(i)])["param"]], list(headers))
                else:
                    self.assertTrue(accepted, response)


HEADERS = {
    "penstock-tenant": ["acme", "a-1_b", "t" * 64, "t" * 65, "", "ACME", "a b", "é", None],
    "penstock-batch": ["May-17_b", "b" * 64, "b" * 65, "", "may 17", "a/b", None],
    "penstock-batch-total": ["0", "17", str(2**63 - 1), str(10**19), "", "-1", "1.5", "many", None],
    "penstock-deadline": ["1", "4102444800", "253402300800", "-1", "", "1.5", "soon", "+1", None],
    "penstock-cache": ["use", "refresh", "bypass", "sometimes", "USE", "", None],
    "penstock-reply-to": ["elsewhere", "", None],
    "traceparent": ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "", "x", None],
    "baggage": ["a=b", None],
    "source": ["crm", "", None],
}
# The last second of the year 9999, topics that the configuration allows.
BEYOND_SCHEMA = [{"penstock-deadline": "253402300800"}, {"penstock-reply-to": "elsewhere"}]


if __name__ == "__main__":
    unittest.main()
