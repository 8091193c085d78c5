"""Jobs for the tests: prompts and sentences cut from a real text, and what checks their answers."""

import json
import os
import unittest

from .process import PENSTOCK, ROOT, run, temporary_folder
from .schemas import check_results

FIXTURES = os.environ.get("PENSTOCK_FIXTURES", "")
STORIES = os.path.join(FIXTURES, "stories260k")
BERT = os.path.join(ROOT, "tests/golden/data/bert")
SHAKESPEARE = os.path.join(FIXTURES, "text/tinyshakespeare.txt")

needs_fixtures = unittest.skipUnless(
    FIXTURES and os.path.isdir(FIXTURES),
    "PENSTOCK_FIXTURES names no folder with the real checkpoints and texts",
)


def models():
    return [{"name": "stories", "path": STORIES}, {"name": "bert", "path": BERT}]


def pieces(num_pieces, length, start=0):
    """Pieces of the text, each beginning with a word, all different."""
    with open(SHAKESPEARE, encoding="utf-8") as file:
        text = file.read()
    step = (len(text) - length) // (start + num_pieces)
    found = []
    for i in range(start, start + num_pieces):
        begin = text.index(" ", i * step) + 1
        found.append(text[begin : begin + length])
    return found


def completion(custom_id, prompt, model="stories", **fields):
    body = {"model": model, "prompt": prompt, **fields}
    job = {"custom_id": custom_id, "method": "POST", "url": "/v1/completions", "body": body}
    return json.dumps(job, ensure_ascii=False).encode()


def chat(custom_id, messages, model="chat", **fields):
    body = {"model": model, "messages": messages, **fields}
    job = {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}
    return json.dumps(job, ensure_ascii=False).encode()


def embedding(custom_id, text, model="bert", **fields):
    body = {"model": model, "input": text, **fields}
    job = {"custom_id": custom_id, "method": "POST", "url": "/v1/embeddings", "body": body}
    return json.dumps(job, ensure_ascii=False).encode()


def completions(num_jobs, prefix="c", length=40, start=0, **fields):
    """Jobs that differ in what they ask for: greedy and sampled, short and long, with logprobs."""
    jobs = []
    for i, prompt in enumerate(pieces(num_jobs, length, start)):
        asked = {"max_tokens": 8 + i % 17}
        if i % 3 == 0:
            asked["temperature"] = 0
        elif i % 3 == 1:
            asked.update(temperature=0.8, top_p=0.9, top_k=40, seed=i)
        if i % 7 == 0:
            asked["logprobs"] = 3
        if i % 11 == 0:
            asked["stop"] = ["."]
        if i % 13 == 0:
            asked["echo"] = True
        jobs.append(completion(f"{prefix}-{i}", prompt, **{**asked, **fields}))
    return jobs


def embeddings(num_jobs, prefix="e", length=90, start=0, **fields):
    jobs = []
    for i, text in enumerate(pieces(num_jobs, length, start)):
        asked = {"encoding_format": "base64"} if i % 5 == 0 else {}
        if i % 9 == 0:
            asked["dimensions"] = 16
        if i % 10 == 0:
            text = [text, text[:20]]
        jobs.append(embedding(f"{prefix}-{i}", text, **{**asked, **fields}))
    return jobs


def custom_id(line):
    return json.loads(line)["custom_id"]


def keyed(lines):
    """(key, value) records: keyed by custom_id as penstock submit does, where there is one."""
    records = []
    for line in lines:
        try:
            key = json.loads(line)["custom_id"].encode()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            key = None
        records.append((key, line))
    return records


def write_lines(lines, name="jobs.jsonl"):
    path = os.path.join(temporary_folder(), name)
    with open(path, "wb") as file:
        for line in lines:
            file.write(line + b"\n")
    return path


def model_arguments(served):
    arguments = []
    for model in served:
        arguments += ["--model", f"{model['name']}={model['path']}"]
    return arguments


def run_lines(lines, created, served=None, arguments=(), timeout_s=300):
    """What `penstock run` answers to these lines, one line each; (answers, CompletedProcess)."""
    source = write_lines(lines)
    target = source + ".out"
    command = [PENSTOCK, "run", "-i", source, "-o", target, "--created", str(created)]
    command += [*model_arguments(served or models()), *arguments]
    done = run(command, timeout_s=timeout_s)
    if not os.path.exists(target):
        raise AssertionError(f"{command} wrote nothing: {done.returncode}\n{done.stderr[-4000:]}")
    with open(target, "rb") as file:
        answers = file.read().split(b"\n")[:-1]
    check_results(answers)
    return answers, done
