"""A client takes jobs back: running ones, waiting ones, whole batches, before and after."""

import json
import time

from harness.case import WorkerCase
from harness.jobs import completion, keyed, needs_fixtures
from harness.process import wait_until

LONG = {"max_tokens": 400, "ignore_eos": True}


@needs_fixtures
class Cancel(WorkerCase):
    partitions = 1

    def setUp(self):
        super().setUp()
        self.client = self.redis.client

    def status(self, custom_id):
        found = self.client.hgetall(self.redis_key("status", custom_id))
        return {name.decode(): value.decode() for name, value in found.items()}

    def send(self, lines, **headers):
        records = [
            (key, value, [(name.replace("_", "-"), text.encode()) for name, text in headers.items()])
            for key, value in keyed(lines)
        ]
        self.kafka.produce(self.topics["jobs"], records, 1000)

    def results(self, count, timeout_s=90):
        return {
            json.loads(m.value())["custom_id"]: json.loads(m.value())
            for m in self.read_terminal(count, timeout_s)
        }

    def assert_cancelled(self, result):
        self.assertIsNone(result["response"])
        self.assertEqual(result["error"]["code"], "batch_cancelled")

    def test_before_the_worker_starts(self):
        self.client.set(self.redis_key("cancel", "early"), "1", ex=600)
        self.send([completion("early", "Once", **LONG), completion("kept", "Once", max_tokens=4)])
        self.start_worker()
        results = self.results(2)
        self.assert_cancelled(results["early"])
        self.assertEqual(results["kept"]["response"]["status_code"], 200)
        wait_until(
            lambda: self.status("early").get("status") == "cancelled", 30, "the status is there"
        )
