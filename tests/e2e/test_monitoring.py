"""The dashboard, the alerts and the example of deploy/: parsed by promtool, and evaluated by a Prometheus that
scrapes a worker with jobs."""

import itertools
import json
import os
import re
import unittest

import yaml

from harness.case import WorkerCase
from harness.jobs import completion, completions, embeddings, keyed, needs_fixtures
from harness.process import ROOT, run, temporary_folder, wait_until
from harness.prometheus import Prometheus

FOLDER = os.path.join(ROOT, "deploy/prometheus")
DASHBOARD = os.path.join(ROOT, "deploy/grafana/penstock.json")

# What Grafana puts in the place of its variables: all of each, and a range of a few scrapes.
VARIABLES = {"$__rate_interval": "5s", "$instance": ".+", "$model": ".+", "$group": ".+"}
# What doesn't happen in the test: a worker that starts again.
MAY_BE_EMPTY = {"Worker started"}


def load_yaml(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return yaml.safe_load(file)


def load_dashboard():
    with open(DASHBOARD, encoding="utf-8") as file:
        return json.load(file)


def fill_in(expression):
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    return expression


def promtool(*arguments):
    return run(["promtool", *arguments], cwd=FOLDER)


class Files(unittest.TestCase):
    def assert_passes(self, *arguments):
        done = promtool(*arguments)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_promtool_takes_the_example_and_the_alerts(self):
        self.assert_passes("check", "config", "prometheus.yaml")
        self.assert_passes("check", "rules", "alerts.yaml")
        self.assert_passes("test", "rules", "alerts_test.yaml")

    def test_each_alert_is_tested_both_ways(self):
        alerts = [rule["alert"] for group in load_yaml("alerts.yaml")["groups"] for rule in group["rules"]]
        self.assertEqual(len(alerts), len(set(alerts)))
        fires, silent = set(), set()
        for test in load_yaml("alerts_test.yaml")["tests"]:
            for expected in test["promql_expr_test"]:
                name = re.search(r'alertname="(\w+)"', expected["expr"]).group(1)
                (fires if expected["exp_samples"] else silent).add(name)
        self.assertEqual(fires, set(alerts))
        self.assertEqual(silent, set(alerts))

    def test_alerts_say_what_to_do(self):
        for group in load_yaml("alerts.yaml")["groups"]:
            for rule in group["rules"]:
                self.assertIn(rule["labels"]["severity"], ("critical", "warning", "info"))
                self.assertEqual(set(rule["annotations"]), {"summary", "description"})

    def test_the_dashboard_s_expressions_parse(self):
        rules = [
            {"record": f"panel:{i}", "expr": fill_in(expression)}
            for i, (_, expression) in enumerate(expressions(load_dashboard()))
        ]
        path = os.path.join(temporary_folder(), "rules.yaml")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"groups": [{"name": "dashboard", "rules": rules}]}, file)
        self.assert_passes("check", "rules", path)

    def test_the_dashboard_s_panels(self):
        dashboard = load_dashboard()
        panels = dashboard["panels"]
        ids = [panel["id"] for panel in panels]
        self.assertEqual(len(ids), len(set(ids)))
        for panel in panels:
            self.assertTrue(panel["title"])
            place = panel["gridPos"]
            self.assertLessEqual(place["x"] + place["w"], 24, panel["title"])
            if panel["type"] == "row":
                continue
            self.assertEqual(panel["datasource"]["uid"], "${datasource}", panel["title"])
            self.assertTrue(panel["description"], panel["title"])
            self.assertTrue(panel["fieldConfig"]["defaults"]["unit"], panel["title"])
            references = [target["refId"] for target in panel["targets"]]
            self.assertEqual(len(references), len(set(references)), panel["title"])
            for target in panel["targets"]:
                self.assertIn("$instance", target["expr"], panel["title"])
        for one, other in itertools.combinations(panels, 2):
            a, b = one["gridPos"], other["gridPos"]
            apart = (
                a["x"] + a["w"] <= b["x"]
                or b["x"] + b["w"] <= a["x"]
                or a["y"] + a["h"] <= b["y"]
                or b["y"] + b["h"] <= a["y"]
            )
            self.assertTrue(apart, f"{one['title']} and {other['title']} overlap")
        names = [variable["name"] for variable in dashboard["templating"]["list"]]
        self.assertEqual(names, ["datasource", "group", "instance", "model"])
        self.assertIsNone(dashboard.get("id"), "an id is the importing Grafana's to give")


def expressions(dashboard):
    """(title, PromQL) of each query of the dashboard."""
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"]
    for annotation in dashboard["annotations"]["list"]:
        yield annotation["name"], annotation["expr"]


@needs_fixtures
class Evaluated(WorkerCase):
    partitions = 2

    def test_a_prometheus_that_scrapes_a_worker_answers_all_of_it(self):
        worker = self.start_worker().wait_ready()
        prometheus = Prometheus(
            [f"127.0.0.1:{worker.http_port}"], [os.path.join(FOLDER, "alerts.yaml")]
        )
        self.addCleanup(prometheus.kill)
        wait_until(
            lambda: prometheus.query("penstock_ready == 1"), 30, "it is scraped", prometheus.process
        )
        num_sent = 0

        def send():
            nonlocal num_sent
            lines = completions(12, prefix=f"c{num_sent}") + embeddings(12, prefix=f"e{num_sent}")
            lines += [completion(f"wrong-{num_sent}", "Once", max_tokens=-1)]
            lines += [b"no job", completion(f"c{num_sent}-3", "the same", temperature=0)]
            self.kafka.produce(self.topics["jobs"], keyed(lines))
            num_sent += len(lines)
            self.read_terminal(num_sent)

        send()
        # Gone before the first job or report, and there from then on.
        late = "penstock_kafka_brokers and on () penstock_job_core_seconds"
        wait_until(lambda: prometheus.query(late), 30, "everything is known", prometheus.process)
        send()
        asked = list(expressions(load_dashboard()))
        # Rates look back a few seconds: jobs have to go on meanwhile.
        for _ in range(5):
            empty = self.unanswered(prometheus, asked)
            if not empty:
                break
            send()
        self.assertEqual(empty, [])
        self.assert_alerts(prometheus)
        self.assert_variables(worker, prometheus)

    def unanswered(self, prometheus, asked):
        return [
            (title, expression)
            for title, expression in asked
            if not prometheus.query(fill_in(expression)) and title not in MAY_BE_EMPTY
        ]

    def assert_alerts(self, prometheus):
        rules = prometheus.rules()
        self.assertGreater(len(rules), 10)
        for rule in rules:
            self.assertEqual(rule["health"], "ok", rule)
        firing = {a["labels"]["alertname"] for a in prometheus.alerts() if a["state"] == "firing"}
        self.assertEqual(firing, {"PenstockDeadLetters"})

    def assert_variables(self, worker, prometheus):
        """Each metric that the alerts name is one that the worker has."""
        names = worker.metrics().names
        for rule in prometheus.rules():
            for name in re.findall(r"\b(?:penstock|process)_\w+", rule["query"]):
                self.assertIn(name, names, rule["name"])
        for variable in load_dashboard()["templating"]["list"][1:]:
            query = variable["query"]["query"]
            selector, label = re.fullmatch(r"label_values\((.*), (\w+)\)", query).groups()
            found = {labels[label] for labels, _ in prometheus.query(fill_in(selector))}
            self.assertTrue(found, variable["name"])
