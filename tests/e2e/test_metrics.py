"""A worker's metrics as others read them: promtool's lint, Prometheus' own parsers, and a number of series
that no job can raise."""

import json
import time
import uuid

from confluent_kafka import Producer
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families

from harness.case import WorkerCase
from harness.jobs import completion, completions, embedding, keyed, needs_fixtures
from harness.process import PENSTOCK, run, run_with_input, wait_until

OPEN_METRICS = {"Accept": "application/openmetrics-text; version=1.0.0; charset=utf-8"}


def series_of(families):
    return {
        (sample.name, tuple(sorted(sample.labels.items())))
        for family in families
        for sample in family.samples
    }


@needs_fixtures
class Metrics(WorkerCase):
    partitions = 1

    def scrape(self, worker, headers=None):
        status, text, _ = worker.get("/metrics", headers=headers)
        self.assertEqual(status, 200, text)
        return text

    def test_promtool_finds_nothing_to_say(self):
        worker = self.start_worker().wait_ready()
        self.kafka.produce(self.topics["jobs"], keyed(completions(3)))
        self.read_terminal(3)
        wait_until(
            lambda: worker.metrics().names >= {"penstock_kafka_brokers", "penstock_job_core_seconds"},
            30,
            "librdkafka has reported",
            worker.process,
        )
        done = run_with_input(["promtool", "check", "metrics"], self.scrape(worker))
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    def test_both_formats_say_the_same(self):
        worker = self.start_worker().wait_ready()
        self.kafka.produce(self.topics["jobs"], keyed(completions(3)))
        self.read_terminal(3)
        plain = list(text_string_to_metric_families(self.scrape(worker)))
        opened = list(openmetrics.text_string_to_metric_families(self.scrape(worker, OPEN_METRICS)))
        self.assertEqual(series_of(plain), series_of(opened))
        for family in opened:
            self.assertNotEqual(family.documentation, "", family.name)
            self.assertIn(family.type, ("counter", "gauge", "histogram"), family.name)

    def test_no_job_makes_a_series(self):
        """Random urls, models, tenants, batches, ids and headers: what isn't known is `other`."""
        worker = self.start_worker().wait_ready()
        known = [completion("known", "Once", max_tokens=2), embedding("also", "Once"), b"no job"]
        self.kafka.produce(self.topics["jobs"], keyed(known))
        self.read_terminal(len(known))
        before = worker.metrics()

        records = []
        for i in range(200):
            name = uuid.uuid4().hex
            line = json.loads(completion(name, "Once", max_tokens=1))
            if i % 3 == 0:
                line["url"] = f"/v1/{name}"
            elif i % 3 == 1:
                line["body"]["model"] = f'm"\\{name}\n'
            headers = [("penstock-tenant", name), ("penstock-batch", name), (name, name)]
            records.append((name.encode(), json.dumps(line).encode(), headers))
        self.kafka.produce(self.topics["jobs"], records, int(time.time() * 1000))
        self.read_terminal(len(known) + len(records))
        after = worker.metrics()

        def labelled(metrics):
            # What comes with time rather than with jobs is left out.
            return {
                (name, tuple(sorted(labels.items())))
                for name, labels, _ in metrics.samples
                if not name.startswith("penstock_kafka_")
            }

        self.assertEqual(labelled(after) - labelled(before), set())
        for _, labels, _ in after.samples:
            allowed = {"url", "model", "outcome", "code", "le", "topic", "partition", "client"}
            self.assertLessEqual(set(labels), allowed | {"version", "kernels", "isa", "group"})

        def grown(**labels):
            return after.sum("penstock_jobs_total", **labels) - before.sum(
                "penstock_jobs_total", **labels
            )

        self.assertEqual(grown(), 200)
        self.assertEqual(grown(url="other"), 67)
        self.assertEqual(grown(model="other", url="/v1/completions", outcome="failed"), 67)
        self.assertEqual(grown(outcome="completed"), 66)

    def test_lag_is_work_too(self):
        """Jobs that wait while one runs are records times what a job costs."""
        worker = self.start_worker().wait_ready()
        names = worker.metrics().names
        self.assertNotIn("penstock_job_core_seconds", names, "nothing has been measured yet")
        self.assertNotIn("penstock_consumer_lag_core_seconds", names)
        self.kafka.produce(self.topics["jobs"], keyed(completions(40, max_tokens=64)))
        self.read_terminal(40)
        cost = wait_until(
            lambda: "penstock_consumer_lag_core_seconds" in worker.metrics().names
            and worker.metrics().sum("penstock_job_core_seconds"),
            30,
            "a job's cost is known",
            worker.process,
        )
        used = worker.metrics().sum("process_cpu_seconds_total")
        self.assertGreater(cost, 0)
        self.assertLess(cost * 40, used)

        def behind():
            metrics = worker.metrics()
            records = metrics.sum("penstock_consumer_lag_records")
            work = metrics.sum("penstock_consumer_lag_core_seconds")
            each = metrics.sum("penstock_job_core_seconds")
            return records > 0 and (records, work, each)

        long = completions(400, prefix="more", max_tokens=200, ignore_eos=True, start=40)
        self.kafka.produce(self.topics["jobs"], keyed(long))
        records, work, each = wait_until(behind, 60, "there is a lag", worker.process)
        self.assertAlmostEqual(work / (records * each), 1, places=6)
        worker.kill()

    def test_what_was_sent_in_transactions_leaves_no_lag(self):
        """The mark that ends a producer's transaction stands behind its last record and is no record: an
        idle worker that counted it would be behind for ever."""
        worker = self.start_worker().wait_ready()
        producer = Producer(
            {"bootstrap.servers": self.kafka.address, "transactional.id": uuid.uuid4().hex}
        )
        producer.init_transactions(30)
        for jobs in (completions(3), completions(3, start=3)):
            producer.begin_transaction()
            for key, value in keyed(jobs):
                producer.produce(self.topics["jobs"], key=key, value=value)
            producer.commit_transaction(30)
        self.read_terminal(6)
        wait_until(
            lambda: worker.metrics().sum("penstock_consumer_lag_records") == 0,
            30,
            "the worker isn't behind",
            worker.process,
        )
        doctor = run([PENSTOCK, "topics", "doctor", "--json", "--config", worker.config_path])
        facts = [json.loads(line) for line in doctor.stdout.splitlines()]
        lag = [fact["lag"] for fact in facts if fact.get("topic") == self.topics["jobs"]]
        self.assertEqual(lag[:1], [0], doctor.stdout)

    def test_the_process_is_told_of_as_prometheus_clients_do(self):
        started = time.time()
        worker = self.start_worker().wait_ready()
        metrics = worker.metrics()
        self.assertAlmostEqual(metrics.sum("process_start_time_seconds"), started, delta=5)
        pid = worker.process.pid
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            resident = int(file.read().split()[1]) * 4096
        self.assertAlmostEqual(
            metrics.sum("process_resident_memory_bytes") / resident, 1, delta=0.5
        )
        self.assertGreater(metrics.sum("process_virtual_memory_bytes"), resident / 2)
        self.assertGreater(metrics.sum("process_cpu_seconds_total"), 0)
        self.assertLess(metrics.sum("process_cpu_seconds_total"), 120)
        self.assertGreater(metrics.sum("process_open_fds"), 3)
        self.assertGreater(metrics.sum("process_max_fds"), metrics.sum("process_open_fds"))
        self.assertEqual(metrics.sum("penstock_healthy"), 1)
        self.assertEqual(metrics.sum("penstock_ready"), 1)
