"""A batch from a file to its results by the client's tools, on real Kafka and Redis: submitted exactly
once through kills, watched, cancelled, and collected into an output and an error file."""

import json
import os
import random
import time
import uuid

from confluent_kafka import Producer
from harness.case import WorkerCase
from harness.jobs import write_lines
from harness.kafka import headers_of
from harness.process import PENSTOCK, Process, run, temporary_folder
from harness.worker import write_config

NUM_LINES = 4000
# So few records in the queue that a submission takes long enough to be killed in its middle.
SLOWLY = ["--set", "kafka.queue.buffering.max.messages=10", "--set", "kafka.linger.ms=1"]


class BatchCase(WorkerCase):
    def setUp(self):
        super().setUp()
        self.config_path = write_config(self.config())

    def command(self, *arguments):
        return [PENSTOCK, *arguments, "--config", self.config_path]

    def penstock(self, *arguments, status=0, timeout_s=60, **keywords):
        done = run(self.command(*arguments), timeout_s=timeout_s, **keywords)
        self.assertEqual(done.returncode, status, done.stdout[-1000:] + done.stderr[-3000:])
        return done

    @staticmethod
    def lines(num_lines, start=0):
        """Lines that aren't jobs a model would take, which only matters to a worker. Every fifth is
        followed by an empty one, and every seventh has no custom_id."""
        made = []
        for i in range(start, start + num_lines):
            made.append(json.dumps({"custom_id": f"line-{i}"} if i % 7 else {"line": i}).encode())
            if i % 5 == 0:
                made.append(b"")
        return made

    def on_topic(self):
        """(the values of the jobs, the end markers' totals)"""
        records = self.kafka.read(self.topics["jobs"])
        jobs = [m.value() for m in records if m.value() is not None]
        ends = [headers_of(m)["penstock-batch-total"] for m in records if m.value() is None]
        return jobs, ends

    def assert_exactly_once(self, lines):
        jobs, ends = self.on_topic()
        expected = [line for line in lines if line]
        self.assertEqual(len(jobs), len(set(jobs)), "a line is there twice")
        self.assertEqual(sorted(jobs), sorted(expected))
        self.assertEqual(ends, [str(len(expected))])


class Submit(BatchCase):
    def kill_in_the_middle(self, chance, path):
        """Starts a slow submission and kills it; whether it was still under way."""
        process = Process("submit", self.command("submit", path, *SLOWLY))
        deadline = time.monotonic() + chance.uniform(0.05, 1.2)
        while process.is_running and time.monotonic() < deadline:
            time.sleep(0.002)
        killed = process.is_running
        process.kill()
        return killed

    def test_killed_again_and_again_each_line_is_there_once(self):
        chance = random.Random(20261124)
        lines = self.lines(NUM_LINES)
        path = write_lines(lines)
        num_killed = sum(self.kill_in_the_middle(chance, path) for _ in range(8))
        self.assertGreaterEqual(num_killed, 4)
        self.penstock("submit", path)
        self.assert_exactly_once(lines)
        again = json.loads(self.penstock("submit", path).stdout.splitlines()[-1])
        self.assertEqual(again["already_submitted"], NUM_LINES)
        self.assert_exactly_once(lines)
