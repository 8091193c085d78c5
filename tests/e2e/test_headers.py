"""What the headers of a job do: tenants, batches, replies, deadlines, the cache."""

import json
import time

from harness.case import WorkerCase
from harness.jobs import completion, needs_fixtures
from harness.kafka import headers_of

CREATED_MS = 1_765_000_000_000


@needs_fixtures
class Headers(WorkerCase):
    partitions = 2

    def produce(self, *records):
        self.kafka.produce(self.topics["jobs"], records, CREATED_MS)

    def job(self, custom_id, *headers, **fields):
        line = completion(custom_id, f"Once {custom_id}", max_tokens=4, **fields)
        return (custom_id.encode(), line, list(headers))

    def results(self, terminal):
        return {json.loads(message.value())["custom_id"]: message for message in terminal}

    def test_a_reply_topic(self):
        replies = self.kafka.create_topics(replies=1)["replies"]
        self.start_worker(topics={"reply_to_allowed": [replies]}).wait_ready()
        self.produce(self.job("there", ("penstock-reply-to", replies.encode())), self.job("here"))
        self.kafka.read_count(1, replies)
        (there,) = self.kafka.read(replies)
        self.assertEqual(json.loads(there.value())["custom_id"], "there")
        self.assertEqual(list(self.results(self.read_terminal(1))), ["here"])

    def test_headers_of_a_result(self):
        self.start_worker().wait_ready()
        given = [
            ("mine", b"\x00\xff"),
            ("penstock-tenant", b"acme"),
            ("penstock-batch", b"may-17"),
            ("tracestate", b"a=b"),
        ]
        self.produce(self.job("one", *given))
        (message,) = self.read_terminal(1)
        for header in given:
            self.assertIn(header, message.headers())
        headers = headers_of(message)
        self.assertRegex(headers["penstock-model"], r"^stories@[0-9a-f]{64}$")
        self.assertEqual(headers["penstock-cache"], "miss")
        self.assertEqual(headers["penstock-attempt"], "1")
        self.assertRegex(headers["penstock-run-ms"], r"^[0-9]+$")
        self.assertRegex(headers["penstock-queue-ms"], r"^[0-9]+$")
        self.assertTrue(headers["penstock-isa"])
        client = self.redis.client
        key = f"{self.prefix}:acme:batch-result:may-17:one"
        self.assertEqual(client.get(key), message.value())
        status = client.hgetall(f"{self.prefix}:acme:batch-status:may-17:one")
        self.assertEqual(status[b"status"], b"completed")
        self.assertEqual(status[b"created_at"], str(CREATED_MS // 1000).encode())
        self.assertEqual(status[b"worker"].decode(), headers["penstock-worker"])
        self.assertGreater(client.ttl(f"{self.prefix}:acme:batch-status:may-17:one"), 0)
        self.assertEqual(len(client.keys(f"{self.prefix}:acme:cache:*")), 1)

    def test_it_is_announced(self):
        self.start_worker().wait_ready()
        listener = self.redis.client.pubsub()
        listener.subscribe(f"{self.prefix}:default:done")
        self.produce(self.job("one"), self.job("two", ("penstock-batch", b"b")))
        heard = []
        deadline = time.monotonic() + 30
        while len(heard) < 2 and time.monotonic() < deadline:
            message = listener.get_message(ignore_subscribe_messages=True, timeout=1)
            if message:
                heard.append(json.loads(message["data"]))
        self.assertCountEqual(
            heard, [{"custom_id": "one", "batch": None}, {"custom_id": "two", "batch": "b"}]
        )

    def test_the_end_of_a_batch_gets_no_result(self):
        self.start_worker().wait_ready()
        end = [("penstock-batch", b"b"), ("penstock-batch-total", b"1")]
        self.produce(self.job("one", ("penstock-batch", b"b")), (b"end", None, end))
        terminal = self.read_terminal(1, timeout_s=30)
        self.assertEqual(list(self.results(terminal)), ["one"])
        deadline = time.monotonic() + 20
        while sum(self.kafka.committed(self.group, self.topics["jobs"]).values()) < 2:
            self.assertLess(time.monotonic(), deadline, "the marker's offset is not committed")
            time.sleep(0.2)

    def test_a_deadline_that_has_passed(self):
        self.start_worker().wait_ready()
        self.produce(self.job("late", ("penstock-deadline", b"1700000000")))
        (message,) = self.read_terminal(1)
        result = json.loads(message.value())
        self.assertIsNone(result["response"])
        self.assertEqual(result["error"]["code"], "batch_expired")
        deadline = time.monotonic() + 20
        while not self.redis.client.get(self.redis_key("result", "late")):
            self.assertLess(time.monotonic(), deadline, "the result is not in Redis")
            time.sleep(0.1)
        self.assertEqual(
            self.redis.client.hget(self.redis_key("status", "late"), "status"), b"expired"
        )

    def test_a_deadline_that_passes_while_it_runs(self):
        self.start_worker().wait_ready()
        soon = str(int(time.time()) + 2).encode()
        line = completion(
            "slow", ["Once upon"] * 400, max_tokens=450, ignore_eos=True, temperature=0
        )
        self.produce((b"slow", line, [("penstock-deadline", soon)]))
        (message,) = self.read_terminal(1, timeout_s=60)
        self.assertEqual(json.loads(message.value())["error"]["code"], "batch_expired")

    def test_cache_modes(self):
        worker = self.start_worker().wait_ready()
        same = completion("same", "Once upon a time", max_tokens=4)
        for i, (mode, hits, misses) in enumerate(
            [(b"bypass", 0, 0), (b"use", 0, 1), (b"use", 1, 1), (b"refresh", 1, 1), (b"use", 2, 1)]
        ):
            self.produce((b"k", same, [("penstock-cache", mode)]))
            self.read_terminal(i + 1, timeout_s=30)
            metrics = worker.metrics()
            self.assertEqual(metrics.sum("penstock_cache_hits_total"), hits, i)
            self.assertEqual(metrics.sum("penstock_cache_misses_total"), misses, i)
