"""The container image's steps, taken in debootstrap roots, and the worker of the result: without rights,
on a read-only root, doing jobs from Kafka."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import image  # noqa: E402

ROOT = image.ROOT
PENSTOCK = ROOT / "build" / "release" / "penstock"
DEMO = ROOT / "tools" / "demo"


def may_mount():
    return os.geteuid() == 0 and subprocess.run(["unshare", "--mount", "true"], check=False).returncode == 0


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def context(folder):
    """What an engine would be sent: the checkout but for what .dockerignore names."""
    ignored = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    shutil.copytree(ROOT, folder, symlinks=True,
                    ignore=lambda path, names: ignored if pathlib.Path(path) == ROOT else [])
    return folder


def wait_for(condition, what, timeout_s=60):
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} didn't come within {timeout_s} s")


def answers(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


@unittest.skipUnless(may_mount(), "mounting needs root and the right to it")
class ContainerImage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.mkdtemp(prefix="penstock-image-")
        cls.addClassCleanup(shutil.rmtree, cls.scratch)
        source = context(pathlib.Path(cls.scratch) / "context")
        cls.image = image.Image(source / "deploy" / "Dockerfile", source, cls.scratch).last

    def start(self, arguments, **options):
        process = image.start(self.image, arguments, mounts=[(DEMO, "/models")],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        return process

    def start_broker(self):
        """Its address, as clients name it."""
        place = pathlib.Path(self.scratch) / "broker-address"
        broker = subprocess.Popen([PENSTOCK, "broker", "--address-file", place],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(broker.wait)
        self.addCleanup(broker.terminate)
        wait_for(place.exists, "the broker's address")
        return place.read_text(encoding="utf-8").strip()

    def test_it_runs_jobs_from_kafka_without_rights_on_a_read_only_root(self):
        http_port = free_port()
        bootstrap = self.start_broker()
        worker = self.start(["--set", "models=/models/tiny-gpt,/models/tiny-bert", "--set", "redis.url="],
                            environment={"PENSTOCK_KAFKA__BOOTSTRAP_SERVERS": bootstrap,
                                         "PENSTOCK_HTTP__LISTEN": f":{http_port}"})
        wait_for(lambda: answers(http_port, "/ready") or worker.poll() is not None, "a ready worker")
        self.assertIsNone(worker.poll(), worker.stdout.read() if worker.poll() is not None else "")
        with open(f"/proc/{worker.pid}/status", encoding="utf-8") as file:
            status = dict(line.split(":", 1) for line in file)
        self.assertEqual(status["Uid"].split(), ["10001"] * 4)
        self.assertEqual(status["Gid"].split(), ["10001"] * 4)
        self.assertEqual(int(status["CapEff"], 16), 0)
        submitted = subprocess.run([PENSTOCK, "submit", "-", "--batch", "image", "-b", bootstrap], check=True,
                                   input=(DEMO / "jobs.jsonl").read_text(encoding="utf-8"), text=True, capture_output=True)
        self.assertEqual(submitted.returncode, 0)
        results = subprocess.run([PENSTOCK, "results", "--follow", "--batch", "image", "-b", bootstrap, "--timeout", "60"],
                                 check=False, capture_output=True, text=True)
        codes = [json.loads(line)["response"]["status_code"] for line in results.stdout.splitlines()]
        self.assertEqual(len(codes), len((DEMO / "jobs.jsonl").read_text(encoding="utf-8").splitlines()))
        self.assertIn(200, codes)
        worker.terminate()
        self.assertEqual(worker.wait(timeout=60), 0)

    def test_nothing_can_be_written_in_it(self):
        self.image.entrypoint, entrypoint = ["/bin/sh", "-c"], self.image.entrypoint
        self.addCleanup(setattr, self.image, "entrypoint", entrypoint)
        process = self.start(["for at in / /tmp /etc/penstock /models; do touch $at/x 2>/dev/null && echo $at; done; id -u"])
        self.assertEqual(process.communicate(timeout=30)[0].split(), ["10001"])

    def test_it_holds_the_programs_and_what_they_need_but_no_compiler(self):
        for program in ("penstock", "penstock-worker"):
            self.assertIn(program, self.image.chroot(f"{program} --version"))
            self.assertNotIn("not found", self.image.chroot(f"ldd /usr/bin/{program}"))
        self.assertFalse((self.image.folder / "usr/bin/gcc").exists())
        self.assertEqual(self.image.command, ["--config", "/etc/penstock/worker.json"])
        self.assertTrue((self.image.folder / "etc/penstock/worker.json").exists())
        self.assertEqual(self.image.ports, [9464])


if __name__ == "__main__":
    unittest.main()
