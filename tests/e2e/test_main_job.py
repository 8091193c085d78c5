"""The main job: a thousand right jobs and fifty wrong ones through Kafka, two workers, and Redis."""

import json
import time

from harness.case import JOB_BYTES_MAX, WorkerCase
from harness.jobs import completions, embeddings, keyed, needs_fixtures, run_lines
from harness.kafka import headers_of, source_of
from wrong_lines import DEAD_LETTER, wrong_lines

CREATED = 1_760_000_000
STORIES_CONTEXT = 512


@needs_fixtures
class MainJob(WorkerCase):
    def setUp(self):
        super().setUp()
        self.wrong = wrong_lines("stories", "bert", JOB_BYTES_MAX, STORIES_CONTEXT)
        right = completions(500) + embeddings(500)
        # Wrong lines between right ones, so that each stands beside work that must not suffer.
        self.lines = []
        for i, line in enumerate(right):
            self.lines.append(line)
            if i % 20 == 0:
                self.lines.append(self.wrong[i // 20].line)
        self.assertEqual(len(self.lines), 1050)
        self.headers = [("traceparent", b"00-" + b"a1" * 16 + b"-" + b"b2" * 8 + b"-01")]

    def produce(self):
        records = [(key, value, self.headers) for key, value in keyed(self.lines)]
        self.kafka.produce(self.topics["jobs"], records, CREATED * 1000)

    def start_workers(self):
        workers = [self.start_worker(name=f"worker{i}") for i in range(2)]
        for worker in workers:
            worker.wait_ready()
        self.kafka.wait_for_members(self.group, 2)
        return workers

    def expected_results(self):
        """{job line: the line that `penstock run` answers}."""
        arguments = ["--job-bytes-max", str(JOB_BYTES_MAX)]
        answers, done = run_lines(self.lines, CREATED, arguments=arguments)
        self.assertEqual(done.returncode, 1, done.stderr[-2000:])
        self.assertEqual(len(answers), len(self.lines))
        return dict(zip(self.lines, answers))

    def check_results(self, terminal, jobs, expected):
        """Every terminal record against the record it answers."""
        by_source = {(m.topic(), m.partition(), m.offset()): m for m in jobs}
        dead_lines = {wrong.line: wrong for wrong in self.wrong if wrong.kind == DEAD_LETTER}
        for message in terminal:
            job = by_source[source_of(message)]
            self.assertEqual(message.key(), job.key())
            headers = headers_of(message)
            if message.topic() == self.topics["dead"]:
                self.check_dead_letter(message, job, dead_lines[job.value()])
                continue
            self.assertNotIn(job.value(), dead_lines)
            self.assertEqual(message.value(), expected[job.value()])
            self.assertEqual(headers["traceparent"].encode(), self.headers[0][1])

    def check_dead_letter(self, message, job, wrong):
        headers = headers_of(message)
        if wrong.code == "too_large":
            self.assertEqual(message.value(), job.value()[:1024])
            self.assertEqual(headers["__dlq.errors.length"], str(len(job.value())))
        else:
            self.assertEqual(message.value(), job.value())
        self.assertEqual(headers["__dlq.errors.code"], wrong.code, wrong.name)
        self.assertEqual(headers["__dlq.errors.group"], self.group)
        self.assertTrue(headers["__dlq.errors.message"])

    def check_wrong_results(self, expected):
        """What each wrong line is answered with, as its author says."""
        for wrong in self.wrong:
            with self.subTest(wrong=wrong.name):
                result = json.loads(expected[wrong.line])
                self.assertEqual(result["custom_id"], wrong.custom_id)
                self.assertIsNone(result["error"])
                self.assertEqual(result["response"]["status_code"], wrong.status)
                error = result["response"]["body"]["error"]
                self.assertTrue(error["message"])
                if wrong.param is not None:
                    self.assertIn(wrong.param, error["param"])
                if wrong.code is not None:
                    self.assertEqual(error["code"], wrong.code)

    def check_redis(self, terminal):
        for message in terminal:
            if message.topic() == self.topics["dead"]:
                continue
            custom_id = json.loads(message.value())["custom_id"]
            key = self.redis_key("result", custom_id)
            self.assertEqual(self.redis.client.get(key), message.value(), key)
            self.assertGreater(self.redis.client.ttl(key), 0)
            status = self.redis.client.hgetall(self.redis_key("status", custom_id))
            failed = json.loads(message.value())["response"]["status_code"] != 200
            self.assertEqual(status[b"status"], b"failed" if failed else b"completed")

    def test_a_record_for_each_record_and_the_bytes_of_penstock_run(self):
        workers = self.start_workers()
        started = time.monotonic()
        self.produce()
        terminal = self.read_terminal(1050, timeout_s=240)
        print(f"1050 jobs, two workers: {time.monotonic() - started:.1f} s", flush=True)
        jobs = self.kafka.read(self.topics["jobs"])
        self.assertEqual(len(jobs), 1050)
        self.assert_one_each(terminal, jobs)
        expected = self.expected_results()
        self.check_results(terminal, jobs, expected)
        self.check_wrong_results(expected)
        self.check_redis(terminal)
        answered_by = {headers_of(m)["penstock-worker"] for m in terminal if "results" in m.topic()}
        self.assertEqual(len(answered_by), 2, "both workers take part")

        self.again(workers, expected, {source_of(message) for message in terminal})

    def again(self, workers, expected, first):
        """The same records once more: nothing is computed, and nothing in the bytes shows it."""
        before = [worker.metrics() for worker in workers]
        self.produce()
        terminal = self.read_terminal(2100, timeout_s=120)
        jobs = self.kafka.read(self.topics["jobs"])
        self.assert_one_each(terminal, jobs)
        self.check_results(terminal, jobs, expected)
        after = [worker.metrics() for worker in workers]

        def grown(name, **labels):
            return sum(a.sum(name, **labels) - b.sum(name, **labels) for a, b in zip(after, before))

        self.assertEqual(grown("penstock_cache_hits_total"), 1000)
        self.assertEqual(grown("penstock_generated_tokens_total"), 0)
        self.assertEqual(grown("penstock_prompt_tokens_total"), 0)
        for message in terminal:
            if source_of(message) not in first and message.topic() == self.topics["results"]:
                if json.loads(message.value())["response"]["status_code"] == 200:
                    self.assertEqual(headers_of(message)["penstock-cache"], "hit")
