"""penstock run: resumed after a kill at any moment, bounded in memory, in the order of the input."""

import json
import os
import random
import re
import signal
import subprocess
import time
import unittest

from harness.jobs import (
    completion,
    completions,
    embeddings,
    model_arguments,
    models,
    needs_fixtures,
    run_lines,
    write_lines,
)
from harness.process import PENSTOCK, Process, run, wait_until

CREATED = 1_740_000_000


def command(source, target, *arguments):
    return [
        *(PENSTOCK, "run", "-i", source, "-o", target, "--created", str(CREATED)),
        *model_arguments(models()),
        *arguments,
    ]


def size_of(path):
    return os.path.getsize(path) if os.path.exists(path) else 0


def contents(path):
    with open(path, "rb") as file:
        return file.read()


@needs_fixtures
class Resume(unittest.TestCase):
    def setUp(self):
        lines = completions(120, max_tokens=24) + embeddings(80)
        lines[50] = b"no job"
        lines[150] = b'{"custom_id": "no body"}'
        self.source = write_lines(lines)
        self.whole = self.source + ".whole"
        done = run(command(self.source, self.whole))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.expected = contents(self.whole)
        self.num_lines = len(lines)
        self.assertEqual(self.expected.count(b"\n"), self.num_lines)

    def test_in_the_order_of_the_input(self):
        results = [json.loads(line) for line in self.expected.splitlines()]
        self.assertEqual(len(results), self.num_lines)
        expected = [f"c-{i}" for i in range(120)] + [f"e-{i}" for i in range(80)]
        expected[50], expected[150] = None, "no body"
        self.assertEqual([result["custom_id"] for result in results], expected)
        error = results[50]["response"]["body"]["error"]
        self.assertTrue(error["message"].startswith("line 51:"), error)
        self.assertEqual(error["code"], "not_json")

    def test_killed_at_random_moments(self):
        seed = random.randrange(1 << 32)
        print(f"seed {seed}", flush=True)
        chance = random.Random(seed)
        target = self.source + ".killed"
        kills = 0
        while kills < 25:
            process = Process("run", command(self.source, target, "--threads", "1"))
            time.sleep(chance.random() * 0.35)
            if not process.is_running and process.child.returncode in (0, 1):
                os.remove(target)  # it came to the end: from the beginning again
                continue
            process.kill()
            kills += 1
            got = contents(target) if os.path.exists(target) else b""
            self.assertTrue(self.expected.startswith(got), "what a killed run leaves is a beginning")
        done = run(command(self.source, target))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(contents(target), self.expected)

    def test_cut_in_the_middle_of_a_line(self):
        target = self.source + ".cut"
        for size in (1, 17, len(self.expected) // 3, len(self.expected) - 1):
            with self.subTest(size=size):
                with open(target, "wb") as file:
                    file.write(self.expected[:size])
                self.assertEqual(run(command(self.source, target)).returncode, 1)
                self.assertEqual(contents(target), self.expected)

    def test_interrupted_and_gone_on_with(self):
        target = self.source + ".interrupted"
        process = Process("run", command(self.source, target, "--threads", "1"))
        wait_until(lambda: size_of(target) > 0 or not process.is_running, 30, "results come")
        process.signal(signal.SIGINT)
        self.assertEqual(process.wait(20), 1)
        if len(contents(target)) < len(self.expected):
            self.assertIn("the same command goes on from there", process.log())
            self.assertNotIn('"finished": true', process.log())
        self.assertTrue(contents(target).endswith(b"\n"))
        self.assertEqual(run(command(self.source, target)).returncode, 1)
        self.assertEqual(contents(target), self.expected)

    def test_the_output_of_other_input_is_left_alone(self):
        target = self.source + ".other"
        with open(target, "wb") as file:
            file.write(b"the only copy of something else\n" * 3)
        before = contents(target)
        done = run(command(self.source, target))
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn(target, done.stderr)
        self.assertEqual(contents(target), before)

    def test_standard_input_and_output(self):
        with open(self.source, "rb") as file:
            done = subprocess.run(
                command("-", "-", "--quiet"), stdin=file, stdout=subprocess.PIPE, check=False
            )
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, self.expected)

    def test_threads_and_step_sizes_change_no_byte(self):
        for arguments in (["--threads", "1"], ["--threads", "2", "--step-tokens-max", "96"]):
            target = self.source + "-".join(arguments)
            self.assertEqual(run(command(self.source, target, *arguments)).returncode, 1)
            self.assertEqual(contents(target), self.expected)


@needs_fixtures
class Run(unittest.TestCase):
    def test_progress_is_json_lines_where_no_one_watches(self):
        _, done = run_lines(completions(200, max_tokens=30), CREATED)
        self.assertEqual(done.returncode, 0, done.stderr)
        for line in done.stderr.splitlines() + done.stdout.splitlines():
            if line.startswith("{"):
                json.loads(line)

    def peak_kib(self, num_lines):
        """The most memory that a run over so many lines of 2 kB has had, and its input's size."""
        source = write_lines([])
        with open(source, "wb") as file:
            for i in range(num_lines):
                file.write(completion(f"job-{i}", "Once", max_tokens=1, user="u" * 2000) + b"\n")
        done = subprocess.run(
            ["/usr/bin/env", "python3", "-c", MEASURE, *command(source, source + ".out", "-q")],
            stdout=subprocess.PIPE,
            check=True,
            text=True,
            timeout=300,
        )
        with open(source + ".out", "rb") as file:
            self.assertEqual(sum(1 for _ in file), num_lines)
        os.remove(source + ".out")
        return int(re.fullmatch(r"(\d+)\n", done.stdout).group(1)), os.path.getsize(source) // 1024

    def test_memory_is_bounded_whatever_the_size_of_the_file(self):
        small, _ = self.peak_kib(3_000)
        large, input_kib = self.peak_kib(30_000)
        print(f"peak: {small} KiB, {large} KiB for {input_kib} KiB of input", flush=True)
        self.assertLess(large - small, input_kib // 4)


# Runs a command and prints the peak of its resident memory in KiB.
MEASURE = """
import resource, subprocess, sys
assert subprocess.run(sys.argv[1:]).returncode == 0
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
