"""An OpenTelemetry collector for tests: it takes OTLP/HTTP in JSON, parsed by OpenTelemetry's own types."""

import base64
import http.server
import json
import threading
import time

from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from .process import free_port

IDS = ("traceId", "spanId", "parentSpanId")


def parse(text):
    """OTLP's JSON writes ids in hexadecimal where protobuf's own has base64; all else is the same. A
    field that OTLP doesn't have is an error."""

    def read(pairs):
        found = dict(pairs)
        for name in IDS:
            if name in found:
                assert found[name] == found[name].lower(), found[name]
                found[name] = base64.b64encode(bytes.fromhex(found[name])).decode()
        return found

    document = json.loads(text, object_pairs_hook=read)
    return json_format.ParseDict(document, ExportTraceServiceRequest())


def attributes_of(message):
    found = {}
    for attribute in message.attributes:
        kind = attribute.value.WhichOneof("value")
        assert attribute.key not in found, f"{attribute.key} twice"
        found[attribute.key] = getattr(attribute.value, kind)
    return found


class Collector:
    """Answers what `answers` says, one after another, then 200: a status, or (status, headers, body)."""

    def __init__(self, answers=(), delay_s=0, port=0):
        self.answers = list(answers)
        self.delay_s = delay_s
        self.requests = []  # (path, headers, ExportTraceServiceRequest, answered status)
        self.times = []  # when each came
        self.lock = threading.Lock()
        collector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                text = self.rfile.read(int(self.headers["Content-Length"]))
                status, headers, body = collector.take(self.path, dict(self.headers), text)
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    pass  # the worker has stopped waiting

            def log_message(self, *arguments):
                pass

        self.port = port or free_port()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.endpoint = f"http://127.0.0.1:{self.port}"

    def take(self, path, headers, text):
        with self.lock:
            self.times.append(time.monotonic())
            answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, int):
            answer = (answer, {}, b"{}" if answer == 200 else b"")
        request = parse(text)
        time.sleep(self.delay_s)
        with self.lock:
            self.requests.append((path, headers, request, answer[0]))
        return answer

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def spans(self):
        """[(resource attributes, span)] of what was taken with a 200."""
        with self.lock:
            return [
                (attributes_of(group.resource), span)
                for _, _, request, status in self.requests
                if status == 200
                for group in request.resource_spans
                for scope in group.scope_spans
                for span in scope.spans
            ]

    def jobs(self):
        """{custom_id: (span, its parts by name)} of jobs."""
        spans = [span for _, span in self.spans()]
        parts = {}
        for span in spans:
            parts.setdefault(span.parent_span_id, {})[span.name] = span
        return {
            attributes_of(span).get("penstock.custom_id", ""): (span, parts.get(span.span_id, {}))
            for span in spans
            if span.name.startswith("process ")
        }
