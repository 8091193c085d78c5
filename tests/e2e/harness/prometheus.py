"""A Prometheus on a port of its own that scrapes workers."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request

from .process import Process, free_port, temporary_folder, wait_until


class Prometheus:
    def __init__(self, targets, rule_files=()):
        folder = temporary_folder()
        config = {
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": list(rule_files),
            "scrape_configs": [{"job_name": "penstock", "static_configs": [{"targets": targets}]}],
        }
        path = os.path.join(folder, "prometheus.yaml")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(config, file)  # which is YAML, too
        self.port = free_port()
        self.process = Process(
            "prometheus",
            ["prometheus", "--config.file", path, "--storage.tsdb.path", folder + "/data"]
            + [f"--web.listen-address=127.0.0.1:{self.port}", "--log.level=warn"],
        )
        wait_until(self._is_ready, 30, "Prometheus is ready", self.process)

    def _get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read()

    def _is_ready(self):
        try:
            return self._get("/-/ready")
        except OSError:
            return False

    def query(self, expression):
        """[(labels, value)] of an instant query; an AssertionError with Prometheus' own words."""
        try:
            text = self._get("/api/v1/query?" + urllib.parse.urlencode({"query": expression}))
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{expression}: {error.read().decode()}") from None
        data = json.loads(text)["data"]
        assert data["resultType"] == "vector", expression
        return [(one["metric"], float(one["value"][1])) for one in data["result"]]

    def alerts(self):
        return json.loads(self._get("/api/v1/alerts"))["data"]["alerts"]

    def rules(self):
        groups = json.loads(self._get("/api/v1/rules"))["data"]["groups"]
        return [rule for group in groups for rule in group["rules"]]

    def kill(self):
        self.process.kill()
