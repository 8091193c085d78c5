"""Results and dead letters that are larger than what may be sent, or than what a topic takes."""

import hashlib
import json

from confluent_kafka.admin import AlterConfigOpType, ConfigEntry, ConfigResource, ResourceType
from harness.case import WorkerCase
from harness.jobs import completion, embedding, keyed, needs_fixtures, run_lines
from harness.kafka import headers_of

CREATED_MS = 1_765_000_000_000


@needs_fixtures
class Limits(WorkerCase):
    partitions = 1

    def limit_topic(self, name, num_bytes):
        entry = ConfigEntry(
            "max.message.bytes", str(num_bytes), incremental_operation=AlterConfigOpType.SET
        )
        resource = ConfigResource(ResourceType.TOPIC, self.topics[name], incremental_configs=[entry])
        for future in self.kafka.admin.incremental_alter_configs([resource]).values():
            future.result(30)

    def lines(self):
        """Between small ones a result of many kilobytes."""
        small = [completion(f"small-{i}", "Once", max_tokens=4) for i in range(20)]
        many = ["Once upon a time"] * 60
        return [*small[:10], embedding("large", many), *small[10:]]

    def check(self, redis_too):
        lines = self.lines()
        self.kafka.produce(self.topics["jobs"], keyed(lines), CREATED_MS)
        terminal = self.read_terminal(len(lines))
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
        for message in terminal:
            result = json.loads(message.value())
            response = result["response"]
            if result["custom_id"] != "large":
                self.assertEqual(response["status_code"], 200)
                continue
            self.assertEqual(response["status_code"], 413)
            self.assertEqual(response["body"]["error"]["code"], "result_too_large")
            if redis_too:
                stored = self.redis.client.get(self.redis_key("result", "large"))
                self.assertEqual(stored, message.value())

    def test_a_result_larger_than_the_producer_sends(self):
        self.start_worker(kafka={"message.max.bytes": 20000}).wait_ready()
        self.check(redis_too=True)

    def test_a_result_of_more_than_a_megabyte(self):
        """librdkafka's own limit is 1,000,000 bytes, a tenth of what a job may have."""
        self.start_worker(worker={"job_bytes_max": 8388608}).wait_ready()
        prompts = ["Once upon a time", "The dog"] * 20
        line = completion("megabytes", prompts, max_tokens=80, ignore_eos=True, logprobs=20)
        dead = b"this is no job. " * 100_000
        self.kafka.produce(self.topics["jobs"], [(b"megabytes", line), (b"dead", dead)], CREATED_MS)
        by_key = {message.key(): message for message in self.read_terminal(2)}
        expected, _ = run_lines([line], CREATED_MS // 1000)
        self.assertGreater(len(expected[0]), 1_000_000)
        self.assertEqual(by_key[b"megabytes"].value(), expected[0])
        self.assertEqual(by_key[b"dead"].value(), dead)

    def test_a_result_larger_than_its_topic_takes(self):
        self.limit_topic("results", 12000)
        worker = self.start_worker().wait_ready()
        self.check(redis_too=False)
        self.assertEqual(worker.terminate(), 0, worker.log()[-3000:])

    def test_a_dead_letter_larger_than_its_topic_takes(self):
        self.limit_topic("dead", 4000)
        self.start_worker().wait_ready()
        line = b"this is no job. " * 1000
        self.kafka.produce(self.topics["jobs"], [(b"key", line, [("mine", b"kept")])], CREATED_MS)
        (message,) = self.read_terminal(1)
        headers = headers_of(message)
        self.assertEqual(message.value(), line[:1024])
        self.assertEqual(message.key(), b"key")
        self.assertEqual(headers["mine"], "kept")
        self.assertEqual(headers["__dlq.errors.length"], str(len(line)))
        self.assertEqual(headers["__dlq.errors.sha256"], hashlib.sha256(line).hexdigest())
