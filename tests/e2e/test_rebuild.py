"""`penstock redis rebuild`: what Redis has lost comes back from the result topic, and nothing else."""

import json
import time

from harness.jobs import completion, embedding, needs_fixtures
from harness.process import PENSTOCK, free_port, run, wait_until
from harness.redis_case import OwnRedisCase
from harness.worker import write_config

BATCH = [("penstock-batch", b"night")]
TENANT = [("penstock-tenant", b"acme"), ("penstock-batch", b"night")]
LATE = [("penstock-deadline", b"1000")]


@needs_fixtures
class Rebuild(OwnRedisCase):
    def setUp(self):
        super().setUp()
        self.settings = self.config(redis={"url": self.url})

    def rebuild(self, *arguments, **redis):
        config = {**self.settings, "redis": {**self.settings["redis"], **redis}}
        return run(
            [PENSTOCK, "redis", "rebuild", "--config", write_config(config), *arguments],
            timeout_s=60,
        )

    def run_jobs(self):
        """A worker's work, in batches, for tenants, refused, late; then it is gone."""
        self.start()
        self.send([completion(f"plain-{i}", f"Once there were {i}", max_tokens=5) for i in range(5)])
        self.send([embedding("vector", "a text")])
        self.send([completion("wrong", "Once", temperature="hot")])
        self.send([completion("late", "Once")], **dict(LATE))
        lines = [completion(f"in-{i}", f"Once upon {i}", max_tokens=3) for i in range(4)]
        lines.append(completion("in-wrong", "Once", n="many"))
        self.send(lines, **dict(BATCH))
        end = [*BATCH, ("penstock-batch-total", str(len(lines)).encode())]
        self.kafka.produce(self.topics["jobs"], [(b"end", None, end)])
        key = self.redis_key("batch", "night")
        wait_until(lambda: self.client.hget(key, "status") == b"completed", 30, "the batch ends")
        self.send([completion("hers", "Once upon a time", max_tokens=3)], **dict(TENANT))
        self.wait_until_stored()
        wait_until(lambda: len(self.keys("*:status:late")) == 1, 30, "the late one is stored")
        self.assertEqual(self.worker.terminate(), 0)

    def keys(self, pattern="*"):
        return sorted(self.client.scan_iter(f"{self.prefix}:{pattern}", count=1000))

    def contents(self):
        """{key: value} of results, statuses and batches."""
        found = {}
        for key in self.keys():
            if b":cache:" in key or b":stream:" in key:
                continue
            is_text = b"result:" in key
            found[key] = self.client.get(key) if is_text else self.client.hgetall(key)
        return found

    def check_same(self, before, after):
        self.assertEqual(sorted(before), sorted(after))
        for key, value in before.items():
            with self.subTest(key):
                if isinstance(value, bytes):
                    self.assertEqual(after[key], value)
                    continue
                times = ("created_at", "started_at", "completed_at")
                for field in times:
                    if field.encode() in value:
                        was, now = int(value[field.encode()]), int(after[key][field.encode()])
                        self.assertLessEqual(abs(was - now), 3, field)
                rest = {k: v for k, v in value.items() if k.decode() not in times}
                self.assertEqual({k: after[key].get(k) for k in rest}, rest)

    def test_what_was_lost_comes_back(self):
        self.run_jobs()
        ended = time.time()
        before = self.contents()
        self.assertEqual(sum(b"result:" in key for key in before), 14)
        self.client.flushall()
        done = self.rebuild()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("14 results read, 14 offered", done.stderr)
        self.assertTrue(all(json.loads(line) for line in done.stdout.splitlines()))
        self.check_same(before, self.contents())
        night = self.client.hgetall(self.redis_key("batch", "night"))
        self.assertEqual((night[b"status"], night[b"total"]), (b"completed", b"5"))
        for key in self.keys():
            self.assertGreater(self.client.ttl(key), 86400 - 300, key)
        again = self.contents()
        self.assertEqual(self.rebuild().returncode, 0)
        self.assertEqual(self.contents(), again)

        self.client.flushall()
        self.assertEqual(self.rebuild("--batch", "night", "-q").returncode, 0)
        kept = [key for key in before if b"night" in key]
        self.assertEqual(sorted(kept), self.keys())

        self.client.flushall()
        self.assertEqual(self.rebuild("--since", str(int(time.time()) + 60)).returncode, 0)
        wait_until(lambda: time.time() > ended + 1, 5, "each is older than a second")
        self.assertEqual(self.rebuild(result_ttl_s=1).returncode, 0)
        self.assertEqual(self.keys(), [])
        self.assertEqual(self.rebuild("--since", "1h").returncode, 0)
        self.check_same(before, self.contents())

    def test_what_is_newer_stays(self):
        self.start()
        self.send_one_by_one("old", 3)
        self.wait_until_stored()
        self.assertEqual(self.worker.terminate(), 0)
        newer, running, older = (self.redis_key("result", f"old-{i}") for i in range(3))
        self.client.set(newer, "newer", px=86400 * 1000)
        self.client.delete(running)
        later = str(int(time.time()) + 5)
        status = self.redis_key("status", "old-1")
        self.client.hset(status, mapping={"status": "in_progress", "started_at": later})
        self.client.set(older, "older", px=3600 * 1000)
        self.client.delete(self.redis_key("status", "old-2"))
        self.assertEqual(self.rebuild().returncode, 0)
        self.assertEqual(self.client.get(newer), b"newer")
        self.assertIn(b'"custom_id":"old-1"', self.client.get(running))
        self.assertEqual(self.client.hget(status, "status"), b"in_progress")
        self.assertIn(b'"custom_id":"old-2"', self.client.get(older))
        status = self.redis_key("status", "old-2")
        self.assertEqual(self.client.hget(status, "status"), b"completed")

    def test_what_is_counted_again_does_not_stay_for_good(self):
        self.start()
        self.send([completion("one", "Once", max_tokens=4)], **{"penstock-batch": "night"})
        self.wait_until_stored()
        self.assertEqual(self.worker.terminate(), 0)
        self.client.set(self.redis_key("batch-result", "night:one"), "newer", px=86400 * 1000)
        status = self.redis_key("batch-status", "night:one")
        self.client.delete(status, self.redis_key("batch", "night"))
        self.assertEqual(self.rebuild().returncode, 0)
        self.assertEqual(self.client.hget(self.redis_key("batch", "night"), "completed"), b"1")
        self.assertGreater(self.client.ttl(status), 0)

    def test_what_redis_never_takes(self):
        self.start()
        self.send_one_by_one("some", 3)
        self.wait_until_stored()
        self.assertEqual(self.worker.terminate(), 0)
        self.client.flushall()
        self.client.rpush(self.redis_key("status", "some-1"), "another type")
        done = self.rebuild()
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("refused 1 commands", done.stderr)
        self.assertTrue(self.client.get(self.redis_key("result", "some-2")))

    def test_errors(self):
        done = self.rebuild(url=f"redis://127.0.0.1:{free_port()}/0")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("Redis at 127.0.0.1", done.stderr)
        self.assertEqual(self.rebuild(url="").returncode, 2)
        self.assertEqual(self.rebuild("--topic", "there-is-none").returncode, 3)
        for wrong in (["--since", "yesterday"], ["--since", "-1"], ["--since", "3w"], ["more"]):
            done = self.rebuild(*wrong)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(wrong[-1], done.stderr)
        self.assertEqual(run([PENSTOCK, "redis", "mend"]).returncode, 2)
        self.assertEqual(run([PENSTOCK, "redis", "rebuild", "--help"]).returncode, 0)
