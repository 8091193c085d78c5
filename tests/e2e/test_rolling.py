"""A group whose workers are replaced, one after the other, by another version and back again.

The other version differs in all that outlives a process: the program's version, the notes beside
committed offsets and the numerics that the cache's keys tell apart (make other-version)."""

import json
import os
import threading

from confluent_kafka import Consumer, TopicPartition

from harness.case import WorkerCase
from harness.jobs import BERT, embedding
from harness.kafka import headers_of
from harness.process import BUILD, PENSTOCK_WORKER, ROOT, run, wait_until
from harness.worker import Worker

OTHER_WORKER = os.path.join(BUILD, "other", "penstock-worker")
NUM_KEYS = 12
ROUND_JOBS = 24
PAUSE_S = 0.05


def setUpModule():
    variant = os.path.basename(BUILD)
    made = run(["make", "-s", "-j2", f"VARIANT={variant}", "other-version"], timeout_s=300, cwd=ROOT)
    assert made.returncode == 0, made.stderr


def version_of(program):
    return run([program, "--version"]).stdout.split()[-1]


class Flow:
    """Jobs that go on being sent, those of a key in order, until it is told to stop."""

    def __init__(self, kafka, topic):
        self.kafka = kafka
        self.topic = topic
        self.num_jobs = 0
        self.failure = None
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        try:
            while not self.is_over.wait(PAUSE_S):
                jobs = []
                for number in range(self.num_jobs, self.num_jobs + ROUND_JOBS):
                    name = f"{number % NUM_KEYS}-{number // NUM_KEYS}"
                    jobs.append((f"key-{number % NUM_KEYS}".encode(), embedding(name, f"Text {name}")))
                self.kafka.produce(self.topic, jobs)
                self.num_jobs += ROUND_JOBS
        except Exception as failure:  # pylint: disable=broad-except
            self.failure = failure

    def stop(self):
        self.is_over.set()
        self.thread.join(60)
        if self.failure:
            raise self.failure


class Rolling(WorkerCase):
    partitions = 4

    def setUp(self):
        super().setUp()
        self.workers = []

    def start(self, program):
        config = self.config(models=[{"name": "bert", "path": BERT}])
        worker = Worker(config, name=f"worker-{len(self.workers)}", program=program)
        self.addCleanup(worker.kill)
        self.workers.append(worker)
        return worker.wait_ready()

    def wait_for_answers(self, worker):
        """Until it has answered some jobs: it has its share of the partitions."""

        def answered():
            metrics = worker.metrics()
            return metrics.sum("penstock_jobs_total") > 0

        wait_until(answered, 60, "it answers jobs", worker.process)

    def notes(self):
        """The notes beside the group's committed offsets."""
        consumer = Consumer({"bootstrap.servers": self.kafka.address, "group.id": self.group})
        try:
            asked = [TopicPartition(self.topics["jobs"], i) for i in range(self.partitions)]
            return {p.metadata for p in consumer.committed(asked, 30) if p.offset >= 0}
        finally:
            consumer.close()

    def assert_in_order(self, terminal):
        """Of each key the results stand in the order of its jobs."""
        last = {}
        for message in terminal:
            key, number = json.loads(message.value())["custom_id"].split("-")
            self.assertEqual(message.key(), f"key-{key}".encode())
            self.assertGreater(int(number), last.get(key, -1), f"key {key} is out of order")
            last[key] = int(number)

    def assert_quiet(self, worker):
        for line in worker.log().splitlines():
            self.assertNotIn('"level":"error"', line)

    def test_forth_and_back_under_load(self):
        flow = Flow(self.kafka, self.topics["jobs"])
        running = [self.start(PENSTOCK_WORKER), self.start(PENSTOCK_WORKER)]
        flow.thread.start()
        self.addCleanup(flow.is_over.set)
        for worker in running:
            self.wait_for_answers(worker)
        for turn, program in enumerate([OTHER_WORKER, OTHER_WORKER, PENSTOCK_WORKER, PENSTOCK_WORKER]):
            if turn % 2 == 0:  # one more for a while
                running.append(self.start(program))
                self.assertEqual(running.pop(0).terminate(), 0)
            else:  # one less for a while
                self.assertEqual(running.pop(0).terminate(), 0)
                running.append(self.start(program))
            self.wait_for_answers(running[-1])
        flow.stop()
        terminal = self.read_terminal(flow.num_jobs)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
        self.assert_in_order(terminal)
        for message in terminal:
            self.assertEqual(json.loads(message.value())["response"]["status_code"], 200)
        self.assertGreaterEqual(len({headers_of(m)["penstock-worker"] for m in terminal}), 5)
        for worker in running:
            self.assertEqual(worker.terminate(), 0)
        for worker in self.workers:
            self.assert_quiet(worker)
        own = f"penstock/1 writer={version_of(PENSTOCK_WORKER)}"
        for note in self.notes():  # which this client may read beyond the end of
            self.assertTrue(note.startswith(own), note)

    def ask(self, program, custom_id):
        """How a worker of a program answers a job that all ask alike: (its cache header, the body)."""
        worker = self.start(program)
        self.kafka.produce(self.topics["jobs"], [(b"k", embedding(custom_id, "the same text"))])

        def found(messages):
            return [m for m in messages if json.loads(m.value())["custom_id"] == custom_id]

        (message,) = found(self.kafka.read(self.topics["results"], until=found))
        self.assertEqual(worker.terminate(), 0)
        return headers_of(message)["penstock-cache"]

    def test_no_version_is_served_what_another_has_cached(self):
        asked = [PENSTOCK_WORKER, PENSTOCK_WORKER, OTHER_WORKER, OTHER_WORKER, PENSTOCK_WORKER]
        answers = [self.ask(program, f"job-{i}") for i, program in enumerate(asked)]
        self.assertEqual(answers, ["miss", "hit", "miss", "hit", "hit"])
        self.assertEqual(len(self.redis.client.keys(f"{self.prefix}:default:cache:*")), 2)

    def test_what_is_no_body_in_the_cache_is_a_miss(self):
        self.assertEqual(self.ask(PENSTOCK_WORKER, "first"), "miss")
        (key,) = self.redis.client.keys(f"{self.prefix}:default:cache:*")
        for i, body in enumerate([b"", b"\x00\xff", b"[1]", b"{", b"null"]):
            self.redis.client.set(key, body)
            self.assertEqual(self.ask(PENSTOCK_WORKER, f"job-{i}"), "miss", body)
        self.assertEqual(self.ask(PENSTOCK_WORKER, "last"), "hit")

    def test_notes_of_a_newer_version_are_said_once_and_the_offset_counts(self):
        jobs = [(f"k{i}".encode(), embedding(f"job-{i}", f"Text {i}")) for i in range(40)]
        self.kafka.produce(self.topics["jobs"], jobs)
        written = self.kafka.read(self.topics["jobs"])
        newer = "penstock/1000 done=AAAA writer=9.0"
        notes = {0: newer, 1: newer, 2: "another tool's", 3: ""}
        consumer = Consumer({"bootstrap.servers": self.kafka.address, "group.id": self.group})
        offsets = [
            TopicPartition(self.topics["jobs"], partition, 3, note)
            for partition, note in notes.items()
        ]
        consumer.commit(offsets=offsets, asynchronous=False)
        consumer.close()
        worker = self.start(PENSTOCK_WORKER)
        left = [message for message in written if message.offset() >= 3]
        self.assert_one_each(self.read_terminal(len(left)), left)
        told = [line for line in worker.log().splitlines() if "a newer worker" in line]
        self.assertEqual(len(told), 1, worker.log())
        self.assertIn("version 9.0", told[0])
        self.assertEqual(worker.terminate(), 0)
