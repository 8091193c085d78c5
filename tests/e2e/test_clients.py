"""Clients of others: kcat produces a job and reads its result, redis-cli reads it from Redis."""

import json
import subprocess
import time

from harness.case import WorkerCase
from harness.jobs import completion, needs_fixtures
from harness.process import run
from wrong_lines import wrong_headers

CREATED = 1_745_000_000


@needs_fixtures
class Clients(WorkerCase):
    partitions = 2

    def kcat(self, *arguments, text=None):
        done = subprocess.run(
            ["kcat", "-b", self.kafka.address, *arguments],
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def redis_cli(self, *arguments):
        done = run(["redis-cli", "--raw", "-p", str(self.redis.port), *arguments])
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_kcat_and_redis_cli(self):
        self.start_worker().wait_ready()
        job = completion("order-17", "Once upon a time", max_tokens=12, temperature=0).decode()
        headers = ["-H", "penstock-tenant=acme", "-H", "color=blue"]
        self.kcat("-P", "-t", self.topics["jobs"], "-k", "order-17", *headers, text=job)
        listened = self.kcat(
            *("-C", "-t", self.topics["results"], "-o", "beginning", "-c", "1"),
            *("-X", "isolation.level=read_committed", "-f", "%k\\n%h\\n%s\\n"),
        )
        key, found_headers, result = listened.splitlines()
        self.assertEqual(key, "order-17")
        for header in ("penstock-tenant=acme", "color=blue", "penstock-cache=miss"):
            self.assertIn(header, found_headers.split(","))
        body = json.loads(result)["response"]["body"]
        self.assertEqual(body["usage"]["completion_tokens"], 12)
        stored = self.redis_cli("GET", self.redis_key("result", "order-17", tenant="acme"))
        self.assertEqual(stored, result + "\n")
        status = self.redis_cli("HGET", self.redis_key("status", "order-17", "acme"), "status")
        self.assertEqual(status, "completed\n")

    def test_a_subscriber_hears_of_each_job_as_its_result_is_stored(self):
        self.start_worker().wait_ready()
        listener = self.redis.client.pubsub()
        self.addCleanup(listener.close)
        listener.subscribe(f"{self.prefix}:default:done")
        self.kafka.produce(self.topics["jobs"], [(None, completion("a", "Once", max_tokens=2))])
        deadline = time.monotonic() + 30
        heard = []
        while not heard and time.monotonic() < deadline:
            message = listener.get_message(ignore_subscribe_messages=True, timeout=1)
            if message:
                heard.append(json.loads(message["data"]))
        self.assertEqual(heard, [{"custom_id": "a", "batch": None}])
        self.assertIsNotNone(self.redis.client.get(self.redis_key("result", "a")))

    def test_batches_and_tenants_have_keys_of_their_own(self):
        self.start_worker().wait_ready()
        records = [
            (b"k", completion("same", "Once", max_tokens=2, temperature=0), headers)
            for headers in (
                [("penstock-batch", b"may")],
                [("penstock-batch", b"june"), ("penstock-tenant", b"acme")],
                [],
            )
        ]
        self.kafka.produce(self.topics["jobs"], records, CREATED * 1000)
        terminal = self.read_terminal(3)
        self.assertEqual(len({m.value() for m in terminal}), 1)
        keys = {key.decode() for key in self.redis.client.keys(f"{self.prefix}:*result:*")}
        self.assertEqual(
            keys,
            {
                f"{self.prefix}:default:batch-result:may:same",
                f"{self.prefix}:acme:batch-result:june:same",
                f"{self.prefix}:default:result:same",
            },
        )

    def test_the_end_of_a_batch_gets_no_result(self):
        self.start_worker().wait_ready()
        end = [("penstock-batch", b"may"), ("penstock-batch-total", b"1")]
        records = [
            (b"k", completion("only", "Once", max_tokens=2), end[:1]),
            (b"k", None, end),
            (b"k", completion("after", "Once", max_tokens=2), []),
        ]
        self.kafka.produce(self.topics["jobs"], records, CREATED * 1000)
        terminal = self.read_terminal(2)
        found = sorted(json.loads(message.value())["custom_id"] for message in terminal)
        self.assertEqual(found, ["after", "only"])

    def test_a_reply_topic_where_the_config_allows_it(self):
        reply = self.kafka.create_topics(reply=1)["reply"]
        self.start_worker(topics={"reply_to_allowed": [reply]}).wait_ready()
        records = [
            (b"k", completion("there", "Once", max_tokens=2), [("penstock-reply-to", reply)]),
            (b"k", completion("no", "Once", max_tokens=2), [("penstock-reply-to", "elsewhere")]),
        ]
        self.kafka.produce(self.topics["jobs"], records, CREATED * 1000)
        (there,) = self.kafka.read_count(1, reply)
        self.assertEqual(json.loads(there.value())["custom_id"], "there")
        (refused,) = self.read_terminal(1)
        self.assertEqual(json.loads(refused.value())["response"]["status_code"], 400)

    def test_wrong_headers_get_a_result_on_the_default_topic(self):
        self.start_worker().wait_ready()
        wrong = {record.custom_id: record for record in wrong_headers("stories")}
        records = [(b"k", record.line, record.headers) for record in wrong.values()]
        self.kafka.produce(self.topics["jobs"], records, CREATED * 1000)
        terminal = self.read_terminal(len(wrong))
        for message in terminal:
            self.assertEqual(message.topic(), self.topics["results"])
            result = json.loads(message.value())
            record = wrong.pop(result["custom_id"])
            with self.subTest(wrong=record.name):
                self.assertEqual(result["response"]["status_code"], record.status)
                self.assertIn(record.param, result["response"]["body"]["error"]["param"])
        self.assertEqual(wrong, {})
