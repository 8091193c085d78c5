"""What the openai package's own types say of the response bodies."""

import base64
import json
import os
import shutil
import struct
import unittest

from harness.jobs import (
    FIXTURES,
    STORIES,
    chat,
    completion,
    completions,
    embedding,
    embeddings,
    needs_fixtures,
    run_lines,
)
from harness.process import temporary_folder
from openai.types import Completion, CreateEmbeddingResponse
from openai.types.chat import ChatCompletion

CREATED = 1_750_000_000


@needs_fixtures
class Types(unittest.TestCase):
    def bodies(self, lines, served=None):
        answers, done = run_lines(lines, CREATED, served)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        results = [json.loads(answer) for answer in answers]
        for result in results:
            self.assertEqual(sorted(result), ["custom_id", "error", "id", "response"])
            self.assertEqual(result["response"]["status_code"], 200, result)
            self.assertTrue(result["id"].startswith("batch_req_"))
        return [result["response"]["body"] for result in results]

    def validate(self, kind, body):
        """Fields beyond the type are allowed by the package, so they are looked for here."""
        parsed = kind.model_validate(body, strict=True)
        self.assertEqual(sorted(parsed.model_extra or {}), [])
        return parsed

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
        folder = os.path.join(temporary_folder(), "chat")
        shutil.copytree(STORIES, folder)
        template = os.path.join(FIXTURES, "templates/Qwen-Qwen3-0.6B.jinja")
        shutil.copy(template, os.path.join(folder, "chat_template.jinja"))
        told = '<tool_call>\n{"name": "f", "arguments": {"x": 1}}\n</tool_call>'
        tools = [{"type": "function", "function": {"name": "f"}}]
        user = {"role": "user", "content": "A story, please."}

        def begun(text):
            return {
                "messages": [user, {"role": "assistant", "content": text}],
                "continue_final_message": True,
                "echo": True,
            }

        lines = [
            chat("plain", [user], max_tokens=9),
            chat("choices", [user], max_tokens=9, n=3, logprobs=True, top_logprobs=2),
            chat("scores", [user], max_tokens=9, logprobs=True),
            chat("calls", **begun(told), tools=tools, max_tokens=4, stop_token_ids=list(range(512))),
            chat("reasoning", **begun("<think>\nHm\n</think>\n\nWell"), max_tokens=4),
        ]
        bodies = self.bodies(lines, [{"name": "chat", "path": folder}])
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


if __name__ == "__main__":
    unittest.main()
