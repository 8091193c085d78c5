"""The base of tests with workers: topics, a Redis prefix and a group of their own."""

import unittest
import uuid

from .jobs import models
from .kafka import shared_kafka, source_of
from .redis_server import shared_redis
from .schemas import check_terminal
from .worker import Worker

JOB_BYTES_MAX = 65536


class WorkerCase(unittest.TestCase):
    partitions = 6

    def get_kafka(self):
        return shared_kafka()

    def setUp(self):
        self.kafka = self.get_kafka()
        self.redis = shared_redis()
        self.prefix = f"test-{uuid.uuid4().hex[:8]}"
        self.topics = self.kafka.create_topics(jobs=self.partitions, results=2, dead=1)
        self.group = f"group-{uuid.uuid4().hex[:8]}"

    def config(self, **sections):
        """A worker's configuration; a section that is given is merged into the one here."""
        config = {
            "worker": {"job_bytes_max": JOB_BYTES_MAX},
            "kafka": {
                "bootstrap.servers": self.kafka.address,
                "group.id": self.group,
                # A worker that is killed leaves its partitions to others after this.
                "session.timeout.ms": 6000,
            },
            "topics": {
                "jobs": [self.topics["jobs"]],
                "results": self.topics["results"],
                "dead_letter": self.topics["dead"],
            },
            # The default of 50 ms is for machines that are not as busy as one that runs tests.
            "redis": {"url": self.redis.url, "prefix": self.prefix, "timeout_ms": 1000},
            "models": models(),
            "engine": {"threads": 1},
        }
        for name, section in sections.items():
            if isinstance(section, dict):
                config[name] = {**config.get(name, {}), **section}
            else:
                config[name] = section
        return config

    def start_worker(self, *arguments, name="worker", **sections):
        worker = Worker(self.config(**sections), *arguments, name=name)
        self.addCleanup(worker.kill)
        return worker

    def redis_key(self, kind, custom_id, tenant="default"):
        return f"{self.prefix}:{tenant}:{kind}:{custom_id}"

    def read_terminal(self, num_records, timeout_s=120):
        """The terminal records, results and dead letters, once there are that many of them."""
        terminal = self.kafka.read_count(
            num_records, self.topics["results"], self.topics["dead"], timeout_s=timeout_s
        )
        check_terminal(terminal)
        return terminal

    def assert_one_each(self, terminal, jobs):
        """Every job record has exactly one terminal record."""
        answered = sorted(source_of(message) for message in terminal)
        asked = sorted((m.topic(), m.partition(), m.offset()) for m in jobs)
        twice = [one for one, next_one in zip(answered, answered[1:]) if one == next_one]
        self.assertEqual(twice, [], "answered more than once")
        self.assertEqual(sorted(set(asked) - set(answered)), [], "not answered")
        self.assertEqual(sorted(set(answered) - set(asked)), [], "answered, but never asked")
