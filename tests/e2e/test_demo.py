"""The demo shows the answer to each of its jobs, and leaves nothing behind, wherever it is interrupted."""

import glob
import json
import os
import signal
import time
import unittest

from harness.process import ROOT, Process, temporary_folder, wait_until

DEMO = os.path.join(ROOT, "deploy/demo")
JOBS = os.path.join(ROOT, "tools/demo/jobs.jsonl")
URLS = ["/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/text-classification"]


def processes_of(text):
    """The processes that have this text in their command line."""
    found = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as file:
                command = file.read().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if text in command:
            found.append(command)
    return found


class Demo(unittest.TestCase):
    def wait_for(self, step, demo):
        wait_until(lambda: step in demo.log(), 120, f"it says {step}", demo)

    def test_to_the_end(self):
        with open(JOBS, encoding="utf-8") as file:
            jobs = [json.loads(line) for line in file]
        self.assertEqual(sorted({job["url"] for job in jobs}), URLS)
        demo = Process("demo", [DEMO])
        self.assertEqual(demo.wait(180), 0, demo.log())
        shown = demo.log().split("penstock results --follow")[1]
        for job in jobs:
            self.assertIn("\n" + job["custom_id"] + "\n", shown)
        for text in (
            "The heart pumps the blood through the body.",  # a chat's answer
            "clinic is on",  # a completion
            "positive 0.",  # a label with its score
            "is closest to",  # embeddings
        ):
            self.assertIn(text, " ".join(shown.split()))

    def test_interrupted(self):
        # The results are there so soon that the last step leaves no time to wait in.
        for step, delay_s, number, status in (
            ("packages", 0.3, signal.SIGTERM, 143),
            ("redis ", 0.3, signal.SIGINT, 130),
            ("worker ", 0.3, signal.SIGHUP, 143),
            ("jobs ", 0, signal.SIGTERM, 143),
        ):
            with self.subTest(step=step, signal=number.name):
                # Its folder of temporary files tells what is the demo's.
                folder = temporary_folder()
                demo = Process("demo", [DEMO], environment={"TMPDIR": folder})
                self.wait_for(step, demo)
                time.sleep(delay_s)
                os.kill(demo.pid, number)
                self.assertEqual(demo.wait(30), status, demo.log())
                self.assertEqual(os.listdir(folder), [])
                self.assertEqual(processes_of(folder), [])
