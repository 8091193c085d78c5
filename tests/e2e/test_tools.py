"""The client's tools on real Kafka: topics create, submit, results; and broker without it."""

import json
import os
import signal
import time
import uuid

from confluent_kafka import Consumer, Producer
from harness.case import WorkerCase
from harness.jobs import completions, embeddings, keyed, needs_fixtures, write_lines
from harness.kafka import headers_of
from harness.process import PENSTOCK, Process, run, temporary_folder, wait_until
from harness.worker import write_config


class Tools(WorkerCase):
    def setUp(self):
        super().setUp()
        self.config_path = write_config(self.config())

    def penstock(self, *arguments, timeout_s=60):
        return run([PENSTOCK, *arguments, "--config", self.config_path], timeout_s=timeout_s)

    def check(self, done, status=0):
        self.assertEqual(done.returncode, status, done.stdout[-1000:] + done.stderr[-3000:])
        return done

    def test_topics_create(self):
        names = {kind: f"{kind}-{uuid.uuid4().hex[:8]}" for kind in ("jobs", "results", "dead")}
        names["replies"] = f"replies-{uuid.uuid4().hex[:8]}"
        self.config_path = write_config(
            self.config(
                topics={
                    "jobs": [{"topic": names["jobs"], "weight": 1}],
                    "results": names["results"],
                    "dead_letter": names["dead"],
                    "reply_to_allowed": [names["replies"]],
                }
            )
        )
        self.check(self.penstock("topics", "create", "--partitions", "3"))
        listed = self.kafka.admin.list_topics(timeout=30).topics
        self.assertEqual(len(listed[names["jobs"]].partitions), 3)
        self.assertEqual(len(listed[names["results"]].partitions), 3)
        self.assertEqual(len(listed[names["replies"]].partitions), 3)
        self.assertIn(names["dead"], listed)
        self.check(self.penstock("topics", "create", "--partitions", "3"))  # once more: all there

    def test_submit_produces_each_line_and_the_end_marker(self):
        lines = self.plain()
        path = write_lines(lines)
        batch = f"b{uuid.uuid4().hex[:8]}"
        self.check(self.penstock("submit", path, "--batch", batch, "-H", "color=blue"))
        records = self.kafka.read(self.topics["jobs"])
        jobs = [m for m in records if m.value() is not None]
        self.assertEqual(sorted((m.key(), m.value()) for m in jobs), sorted(keyed(lines)))
        for message in jobs:
            headers = headers_of(message)
            self.assertEqual(headers["penstock-batch"], batch)
            self.assertEqual(headers["color"], "blue")
        (end,) = [m for m in records if m.value() is None]
        self.assertEqual(headers_of(end)["penstock-batch"], batch)
        self.assertEqual(headers_of(end)["penstock-batch-total"], str(len(lines)))
        # Records of a key are in the order of the file.
        order = {line: i for i, line in enumerate(lines)}
        for partition in range(self.partitions):
            found = [order[m.value()] for m in jobs if m.partition() == partition]
            self.assertEqual(found, sorted(found))

    def test_submit_refuses_headers_that_a_worker_would_refuse(self):
        path = write_lines(self.plain())
        for header in ("penstock-tenant=ACME", "penstock-deadline=soon", "penstock-cache=maybe"):
            done = self.penstock("submit", path, "-H", header)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(header.split("=")[0], done.stderr)
        self.assertEqual(self.kafka.read(self.topics["jobs"]), [])
        allowed = ["-H", "penstock-reply-to=replies", "-H", "penstock-tenant=acme"]
        self.check(self.penstock("submit", path, *allowed))

    @staticmethod
    def plain():
        return [json.dumps({"custom_id": f"line-{i}"}).encode() for i in range(60)]

    def test_submit_without_a_batch(self):
        path = write_lines(self.plain())
        self.check(self.penstock("submit", path, "--no-batch"))
        records = self.kafka.read(self.topics["jobs"])
        self.assertEqual(len(records), 60)
        for message in records:
            self.assertNotIn("penstock-batch", headers_of(message))

    def test_submit_names_a_batch_by_the_file(self):
        path = write_lines(self.plain())
        for _ in range(2):
            self.check(self.penstock("submit", path))
        records = self.kafka.read(self.topics["jobs"])
        self.assertEqual(len({headers_of(m)["penstock-batch"] for m in records}), 1)

    @needs_fixtures
    def test_the_whole_way(self):
        lines = completions(150) + embeddings(50)
        path = write_lines(lines + [b"not a job"])
        output = path + ".results"
        self.start_worker().wait_ready()
        self.check(self.penstock("submit", path, "--batch", "whole"))
        # The dead letter counts as an outcome, and makes the exit status 1.
        done = self.penstock("results", "--follow", "--batch", "whole", "-o", output)
        self.check(done, status=1)
        with open(output, "rb") as file:
            results = file.read().splitlines()
        found = sorted(json.loads(line)["custom_id"] for line in results)
        self.assertEqual(found, sorted(json.loads(line)["custom_id"] for line in lines))
        again = self.check(self.penstock("results", "--batch", "whole"), status=1)
        self.assertEqual(sorted(again.stdout.encode().splitlines()), sorted(results))

    @needs_fixtures
    def test_results_follow_until_interrupted(self):
        self.start_worker().wait_ready()
        command = [PENSTOCK, "results", "--follow", "--config", self.config_path]
        follower = Process("results", command)
        self.kafka.produce(self.topics["jobs"], keyed(completions(20)))

        def lines():
            return [line for line in follower.log().splitlines() if line.startswith('{"id"')]

        wait_until(lambda: len(lines()) == 20, 60, "the results are followed", follower)
        follower.signal(signal.SIGINT)
        self.assertEqual(follower.wait(10), 0, follower.log()[-2000:])

    def test_results_shows_only_what_is_committed(self):
        producer = Producer(
            {"bootstrap.servers": self.kafka.address, "transactional.id": uuid.uuid4().hex}
        )
        producer.init_transactions(30)
        line = b'{"id":"batch_req_0","custom_id":"%s","response":null,"error":null}'
        for custom_id, end in ((b"kept", "commit"), (b"dropped", "abort"), (b"open", None)):
            producer.begin_transaction()
            producer.produce(self.topics["results"], line % custom_id)
            producer.flush(30)
            if end:
                getattr(producer, f"{end}_transaction")(30)
        done = self.check(self.penstock("results"))
        self.assertIn("kept", done.stdout)
        self.assertNotIn("dropped", done.stdout)
        self.assertNotIn("open", done.stdout)
        producer.abort_transaction(30)

    def test_a_broker_that_is_not_there(self):
        self.config_path = write_config(self.config(kafka={"bootstrap.servers": "127.0.0.1:9"}))
        path = write_lines(self.plain())
        for arguments in (["submit", path], ["results"], ["topics", "create"]):
            with self.subTest(arguments=arguments):
                started = time.monotonic()
                done = self.check(self.penstock(*arguments), status=3)
                self.assertIn("127.0.0.1:9", done.stderr)
                self.assertLess(time.monotonic() - started, 15)

    def test_a_topic_that_is_not_there(self):
        missing = f"missing-{uuid.uuid4().hex[:8]}"
        path = write_lines(self.plain())
        done = self.check(self.penstock("submit", path, "--topic", missing), status=3)
        self.assertIn(missing, done.stderr)


class Broker(WorkerCase):
    def start_broker(self):
        address_file = os.path.join(temporary_folder(), "address")
        broker = Process("broker", [PENSTOCK, "broker", "--address-file", address_file])
        self.addCleanup(broker.kill)

        def address():
            if not os.path.exists(address_file):
                return None
            with open(address_file, encoding="utf-8") as file:
                return file.read().strip()

        return broker, wait_until(address, 20, "the broker's address is there", broker)

    def test_clients_of_others_talk_to_it(self):
        broker, address = self.start_broker()
        self.assertIn(address, broker.log())
        producer = Producer({"bootstrap.servers": address})
        for i in range(50):
            producer.produce("anything", f"value {i}".encode(), key=b"k")
        self.assertEqual(producer.flush(30), 0)
        consumer = Consumer(
            {
                "bootstrap.servers": address,
                "group.id": "g",
                "auto.offset.reset": "earliest",
                "session.timeout.ms": 4000,
            }
        )
        consumer.subscribe(["anything"])
        values = []
        deadline = time.monotonic() + 30
        while len(values) < 50 and time.monotonic() < deadline:
            message = consumer.poll(0.5)
            if message is not None and message.error() is None:
                values.append(message.value())
        consumer.close()
        self.assertEqual(values, [f"value {i}".encode() for i in range(50)])
        broker.signal(signal.SIGTERM)
        self.assertEqual(broker.wait(10), 0)

    @needs_fixtures
    def test_a_worker_and_the_tools_on_it(self):
        _, address = self.start_broker()
        kafka = {"bootstrap.servers": address, "session.timeout.ms": 4000}
        self.start_worker(kafka=kafka).wait_ready()
        config_path = write_config(self.config(kafka=kafka))
        path = write_lines(completions(30) + embeddings(10))
        submitted = run([PENSTOCK, "submit", path, "--config", config_path])
        self.assertEqual(submitted.returncode, 0, submitted.stderr)
        batch = run(["sha256sum", path]).stdout.split()[0]
        done = run([PENSTOCK, "results", "-f", "--batch", batch, "-c", config_path], timeout_s=90)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(done.stdout.splitlines()), 40)
