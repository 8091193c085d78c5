"""A batch of 10,000 mixed jobs while everything around it fails: submit is killed twice in the middle,
workers come and go, Redis is killed. Its output file and its error file are complete in the end,
nothing twice."""

import collections
import json
import os
import random

from confluent_kafka import Consumer, TopicPartition
from harness.case import WorkerCase
from harness.jobs import completions, custom_id, embeddings, needs_fixtures
from harness.jobs import write_lines
from harness.process import PENSTOCK, Process, run, temporary_folder, wait_until
from harness.redis_server import RedisServer
from harness.worker import write_config

NUM_JOBS = 10_000
PATIENCE_S = 300
SLOWLY = ["--set", "kafka.queue.buffering.max.messages=50"]


def mixed_jobs():
    """Lines whose custom_ids all differ, and how many of them must not succeed."""
    lines = completions(2500, length=20, max_tokens=3) + embeddings(6500, length=40)
    wrong = completions(400, prefix="hot", length=10, temperature="hot")
    wrong += completions(300, prefix="no", length=10, model="nobody")
    wrong += completions(300, prefix="long", length=10, max_tokens=10**6)
    lines += wrong
    random.Random(7).shuffle(lines)
    return lines, len(wrong)


@needs_fixtures
class BigBatch(WorkerCase):
    def setUp(self):
        super().setUp()
        self.own_redis = RedisServer()
        self.addCleanup(self.own_redis.kill)
        url = {"url": self.own_redis.url, "timeout_ms": 1000, "prefix": self.prefix}
        self.sections = {"redis": url}
        self.config_path = write_config(self.config(**self.sections))
        self.num_workers = 0
        self.end = Consumer(
            {"bootstrap.servers": self.kafka.address, "group.id": f"{self.group}-reader"}
        )
        self.addCleanup(self.end.close)

    def command(self, *arguments):
        return [PENSTOCK, *arguments, "--config", self.config_path]

    def worker(self):
        self.num_workers += 1
        return self.start_worker(name=f"worker-{self.num_workers}", **self.sections)

    def num_records(self, topic, num_partitions):
        ends = [
            self.end.get_watermark_offsets(TopicPartition(topic, i), timeout=10)
            for i in range(num_partitions)
        ]
        return sum(high - low for low, high in ends)

    def wait_for_records(self, kind, num_partitions, number, process=None):
        topic = self.topics[kind]
        wait_until(
            lambda: self.num_records(topic, num_partitions) >= number
            or (process and not process.is_running),
            PATIENCE_S,
            f"{number} records on {topic}",
        )

    def submit_killed_at(self, path, number):
        """Submits until so many records are on the topic, and kills it there."""
        process = Process("submit", self.command("submit", path, "--batch", "big", *SLOWLY))
        self.wait_for_records("jobs", self.partitions, number, process)
        self.assertTrue(process.is_running, process.log()[-2000:])
        process.kill()

    def test_output_and_errors_are_complete_and_nothing_is_there_twice(self):
        lines, num_wrong = mixed_jobs()
        self.assertEqual(len(lines), NUM_JOBS)
        path = write_lines(lines)
        first, second = self.worker(), self.worker()
        self.submit_killed_at(path, 2000)
        third = self.worker()
        self.submit_killed_at(path, 6000)
        first.kill()
        done = run(self.command("submit", path, "--batch", "big", "-q"), timeout_s=PATIENCE_S)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.own_redis.kill()
        fourth = self.worker()
        self.wait_for_records("results", 2, 3000)
        second.terminate()
        self.own_redis.start()
        self.wait_for_records("results", 2, 6000)
        self.assertLess(self.num_records(self.topics["results"], 2), NUM_JOBS)  # the middle of it
        third.kill()
        self.worker()
        self.check_files(lines, num_wrong)
        self.check_topics()
        self.assertTrue(fourth.process.is_running, fourth.log()[-2000:])

    def check_files(self, lines, num_wrong):
        folder = temporary_folder()
        files = [os.path.join(folder, name) for name in ("output.jsonl", "errors.jsonl")]
        done = run(
            self.command("results", "--batch", "big", "-q", "-o", files[0], "-e", files[1]),
            timeout_s=PATIENCE_S,
        )
        self.assertEqual(done.returncode, 1, done.stderr)  # some jobs were wrong
        found = []
        for path in files:
            with open(path, encoding="utf-8") as file:
                found.append([json.loads(line) for line in file])
        output, errors = found
        ids = collections.Counter(line["custom_id"] for line in output + errors)
        self.assertEqual(set(ids.values()), {1})
        self.assertEqual(set(ids), {custom_id(line) for line in lines})
        self.assertEqual(len(errors), num_wrong)
        self.assertEqual({line["response"]["status_code"] for line in output}, {200})
        self.assertEqual({line["response"]["status_code"] for line in errors}, {400, 404})

    def check_topics(self):
        """Each line is on the job topic once, and has one result on the other; so does read an
        independent client that sees what is committed."""
        records = self.kafka.read(self.topics["jobs"])
        jobs = [message for message in records if message.value() is not None]
        self.assertEqual(len(jobs), NUM_JOBS)
        self.assertEqual(len(records) - len(jobs), 1)  # the end marker
        self.assert_one_each(self.read_terminal(NUM_JOBS), jobs)
