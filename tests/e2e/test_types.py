"""What the openai package's own types say of the response bodies, of errors and of streams' chunks, and
those of huggingface_hub where the task is Hugging Face's."""

import base64
import json
import os
import shutil
import struct
import unittest

from harness.case import WorkerCase
from harness.demo_models import demo_models
from harness.jobs import (
    FIXTURES,
    STORIES,
    chat,
    completion,
    completions,
    embedding,
    embeddings,
    keyed,
    needs_fixtures,
    run_lines,
)
from harness.process import temporary_folder
from harness.stream import read_stream
from huggingface_hub import TextClassificationOutputElement
from openai.lib.streaming.chat import ChatCompletionStreamState
from openai.types import BatchError, Completion, CompletionUsage, CreateEmbeddingResponse
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.shared import ErrorObject

CREATED = 1_750_000_000


TEMPLATE = os.path.join(FIXTURES, "templates/Qwen-Qwen3-0.6B.jinja")
USER = {"role": "user", "content": "A story, please."}
CALL = '<tool_call>\n{"name": "f", "arguments": {"x": 1}}\n</tool_call>'
TOOLS = [{"type": "function", "function": {"name": "f"}}]


def chat_models():
    """The stories under the name chat, with a template that knows tools and reasoning."""
    folder = os.path.join(temporary_folder(), "chat")
    shutil.copytree(STORIES, folder)
    shutil.copy(TEMPLATE, os.path.join(folder, "chat_template.jinja"))
    return [{"name": "chat", "path": folder}]


def begun(text):
    """An answer that begins with this text: what a model of few parameters doesn't write itself."""
    return {
        "messages": [USER, {"role": "assistant", "content": text}],
        "continue_final_message": True,
        "echo": True,
    }


class TypesCase(unittest.TestCase):
    def validate(self, kind, value, extra=()):
        """Fields beyond the type are allowed by the package, so they are looked for here."""
        parsed = kind.model_validate(value, strict=True)
        self.assertEqual(sorted(parsed.model_extra or {}), sorted(extra))
        return parsed


@needs_fixtures
class Types(TypesCase):
    def bodies(self, lines, served=None):
        answers, done = run_lines(lines, CREATED, served)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        results = [json.loads(answer) for answer in answers]
        for result in results:
            self.assertEqual(sorted(result), ["custom_id", "error", "id", "response"])
            self.assertEqual(result["response"]["status_code"], 200, result)
            self.assertTrue(result["id"].startswith("batch_req_"))
        return [result["response"]["body"] for result in results]

    def replace_first_nulls(self, body, echo):
        """The API says null for what nothing precedes, an echoed prompt's first token; the package's
        type has no place for it."""
        for choice in body["choices"]:
            logprobs = choice["logprobs"]
            if echo and logprobs is not None:
                for name, nothing in (("token_logprobs", 0.0), ("top_logprobs", {})):
                    self.assertIsNone(logprobs[name][0])
                    logprobs[name][0] = nothing

    def test_completions(self):
        lines = completions(60)
        lines.append(completion("list", ["Once upon", "The dog"], max_tokens=5, logprobs=2))
        lines.append(completion("ids", [1, 403, 407, 261, 378], max_tokens=5, temperature=0))
        lines.append(completion("score", "Once upon", max_tokens=0, echo=True, logprobs=1))
        for body, line in zip(self.bodies(lines), lines):
            self.replace_first_nulls(body, echo=json.loads(line)["body"].get("echo", False))
            parsed = self.validate(Completion, body)
            self.assertEqual(parsed.created, CREATED)
            self.assertEqual(parsed.object, "text_completion")
            self.assertEqual(parsed.model, "stories")
            asked = json.loads(line)["body"]
            usage = parsed.usage
            self.assertEqual(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens)
            for choice in parsed.choices:
                self.assertIn(choice.finish_reason, ("stop", "length"))
                self.assertEqual(choice.logprobs is not None, "logprobs" in asked)
                if "stop" in asked:
                    told = choice.text[len(asked["prompt"]) if asked.get("echo") else 0 :]
                    self.assertNotIn(".", told)

    def test_chats(self):
        lines = [
            chat("plain", [USER], max_tokens=9),
            chat("choices", [USER], max_tokens=9, n=3, logprobs=True, top_logprobs=2),
            chat("scores", [USER], max_tokens=9, logprobs=True),
            chat("calls", **begun(CALL), tools=TOOLS, max_tokens=4, stop_token_ids=list(range(512))),
            chat("reasoning", **begun("<think>\nHm\n</think>\n\nWell"), max_tokens=4),
        ]
        bodies = self.bodies(lines, chat_models())
        parsed = [self.validate(ChatCompletion, body) for body in bodies]
        for body, line in zip(parsed, lines):
            asked = json.loads(line)["body"]
            self.assertEqual(body.object, "chat.completion")
            self.assertTrue(body.id.startswith("chatcmpl-"))
            self.assertEqual(len(body.choices), asked.get("n", 1))
            for choice in body.choices:
                self.assertEqual(choice.message.role, "assistant")
                self.assertEqual(choice.logprobs is not None, "logprobs" in asked)
        self.assertEqual(len(parsed[1].choices[2].logprobs.content), 9)
        self.assertEqual(len(parsed[1].choices[2].logprobs.content[8].top_logprobs), 2)
        self.assertEqual(parsed[2].choices[0].logprobs.content[0].top_logprobs, [])
        called = parsed[3].choices[0]
        self.assertEqual(called.finish_reason, "tool_calls")
        self.assertIsNone(called.message.content)
        self.assertEqual(called.message.tool_calls[0].function.name, "f")
        self.assertEqual(json.loads(called.message.tool_calls[0].function.arguments), {"x": 1})
        message = parsed[4].choices[0].message
        self.assertEqual(message.model_extra["reasoning_content"], "\nHm\n")
        self.assertTrue(message.content.startswith("\n\nWell"))

    def test_embeddings(self):
        lines = embeddings(60)
        for body, line in zip(self.bodies(lines), lines):
            asked = json.loads(line)["body"]
            # The package's type knows floats only; its client decodes base64 before that.
            for item in body["data"]:
                if asked.get("encoding_format") == "base64":
                    raw = base64.b64decode(item["embedding"], validate=True)
                    item["embedding"] = list(struct.unpack(f"<{len(raw) // 4}f", raw))
            parsed = self.validate(CreateEmbeddingResponse, body)
            inputs = asked["input"] if isinstance(asked["input"], list) else [asked["input"]]
            self.assertEqual([item.index for item in parsed.data], list(range(len(inputs))))
            for item in parsed.data:
                if "dimensions" in asked:
                    self.assertEqual(len(item.embedding), asked["dimensions"])

    def test_base64_holds_the_same_numbers(self):
        lines = [
            embedding("float", "A sentence."),
            embedding("base64", "A sentence.", encoding_format="base64"),
        ]
        plain, packed = (body["data"][0]["embedding"] for body in self.bodies(lines))
        raw = base64.b64decode(packed, validate=True)
        numbers = list(struct.unpack(f"<{len(raw) // 4}f", raw))
        self.assertEqual([struct.unpack("<f", struct.pack("<f", x))[0] for x in plain], numbers)

    def test_what_vllm_adds(self):
        """Beside OpenAI's fields, and only where it was asked for."""
        lines = [
            completion("c", "Once upon", max_tokens=3, prompt_logprobs=1, return_token_ids=True),
            completion("best", "Once upon", max_tokens=3, n=2, best_of=4, logprobs=1),
        ]
        told, best = self.bodies(lines)
        parsed = self.validate(Completion, told)
        added = ["prompt_logprobs", "prompt_token_ids", "token_ids"]
        self.assertEqual(sorted(parsed.choices[0].model_extra), added)
        self.assertEqual(len(parsed.choices[0].model_extra["token_ids"]), 3)
        usage = self.validate(Completion, best).usage
        self.assertEqual(usage.completion_tokens, 12, "of all candidates")
        told = {"return_prompt_text": True, "prompt_logprobs": 0, "return_token_ids": True}
        (body,) = self.bodies([chat("t", [USER], max_tokens=2, **told)], chat_models())
        added = ["prompt_logprobs", "prompt_text", "prompt_token_ids"]
        parsed = self.validate(ChatCompletion, body, added)
        self.assertEqual(len(parsed.model_extra["prompt_token_ids"]), parsed.usage.prompt_tokens)


class Demo(TypesCase):
    """Types of what the demo's models answer: nothing else is needed."""

    def results(self, *jobs):
        lines = []
        for i, (url, model, fields) in enumerate(jobs):
            job = {"custom_id": str(i), "method": "POST", "url": url}
            lines.append(json.dumps({**job, "body": {"model": model, **fields}}).encode())
        answers, _ = run_lines(lines, CREATED, demo_models())
        return [json.loads(answer)["response"] for answer in answers]

    def test_labels(self):
        url, labels = "/v1/text-classification", {"negative", "neutral", "positive"}
        one, many, best = self.results(
            (url, "tiny-bert", {"inputs": "The nurse was gentle."}),
            (url, "tiny-bert", {"inputs": ["Good.", {"text": "It rains.", "text_pair": "So."}]}),
            (url, "tiny-bert", {"inputs": "Good.", "parameters": {"top_k": 1}}),
        )
        parsed = TextClassificationOutputElement.parse_obj_as_list(one["body"]["data"])
        self.assertEqual({element.label for element in parsed}, labels)
        self.assertAlmostEqual(sum(element.score for element in parsed), 1, places=5)
        for data in (*many["body"]["data"], best["body"]["data"]):
            for element in TextClassificationOutputElement.parse_obj_as_list(data):
                self.assertIn(element.label, labels)
                self.assertTrue(0 <= element.score <= 1)
        self.assertEqual(len(best["body"]["data"]), 1)
        self.assertEqual(one["body"]["usage"]["total_tokens"], one["body"]["usage"]["prompt_tokens"])

    def test_errors(self):
        for (status, param, code), response in zip(
            (
                (400, "temperature", None),
                (404, "model", "model_not_found"),
                (404, "url", "unknown_url"),
                (400, "prompt", "context_length_exceeded"),
            ),
            self.results(
                ("/v1/completions", "tiny-gpt", {"prompt": "a", "temperature": "hot"}),
                ("/v1/completions", "another", {"prompt": "a"}),
                ("/v1/complete", "tiny-gpt", {"prompt": "a"}),
                ("/v1/completions", "tiny-gpt", {"prompt": "a " * 500}),
            ),
        ):
            self.assertEqual(response["status_code"], status)
            error = self.validate(ErrorObject, response["body"]["error"])
            self.assertEqual((error.param, error.code), (param, code))
            self.assertEqual(error.type, "invalid_request_error")

    def test_usage(self):
        (response,) = self.results(("/v1/completions", "tiny-gpt", {"prompt": ["Hello", "You"]}))
        usage = self.validate(CompletionUsage, response["body"]["usage"])
        self.assertEqual(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens)


@needs_fixtures
class Streams(WorkerCase, TypesCase):
    def run_jobs(self, lines):
        """The results by custom_id, and the chunks of each job's stream."""
        self.start_worker(models=chat_models()).wait_ready()
        self.kafka.produce(self.topics["jobs"], keyed(lines), timestamp_ms=CREATED * 1000)
        results = [json.loads(m.value()) for m in self.read_terminal(len(lines))]
        chunks = {}
        for result in results:
            key = self.redis_key("stream", result["custom_id"])
            entries = read_stream(self.redis.client, key)
            chunks[result["custom_id"]] = [json.loads(data) for _, data in entries[:-1]]
        return {result["custom_id"]: result for result in results}, chunks

    def test_chats_put_together_by_the_client_itself(self):
        """The package's own accumulator makes of the chunks what the result says."""
        lines = [
            chat("plain", [USER], max_tokens=20, stream=True),
            chat("two", [USER], max_tokens=9, n=2, seed=3, stream=True),
            chat("calls", **begun(CALL), tools=TOOLS, max_tokens=4, stream=True,
                 stop_token_ids=list(range(512))),
            chat("scores", [USER], max_tokens=5, logprobs=True, top_logprobs=2, stream=True,
                 stream_options={"include_usage": True}),
        ]  # fmt: skip
        results, chunks = self.run_jobs(lines)
        for custom_id, result in results.items():
            state = ChatCompletionStreamState()
            for chunk in chunks[custom_id]:
                state.handle_chunk(self.validate(ChatCompletionChunk, chunk))
            made = state.current_completion_snapshot
            said = ChatCompletion.model_validate(result["response"]["body"])
            self.assertEqual((made.id, made.created, made.model), (said.id, said.created, said.model))
            self.assertEqual(len(made.choices), len(said.choices))
            for one, other in zip(made.choices, said.choices):
                self.assertEqual(one.finish_reason, other.finish_reason)
                self.assertEqual(one.message.content or None, other.message.content or None)
                self.assertEqual(
                    [(c.id, c.function.name, c.function.arguments)
                     for c in one.message.tool_calls or []],
                    [(c.id, c.function.name, c.function.arguments)
                     for c in other.message.tool_calls or []],
                )  # fmt: skip
                if other.logprobs:
                    told = [entry.model_dump() for entry in one.logprobs.content]
                    self.assertEqual(told, [entry.model_dump() for entry in other.logprobs.content])
            if custom_id == "scores":
                self.assertEqual(made.usage.model_dump(), said.usage.model_dump())
        self.assertEqual(results["calls"]["response"]["body"]["choices"][0]["finish_reason"],
                         "tool_calls")  # fmt: skip

    def test_completions_and_errors(self):
        options = {"stream": True, "stream_options": {"include_usage": True}}
        lines = [
            completion("text", "Once", model="chat", max_tokens=9, logprobs=1, **options),
            completion("wrong", "Once", model="chat", temperature="hot", stream=True),
        ]
        results, chunks = self.run_jobs(lines)
        told = ""
        for chunk in chunks["text"][:-1]:
            for choice in chunk["choices"]:
                # The package's type has no place for a choice that goes on; its client doesn't look.
                choice["finish_reason"] = choice["finish_reason"] or "length"
            parsed = self.validate(Completion, chunk)
            told += parsed.choices[0].text
            self.assertIsNone(parsed.usage)
        self.assertEqual(told, results["text"]["response"]["body"]["choices"][0]["text"])
        last = self.validate(Completion, chunks["text"][-1])
        self.assertEqual((last.choices, last.usage.completion_tokens), ([], 9))
        (error,) = chunks["wrong"]
        self.assertEqual(self.validate(ErrorObject, error["error"]).param, "temperature")

    def test_jobs_that_did_not_run(self):
        """The error of a line, as the package knows errors of batches."""
        job = completion("late", "Once", model="chat", stream=True)
        self.start_worker(models=chat_models()).wait_ready()
        self.kafka.produce(
            self.topics["jobs"], [(b"late", job, [("penstock-deadline", b"1000000000")])]
        )
        (message,) = self.read_terminal(1)
        result = json.loads(message.value())
        self.assertIsNone(result["response"])
        error = self.validate(BatchError, result["error"])
        self.assertEqual(error.code, "batch_expired")
        (entry, _) = read_stream(self.redis.client, self.redis_key("stream", "late"))
        self.assertEqual(json.loads(entry[1]), {"error": result["error"]})


if __name__ == "__main__":
    unittest.main()
