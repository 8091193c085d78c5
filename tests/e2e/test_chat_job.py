"""A thousand conversations through Kafka and two workers: with system prompts, tools, three choices
and stops, the bytes that `penstock run` gives, streams included."""

import json
import unittest

from harness.case import WorkerCase
from harness.jobs import keyed, needs_fixtures, pieces, run_lines
from harness.kafka import source_of
from harness.storyteller import storyteller
from openai.types.chat import ChatCompletion

CREATED = 1_760_000_000
NUM_JOBS = 1000

SYSTEMS = ("You tell short stories.", "Be kind. Use few words.", None, "")
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": name,
            "description": text,
            "parameters": {"type": "object", "properties": {"where": {"type": "string"}}},
        },
    }
    for name, text in (("weather", "The weather of a place."), ("map", "Where a place is."))
]


def conversation(i, piece):
    """Messages of one to five turns."""
    messages = []
    if SYSTEMS[i % 4] is not None:
        messages.append({"role": "system", "content": SYSTEMS[i % 4]})
    if i % 5 == 0:
        messages.append({"role": "user", "content": "What is the weather in the park?"})
        call = {"name": "weather", "arguments": json.dumps({"where": f"park {i}"})}
        calls = [{"id": f"call_{i}", "type": "function", "function": call}]
        messages.append({"role": "assistant", "content": None, "tool_calls": calls})
        messages.append({"role": "tool", "tool_call_id": f"call_{i}", "content": "Sun."})
        messages.append({"role": "assistant", "content": "It is sunny."})
    content = piece if i % 3 else [{"type": "text", "text": piece}]
    messages.append({"role": "user", "content": content})
    return messages


def chat_job(i, piece):
    body = {"model": "storyteller", "messages": conversation(i, piece), "max_tokens": 4 + i % 9}
    if i % 4 == 0:
        body["tools"] = TOOLS[: 1 + i % 2]
    if i % 3 == 0:
        body["n"] = 3
    if i % 5 == 1:
        body["stop"] = [".", "and"]
    if i % 7 == 0:
        body["temperature"] = 0
    if i % 7 == 1:
        body.update(logprobs=True, top_logprobs=2)
    if i % 11 == 0:
        body.update(frequency_penalty=0.5, presence_penalty=0.25, logit_bias={"403": -5})
    if i % 13 == 0:
        body["seed"] = i
    if i % 50 == 0:
        body["stream"] = True
    job = {"custom_id": f"chat-{i}", "method": "POST", "url": "/v1/chat/completions", "body": body}
    return json.dumps(job, ensure_ascii=False).encode()


@needs_fixtures
class ChatJob(WorkerCase):
    def served(self):
        return [{"name": "storyteller", "path": storyteller()}]

    def setUp(self):
        super().setUp()
        self.lines = [chat_job(i, piece) for i, piece in enumerate(pieces(NUM_JOBS, 60))]

    def expected(self):
        answers, done = run_lines(self.lines, CREATED, served=self.served())
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return dict(zip(self.lines, answers))

    def test_a_thousand_conversations(self):
        for i in range(2):
            self.start_worker(name=f"worker{i}", models=self.served()).wait_ready()
        self.kafka.wait_for_members(self.group, 2)
        records = [(key, value, []) for key, value in keyed(self.lines)]
        self.kafka.produce(self.topics["jobs"], records, CREATED * 1000)
        terminal = self.read_terminal(NUM_JOBS, timeout_s=240)
        jobs = self.kafka.read(self.topics["jobs"])
        self.assert_one_each(terminal, jobs)
        by_source = {(m.topic(), m.partition(), m.offset()): m.value() for m in jobs}
        expected = self.expected()
        for message in terminal:
            self.assertEqual(message.value(), expected[by_source[source_of(message)]])
        self.check_answers(expected)
        self.check_streams(expected)

    def check_answers(self, expected):
        reasons = set()
        for line, answer in expected.items():
            body = json.loads(line)["body"]
            response = json.loads(answer)["response"]["body"]
            parsed = ChatCompletion.model_validate(response)
            self.assertEqual(len(parsed.choices), body.get("n", 1))
            for choice in parsed.choices:
                reasons.add(choice.finish_reason)
                for stop in body.get("stop", []):
                    self.assertNotIn(stop, choice.message.content or "")
        self.assertEqual(reasons, {"stop", "length"})

    def check_streams(self, expected):
        num_streams = 0
        for line, answer in expected.items():
            job = json.loads(line)
            if not job["body"].get("stream"):
                continue
            num_streams += 1
            entries = self.redis.client.xrange(self.redis_key("stream", job["custom_id"]))
            data = [fields[b"data"] for _, fields in entries]
            self.assertEqual(data.pop(), b"[DONE]")
            texts = {}
            for chunk in map(json.loads, data):
                self.assertEqual(chunk["object"], "chat.completion.chunk")
                for choice in chunk["choices"]:
                    said = choice["delta"].get("content") or ""
                    texts[choice["index"]] = texts.get(choice["index"], "") + said
            for choice in json.loads(answer)["response"]["body"]["choices"]:
                self.assertEqual(texts[choice["index"]], choice["message"]["content"])
        self.assertEqual(num_streams, NUM_JOBS // 50)


if __name__ == "__main__":
    unittest.main()
