"""Redis is a convenience: without it jobs get their results, and at most one of them waits for it."""

import time

from harness.case import WorkerCase
from harness.jobs import completion, embeddings, keyed, needs_fixtures
from harness.process import free_port
from harness.redis_server import RedisServer

TIMEOUT_MS = 2000


@needs_fixtures
class RedisFaults(WorkerCase):
    partitions = 1

    def setUp(self):
        super().setUp()
        self.num_sent = 0
        self.own_redis = RedisServer()
        self.addCleanup(lambda: self.own_redis.kill())

    def start(self, **redis):
        return self.start_worker(
            redis={"url": self.own_redis.url, "timeout_ms": TIMEOUT_MS, **redis}
        ).wait_ready()

    def send(self, lines):
        """Produces them and waits for the results; how long that took."""
        started = time.monotonic()
        self.kafka.produce(self.topics["jobs"], keyed(lines), 1000)
        self.num_sent += len(lines)
        self.kafka.read(
            self.topics["results"],
            until=lambda records: len(records) >= self.num_sent,
            timeout_s=60,
        )
        return time.monotonic() - started

    def send_one_by_one(self, name, num_jobs):
        return [
            self.send([completion(f"{name}-{i}", f"Once there were {i}", max_tokens=4)])
            for i in range(num_jobs)
        ]

    def check_one_each(self):
        terminal = self.read_terminal(self.num_sent)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))

    def usual_s(self):
        self.send_one_by_one("warm", 2)
        return max(self.send_one_by_one("usual", 4))

    def check_waits(self, times, usual_s):
        """At most one job waits for the timeout, once."""
        print("s per job:", " ".join(f"{t:.2f}" for t in times), f"usual {usual_s:.2f}", flush=True)
        slow = [t for t in times if t > usual_s + 0.6 * TIMEOUT_MS / 1000]
        self.assertLessEqual(len(slow), 1, times)
        self.assertLess(sum(times), len(times) * (usual_s + 0.3) + 1.5 * TIMEOUT_MS / 1000, times)

    def test_killed(self):
        worker = self.start()
        usual_s = self.usual_s()
        self.own_redis.kill()
        self.check_waits(self.send_one_by_one("killed", 8), usual_s)
        self.check_one_each()
        self.assertEqual(worker.get("/health")[0], 200)

    def test_frozen(self):
        self.start()
        usual_s = self.usual_s()
        self.own_redis.freeze()
        self.addCleanup(self.own_redis.thaw)
        self.check_waits(self.send_one_by_one("frozen", 8), usual_s)
        self.check_one_each()

    def test_not_there_from_the_start(self):
        self.own_redis.kill()
        worker = self.start(url=f"redis://127.0.0.1:{free_port()}/0")
        self.send(embeddings(30, prefix="none"))
        self.check_one_each()
        self.assertEqual(worker.get("/ready")[0], 200)

    def test_comes_back(self):
        self.start()
        self.send_one_by_one("before", 1)
        port = self.own_redis.port
        self.own_redis.kill()
        self.send_one_by_one("gone", 3)
        self.own_redis = RedisServer(port=port)
        deadline = time.monotonic() + 30
        for i in range(1000):
            self.send_one_by_one(f"back{i}", 1)
            if self.own_redis.client.get(self.redis_key("result", f"back{i}-0")):
                break
            self.assertLess(time.monotonic(), deadline, "nothing is stored since Redis is back")
            time.sleep(0.2)
        self.check_one_each()

    def test_a_connection_that_redis_has_closed(self):
        worker = self.start()
        self.send_one_by_one("before", 2)
        self.own_redis.client.client_kill_filter(_type="normal", skipme=True)
        self.send_one_by_one("after", 2)
        self.assertEqual(worker.metrics().sum("penstock_redis_errors_total"), 0)
        self.assertTrue(self.own_redis.client.get(self.redis_key("result", "after-1")))

    def test_full(self):
        self.start()
        self.own_redis.client.config_set("maxmemory-policy", "noeviction")
        self.own_redis.client.config_set("maxmemory", "1")
        self.send(embeddings(30, prefix="full"))
        self.check_one_each()
        self.assertIsNone(self.own_redis.client.get(self.redis_key("result", "full-1")))
