"""A client takes jobs back: running ones, waiting ones, whole batches, before and after the fact."""

import json
import time

from harness.case import WorkerCase
from harness.jobs import completion, keyed, needs_fixtures
from harness.process import wait_until
from harness.redis_server import RedisServer

NUM_CHOICES = 128
TOKENS_PER_CHOICE = 400
# Tens of thousands of tokens, a few in each step: some ten seconds.
LONG = {"n": NUM_CHOICES, "max_tokens": TOKENS_PER_CHOICE, "ignore_eos": True, "temperature": 1}
SLOW = {
    "engine": {"threads": 1, "step_tokens_max": 16},
    "delivery": {"in_flight_tokens_max": 1_000_000},
}


def is_cancelled(result):
    return result["response"] is None and result["error"]["code"] == "batch_cancelled"


@needs_fixtures
class Cancel(WorkerCase):
    def setUp(self):
        super().setUp()
        self.client = self.redis.client

    def start(self, name="worker", **sections):
        return self.start_worker(name=name, **SLOW, **sections).wait_ready()

    def hash(self, kind, name):
        found = self.client.hgetall(self.redis_key(kind, name))
        return {name.decode(): value.decode() for name, value in found.items()}

    def status(self, custom_id):
        return self.hash("status", custom_id)

    def wait_status(self, custom_id, status):
        wait_until(
            lambda: self.status(custom_id).get("status") == status, 60, f"{custom_id} is {status}"
        )
        return self.status(custom_id)

    def wait_tokens(self, custom_id, more_than=0):
        """How many tokens a running job has, once they are more than that."""
        wait_until(
            lambda: int(self.status(custom_id).get("tokens", 0)) > more_than,
            60,
            f"{custom_id} has more than {more_than} tokens",
        )
        return int(self.status(custom_id)["tokens"])

    def send(self, lines, headers=()):
        records = [
            (key, value, [(name, text.encode()) for name, text in dict(headers).items()])
            for key, value in keyed(lines)
        ]
        self.kafka.produce(self.topics["jobs"], records, int(time.time() * 1000))

    def results(self, count):
        found = {}
        for message in self.read_terminal(count):
            result = json.loads(message.value())
            self.assertNotIn(result["custom_id"], found, "answered twice")
            found[result["custom_id"]] = result
        return found

    def cancel(self, custom_id):
        self.client.set(self.redis_key("cancel", custom_id), "1", ex=600)

    def test_a_running_job(self):
        worker = self.start()
        self.send([completion("running", "Once upon a time", **LONG, stream=True)])
        first = self.wait_tokens("running")
        second = self.wait_tokens("running", first)
        self.cancel("running")
        self.assertTrue(is_cancelled(self.results(1)["running"]))
        status = self.wait_status("running", "cancelled")
        self.assertGreaterEqual(int(status["tokens"]), second)
        self.assertLess(int(status["tokens"]), NUM_CHOICES * TOKENS_PER_CHOICE * 3 // 4)
        self.assertLessEqual(int(status["created_at"]), int(status["started_at"]))
        self.assertLessEqual(int(status["started_at"]), int(status["completed_at"]))
        self.assertLessEqual(int(status["completed_at"]), time.time())
        wait_until(
            lambda: worker.metrics().sum("penstock_kv_pages_used") == 0, 30, "its pages are free"
        )
        entries = self.client.xrevrange(self.redis_key("stream", "running"), count=2)
        self.assertEqual(entries[0][1][b"data"], b"[DONE]")
        self.assertEqual(json.loads(entries[1][1][b"data"])["error"]["code"], "batch_cancelled")

    def test_before_the_worker_starts(self):
        self.cancel("early")
        self.send(
            [completion("early", "Once", max_tokens=4), completion("kept", "Once", max_tokens=4)],
            {"penstock-cache": "bypass"},
        )
        self.start()
        results = self.results(2)
        self.assertTrue(is_cancelled(results["early"]))
        self.assertEqual(results["kept"]["response"]["status_code"], 200)
        status = self.wait_status("early", "cancelled")
        self.assertEqual(status["tokens"], "0")
        self.assertLessEqual(int(status["started_at"]), int(status["completed_at"]))
        self.assertEqual(self.wait_status("kept", "completed")["tokens"], "4")

    def test_waiting_jobs(self):
        """Behind a job that fills the engine, on every partition."""
        self.start()
        self.send([completion("first", "Once upon a time", **LONG)])
        self.wait_tokens("first")
        behind = [f"behind-{i}" for i in range(24)]
        self.send([completion(name, "The dog", max_tokens=8) for name in behind])
        wait_until(
            lambda: self.status(behind[-1]).get("status") == "in_progress", 30, "they wait"
        )
        for name in behind:
            self.cancel(name)
        self.read_terminal(12)  # those on the first one's partition have to wait for its result
        self.assertEqual(self.status("first")["status"], "in_progress")
        self.cancel("first")
        results = self.results(25)
        self.assertTrue(all(is_cancelled(result) for result in results.values()))
        for name in behind:
            self.assertEqual(self.wait_status(name, "cancelled")["tokens"], "0")

    def test_a_batch(self):
        self.start()
        headers = {"penstock-batch": "b1"}
        names = [f"in-{i}" for i in range(3)]
        self.send([completion(name, "Once upon a time", **LONG) for name in names], headers)
        wait_until(
            lambda: any(
                int(self.hash("batch-status", f"b1:{name}").get("tokens", 0)) for name in names
            ),
            60,
            "the batch runs",
        )
        batch = self.hash("batch", "b1")
        self.assertEqual(batch["status"], "in_progress")
        self.assertEqual((batch["completed"], batch["failed"]), ("0", "0"))
        self.client.hset(self.redis_key("batch", "b1"), "cancel", "1")
        results = self.results(3)
        self.assertTrue(all(is_cancelled(result) for result in results.values()))
        wait_until(lambda: self.hash("batch", "b1")["failed"] == "3", 30, "they are counted")
        self.assertEqual(self.hash("batch", "b1")["status"], "cancelling")
        self.send([completion("late", "Once", **LONG)], headers)
        self.send([completion("outside", "Once", max_tokens=4)], {"penstock-batch": "b2"})
        self.send_end("b1", 4)
        results = self.results(5)
        self.assertTrue(is_cancelled(results["late"]))
        self.assertEqual(results["outside"]["response"]["status_code"], 200)
        wait_until(lambda: "completed_at" in self.hash("batch", "b1"), 30, "it is over")
        batch = self.hash("batch", "b1")
        self.assertEqual(batch["status"], "cancelled")
        self.assertEqual((batch["total"], batch["completed"], batch["failed"]), ("4", "0", "4"))

    def send_end(self, batch, total):
        headers = [("penstock-batch", batch.encode()), ("penstock-batch-total", b"%d" % total)]
        self.kafka.produce(self.topics["jobs"], [(batch.encode(), None, headers)], 1000)

    def test_what_is_over_stays_as_it_is(self):
        self.start()
        self.send([completion("over", "Once", max_tokens=4)], {"penstock-batch": "done"})
        self.send_end("done", 1)
        before = self.results(1)["over"]
        wait_until(lambda: self.hash("batch", "done").get("status") == "completed", 30, "it is over")
        batch = self.hash("batch", "done")
        self.client.set(self.redis_key("batch-cancel", "done:over"), "1")
        self.client.hset(self.redis_key("batch", "done"), "cancel", "1")
        self.send([completion("next", "Once", max_tokens=4)])
        self.assertEqual(self.results(2)["over"], before)
        self.assertEqual(self.hash("batch-status", "done:over")["status"], "completed")
        self.assertEqual(self.hash("batch", "done"), {**batch, "cancel": "1"})

    def test_the_counts_of_a_mixed_batch(self):
        """Over two workers, submitted twice: the second time changes no count."""
        workers = [self.start(name=f"worker-{i}") for i in range(2)]
        headers = {"penstock-batch": "mixed"}
        good = [completion(f"good-{i}", f"Once {i}", max_tokens=4) for i in range(20)]
        wrong = [completion(f"wrong-{i}", "Once", temperature="hot") for i in range(5)]
        late = [completion(f"late-{i}", "Once", max_tokens=4) for i in range(4)]
        back = [completion(f"back-{i}", "Once", max_tokens=4) for i in range(3)]
        for i in range(3):
            self.client.set(self.redis_key("batch-cancel", f"mixed:back-{i}"), "1")

        def submit():
            self.send(good + wrong + back, headers)
            self.send(late, {**headers, "penstock-deadline": "1000"})
            self.send_end("mixed", 32)

        submit()
        self.results(32)
        wait_until(
            lambda: self.hash("batch", "mixed").get("status") == "completed", 60, "it is complete"
        )
        batch = self.hash("batch", "mixed")
        self.assertEqual((batch["total"], batch["completed"], batch["failed"]), ("32", "20", "12"))
        self.assertLessEqual(int(batch["created_at"]), int(batch["completed_at"]))
        self.assertGreater(self.client.pttl(self.redis_key("batch", "mixed")), 60_000)
        for name, status in (("late-0", "expired"), ("wrong-0", "failed"), ("good-0", "completed")):
            found = self.hash("batch-status", f"mixed:{name}")
            self.assertEqual(found["status"], status)
            self.assertLessEqual(int(found["started_at"]), int(found["completed_at"]))
        self.client.delete(*(self.redis_key("batch-cancel", f"mixed:back-{i}") for i in range(3)))
        submit()
        self.read_terminal(64)
        wait_until(
            lambda: self.hash("batch", "mixed")["completed"] == "23", 60, "three went on to complete"
        )
        batch = self.hash("batch", "mixed")
        self.assertEqual((batch["total"], batch["failed"]), ("32", "9"))
        self.assertEqual(batch["status"], "completed")
        for worker in workers:
            self.assertEqual(worker.metrics().sum("penstock_redis_errors_total"), 0)

    def test_after_a_crash(self):
        worker = self.start()
        self.send([completion("again", "Once upon a time", **LONG)])
        self.wait_tokens("again")
        worker.kill()
        self.cancel("again")
        self.start(name="successor")
        self.assertTrue(is_cancelled(self.results(1)["again"]))
        self.assertEqual(self.wait_status("again", "cancelled")["tokens"], "0")

    def test_redis_is_killed_in_between(self):
        own = RedisServer()
        self.addCleanup(lambda: own.kill())
        self.client = own.client
        self.start(redis={"url": own.url})
        self.send([completion("through", "Once upon a time", **LONG)])
        self.wait_tokens("through")
        own.kill()
        self.send([completion("meanwhile", "The dog", max_tokens=4)])
        own = RedisServer(port=own.port)
        self.cancel("through")
        results = self.results(2)
        self.assertTrue(is_cancelled(results["through"]))
        self.assertEqual(results["meanwhile"]["response"]["status_code"], 200)

    def test_a_user_confined_to_the_prefix(self):
        own = RedisServer()
        self.addCleanup(own.kill)
        self.client = own.client
        own.client.execute_command(
            "ACL", "SETUSER", "worker", "on", ">secret", f"~{self.prefix}:*", f"&{self.prefix}:*",
            "+@all", "-@dangerous",
        )  # fmt: skip
        url = own.url.replace("//", "//worker:secret@")
        worker = self.start(redis={"url": url})
        self.send([completion("mine", "Once", max_tokens=4)], {"penstock-batch": "acl"})
        self.send_end("acl", 1)
        self.results(1)
        wait_until(lambda: self.hash("batch", "acl").get("status") == "completed", 30, "it is over")
        self.assertEqual(worker.metrics().sum("penstock_redis_errors_total"), 0)

    def test_without_redis(self):
        self.start(redis={"url": ""})
        self.send(
            [
                completion("alone", "Once upon a time", max_tokens=4),
                completion("shared", "Once upon a time", max_tokens=4, n=3, seed=1),
            ],
            {"penstock-batch": "none"},
        )
        self.send_end("none", 2)
        terminal = {m.key(): dict(m.headers()) for m in self.read_terminal(2)}
        self.assertEqual(terminal[b"alone"]["penstock-cached-tokens"], b"0")
        self.assertGreater(int(terminal[b"shared"]["penstock-cached-tokens"]), 0)
