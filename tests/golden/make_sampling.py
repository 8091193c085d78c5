"""Greedy texts of a tiny Llama under penalties and constraints: transformers' logits processors
where it has one, the formulas of vLLM's documentation for frequency, presence and bad words (which
it looks for in what was generated)."""

import json

import torch
from transformers import (LlamaForCausalLM, MinNewTokensLengthLogitsProcessor,
                          RepetitionPenaltyLogitsProcessor, SequenceBiasLogitsProcessor)

from golden import DATA, fresh_folder, versions

LENGTH = 32
MARGIN = 1e-3  # between the two best tokens, so that rounding decides nothing
PROMPTS = [[1], [1, 308, 273, 410, 393, 346, 324, 368], [1, 95, 95, 118, 242, 242, 348]]
ALLOWED = list(range(60, 420, 7)) + [2]

CASES = [
    {},
    {"repetition_penalty": 1.3},
    {"repetition_penalty": 0.8},
    {"frequency_penalty": 1.1},
    {"frequency_penalty": -0.3},
    {"presence_penalty": 1.7},
    {"repetition_penalty": 1.15, "frequency_penalty": 0.4, "presence_penalty": 0.6},
    {"logit_bias": {"242": -100, "348": -3, "95": 4.5, "118": 2.25}},
    {"allowed_tokens": ALLOWED},
    {"bad_words": [[242], [95, 118], [348, 242, 103]]},
    {"bad_words": [[118], [95]], "allowed_tokens": [95, 118, 119, 120, 2]},
    {"logit_bias": {"2": 30}, "min_tokens": 12},
    {"logit_bias": {"57": 30}, "min_tokens": 9, "stop_tokens": [57]},
    {"logit_bias": {"2": 3, "57": -1}, "repetition_penalty": 1.2, "frequency_penalty": 0.3,
     "presence_penalty": -0.2, "bad_words": [[242, 348], [103]], "min_tokens": 5},
]


def mask_bad_words(words, generated, scores):
    for *start, last in words:
        if not start or generated[-len(start):] == start:
            scores[0, last] = -torch.inf


def change(case, prompt, generated, scores):
    ids = torch.tensor([prompt + generated])
    eos = [2] + case.get("stop_tokens", [])
    if "allowed_tokens" in case:
        kept = torch.full_like(scores, -torch.inf)
        kept[0, case["allowed_tokens"]] = scores[0, case["allowed_tokens"]]
        scores = kept
    mask_bad_words(case.get("bad_words", []), generated, scores)
    if "min_tokens" in case:
        scores = MinNewTokensLengthLogitsProcessor(
            len(prompt), case["min_tokens"], eos)(ids, scores)
    if "logit_bias" in case:
        scores = SequenceBiasLogitsProcessor(
            [[[int(token)], float(bias)] for token, bias in case["logit_bias"].items()])(ids, scores)
    if "repetition_penalty" in case:
        scores = RepetitionPenaltyLogitsProcessor(case["repetition_penalty"])(ids, scores)
    counts = torch.zeros_like(scores)
    for token in generated:
        counts[0, token] += 1
    return (scores - case.get("frequency_penalty", 0) * counts
            - case.get("presence_penalty", 0) * (counts > 0))


def generate(model, prompt, case):
    generated, total = [], 0.0
    while len(generated) < LENGTH:
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([prompt + generated])).logits[:, -1]
        scores = change(case, prompt, generated, logits.clone())
        best = scores[0].topk(2)
        assert best.values[0] - best.values[1] > MARGIN, (prompt, case, len(generated))
        generated.append(int(best.indices[0]))
        total += float(logits[0].double().log_softmax(-1)[generated[-1]])
        if generated[-1] in [2] + case.get("stop_tokens", []):
            break
    return dict(prompt=prompt, sampling=case, tokens=generated, sum_logprob=round(total, 6))


def main():
    torch.set_num_threads(1)
    model = LlamaForCausalLM.from_pretrained(DATA / "llama_gqa", dtype=torch.float32,
                                             attn_implementation="eager").eval()
    cases = [generate(model, prompt, case) for prompt in PROMPTS for case in CASES]
    plain = [case["tokens"] for case in cases if not case["sampling"]]
    for asked in CASES[1:]:
        assert plain != [case["tokens"] for case in cases if case["sampling"] == asked], asked
    lines = ",\n  ".join(json.dumps(case) for case in cases)
    (fresh_folder("sampling") / "expected.json").write_text(
        f'{{"made_by": {json.dumps(versions())},\n "model": "llama_gqa",\n "cases": [\n  {lines}]}}\n')


main()
