"""What can't work is said at start: what, where and what to do; exit code 2 or 3; within 10 s."""

import json
import os
import shutil
import signal
import time
import unittest
import uuid

from harness.case import WorkerCase
from harness.jobs import BERT, STORIES, needs_fixtures, write_lines
from harness.process import (
    PENSTOCK,
    PENSTOCK_WORKER,
    free_port,
    run,
    temporary_folder,
    wait_until,
)
from harness.worker import Worker, run_worker, write_config

USAGE = 2
UNAVAILABLE = 3


def copy_of(folder):
    target = os.path.join(temporary_folder(), os.path.basename(folder))
    shutil.copytree(folder, target)
    for name in os.listdir(target):
        os.chmod(os.path.join(target, name), 0o644)
    os.chmod(target, 0o755)
    return target


def change_config(folder, **changes):
    path = os.path.join(folder, "config.json")
    with open(path, encoding="utf-8") as file:
        config = {**json.load(file), **changes}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(config, file)


class Startup(WorkerCase):
    partitions = 1

    def assert_refused(self, status, words, config, *arguments, environment=None):
        started = time.monotonic()
        done = run_worker(config, *arguments, environment=environment)
        took_s = time.monotonic() - started
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, status, said)
        for word in words:
            self.assertIn(word, said)
        self.assertLess(took_s, 10)

    def test_a_wrong_value(self):
        config = self.config(redis={"timeout_ms": "soon"})
        self.assert_refused(USAGE, ["redis.timeout_ms", "soon", "number"], config)
        config = self.config(delivery={"group_jobs_max": -1})
        self.assert_refused(USAGE, ["delivery.group_jobs_max", "-1"], config)
        config = self.config(log={"level": "loud"})
        self.assert_refused(USAGE, ["log.level", "loud", "debug"], config)

    def test_a_wrong_value_by_set_and_by_the_environment(self):
        arguments = ["--set", "engine.threads=many"]
        self.assert_refused(USAGE, ["engine.threads", "many"], self.config(), *arguments)
        environment = {"PENSTOCK_ENGINE__THREADS": "several"}
        words = ["PENSTOCK_ENGINE__THREADS", "several"]
        self.assert_refused(USAGE, words, self.config(), environment=environment)

    def test_an_unknown_key_names_the_nearest(self):
        config = self.config(delivery={"group_job_max": 5})
        self.assert_refused(USAGE, ["group_job_max", "group_jobs_max"], config)
        config = {**self.config(), "topcis": {}}
        self.assert_refused(USAGE, ["topcis", "topics"], config)

    def test_a_property_that_librdkafka_does_not_know_or_the_worker_owns(self):
        config = self.config(kafka={"fetch.message.max.bites": 1})
        self.assert_refused(USAGE, ["fetch.message.max.bites"], config)
        config = self.config(kafka={"bootstrp.servers": "localhost:9092"})
        self.assert_refused(USAGE, ["the nearest is kafka.bootstrap.servers"], config)
        config = self.config(kafka={"session.timeout.ms": "never"})
        self.assert_refused(USAGE, ["session.timeout.ms"], config)
        for name, value in (
            ("enable.auto.commit", True),
            ("isolation.level", "read_uncommitted"),
            ("transactional.id", "mine"),
        ):
            self.assert_refused(USAGE, [name], self.config(kafka={name: value}))

    def test_what_is_not_built_yet_is_refused_by_name(self):
        self.assert_refused(USAGE, ["worker.slot"], self.config(worker={"slot": "worker-0"}))
        config = self.config(delivery={"mode": "at-least-once"})
        self.assert_refused(USAGE, ["delivery.mode", "at-least-once"], config)

    def test_a_file_that_is_no_configuration(self):
        path = write_lines([b"{", b'  "kafka": {,'], name="worker.json")
        done = run([PENSTOCK_WORKER, "--config", path], timeout_s=10)
        self.assertEqual(done.returncode, USAGE, done.stderr)
        self.assertIn(path, done.stdout + done.stderr)
        self.assertIn("line 2", done.stdout + done.stderr)
        done = run([PENSTOCK_WORKER, "--config", "/nonexistent/worker.json"], timeout_s=10)
        self.assertEqual(done.returncode, USAGE, done.stderr)
        self.assertIn("/nonexistent/worker.json", done.stdout + done.stderr)

    def test_no_models(self):
        self.assert_refused(USAGE, ["models"], self.config(models=[]))

    @needs_fixtures
    def test_a_broker_that_is_not_there(self):
        address = f"127.0.0.1:{free_port()}"
        config = self.config(kafka={"bootstrap.servers": address})
        self.assert_refused(UNAVAILABLE, [address, "kafka.bootstrap.servers"], config)

    @needs_fixtures
    def test_a_signal_ends_a_worker_that_still_starts(self):
        address = f"127.0.0.1:{free_port()}"
        for number in (signal.SIGTERM, signal.SIGINT):
            worker = Worker(self.config(kafka={"bootstrap.servers": address}))
            self.addCleanup(worker.kill)
            wait_until(lambda: "listening" in worker.log(), 10, "it listens", worker.process)
            worker.process.signal(number)
            self.assertEqual(worker.process.wait(2), 0)

    @needs_fixtures
    def test_a_topic_that_is_not_there(self):
        missing = f"missing-{uuid.uuid4().hex[:8]}"
        config = self.config(topics={"results": missing})
        self.assert_refused(UNAVAILABLE, [missing, "topics create"], config)

    def test_a_missing_model(self):
        config = self.config(models=[{"name": "x", "path": "/nonexistent/model"}])
        self.assert_refused(UNAVAILABLE, ["/nonexistent/model"], config)
        config = self.config(models=[{"name": "x", "path": temporary_folder()}])
        self.assert_refused(UNAVAILABLE, ["config.json"], config)

    def test_a_truncated_safetensors_file(self):
        folder = copy_of(BERT)
        path = os.path.join(folder, "model.safetensors")
        os.truncate(path, os.path.getsize(path) - 1000)
        config = self.config(models=[{"name": "x", "path": folder}])
        self.assert_refused(UNAVAILABLE, ["model.safetensors"], config)
        os.truncate(path, 5)
        self.assert_refused(UNAVAILABLE, ["model.safetensors"], config)

    def test_an_unsupported_model_type(self):
        folder = copy_of(BERT)
        change_config(folder, model_type="rwkv", architectures=["RwkvForCausalLM"])
        config = self.config(models=[{"name": "x", "path": folder}])
        self.assert_refused(UNAVAILABLE, ["model_type", "rwkv", "bert", "llama"], config)

    def test_a_shape_that_is_not_what_the_config_says(self):
        folder = copy_of(BERT)
        change_config(folder, intermediate_size=80)
        config = self.config(models=[{"name": "x", "path": folder}])
        self.assert_refused(UNAVAILABLE, ["intermediate", "80", "72"], config)

    def test_a_wrong_option(self):
        done = run([PENSTOCK_WORKER, "--confg", write_config(self.config())], timeout_s=10)
        self.assertEqual(done.returncode, USAGE)
        self.assertIn("confg", done.stderr)


class RunStartup(unittest.TestCase):
    """penstock run says the same of the same faults."""

    def run_penstock(self, *arguments):
        return run([PENSTOCK, *arguments], timeout_s=10)

    def run_model(self, folder):
        lines = write_lines([b"{}"])
        return self.run_penstock("run", "-i", lines, "-o", lines + ".out", "--model", folder)

    def test_models_that_cannot_be_had(self):
        done = self.run_model("/nonexistent/model")
        self.assertEqual(done.returncode, UNAVAILABLE)
        self.assertIn("/nonexistent/model", done.stderr)
        folder = copy_of(BERT)
        path = os.path.join(folder, "model.safetensors")
        os.truncate(path, os.path.getsize(path) // 2)
        done = self.run_model(folder)
        self.assertEqual(done.returncode, UNAVAILABLE)
        self.assertIn("model.safetensors", done.stderr)

    @needs_fixtures
    def test_hostile_headers(self):
        folder = copy_of(STORIES)
        path = os.path.join(folder, "model.safetensors")
        with open(path, "rb") as file:
            good = file.read(8)
        for size in (2**63, 2**64 - 1, 0, int.from_bytes(good, "little") + 1):
            with self.subTest(size=size):
                with open(path, "r+b") as file:
                    file.write(size.to_bytes(8, "little"))
                done = self.run_model(folder)
                self.assertEqual(done.returncode, UNAVAILABLE, done.stderr)
                self.assertIn("model.safetensors", done.stderr)

    def test_files_that_cannot_be_had(self):
        arguments = ["-o", "/dev/null", "--model", BERT]
        done = self.run_penstock("run", "-i", "/nonexistent/in.jsonl", *arguments)
        self.assertEqual(done.returncode, USAGE)
        self.assertIn("/nonexistent/in.jsonl", done.stderr)
        done = self.run_penstock("run", *arguments)
        self.assertEqual(done.returncode, USAGE)
        self.assertIn("-i", done.stderr)

    def test_usage(self):
        self.assertEqual(self.run_penstock().returncode, USAGE)
        done = self.run_penstock("sumbit")
        self.assertEqual(done.returncode, USAGE)
        self.assertIn("submit", done.stderr)
        self.assertEqual(self.run_penstock("--help").returncode, 0)
        self.assertEqual(self.run_penstock("run", "--help").returncode, 0)
        self.assertEqual(run([PENSTOCK_WORKER, "--help"], timeout_s=10).returncode, 0)
