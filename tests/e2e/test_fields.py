"""Every field of the openai package's request types and of vLLM's is accounted for: what is
implemented changes the answer or is accepted, what is harmless is accepted and changes nothing, and
what is refused gets a 400 that names it."""

import json
import os
import shutil
import typing
import unittest

import fields_of_vllm
from harness.jobs import BERT, FIXTURES, STORIES, needs_fixtures, run_lines
from harness.process import temporary_folder
from openai.types import CreateEmbeddingResponse  # noqa: F401 (the package loads its types lazily)
from openai.types import completion_create_params, embedding_create_params
from openai.types.chat import completion_create_params as chat_create_params

CREATED = 1_750_000_000
TEMPLATE = os.path.join(FIXTURES, "templates/Qwen-Qwen3-0.6B.jinja")
TOOL = {"type": "function", "function": {"name": "look_up", "parameters": {"type": "object"}}}

CHANGES, ACCEPTED, HARMLESS, REFUSED = "changes", "accepted", "harmless", "refused"

# How a field is answered, and what asks for it: the value, or an object of fields where it needs
# others beside it.


class With(dict):
    pass


GENERATION = {
    "model": (ACCEPTED, With()),
    "max_tokens": (CHANGES, 3),
    "min_tokens": (CHANGES, With(min_tokens=12, stop=[" "])),
    "n": (CHANGES, 2),
    "best_of": (CHANGES, 3),
    "temperature": (CHANGES, 0),
    "top_p": (CHANGES, 0.01),
    "top_k": (CHANGES, 1),
    "min_p": (CHANGES, 1),
    "seed": (CHANGES, 6),
    "frequency_penalty": (CHANGES, 2),
    "presence_penalty": (CHANGES, -2),
    "repetition_penalty": (CHANGES, 3),
    "logit_bias": (CHANGES, {"400": 100}),
    "allowed_token_ids": (CHANGES, [400, 401]),
    "bad_words": (CHANGES, ["the", "a", ",", ".", "was", "to", "and"]),
    "stop": (CHANGES, [" "]),
    "stop_token_ids": (CHANGES, list(range(259, 512))),
    "include_stop_str_in_output": (
        CHANGES,
        With(include_stop_str_in_output=True, stop=[" "]),
    ),
    "ignore_eos": (ACCEPTED, False),
    "skip_special_tokens": (ACCEPTED, False),
    "truncate_prompt_tokens": (CHANGES, 4),
    "truncation_side": (CHANGES, With(truncate_prompt_tokens=4, truncation_side="right")),
    "prompt_logprobs": (CHANGES, 1),
    "return_token_ids": (CHANGES, True),
    "stream": (ACCEPTED, True),
    "stream_options": (ACCEPTED, With(stream=True, stream_options={"include_usage": True})),
    "user": (HARMLESS, "someone"),
    "metadata": (HARMLESS, {"a": "b"}),
    "store": (HARMLESS, True),
    "service_tier": (HARMLESS, "flex"),
    "priority": (HARMLESS, 3),
    "session_id": (HARMLESS, "s"),
    "spaces_between_special_tokens": (HARMLESS, False),
    "response_format": (REFUSED, {"type": "json_object"}),
    "structured_outputs": (REFUSED, {"regex": "a+"}),
    "guided_json": (REFUSED, {}),
    "guided_regex": (REFUSED, "a+"),
    "guided_choice": (REFUSED, ["a"]),
    "guided_grammar": (REFUSED, "root ::= 'a'"),
    "guided_decoding_backend": (REFUSED, "auto"),
    "guided_whitespace_pattern": (REFUSED, " "),
    "use_beam_search": (REFUSED, True),
    "length_penalty": (REFUSED, 2.0),
    "watermarking": (REFUSED, True),
    "repetition_detection": (REFUSED, {"max_pattern_size": 4}),
    "thinking_token_budget": (REFUSED, 9),
    "logprob_token_ids": (REFUSED, [5]),
    "logits_processors": (REFUSED, ["a.b"]),
    "return_token_offsets": (REFUSED, True),
    "return_mm_kwargs": (REFUSED, False),
    "routed_experts_prompt_start": (REFUSED, 1),
    "stream_interval": (REFUSED, 4),
    "request_id": (REFUSED, "r"),
    "cache_salt": (REFUSED, "s"),
    "kv_transfer_params": (REFUSED, {}),
    "ec_transfer_params": (REFUSED, {}),
    "vllm_xargs": (REFUSED, {"a": 1}),
}

FIELDS = {
    "/v1/completions": {
        **GENERATION,
        "prompt": (CHANGES, "There was a"),
        "logprobs": (CHANGES, 1),
        "echo": (CHANGES, True),
        "add_special_tokens": (CHANGES, False),
        "return_tokens_as_token_ids": (CHANGES, With(logprobs=1, return_tokens_as_token_ids=True)),
        "suffix": (REFUSED, "."),
        "prompt_embeds": (REFUSED, "AAAA"),
    },
    "/v1/chat/completions": {
        **GENERATION,
        "messages": (CHANGES, [{"role": "user", "content": "Who?"}]),
        "max_completion_tokens": (CHANGES, With(max_tokens=None, max_completion_tokens=3)),
        "logprobs": (CHANGES, True),
        "top_logprobs": (CHANGES, With(logprobs=True, top_logprobs=2)),
        "add_special_tokens": (CHANGES, True),
        "return_tokens_as_token_ids": (
            CHANGES,
            With(logprobs=True, return_tokens_as_token_ids=True),
        ),
        "return_prompt_text": (CHANGES, True),
        "tools": (CHANGES, [TOOL]),
        "tool_choice": (ACCEPTED, With(tools=[TOOL], tool_choice="none")),
        "parallel_tool_calls": (ACCEPTED, False),
        "reasoning_effort": (CHANGES, "none"),
        "include_reasoning": (ACCEPTED, False),
        "chat_template_kwargs": (CHANGES, {"enable_thinking": False}),
        "documents": (ACCEPTED, [{"title": "a", "text": "b"}]),
        "add_generation_prompt": (CHANGES, False),
        "continue_final_message": (
            CHANGES,
            With(
                messages=[{"role": "assistant", "content": "Once upon"}],
                continue_final_message=True,
            ),
        ),
        "echo": (ACCEPTED, True),
        "safety_identifier": (HARMLESS, "s"),
        "prompt_cache_key": (HARMLESS, "k"),
        "prompt_cache_retention": (HARMLESS, "24h"),
        "prompt_cache_options": (HARMLESS, {"ttl": "30m"}),
        "prediction": (HARMLESS, {"type": "content", "content": "Once"}),
        "modalities": (REFUSED, ["text", "audio"]),
        "audio": (REFUSED, {"format": "wav", "voice": "alloy"}),
        "verbosity": (REFUSED, "low"),
        "web_search_options": (REFUSED, {}),
        "moderation": (REFUSED, {"model": "omni"}),
        "functions": (REFUSED, [{"name": "f"}]),
        "function_call": (REFUSED, "auto"),
        "chat_template": (REFUSED, "{{ 1 }}"),
        "media_io_kwargs": (REFUSED, {"video": {}}),
        "mm_processor_kwargs": (REFUSED, {"a": 1}),
    },
    "/v1/embeddings": {
        "model": (ACCEPTED, With()),
        "input": (CHANGES, "another sentence"),
        "encoding_format": (CHANGES, "base64"),
        "dimensions": (CHANGES, 8),
        "user": (HARMLESS, "someone"),
        "priority": (HARMLESS, 3),
        "add_special_tokens": (CHANGES, False),
        "truncate_prompt_tokens": (CHANGES, 3),
        "normalize": (REFUSED, False),
        "use_activation": (REFUSED, False),
        "embed_dtype": (REFUSED, "float16"),
        "endianness": (REFUSED, "big"),
        "truncation_side": (REFUSED, "left"),
        "request_id": (REFUSED, "r"),
        "cache_salt": (REFUSED, "s"),
        "mm_processor_kwargs": (REFUSED, {"a": 1}),
    },
}

PLAIN = {
    "/v1/completions": {
        "model": "chat",
        "prompt": "Once upon a time there",
        "temperature": 0.9,
        "seed": 5,
        "max_tokens": 24,
    },
    "/v1/chat/completions": {
        "model": "chat",
        "messages": [{"role": "user", "content": "Tell me a story."}],
        "temperature": 0.9,
        "seed": 5,
        "max_tokens": 24,
    },
    "/v1/embeddings": {"model": "bert", "input": "a sentence of some words"},
}

REQUIRED = {"model", "messages", "prompt", "input"}

OPENAI = {
    "/v1/completions": completion_create_params.CompletionCreateParamsStreaming,
    "/v1/chat/completions": chat_create_params.CompletionCreateParamsStreaming,
    "/v1/embeddings": embedding_create_params.EmbeddingCreateParams,
}


def asked_for(name, value):
    return dict(value) if isinstance(value, With) else {name: value}


def without(fields, name):
    return {key: value for key, value in fields.items() if key != name}


class Accounts(unittest.TestCase):
    def test_none_is_forgotten(self):
        for url, fields in FIELDS.items():
            known = set(typing.get_type_hints(OPENAI[url])) | set(fields_of_vllm.FIELDS[url])
            with self.subTest(url):
                self.assertEqual(sorted(known - set(fields)), [])


@needs_fixtures
class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = os.path.join(temporary_folder(), "chat")
        shutil.copytree(STORIES, folder)
        shutil.copy(TEMPLATE, os.path.join(folder, "chat_template.jinja"))
        cls.served = [{"name": "chat", "path": folder}, {"name": "bert", "path": BERT}]

    def responses(self, url, bodies):
        """What is answered to each body: its status and, without what is the job's own, its body."""
        lines = [
            json.dumps(
                {"custom_id": str(i), "method": "POST", "url": url, "body": {**PLAIN[url], **body}}
            ).encode()
            for i, body in enumerate(bodies)
        ]
        answers, _ = run_lines(lines, CREATED, self.served)
        found = []
        for answer in answers:
            response = json.loads(answer)["response"]
            body = response["body"]
            body.pop("id", None)
            found.append((response["status_code"], body))
        return found

    def test_each_is_answered_as_the_account_says(self):
        for url, fields in FIELDS.items():
            asked = [asked_for(name, value) for name, (_, value) in fields.items()]
            # what stands beside a field, alone, so that a change is the field's
            beside = [without(body, name) for body, name in zip(asked, fields)]
            answers = self.responses(url, asked + beside)
            plain = answers[len(fields) :]
            for (name, (kind, _)), (status, body), (_, other) in zip(
                fields.items(), answers, plain
            ):
                with self.subTest(f"{url} {name}"):
                    if kind == REFUSED:
                        self.assertEqual(status, 400, body)
                        self.assertEqual(body["error"]["param"], name)
                        self.assertIn(name, body["error"]["message"])
                        continue
                    self.assertEqual(status, 200, body)
                    if kind == CHANGES:
                        self.assertNotEqual(body, other)
                    if kind == HARMLESS:
                        self.assertEqual(body, other)

    def test_null_is_absence(self):
        for url, fields in FIELDS.items():
            names = [name for name in fields if name not in REQUIRED | set(PLAIN[url])]
            answers = self.responses(url, [{}] + [{name: None} for name in names])
            for name, answer in zip(names, answers[1:]):
                with self.subTest(f"{url} {name}"):
                    self.assertEqual(answer, answers[0])

    def test_others_are_refused_by_name(self):
        for url in FIELDS:
            ((status, body),) = self.responses(url, [{"temprature": 1}])
            self.assertEqual(status, 400)
            self.assertEqual(body["error"]["param"], "temprature")


if __name__ == "__main__":
    unittest.main()
