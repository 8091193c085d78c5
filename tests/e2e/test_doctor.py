"""penstock topics doctor on a real Kafka: what is wrong is found, and what is right is left alone."""

import json
import time
import uuid

from confluent_kafka.admin import AlterConfigOpType, ConfigEntry, ConfigResource, ResourceType
from harness.case import JOB_BYTES_MAX, WorkerCase
from harness.jobs import completion, needs_fixtures
from harness.process import PENSTOCK, run, wait_until
from harness.worker import write_config

DAY_MS = 86_400_000


class Doctor(WorkerCase):
    def setUp(self):
        super().setUp()
        self.written = self.config()

    def examine(self, *arguments, status=None):
        """(facts by topic, findings by (topic, setting), CompletedProcess)"""
        path = write_config(self.written)
        done = run([PENSTOCK, "topics", "doctor", "--json", "-c", path, *arguments], timeout_s=60)
        self.assertIn(done.returncode, (0, 1) if status is None else (status,), done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        facts = {line["topic"]: line for line in lines if line["level"] == "fact"}
        findings = {(f["topic"], f["setting"]): f for f in lines if f["level"] != "fact"}
        return facts, findings, done

    def set(self, topic, **settings):
        entries = [
            ConfigEntry(
                name.replace("__", "."),
                str(value),
                incremental_operation=AlterConfigOpType.SET,
            )
            for name, value in settings.items()
        ]
        resource = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=entries)
        for future in self.kafka.admin.incremental_alter_configs([resource]).values():
            future.result(30)
        wanted = {entry.name: entry.value for entry in entries}

        def are_seen():
            asked = self.kafka.admin.describe_configs([ConfigResource(ResourceType.TOPIC, topic)])
            found = next(iter(asked.values())).result(30)
            return all(found[name].value == value for name, value in wanted.items())

        wait_until(are_seen, 30, f"the settings of {topic} have reached the broker")

    def test_topics_as_penstock_creates_them_have_no_problem(self):
        names = {kind: f"{kind}-{uuid.uuid4().hex[:8]}" for kind in ("jobs", "results", "dead")}
        self.written["topics"] = {
            "jobs": [names["jobs"]],
            "results": names["results"],
            "dead_letter": names["dead"],
        }
        path = write_config(self.written)
        done = run([PENSTOCK, "topics", "create", "--config", path, "--partitions", "3"])
        self.assertEqual(done.returncode, 0, done.stderr)
        facts, findings, _ = self.examine(status=0)
        self.assertEqual(facts[names["jobs"]]["partitions"], 3)
        self.assertEqual(facts[names["jobs"]]["lag"], 0)
        # One broker is all that these tests have.
        self.assertEqual(set(findings), {(None, "brokers")})

    def test_what_is_missing_and_what_is_wrong(self):
        jobs, results = self.topics["jobs"], self.topics["results"]
        self.set(jobs, cleanup__policy="compact", retention__ms=3_600_000, retention__bytes=10**9)
        self.set(results, max__message__bytes=2000, unclean__leader__election__enable="true")
        gone = f"gone-{uuid.uuid4().hex[:8]}"
        self.written["topics"]["dead_letter"] = gone
        _, findings, done = self.examine(status=1)
        levels = {key: finding["level"] for key, finding in findings.items()}
        self.assertEqual(
            levels,
            {
                (jobs, "cleanup.policy"): "problem",
                (jobs, "retention.ms"): "warning",
                (jobs, "retention.bytes"): "warning",
                (results, "max.message.bytes"): "warning",
                (results, "unclean.leader.election.enable"): "problem",
                (gone, "topic"): "problem",
                (None, "brokers"): "warning",
            },
            done.stdout,
        )
        wanted = int(findings[(results, "max.message.bytes")]["expected"].split()[-1])
        self.assertGreater(wanted, 2 * JOB_BYTES_MAX)
        self.assertIn(jobs, findings[(jobs, "retention.ms")]["advice"])
        self.assertIn("topics create", findings[(gone, "topic")]["advice"])

    def test_a_retention_shorter_than_the_lag(self):
        jobs = self.topics["jobs"]
        self.set(jobs, retention__ms=10 * DAY_MS)
        then = int(time.time() * 1000) - 6 * DAY_MS
        self.kafka.produce(jobs, [(b"old", completion("old", "x"))], timestamp_ms=then)
        facts, findings, _ = self.examine(status=1)
        self.assertEqual(facts[jobs]["lag"], 1)
        self.assertAlmostEqual(facts[jobs]["lag_age_ms"], 6 * DAY_MS, delta=120_000)
        self.assertEqual(findings[(jobs, "retention.ms")]["level"], "problem")
        self.assertIn("144.0 hours old", findings[(jobs, "retention.ms")]["why"])
        self.assertEqual(findings[(None, "workers")]["found"], f"none in the group {self.group}")

    @needs_fixtures
    def test_more_workers_than_partitions(self):
        topics = self.kafka.create_topics(few=1)
        self.written["topics"]["jobs"] = [topics["few"]]
        sections = {"topics": self.written["topics"]}
        workers = [self.start_worker(name=f"worker-{i}", **sections) for i in range(2)]
        for worker in workers:
            worker.wait_ready()
        self.kafka.wait_for_members(self.group, 2)
        _, findings, _ = self.examine()
        self.assertEqual(findings[(None, "workers")]["found"], "2, and 1 partitions of jobs")
        self.assertIn(topics["few"], findings[(None, "workers")]["advice"])

    def test_patterns_bring_in_what_they_match(self):
        name = self.topics["jobs"]
        self.written["topics"]["jobs"] = [f"^{name[:-1]}[{name[-1]}]$"]
        facts, _, _ = self.examine()
        self.assertIn(name, facts)
        self.written["topics"]["jobs"] = ["^(unclosed"]
        done = run([PENSTOCK, "topics", "doctor", "-c", write_config(self.written)])
        self.assertEqual(done.returncode, 2)
        self.assertIn("topics.jobs", done.stderr)

    def test_the_text_names_what_to_do(self):
        self.set(self.topics["jobs"], cleanup__policy="compact")
        done = run([PENSTOCK, "topics", "doctor", "-c", write_config(self.written)])
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("PROBLEM  cleanup.policy: found compact, expected delete", done.stdout)
        self.assertIn("--add-config cleanup.policy=delete", done.stdout)
        self.assertRegex(done.stdout, r"\n1 problem, \d warnings?\n$")

    def test_no_broker(self):
        done = run([PENSTOCK, "topics", "doctor", "-b", "127.0.0.1:1"], timeout_s=40)
        self.assertEqual(done.returncode, 3)
        self.assertIn("127.0.0.1:1", done.stderr)
