"""penstock estimate beside penstock run: what it counts is exact, what it expects is near. How near
its time is, on a quiet machine, is what `make bench-estimate` measures."""

import json
import os
import unittest

from harness.jobs import chat, completion, embedding
from harness.process import PENSTOCK, ROOT, run, temporary_folder

DEMO = os.path.join(ROOT, "tools", "demo")
MODELS = ["--model", f"{DEMO}/tiny-gpt", "--model", f"{DEMO}/tiny-bert"]
WORDS = "a mortgage is paid back with interest over many years and the nurse explains each dose".split()


def words(number, start):
    return " ".join(WORDS[(start + i) % len(WORDS)] for i in range(number))


def write_batch(lines):
    path = os.path.join(temporary_folder(), "batch.jsonl")
    with open(path, "wb") as file:
        file.write(b"\n".join(lines) + b"\n")
    return path


def mixed_batch():
    lines = []
    for i in range(60):
        text = words(3 + i % 40, i)
        lines.append(completion(f"c{i}", text, model="tiny-gpt", max_tokens=4 + i % 20))
        question = [{"role": "user", "content": text}]
        lines.append(chat(f"q{i}", question, model="tiny-gpt", max_tokens=30))
        lines.append(embedding(f"e{i}", [text, words(5, i)], model="tiny-bert"))
    lines.append(completion("n", "twice", model="tiny-gpt", max_tokens=8, n=3))
    lines.append(completion("wrong", "x", model="tiny-gpt", temperature="hot"))
    lines.append(completion("nobody", "x", model="nobody"))
    lines.append(b"no job at all")
    return write_batch(lines)


class Estimate(unittest.TestCase):
    def estimate(self, *arguments, status=0):
        done = run([PENSTOCK, "estimate", *arguments], timeout_s=240)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def measured(self, path):
        """(prompt tokens, generated tokens, not answered with a 200) of penstock run."""
        output = os.path.join(temporary_folder(), "results.jsonl")
        command = [PENSTOCK, "run", "-i", path, "-o", output, *MODELS, "--threads", "1", "-q"]
        self.assertEqual(run(command, timeout_s=240).returncode, 1)  # some are refused
        with open(output, encoding="utf-8") as file:
            results = [json.loads(line) for line in file]
        usages = [r["response"]["body"]["usage"] for r in results if r["response"]["status_code"] == 200]
        return (
            sum(usage["prompt_tokens"] for usage in usages),
            sum(usage.get("completion_tokens", 0) for usage in usages),
            len(results) - len(usages),
        )

    def test_what_is_counted_is_exact_and_what_is_expected_is_near(self):
        path = mixed_batch()
        prompt_tokens, generated, num_failed = self.measured(path)
        said = json.loads(
            self.estimate(path, *MODELS, "--threads", "1", "--seconds", "4", "--json", "-q").stdout
        )
        self.assertEqual(said["jobs"], 184)
        self.assertEqual(said["refused"], num_failed)
        self.assertEqual(said["prompt_tokens"], prompt_tokens)
        self.assertAlmostEqual(said["completion_tokens"], generated, delta=generated * 0.2)
        self.assertLessEqual(said["completion_tokens"], said["completion_tokens_max"])
        self.assertGreater(said["seconds"], 0)
        self.assertGreater(said["kv_bytes"], 0)
        self.assertGreater(said["memory_bytes"], said["weight_bytes"] + said["kv_bytes"])

    def test_lines_that_are_all_long_are_measured_too(self):
        wide = b"{" + b" " * (1 << 20)
        lines = [embedding(f"e{i}", words(20, i), model="tiny-bert") for i in range(3)]
        path = write_batch([line.replace(b"{", wide, 1) for line in lines])
        model = ["--model", f"{DEMO}/tiny-bert", "--threads", "1", "--seconds", "1", "--json", "-q"]
        said = json.loads(self.estimate(path, *model).stdout)
        self.assertEqual((said["jobs"], said["refused"]), (3, 0))
        self.assertGreater(said["seconds"], 0)

    def test_twice_the_jobs_take_twice_the_time(self):
        one = [embedding(f"e{i}", words(20, i), model="tiny-bert") for i in range(300)]
        model = ["--model", f"{DEMO}/tiny-bert", "--threads", "1", "--seconds", "2", "--json", "-q"]
        ratios = []
        for _ in range(3):  # of a machine that others use too, the middle one
            seconds = [
                json.loads(self.estimate(write_batch(one * times), *model).stdout)["seconds"]
                for times in (1, 8)
            ]
            ratios.append(seconds[1] / seconds[0])
        self.assertTrue(4 < sorted(ratios)[1] < 16, ratios)

    def test_more_cores(self):
        path = mixed_batch()
        said = self.estimate(path, *MODELS, "--threads", "2", "--seconds", "1", "--cores", "8", "-q")
        self.assertIn("on 8 cores; measured for", said.stdout)
        self.assertIn("with 2 threads", said.stdout)
        wrong = self.estimate(path, *MODELS, "--threads", "1", "--cores", "8", status=2)
        self.assertIn("--cores", wrong.stderr)

    def test_wrong_usage(self):
        self.assertIn("FILE is missing", self.estimate(*MODELS, status=2).stderr)
        self.assertIn("--model", self.estimate("x.jsonl", status=2).stderr)
        self.assertIn("gone.jsonl", self.estimate("gone.jsonl", *MODELS, status=2).stderr)
        self.assertIn("nowhere", self.estimate(mixed_batch(), "--model", "/nowhere", status=3).stderr)
        self.assertIn("--seconds", self.estimate("x", *MODELS, "--seconds", "0", status=2).stderr)

    def test_a_file_without_jobs(self):
        said = json.loads(self.estimate(write_batch([b""]), *MODELS, "--json", "-q").stdout)
        self.assertEqual((said["jobs"], said["prompt_tokens"], said["seconds"]), (0, 0, 0))
