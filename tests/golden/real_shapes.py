"""Checkpoints of real models' shapes, random weights and real tokenizers and chat templates: what
`penstock run` answers greedily is, token for token, what transformers generates.

usage: PENSTOCK_FIXTURES=FOLDER real_shapes.py [SHAPE...]

PENSTOCK is the program (build/release/penstock). The largest shape takes 8 GB of memory.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
import transformers
from transformers import (AutoTokenizer, GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM,
                          MistralConfig, MistralForCausalLM, Qwen2Config, Qwen2ForCausalLM)

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PENSTOCK", str(ROOT / "build/release/penstock"))
NUM_TOKENS = 32

GPT2 = dict(vocab_size=50257, n_embd=768, n_head=12, bos_token_id=50256, eos_token_id=50256)
LLAMA2 = dict(vocab_size=32000, bos_token_id=1, eos_token_id=2)

# model, configuration, dtype of the files, tokenizer, chat template
SHAPES = {
    "gpt2-124m": (GPT2LMHeadModel, GPT2Config(**GPT2, n_layer=12, n_positions=1024),
                  torch.float32, "gpt2", "Qwen-Qwen2.5-7B-Instruct"),
    "cerebras-gpt-111m": (GPT2LMHeadModel, GPT2Config(
        **GPT2, n_layer=10, n_positions=2048, n_inner=3072, activation_function="gelu"),
        torch.float32, "gpt2", "HuggingFaceTB-SmolLM3-3B"),
    "qwen2.5-0.5b": (Qwen2ForCausalLM, Qwen2Config(
        vocab_size=151936, hidden_size=896, intermediate_size=4864, num_hidden_layers=24,
        num_attention_heads=14, num_key_value_heads=2, max_position_embeddings=32768,
        tie_word_embeddings=True, sliding_window=32768, max_window_layers=21,
        bos_token_id=151643, eos_token_id=151645,
        rope_parameters=dict(rope_type="default", rope_theta=1000000.0)),
        torch.bfloat16, "qwen2", "Qwen-Qwen2.5-7B-Instruct"),
    "mistral-7b, 2 layers": (MistralForCausalLM, MistralConfig(
        **LLAMA2, hidden_size=4096, intermediate_size=14336, num_hidden_layers=2,
        num_attention_heads=32, num_key_value_heads=8, max_position_embeddings=32768,
        sliding_window=48), torch.bfloat16, "llama-2", "mistralai-Mistral-Nemo-Instruct-2407"),
    "tinyllama-1.1b, 6 layers": (LlamaForCausalLM, LlamaConfig(
        **LLAMA2, hidden_size=2048, intermediate_size=5632, num_hidden_layers=6,
        num_attention_heads=32, num_key_value_heads=4, max_position_embeddings=2048,
        rms_norm_eps=1e-5), torch.bfloat16, "llama-2", "meta-llama-Llama-3.1-8B-Instruct"),
}

PROMPTS = [
    "The river falls two hundred metres to the mill, and",
    "def fibonacci(n):\n    if n < 2:\n        return n\n",
    "Größe, 東京, Привет! 1024 + 3.5% of what we know about the first builders we know from their "
    "letters: they paid for the stones, not for the work, and they wrote down each name. In winter "
    "the mill stands still and the light in the kitchen burns from four o'clock on.",
    "a",
]

TOOLS = [{"type": "function", "function": {
    "name": "get_weather", "description": "The weather of a town",
    "parameters": {"type": "object", "properties": {"town": {"type": "string"}},
                   "required": ["town"]}}}]

# messages, tools
CHATS = [
    ([{"role": "user", "content": "How much is left?"}], None),
    ([{"role": "system", "content": "You answer in one sentence."},
      {"role": "user", "content": "What does the baker do in the morning?"},
      {"role": "assistant", "content": "She opens the shop."},
      {"role": "user", "content": "And then? Straße & <b>東京</b>"}], None),
    ([{"role": "user", "content": "Is it raining in Quito?"}], TOOLS),
]


def randomize(model):
    """Small embeddings, so that what the layers add decides; norms and biases that show."""
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.normal_(generator=generator)
            if parameter.dim() == 2:
                embeds = any(part in name for part in ("embed", "wte", "wpe"))
                rows = parameter.shape[0] if ".c_" in name else parameter.shape[1]
                parameter.mul_(0.1 if embeds else 1.0 / rows ** 0.5)
            elif name.endswith("bias"):
                parameter.mul_(0.1)
            else:
                parameter.mul_(0.1).add_(1)
    return model.eval()


def make_folder(folder, fixtures, shape):
    model_class, config, dtype, tokenizer, template = shape
    randomize(model_class(config)).to(dtype).save_pretrained(folder)
    for path in (fixtures / "tokenizers" / tokenizer).iterdir():
        if path.name not in ("config.json", "generation_config.json"):
            shutil.copy(path, folder / path.name)
    if tokenizer == "gpt2":
        (folder / "tokenizer_config.json").write_text(json.dumps(dict(
            tokenizer_class="GPT2Tokenizer", bos_token="<|endoftext|>", eos_token="<|endoftext|>",
            unk_token="<|endoftext|>", add_prefix_space=False)))
    shutil.copy(fixtures / "templates" / f"{template}.jinja", folder / "chat_template.jinja")


def list_jobs(tokenizer):
    """Each job's body, and the prompt's ids as transformers makes them."""
    for prompt in PROMPTS:
        yield "/v1/completions", dict(prompt=prompt), tokenizer(prompt)["input_ids"]
    for messages, tools in CHATS:
        ids = tokenizer.apply_chat_template(
            messages, tools=tools, add_generation_prompt=True, tokenize=True, return_dict=False)
        body = dict(messages=messages, **(dict(tools=tools) if tools else {}))
        yield "/v1/chat/completions", body, ids


def run_penstock(folder, jobs):
    settings = dict(model="m", max_tokens=NUM_TOKENS, temperature=0, return_token_ids=True)
    lines = [json.dumps(dict(custom_id=str(index), method="POST", url=url,
                             body=dict(settings, **body)))
             for index, (url, body, _) in enumerate(jobs)]
    (folder / "jobs.jsonl").write_text("\n".join(lines) + "\n")
    subprocess.run([PROGRAM, "run", "-q", "-i", str(folder / "jobs.jsonl"), "-o",
                    str(folder / "results.jsonl"), "--model", f"m={folder}", "--created",
                    str(int(time.time()))], check=False)
    return [json.loads(line) for line in (folder / "results.jsonl").read_text().splitlines()]


def generate(model, ids):
    with torch.no_grad():
        out = model.generate(torch.tensor([ids]), attention_mask=torch.ones(1, len(ids)),
                             do_sample=False, max_new_tokens=NUM_TOKENS, pad_token_id=0)
    return out[0, len(ids):].tolist()


def fault_of(model, job, result):
    """What differs, or None. The token that ends an answer may be left out of it."""
    url, body, ids = job
    if result["response"]["status_code"] != 200:
        return json.dumps(result["response"]["body"])
    answer = result["response"]["body"]
    choice = answer["choices"][0]
    got_ids = answer.get("prompt_token_ids") or choice.get("prompt_token_ids")
    if got_ids != ids:
        return f"the prompt has the ids {got_ids}, expected {ids}"
    wanted, got = generate(model, ids), choice["token_ids"]
    ends = model.generation_config.eos_token_id
    if wanted[-1] in (ends if isinstance(ends, list) else [ends]) and len(got) == len(wanted) - 1:
        wanted.pop()
    return None if got == wanted else f"the answer has the ids {got}, expected {wanted}"


def check_shape(name, fixtures):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_folder(folder, fixtures, SHAPES[name])
        tokenizer = AutoTokenizer.from_pretrained(folder)
        jobs = list(list_jobs(tokenizer))
        results = run_penstock(folder, jobs)
        model = SHAPES[name][0].from_pretrained(
            folder, dtype=torch.float32, attn_implementation="eager").eval()
        faults = 0
        for job, result in zip(jobs, results, strict=True):
            fault = fault_of(model, job, result)
            if fault:
                faults += 1
                print(f"{name}: {job[0]} {json.dumps(job[1])[:100]}: {fault}")
        print(f"{name}: {len(jobs) - faults} of {len(jobs)} answers equal transformers "
              f"{transformers.__version__}'s")
        return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", default=list(SHAPES))
    shapes = parser.parse_args().shapes
    fixtures = os.environ.get("PENSTOCK_FIXTURES")
    if not fixtures:
        sys.exit("real_shapes.py: PENSTOCK_FIXTURES must name the folder of tokenizers and templates")
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    sys.exit(1 if sum(check_shape(name, Path(fixtures)) for name in shapes) else 0)


if __name__ == "__main__":
    main()
