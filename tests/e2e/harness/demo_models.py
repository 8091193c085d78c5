"""The demo's models for the tests: with them no fixture is needed. The chat model's template is one
that takes every conversation."""

import functools
import json
import os
import shutil

from .process import ROOT, temporary_folder

TEMPLATE = """
{%- for message in messages %}
{{- message.role }}: {{ message.content if message.content is string else
    (message.content or []) | map(attribute='text') | join(' ') }}
{% endfor %}
{%- if enable_thinking is defined and not enable_thinking or reasoning_effort == 'none' %}briefly {% endif %}
{%- if add_generation_prompt %}assistant:{% endif %}"""


def _config(name):
    with open(os.path.join(ROOT, "tools/demo", name, "config.json"), encoding="utf-8") as file:
        return json.load(file)


GPT, BERT = _config("tiny-gpt"), _config("tiny-bert")
CONTEXT = {"tiny-gpt": GPT["n_positions"], "tiny-bert": BERT["max_position_embeddings"]}  # tokens
VOCABULARY = {"tiny-gpt": GPT["vocab_size"], "tiny-bert": BERT["vocab_size"]}  # tokens
DIMENSIONS = BERT["hidden_size"]


@functools.cache
def demo_models():
    """[{"name", "path"}] of tiny-gpt and tiny-bert."""
    chat = os.path.join(temporary_folder(), "tiny-gpt")
    shutil.copytree(os.path.join(ROOT, "tools/demo/tiny-gpt"), chat)
    with open(os.path.join(chat, "chat_template.jinja"), "w", encoding="utf-8") as file:
        file.write(TEMPLATE)
    bert = os.path.join(ROOT, "tools/demo/tiny-bert")
    return [{"name": "tiny-gpt", "path": chat}, {"name": "tiny-bert", "path": bert}]
