"""The worker's HTTP port: metrics that parse, health, readiness."""

import re

from harness.case import WorkerCase
from harness.jobs import STORIES, completion, embedding, keyed, needs_fixtures


@needs_fixtures
class Http(WorkerCase):
    partitions = 1

    def test_metrics_health_and_readiness(self):
        worker = self.start_worker().wait_ready()
        status, body, kind = worker.get("/health")
        self.assertEqual(status, 200, body)
        status, text, kind = worker.get("/metrics")
        self.assertEqual(status, 200)
        self.assertTrue(kind.startswith("text/plain"), kind)
        before = worker.metrics()
        lines = [
            completion("one", "Once", max_tokens=3),
            completion("two", "Once", max_tokens=-3),
            embedding("three", "Once upon a time"),
            b"nothing that is a job",
        ]
        self.kafka.produce(self.topics["jobs"], keyed(lines))
        self.read_terminal(len(lines))
        after = worker.metrics()

        for name in before.names | after.names:
            self.assertRegex(name, r"^(penstock|process)_")
        for metrics in (before, after):
            for name, labels, value in metrics.samples:
                base = name
                for suffix in ("_bucket", "_sum", "_count"):
                    if metrics.types.get(name.removesuffix(suffix)) == "histogram":
                        base = name.removesuffix(suffix)
                self.assertIn(base, metrics.types, "every metric says its type")
                if metrics.types[base] == "counter":
                    self.assertTrue(base.endswith("_total"), base)
                for label in ("tenant", "custom_id", "id"):
                    self.assertNotIn(label, labels, name)
                if base.endswith("_total"):
                    self.assertGreaterEqual(value, before.sum(name, **labels), name)

        def grown(name, **labels):
            return after.sum(name, **labels) - before.sum(name, **labels)

        self.assertEqual(grown("penstock_jobs_total", outcome="completed"), 2)
        # A request that was refused counts under the url and the model that it named.
        wrong = {"url": "/v1/completions", "model": "stories", "outcome": "failed"}
        self.assertEqual(grown("penstock_jobs_total", **wrong), 1)
        self.assertEqual(grown("penstock_jobs_total", outcome="failed"), 1)
        self.assertEqual(grown("penstock_dead_letters_total", code="not_json"), 1)
        self.assertGreater(grown("penstock_prompt_tokens_total"), 0)
        self.assertGreater(grown("penstock_generated_tokens_total"), 0)

    def test_the_page_for_people(self):
        worker = self.start_worker(models=[{"name": "a <b>", "path": STORIES}]).wait_ready()
        status, page, kind = worker.get("/")
        self.assertEqual(status, 200)
        self.assertEqual(kind, "text/html; charset=utf-8")
        self.assertIn('<p class="ok">ready</p>', page)
        self.assertIn("a &lt;b&gt;", page)
        self.assertNotIn("a <b>", page)
        self.assertIn(self.group, page)
        # It needs nothing from elsewhere, and says so to the browser.
        self.assertEqual(set(re.findall(r'(?:src|href)="([^"]*)"', page)), {"/metrics", "/health", "/ready"})

    def test_other_paths_and_openmetrics(self):
        worker = self.start_worker().wait_ready()
        self.assertEqual(worker.get("/nothing")[0], 404)
        asked = {"Accept": "application/openmetrics-text; version=1.0.0"}
        status, text, kind = worker.get("/metrics", headers=asked)
        self.assertEqual(status, 200)
        self.assertTrue(kind.startswith("application/openmetrics-text; version=1.0.0"), kind)
        self.assertTrue(text.endswith("# EOF\n"))
        families = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))
        self.assertEqual(families["penstock_jobs"], "counter")
        self.assertEqual(families["penstock_build_info"], "gauge")
        endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}
        for sample in re.findall(r"^([a-z_]+)[ {]", text, re.MULTILINE):
            family = sample
            for kind, possible in endings.items():
                for ending in possible:
                    if families.get(sample.removesuffix(ending)) == kind:
                        family = sample.removesuffix(ending)
            self.assertIn(family, families, sample)
            if families[family] == "counter":
                self.assertTrue(sample.endswith("_total"), sample)
