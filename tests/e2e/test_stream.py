"""`"stream": true`: a client that reads a job's Redis stream puts together what the result says."""

import json
import threading

from harness.case import WorkerCase
from harness.jobs import completion, keyed, needs_fixtures
from harness.stream import DEADLINE_S, read_stream


def put_together(chunks):
    """Text and finish reason by choice, as openai's stream helpers do it."""
    texts, reasons = {}, {}
    for chunk in chunks:
        for choice in chunk["choices"]:
            index = choice["index"]
            texts[index] = texts.get(index, "") + choice["text"]
            if choice["finish_reason"]:
                assert index not in reasons
                reasons[index] = choice["finish_reason"]
    return texts, reasons


@needs_fixtures
class Stream(WorkerCase):
    num_results = 0

    def run_jobs(self, lines):
        self.kafka.produce(self.topics["jobs"], keyed(lines))
        self.num_results += len(lines)
        terminal = self.read_terminal(self.num_results)
        return {json.loads(m.value())["custom_id"]: json.loads(m.value()) for m in terminal}

    def stream_of(self, custom_id):
        entries = read_stream(self.redis.client, self.redis_key("stream", custom_id))
        return [json.loads(data) for _, data in entries[:-1]]

    def check_completion(self, custom_id, result):
        body = result["response"]["body"]
        chunks = self.stream_of(custom_id)
        for chunk in chunks:
            self.assertEqual(chunk["object"], "text_completion")
            for member in ("id", "created", "model"):
                self.assertEqual(chunk[member], body[member])
        texts, reasons = put_together(chunks)
        for choice in body["choices"]:
            self.assertEqual(texts[choice["index"]], choice["text"])
            self.assertEqual(reasons[choice["index"]], choice["finish_reason"])
        self.assertEqual(len(texts), len(body["choices"]))
        return chunks

    def test_what_comes_is_what_the_result_says(self):
        self.start_worker().wait_ready()
        lines = [
            completion("plain", "Once upon a time", max_tokens=30, stream=True),
            completion("two", "The dog", max_tokens=20, n=2, seed=3, stream=True),
            completion("stop", "Lily saw", max_tokens=60, temperature=0, stop=["."], stream=True),
            completion(
                "usage",
                ["One day", "A bird"],
                max_tokens=12,
                stream=True,
                stream_options={"include_usage": True},
            ),
            completion("without", "Once upon a time", max_tokens=5),
        ]
        results = self.run_jobs(lines)
        for custom_id in ("plain", "two", "stop"):
            chunks = self.check_completion(custom_id, results[custom_id])
            self.assertGreater(len(chunks), 3, "a stream comes in pieces")
        chunks = self.check_completion("usage", results["usage"])
        self.assertEqual(chunks[-1]["usage"], results["usage"]["response"]["body"]["usage"])
        self.assertEqual(chunks[-1]["choices"], [])
        client = self.redis.client
        self.assertFalse(client.exists(self.redis_key("stream", "without")))
        self.assertGreater(client.pttl(self.redis_key("stream", "plain")), 60_000)

    def test_a_reader_that_was_there_first(self):
        found = []
        key = self.redis_key("stream", "live")
        reader = threading.Thread(
            target=lambda: found.extend(read_stream(self.redis.client, key)), daemon=True
        )
        reader.start()
        self.start_worker().wait_ready()
        line = completion("live", "Once upon a time", max_tokens=200, ignore_eos=True, stream=True)
        self.run_jobs([line])
        reader.join(DEADLINE_S)
        ids = [tuple(map(int, entry.split(b"-"))) for entry, _ in found]
        self.assertEqual(ids, sorted(set(ids)))
        self.assertEqual([sequence for _, sequence in ids], list(range(1, len(ids) + 1)))

    def test_the_same_answer_again_is_streamed_again(self):
        self.start_worker().wait_ready()
        lines = [
            completion(f"again-{i}", "Tim had a red ball", max_tokens=16, temperature=0, **asked)
            for i, asked in enumerate(({}, {"stream": True}, {"stream": True}))
        ]
        results = {}
        for line in lines:  # one after another: the later ones could come from the cache
            results.update(self.run_jobs([line]))
        bodies = [results[f"again-{i}"]["response"]["body"]["choices"] for i in range(3)]
        self.assertEqual(bodies[0], bodies[1])
        self.assertEqual(bodies[0], bodies[2])
        for i in (1, 2):
            self.check_completion(f"again-{i}", results[f"again-{i}"])

    def test_a_refusal_ends_the_stream_too(self):
        client = self.redis.client
        client.xadd(self.redis_key("stream", "refused"), {"data": "left by an earlier run"})
        self.start_worker().wait_ready()
        lines = [completion("refused", "Once", temperature="hot", stream=True)]
        results = self.run_jobs(lines)
        self.assertEqual(results["refused"]["response"]["status_code"], 400)
        self.assertEqual(self.stream_of("refused"), [results["refused"]["response"]["body"]])
