"""A running penstock-worker, its configuration, and what its HTTP port says."""

import json
import os
import re
import signal
import urllib.error
import urllib.request

from .process import PENSTOCK_WORKER, Process, free_port, run, temporary_folder, wait_until

SAMPLE = re.compile(
    r'^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? (-?[0-9.eE+-]+|NaN|[+-]Inf)( -?[0-9]+)?$'
)
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:\\.|[^"\\])*)"(?:,|$)')


class Metrics:
    """The samples of a Prometheus text exposition; a line that doesn't parse is an error."""

    def __init__(self, text):
        self.types = {}
        self.samples = []
        for line in text.splitlines():
            if line.startswith("# TYPE "):
                _, _, name, kind = line.split(" ")
                assert name not in self.types, f"a second TYPE of {name}"
                self.types[name] = kind
            elif line and not line.startswith("#"):
                match = SAMPLE.match(line)
                assert match, f"not a Prometheus sample: {line!r}"
                labels = dict(LABEL.findall(match.group(3) or ""))
                self.samples.append((match.group(1), labels, float(match.group(4))))

    def sum(self, name, **labels):
        """The sum of a metric's samples that have these labels; an error where it has no sample."""
        values = [
            value
            for sample, found, value in self.samples
            if sample == name and all(found.get(k) == v for k, v in labels.items())
        ]
        assert values, f"no sample of {name} with {labels}"
        return sum(values)

    @property
    def names(self):
        return {name for name, _, _ in self.samples}


def write_config(config):
    path = os.path.join(temporary_folder(), "worker.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(config, file, indent=1)
    return path


def run_worker(config, *arguments, timeout_s=30, environment=None):
    """A worker that is expected to end by itself: its CompletedProcess. It listens on a free port, so
    that nothing else on the machine decides what it says."""
    if isinstance(config, dict):
        config = {"http": {"listen": "127.0.0.1:0"}, **config}
    command = [PENSTOCK_WORKER, "--config", write_config(config), *arguments]
    return run(command, timeout_s=timeout_s, environment=environment)


class Worker:
    def __init__(
        self, config, *arguments, name="worker", environment=None, program=PENSTOCK_WORKER
    ):
        self.http_port = free_port()
        config = {**config, "http": {"listen": f"127.0.0.1:{self.http_port}"}}
        self.config_path = write_config(config)
        command = [program, "--config", self.config_path, *arguments]
        self.process = Process(name, command, environment=environment)

    def get(self, path, timeout_s=5, headers=None):
        """(status, body, content type) of an HTTP path; (0, "", "") where nothing answers."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.http_port}{path}", headers=headers or {}
        )
        try:
            with urllib.request.urlopen(request, timeout=timeout_s) as answer:
                return answer.status, answer.read().decode(), answer.headers["Content-Type"]
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), error.headers["Content-Type"]
        except OSError:
            return 0, "", ""

    def metrics(self):
        status, text, _ = self.get("/metrics")
        assert status == 200, f"/metrics answered {status}; the worker's log:\n{self.log()[-2000:]}"
        return Metrics(text)

    def wait_ready(self, timeout_s=60):
        wait_until(lambda: self.get("/ready")[0] == 200, timeout_s, "/ready is 200", self.process)
        return self

    def log(self):
        return self.process.log()

    def kill(self):
        self.process.kill()

    def terminate(self, timeout_s=40):
        """SIGTERM; the exit status."""
        self.process.signal(signal.SIGTERM)
        status = self.process.wait(timeout_s)
        self.process.kill()
        return status
