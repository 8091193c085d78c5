"""A batch from a file to its results by the client's tools, on real Kafka and Redis: submitted exactly
once through kills, watched, cancelled, and collected into an output and an error file."""

import json
import os
import random
import time
import uuid

from confluent_kafka import Producer
from harness.case import WorkerCase
from harness.jobs import completions, embeddings, needs_fixtures, run_lines, write_lines
from harness.kafka import headers_of
from harness.process import PENSTOCK, Process, run, temporary_folder, wait_until
from harness.worker import write_config

NUM_LINES = 4000
# So few records in the queue that a submission takes long enough to be killed in its middle.
SLOWLY = ["--set", "kafka.queue.buffering.max.messages=2", "--set", "kafka.linger.ms=1"]


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
    @staticmethod
    def noted(path):
        """What the state file says of the only submission; None where it says nothing yet."""
        try:
            with open(path + ".penstock-submit", encoding="utf-8") as file:
                (found,) = json.loads(file.read())["submissions"]
                return found
        except (FileNotFoundError, json.JSONDecodeError):
            return None

    def position(self, path):
        found = self.noted(path)
        return found["position"] if found else 0

    def kill_in_the_middle(self, chance, path):
        """Starts a slow submission and kills it some time after it has got further; whether it was
        still under way."""
        target = self.position(path) + chance.randrange(2) * chance.randrange(200)
        process = Process("submit", self.command("submit", path, *SLOWLY))
        while process.is_running and self.position(path) < target:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.25))
        killed = process.is_running
        process.kill()
        return killed

    def test_killed_again_and_again_each_line_is_there_once(self):
        chance = random.Random(20261124)
        lines = self.lines(NUM_LINES)
        path = write_lines(lines)
        num_killed = sum(self.kill_in_the_middle(chance, path) for _ in range(7))
        self.assertGreaterEqual(num_killed, 3)
        self.penstock("submit", path)
        self.assert_exactly_once(lines)
        again = json.loads(self.penstock("submit", path).stdout.splitlines()[-1])
        self.assertEqual(again["already_submitted"], NUM_LINES)
        self.assert_exactly_once(lines)
        self.assertLess(os.path.getsize(path + ".penstock-submit"), 1000)
        self.assertTrue(self.noted(path)["complete"])


def read_lines(path):
    with open(path, "rb") as file:
        return file.read().splitlines()


@needs_fixtures
class Results(BatchCase):
    def setUp(self):
        super().setUp()
        self.folder = temporary_folder()
        self.output = os.path.join(self.folder, "output.jsonl")
        self.errors = os.path.join(self.folder, "errors.jsonl")

    def mixed(self):
        """(lines, how many of them succeed)"""
        good = completions(60) + embeddings(20)
        wrong = completions(5, prefix="hot", temperature="hot") + completions(3, "none", model="no")
        lines = good + wrong + [b"not a job", b"", b'{"custom_id": 7}', b"[1, 2]"]
        random.Random(5).shuffle(lines)
        return lines, len(good)

    def collect(self, batch, *arguments, status=1, **keywords):
        files = ["--output", self.output, "--errors", self.errors]
        return self.penstock(
            "results", "--batch", batch, *files, *arguments, status=status, **keywords
        )

    def test_an_output_file_and_an_error_file(self):
        lines, num_good = self.mixed()
        path = write_lines(lines)
        self.penstock("submit", path, "--batch", "mixed")
        collector = Process(
            "results",
            self.command("results", "--batch", "mixed", "-o", self.output, "-e", self.errors),
        )
        wait_until(lambda: os.path.exists(self.output + ".partial"), 30, "it waits", collector)
        self.assertFalse(os.path.exists(self.output))
        self.start_worker().wait_ready()
        self.assertEqual(collector.wait(90), 1, collector.log()[-3000:])
        progress = [json.loads(line) for line in collector.log().splitlines() if line[0] == "{"]
        self.assertEqual(progress[-1]["done"], len(lines) - 1)
        output, errors = read_lines(self.output), read_lines(self.errors)
        self.assertEqual(sorted(os.listdir(self.folder)), ["errors.jsonl", "output.jsonl"])
        self.assertEqual(len(output), num_good)
        for line in output:
            self.assertEqual(json.loads(line)["response"]["status_code"], 200)
        # What failed is told as `penstock run` tells it, byte for byte.
        answers, _ = run_lines(lines, created=0)
        failed = [a for a in answers if json.loads(a)["response"]["status_code"] != 200]
        self.assertEqual(sorted(errors), sorted(failed))
        # Once more, in the order of the file.
        self.collect("mixed", "--input", path)
        self.assertEqual(read_lines(self.errors), failed)
        ids = [json.loads(line)["custom_id"] for line in read_lines(self.output)]
        self.assertEqual(ids, [json.loads(a)["custom_id"] for a in answers if a not in failed])
        self.assertEqual(sorted(read_lines(self.output)), sorted(output))
