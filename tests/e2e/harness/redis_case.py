"""Tests of a worker whose Redis fails: one job after another, and how long each took."""

import time

from confluent_kafka import Producer

from .case import WorkerCase
from .jobs import completion, keyed
from .kafka import Follower
from .process import wait_until
from .redis_server import RedisServer

TIMEOUT_MS = 1500


class RedisCase(WorkerCase):
    partitions = 1
    url = None  # of the Redis under test, which a test's setUp starts

    def setUp(self):
        super().setUp()
        self.num_sent = 0
        self.follower = Follower(self.kafka, self.topics["results"])
        self.addCleanup(self.follower.close)
        self.producer = Producer({"bootstrap.servers": self.kafka.address, "linger.ms": 0})

    def start(self, timeout_ms=TIMEOUT_MS, worker=None, **redis):
        sections = {"redis": {"url": self.url, "timeout_ms": timeout_ms, **redis}}
        self.worker = self.start_worker(**sections, worker=worker or {}).wait_ready()
        return self.worker

    def send(self, lines, **headers):
        """Produces them and waits for the results; how long that took."""
        started = time.monotonic()
        for key, line in keyed(lines):
            self.producer.produce(self.topics["jobs"], line, key, headers=list(headers.items()))
        self.assertEqual(self.producer.flush(30), 0)
        self.num_sent += len(lines)
        self.follower.wait(self.num_sent)
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

    def metric(self, name):
        return self.worker.metrics().sum(f"penstock_redis_{name}")

    def wait_for_metric(self, name, condition, timeout_s=60):
        what = f"penstock_redis_{name} is as expected"
        wait_until(lambda: condition(self.metric(name)), timeout_s, what, self.worker.process)

    def wait_until_stored(self, timeout_s=60):
        """The circuit is closed, and nothing waits to be stored."""
        self.wait_for_metric("up", lambda value: value == 1, timeout_s)
        self.wait_for_metric("waiting_bytes", lambda value: value == 0, timeout_s)

    def warnings(self):
        """What the worker has said of Redis."""
        return [line for line in self.worker.log().splitlines() if '"redis"' in line]


class OwnRedisCase(RedisCase):
    """With a Redis that the test may do anything to."""

    def setUp(self):
        super().setUp()
        self.own_redis = RedisServer()
        self.addCleanup(lambda: self.own_redis.kill())  # the one that is there by then
        self.client = self.own_redis.client
        self.url = self.own_redis.url
