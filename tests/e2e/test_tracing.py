"""Traces: a job's span continues the trace that its record names, and is told to a collector; a
collector that is slow, gone or unwilling costs jobs nothing."""

import re
import time

from harness.case import WorkerCase
from harness.collector import Collector, attributes_of
from harness.jobs import completion, completions, embedding, keyed, needs_fixtures
from harness.kafka import headers_of
from harness.process import free_port, wait_until
from harness.worker import run_worker

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"
SAMPLED = f"00-{TRACE}-{PARENT}-01"
UNSAMPLED = f"00-{TRACE}-{PARENT}-00"
CONSUMER, INTERNAL, ERROR = 5, 1, 2


@needs_fixtures
class Tracing(WorkerCase):
    partitions = 1

    def start_collector(self, *arguments, **keywords):
        collector = Collector(*arguments, **keywords)
        self.addCleanup(collector.stop)
        return collector

    def send(self, records):
        """Produces (custom_id, line, headers...) and returns {custom_id: result's headers}."""
        self.kafka.produce(self.topics["jobs"], records, int(time.time() * 1000))

    def results(self, num_records):
        terminal = self.read_terminal(num_records)
        return {message.key().decode(): headers_of(message) for message in terminal}, terminal

    def test_a_job_is_a_span_below_its_record_s(self):
        collector = self.start_collector()
        worker = self.start_worker(tracing={"endpoint": collector.endpoint}).wait_ready()
        plain = completion("plain", "Once upon a time", max_tokens=6, temperature=0)
        jobs = [
            (b"plain", plain, [("traceparent", SAMPLED.encode()), ("tracestate", b"a=1,b=2")]),
            (b"own", embedding("own", "Once upon a time")),
            (b"wrong", completion("wrong", "Once", max_tokens=-1)),
            (b"unsampled", completion("unsampled", "O"), [("traceparent", UNSAMPLED.encode())]),
            (b"broken", completion("broken", "B"), [("traceparent", b"00-xyz"), ("tracestate", b"a=1")]),
            (b"dead", b"not a job", [("traceparent", SAMPLED.encode())]),
            (b"late", completion("late", "L"), [("penstock-deadline", b"1700000000")]),
        ]
        before = time.time_ns()
        self.send(jobs)
        headers, _ = self.results(len(jobs))
        # "unsampled" is in nobody's sample.
        found = wait_until(
            lambda: len(collector.jobs()) >= len(jobs) - 1 and collector.jobs(),
            30,
            "the collector has the spans",
            worker.process,
        )
        after = time.time_ns()
        self.assertNotIn("unsampled", found)
        self.assertEqual(headers["unsampled"]["traceparent"], UNSAMPLED)

        span, parts = found["plain"]
        self.assertEqual(span.trace_id.hex(), TRACE)
        self.assertEqual(span.parent_span_id.hex(), PARENT)
        self.assertEqual(span.trace_state, "a=1,b=2")
        self.assertEqual(span.kind, CONSUMER)
        self.assertEqual(span.name, f"process {self.topics['jobs']}")
        self.assertEqual(span.status.code, 0)
        # The result hangs below the worker's span, and its state came along.
        self.assertEqual(headers["plain"]["traceparent"], f"00-{TRACE}-{span.span_id.hex()}-01")
        self.assertEqual(headers["plain"]["tracestate"], "a=1,b=2")

        attributes = attributes_of(span)
        expected = {
            "messaging.system": "kafka",
            "messaging.operation.type": "process",
            "messaging.operation.name": "process",
            "messaging.destination.name": self.topics["jobs"],
            "messaging.destination.partition.id": "0",
            "messaging.kafka.offset": 0,
            "messaging.consumer.group.name": self.group,
            "gen_ai.operation.name": "text_completion",
            "gen_ai.provider.name": "penstock",
            "gen_ai.request.model": "stories",
            "gen_ai.usage.output_tokens": 6,
            "penstock.custom_id": "plain",
            "penstock.outcome": "completed",
            "penstock.from_cache": False,
        }
        self.assertEqual({key: attributes.get(key) for key in expected}, expected)
        self.assertGreater(attributes["gen_ai.usage.input_tokens"], 0)
        self.assertNotIn("error.type", attributes)

        # Its parts follow each other within it.
        self.assertEqual(list(parts), ["tokenize", "queue", "run", "commit"])
        times = [before, span.start_time_unix_nano]
        for part in parts.values():
            self.assertEqual(part.kind, INTERNAL)
            self.assertEqual(part.trace_id, span.trace_id)
            times += [part.start_time_unix_nano, part.end_time_unix_nano]
        times += [span.end_time_unix_nano, after]
        self.assertEqual(times, sorted(times))

        own = found["own"][0]
        self.assertEqual(own.parent_span_id, b"")
        self.assertNotEqual(own.trace_id.hex(), TRACE)
        self.assertRegex(headers["own"]["traceparent"], r"^00-[0-9a-f]{32}-[0-9a-f]{16}-01$")
        self.assertIn(own.trace_id.hex(), headers["own"]["traceparent"])
        self.assertEqual(attributes_of(own)["gen_ai.operation.name"], "embeddings")
        self.assertNotIn("gen_ai.usage.output_tokens", attributes_of(own))

        # What names no trace begins one, and a state without a trace means nothing.
        self.assertEqual(found["broken"][0].parent_span_id, b"")
        self.assertIn(found["broken"][0].trace_id.hex(), headers["broken"]["traceparent"])
        self.assertNotIn("tracestate", headers["broken"])

        wrong = found["wrong"][0]
        self.assertEqual(wrong.status.code, ERROR)
        self.assertIn("max_tokens", wrong.status.message)
        self.assertEqual(attributes_of(wrong)["penstock.outcome"], "failed")
        self.assertEqual(attributes_of(wrong)["error.type"], "invalid_request_error")
        self.assertEqual(attributes_of(found["late"][0])["error.type"], "batch_expired")
        dead = found[""][0]
        self.assertEqual(attributes_of(dead)["error.type"], "not_json")
        self.assertEqual(dead.trace_id.hex(), TRACE)
        # A dead letter is the record as it was.
        self.assertEqual(headers["dead"]["traceparent"], SAMPLED)

        for resource, _ in collector.spans():
            self.assertEqual(resource["service.name"], "penstock-worker")
            self.assertEqual(resource["service.instance.id"], headers["plain"]["penstock-worker"])
            self.assertRegex(resource["service.version"], r"^[0-9]+\.")
        for path, request_headers, _, _ in collector.requests:
            self.assertEqual(path, "/v1/traces")
            self.assertEqual(request_headers["Content-Type"], "application/json")
        ids = [span.span_id for _, span in collector.spans()]
        self.assertEqual(len(ids), len(set(ids)))
        metrics = worker.metrics()
        self.assertEqual(metrics.sum("penstock_trace_spans_exported_total"), len(ids))
        self.assertEqual(metrics.sum("penstock_trace_spans_dropped_total"), 0)
        self.assertEqual(worker.terminate(), 0)

    def test_without_an_endpoint_headers_are_copied(self):
        self.start_worker().wait_ready()
        self.send([(b"one", completion("one", "O"), [("traceparent", SAMPLED.encode())])])
        headers, _ = self.results(1)
        self.assertEqual(headers["one"]["traceparent"], SAMPLED)

    def test_a_hit_is_told_as_one_and_headers_are_sent(self):
        collector = self.start_collector()
        tracing = {
            "endpoint": collector.endpoint + "/own/path",
            "headers": "authorization=Bearer%20a%2Cb, x-scope = team ",
        }
        worker = self.start_worker(tracing=tracing).wait_ready()
        line = completion("same", "Once upon a time", max_tokens=3, temperature=0)
        for i in range(2):
            self.send([(b"same", line)])
            self.read_terminal(i + 1)
        self.assertEqual(worker.terminate(), 0)  # what is left is told before it ends
        spans = [attributes_of(s) for _, s in collector.spans() if s.kind == CONSUMER]
        self.assertEqual([s["penstock.from_cache"] for s in spans], [False, True])
        self.assertEqual(len({s["gen_ai.usage.input_tokens"] for s in spans}), 1)
        self.assertEqual({s["gen_ai.usage.output_tokens"] for s in spans}, {3})
        path, headers, _, _ = collector.requests[0]
        self.assertEqual(path, "/own/path")
        self.assertEqual(headers["authorization"], "Bearer a,b")
        self.assertEqual(headers["x-scope"], "team")

    def test_no_share_of_the_jobs_is_none(self):
        collector = self.start_collector()
        tracing = {"endpoint": collector.endpoint, "sample_percent": 0}
        worker = self.start_worker(tracing=tracing).wait_ready()
        self.send(
            [
                (b"own", completion("own", "O")),
                (b"asked", completion("asked", "A"), [("traceparent", SAMPLED.encode())]),
            ]
        )
        headers, _ = self.results(2)
        self.assertEqual(worker.terminate(), 0)
        self.assertEqual(list(collector.jobs()), ["asked"])
        self.assertNotIn("traceparent", headers["own"])

    def test_an_unwilling_collector_is_asked_again(self):
        answers = [503, (429, {"Retry-After": "1"}, b""), 502]
        collector = self.start_collector(answers)
        worker = self.start_worker(tracing={"endpoint": collector.endpoint}).wait_ready()
        self.send([(b"one", completion("one", "O"))])
        self.read_terminal(1)
        wait_until(collector.jobs, 60, "the collector takes them", worker.process)
        self.assertEqual([r[3] for r in collector.requests], [503, 429, 502, 200])
        self.assertGreaterEqual(collector.times[2] - collector.times[1], 1)
        # The same spans each time, whatever was answered.
        bodies = {r[2].SerializeToString(deterministic=True) for r in collector.requests}
        self.assertEqual(len(bodies), 1)
        self.assertEqual(worker.metrics().sum("penstock_trace_spans_dropped_total"), 0)
        self.assertIn("takes spans again", worker.log())

    def test_what_is_refused_is_dropped_and_counted(self):
        partial = b'{"partialSuccess": {"rejectedSpans": "2", "errorMessage": "no"}}'
        collector = self.start_collector([400, (200, {}, partial)])
        worker = self.start_worker(tracing={"endpoint": collector.endpoint}).wait_ready()

        def counted(name, number):
            wait_until(
                lambda: worker.metrics().sum(f"penstock_trace_spans_{name}_total") == number,
                30,
                f"{number} spans {name}",
                worker.process,
            )

        self.send([(b"one", completion("one", "O"))])
        counted("dropped", 5)  # asking again wouldn't change a 400
        self.send([(b"two", completion("two", "T"))])
        counted("dropped", 7)
        counted("exported", 3)
        self.assertEqual(len(collector.requests), 2)

    def test_jobs_wait_for_no_collector(self):
        slow = self.start_collector(delay_s=30)
        num_jobs = 100
        for name, endpoint in (
            ("dead", f"http://127.0.0.1:{free_port()}"),
            ("slow", slow.endpoint),
        ):
            with self.subTest(name):
                self.topics = self.kafka.create_topics(jobs=1, results=2, dead=1)
                worker = self.start_worker(tracing={"endpoint": endpoint}).wait_ready()
                lines = completions(num_jobs, max_tokens=2)
                self.kafka.produce(self.topics["jobs"], keyed(lines), 1000)
                self.read_terminal(num_jobs, timeout_s=60)
                started = time.monotonic()
                self.assertEqual(worker.terminate(), 0)
                self.assertLess(time.monotonic() - started, 15)

    def test_wrong_settings_are_named(self):
        for key, value in (
            ("endpoint", "grpc://localhost:4317"),
            ("endpoint", "http://"),
            ("endpoint", "http://user:secret@localhost"),
            ("endpoint", "http://localhost:x"),
            ("headers", "secret"),
        ):
            with self.subTest(value):
                done = run_worker(self.config(tracing={"endpoint": "http://x", key: value}))
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn(f"tracing.{key}: found", done.stderr)
                self.assertIsNone(re.search("secret", done.stderr), done.stderr)
