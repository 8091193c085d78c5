"""Makes data/templates/expected.json: what transformers makes of each conversation of
conversations.json by each template.

Of real models' templates (PENSTOCK_FIXTURES/templates), which don't belong here and neither do their
words, it keeps the digest of what they make; of the templates in data/templates/own, the text itself.
"""

import datetime
import hashlib
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import jinja2
import transformers
from tokenizers import Tokenizer, models
from transformers.utils import chat_template_utils

DATA = Path(__file__).parent / "data" / "templates"
NOW = 1764000000  # strftime_now of every template; UTC
TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}

# The conversations whose texts by our own templates are kept whole.
SHORT = [
    "one_question", "several_turns", "empty_contents", "spaces_around", "unicode", "markup", "newlines", "odd_role",
    "content_missing", "content_parts", "tools_of_all_kinds", "tool_calls_in_parallel", "think_tags",
    "reasoning_content", "enable_thinking_not", "documents", "continue_spaces",
]


class Now(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(NOW, tz or datetime.timezone.utc)


def render(template, conversation):
    """The text, or None and why there is none."""
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(models.WordLevel({"<unk>": 0}, unk_token="<unk>")), chat_template=template, **TOKENS)
    try:
        return tokenizer.apply_chat_template(
            conversation["messages"], tools=conversation.get("tools"), documents=conversation.get("documents"),
            add_generation_prompt=conversation.get("add_generation_prompt", False),
            continue_final_message=conversation.get("continue_final_message", False), tokenize=False,
            **conversation.get("kwargs", {})), None
    except jinja2.exceptions.TemplateError as error:
        # raise_exception's own words are part of what users see; jinja2's are jinja2's.
        return None, str(error) if type(error) is jinja2.exceptions.TemplateError else ""
    except Exception:
        return None, ""


def digest(template, conversation):
    text, _ = render(template, conversation)
    return hashlib.sha256(text.encode()).hexdigest() if text is not None else None


def whole(template, conversation):
    text, reason = render(template, conversation)
    return text if text is not None else {"refused": reason}


def main():
    fixtures = os.environ.get("PENSTOCK_FIXTURES")
    if not fixtures:
        sys.exit("make_templates.py: PENSTOCK_FIXTURES is not set: where are the real models' templates?")
    chat_template_utils.datetime = Now
    conversations = json.loads((DATA / "conversations.json").read_text())
    short = [conversation for conversation in conversations if conversation["name"] in SHORT]
    expected = {
        "made_by": {"transformers": transformers.__version__, "jinja2": jinja2.__version__},
        "now": NOW,
        "special_tokens": TOKENS,
        "fixtures": {
            path.stem: {c["name"]: digest(path.read_text(), c) for c in conversations}
            for path in sorted(Path(fixtures, "templates").glob("*.jinja"))},
        "own": {
            path.stem: {c["name"]: whole(path.read_text(), c) for c in short}
            for path in sorted((DATA / "own").glob("*.jinja"))},
    }
    (DATA / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


main()
