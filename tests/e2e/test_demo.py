"""The demo leaves nothing behind, wherever it is interrupted."""

import glob
import os
import signal
import time
import unittest

from harness.process import ROOT, Process, temporary_folder, wait_until

DEMO = os.path.join(ROOT, "deploy/demo")


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

    def test_interrupted(self):
        for step, number, status in (
            ("packages", signal.SIGTERM, 143),
            ("redis ", signal.SIGINT, 130),
            ("worker ", signal.SIGHUP, 143),
            ("results ", signal.SIGTERM, 143),
        ):
            with self.subTest(step=step, signal=number.name):
                # Its folder of temporary files tells what is the demo's.
                folder = temporary_folder()
                demo = Process("demo", [DEMO], environment={"TMPDIR": folder})
                self.wait_for(step, demo)
                time.sleep(0.3)
                os.kill(demo.pid, number)
                self.assertEqual(demo.wait(30), status, demo.log())
                self.assertEqual(os.listdir(folder), [])
                self.assertEqual(processes_of(folder), [])
