"""The README's commands, as a reader runs them who begins in an empty folder.

Every block marked `sh` is run, in order, by one bash that ends at the first command that fails. What
a reader has differs from what a test has in three ways: `git clone ADDRESS` takes this checkout,
`localhost:9092` and `localhost:6379` are the test's Kafka and Redis, and `make test` is left out
(this is part of it). A command that goes on in the background ends with `&`, and is ended last."""

import os
import re
import signal
import unittest

from harness.kafka import shared_kafka
from harness.process import ROOT, Process, run, temporary_folder
from harness.redis_server import shared_redis

README = os.path.join(ROOT, "README.md")
TIMEOUT_S = 420


def blocks(text):
    return re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@unittest.skipUnless(os.path.exists(README), "there is no README.md")
class Readme(unittest.TestCase):
    def snapshot(self):
        """A repository with the files of this checkout as they are, committed or not."""
        folder = os.path.join(temporary_folder(), "penstock")
        os.mkdir(folder)
        listed = run(["git", "ls-files", "-co", "--exclude-standard", "-z"]).stdout
        names = [n for n in listed.split("\0") if n and os.path.exists(os.path.join(ROOT, n))]
        self.assertIn("Makefile", names)
        list_path = os.path.join(temporary_folder(), "names")
        with open(list_path, "w", encoding="utf-8") as file:
            file.write("\0".join(names))
        script = (
            f"tar -c -C '{ROOT}' --null -T '{list_path}' | tar -x -C '{folder}' && cd '{folder}' && "
            "git init -q && git add -A && "
            "git -c user.name=test -c user.email=test@localhost commit -q -m snapshot"
        )
        done = run(["bash", "-euo", "pipefail", "-c", script], timeout_s=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return folder

    def script(self):
        with open(README, encoding="utf-8") as file:
            found = blocks(file.read())
        self.assertGreater(len(found), 0, "the README has no block marked sh")
        lines = "\n".join(found)
        lines = re.sub(r"git clone \S+", f"git clone -q {self.snapshot()}", lines)
        lines = lines.replace("localhost:9092", shared_kafka().address)
        lines = lines.replace("localhost:6379", f"127.0.0.1:{shared_redis().port}")
        lines = re.sub(r"^\s*(\$ )?make test.*$", "", lines, flags=re.MULTILINE)
        # Ends what the reader has started in the background, and lets it finish.
        end = "trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n"
        return end + lines

    def test_every_command_works_as_written(self):
        folder = temporary_folder()
        script = os.path.join(temporary_folder(), "readme.sh")
        text = self.script()
        with open(script, "w", encoding="utf-8") as file:
            file.write(text)
        # A process in its own session: whatever it leaves behind can be ended with it.
        process = Process("readme", ["bash", "-euxo", "pipefail", script], cwd=folder)
        try:
            status = process.wait(TIMEOUT_S)
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.assertEqual(status, 0, process.log()[-6000:])


class FailureTable(unittest.TestCase):
    def rows(self):
        with open(README, encoding="utf-8") as file:
            section = file.read().split("### What happens when something fails\n")[1]
        lines = section.split("\n#")[0].splitlines()
        return [line.strip("| ").split(" | ") for line in lines if line.startswith("|")][2:]

    def test_each_row_names_tests_that_exist(self):
        rows = self.rows()
        self.assertGreater(len(rows), 15)
        for what, _, shown_by in rows:
            named = re.findall(r"`(\w+)\.(\w+)`", shown_by)
            self.assertGreater(len(named), 0, what)
            for file_name, test in named:
                path = os.path.join(ROOT, "tests", "e2e", f"test_{file_name}.py")
                with open(path, encoding="utf-8") as file:
                    self.assertIn(f"    def test_{test}(self):\n", file.read(), what)
