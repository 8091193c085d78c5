"""deploy/compose.yaml: docker-compose takes it, and its commands do on a real Kafka and Redis what they
are there for, with the addresses of those instead of the containers'."""

import os
import re
import subprocess
import uuid

import yaml
from harness.case import WorkerCase
from harness.jobs import completion, keyed
from harness.process import PENSTOCK, PENSTOCK_WORKER, ROOT, Process, free_port, run

COMPOSE = os.path.join(ROOT, "deploy", "compose.yaml")


class Compose(WorkerCase):
    @classmethod
    def setUpClass(cls):
        done = subprocess.run(
            ["docker-compose", "-f", COMPOSE, "config"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        cls.services = yaml.safe_load(done.stdout)["services"]

    def here(self, text):
        """A word of the file, for this machine instead of the containers."""
        for there, ours in (
            ("kafka:19092", self.kafka.address),
            ("redis://redis:6379/0", self.redis.url),
            ("/models/", os.path.join(ROOT, "tools", "demo") + "/"),
        ):
            text = text.replace(there, ours)
        return text

    def own_topics(self):
        """--set for topics and a group that no other test uses."""
        return [
            "--set",
            f"topics.jobs={self.names['jobs']}",
            "--set",
            f"topics.results={self.names['results']}",
            "--set",
            f"topics.dead_letter={self.names['dead']}",
        ]

    def test_its_services_are_the_ones_it_promises(self):
        self.assertEqual(set(self.services), {"kafka", "redis", "topics", "worker"})
        worker = self.services["worker"]
        self.assertEqual(worker["deploy"]["replicas"], 2)
        self.assertIs(worker["read_only"], True)
        self.assertEqual(worker["cap_drop"], ["ALL"])
        grace_s = int(re.fullmatch(r"(\d+)s", worker["stop_grace_period"]).group(1))
        self.assertGreater(grace_s, 25 + 15)  # worker.grace_ms, and what leaving may take
        for service in ("topics", "worker"):
            self.assertTrue(os.path.exists(self.services[service]["build"]["context"]))

    def test_topics_and_a_worker_as_it_starts_them(self):
        self.names = {kind: f"{kind}-{uuid.uuid4().hex[:8]}" for kind in ("jobs", "results", "dead")}
        topics = self.services["topics"]
        words = [self.here(word) for word in (*topics["entrypoint"], *topics["command"])]
        self.assertEqual(words[0], "penstock")
        done = run([PENSTOCK, *words[1:], *self.own_topics()], timeout_s=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        worker = self.services["worker"]
        environment = {name: self.here(value) for name, value in worker["environment"].items()}
        environment["PENSTOCK_HTTP__LISTEN"] = f"127.0.0.1:{free_port()}"
        command = [PENSTOCK_WORKER, *map(self.here, worker["command"]), *self.own_topics()]
        process = Process(
            "worker", [*command, "--set", f"kafka.group.id={self.group}"], environment
        )
        self.addCleanup(process.kill)
        jobs = [completion(f"c-{i}", "A mortgage is", model="tiny-gpt", max_tokens=4) for i in range(4)]
        self.kafka.produce(self.names["jobs"], keyed(jobs))
        results = self.kafka.read_count(len(jobs), self.names["results"], timeout_s=60)
        self.assertEqual(len(results), len(jobs))
        self.assertTrue(process.is_running, process.log()[-2000:])

    def test_its_health_check_tells_ready_from_not(self):
        kind, script = self.services["worker"]["healthcheck"]["test"]
        self.assertEqual(kind, "CMD-SHELL")
        model = os.path.join(ROOT, "tools", "demo", "tiny-bert")
        worker = self.start_worker(models=[{"name": "tiny-bert", "path": model}])
        worker.wait_ready()
        at = script.replace("127.0.0.1/9464", f"127.0.0.1/{worker.http_port}")
        self.assertEqual(subprocess.run(["sh", "-c", at], check=False).returncode, 0)
        nobody = script.replace("127.0.0.1/9464", f"127.0.0.1/{free_port()}")
        self.assertNotEqual(
            subprocess.run(["sh", "-c", nobody], check=False, stderr=subprocess.DEVNULL).returncode, 0
        )
