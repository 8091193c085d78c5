"""The rules of a job that no schema can say, each as a function of the job and of the error that
answers it: true where the job breaks the rule and the error is what the rule's breach must give."""

import json
import re

from harness.demo_models import CONTEXT, DIMENSIONS, VOCABULARY

INTEGER_MAX = 2**63 - 1
GENERATE = ("/v1/chat/completions", "/v1/completions")


def everything(value):
    """Every value within a value, itself and the keys of its objects included."""
    yield value
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from everything(item)
    elif isinstance(value, list):
        for item in value:
            yield from everything(item)


def _at(body, param):
    """What a param such as "stop[1]" or "parameters.top_k" names; None where nothing is there."""
    found = body
    for key, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", param or ""):
        try:
            found = found[key or int(index)]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def _bytes(value):
    return len(value.encode("utf-8", "surrogatepass")) if isinstance(value, str) else 0


def integers_have_no_fraction_written(job, error):
    found = _at(job["body"], error["param"])
    return isinstance(found, float) and found == int(found) and "integer" in error["message"]


def token_ids_have_no_fraction_written(job, error):
    found = _at(job["body"], error["param"])
    return isinstance(found, float) and "a token id" in error["message"]


def integers_have_64_bits(job, error):
    return "64 bits" in error["message"] and any(
        isinstance(value, int) and not -INTEGER_MAX - 1 <= value <= INTEGER_MAX
        for value in everything(job)
    )


def strings_hold_no_nul(job, error):
    return "\\u0000" in error["message"] and any(
        isinstance(value, str) and "\0" in value for value in everything(job)
    )


def custom_ids_have_512_bytes_at_most(job, error):
    return error["code"] == "not_a_job" and _bytes(job["custom_id"]) > 512


def models_are_served_here(job, error):
    return error["code"] == "model_not_found" and job["body"]["model"] not in CONTEXT


def models_serve_their_urls(job, error):
    generates = job["body"]["model"] == "tiny-gpt"
    return error["param"] == "model" and generates != (job["url"] in GENERATE)


def token_ids_are_of_the_vocabulary(job, error):
    body, param = job["body"], error["param"] or ""
    found = _at(body, param)
    if param == "logit_bias":
        found = max(map(int, found), default=0)
    return isinstance(found, int) and found >= VOCABULARY[body["model"]]


def texts_fit_the_context(job, error):
    if error["code"] != "context_length_exceeded":
        return False
    length = int(re.search(r"found (\d+)", error["message"]).group(1))
    together = re.search(r"after (\d+) tokens", error["message"])
    return length + int(together.group(1) if together else 0) >= CONTEXT[job["body"]["model"]]


def texts_have_tokens(job, error):
    """An empty text has none in this model's tokenizer."""
    return "at least one token" in error["message"] and _at(job["body"], error["param"]) == ""


def truncation_is_within_the_context(job, error):
    count = job["body"].get("truncate_prompt_tokens")
    return error["param"] == "truncate_prompt_tokens" and count > CONTEXT[job["body"]["model"]]


def truncation_leaves_room_for_special_tokens(job, error):
    body = job["body"]
    if error["param"] not in ("truncate_prompt_tokens", "parameters.max_length"):
        return False
    return 0 < _at(body, error["param"]) < 3


def vectors_have_their_dimensions(job, error):
    return error["param"] == "dimensions" and job["body"]["dimensions"] > DIMENSIONS


def best_of_is_at_least_n(job, error):
    body = job["body"]
    return error["param"] == "best_of" and body["best_of"] < (body.get("n") or 1)


def min_tokens_are_at_most_max_tokens(job, error):
    body = job["body"]
    most = body.get("max_completion_tokens")
    most = body.get("max_tokens") if most is None else most
    default = 16 if job["url"] == "/v1/completions" else INTEGER_MAX
    return error["param"] == "min_tokens" and body["min_tokens"] > (default if most is None else most)


def the_two_names_of_max_tokens_agree(job, error):
    body = job["body"]
    return error["param"] == "max_tokens" and body["max_tokens"] != body["max_completion_tokens"]


def stops_and_words_have_1024_bytes_at_most(job, error):
    param = error["param"] or ""
    return param.startswith(("stop", "bad_words")) and _bytes(_at(job["body"], param)) > 1024


def arguments_are_the_text_of_an_object(job, error):
    if not (error["param"] or "").endswith(".function.arguments"):
        return False
    try:
        return not isinstance(json.loads(_at(job["body"], error["param"])), dict)
    except ValueError:
        return True


def a_message_gone_on_with_has_text(job, error):
    body = job["body"]
    return error["param"] == "continue_final_message" and body["continue_final_message"] is True


def some_token_may_come(job, error):
    """Of those allowed, where min_tokens rules out the ends of a text."""
    return error["param"] == "allowed_token_ids" and job["body"]["min_tokens"] > 0


def log_probabilities_are_bounded(job, error):
    return error["param"] == "logprobs" and "log-probabilities" in error["message"]


RULES = [
    rule
    for name, rule in globals().items()
    if callable(rule) and not name.startswith("_") and rule is not everything
]


def broken(job, error):
    """The names of the rules that the job breaks in the way that the error says."""
    found = []
    for rule in RULES:
        try:
            if rule(job, error):
                found.append(rule.__name__)
        except (KeyError, TypeError):  # the rule is about a field that this job hasn't
            continue
    return found
