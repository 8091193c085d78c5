"""Trains tiny-trades: a llama-family model of 0.9 million parameters for trying Penstock out.

    python3 -m venv venv && venv/bin/pip install -r tools/demo/requirements.txt
    venv/bin/python tools/demo/train_tiny_trades.py

The text comes from the grammars in corpus/: short messages of medicine, finance and education. The
script trains a tokenizer and the model on them, measures perplexity on messages whose contents were
kept out of training, and writes everything, model card included, to tools/demo/tiny-trades. It uses
one thread and fixed seeds, and prints its progress.
"""

import argparse
import json
import math
import random
import time
from itertools import islice
from pathlib import Path
from string import Template

import tokenizers
import torch
import transformers
from tokenizers import (
    AddedToken,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GenerationConfig,
    LlamaConfig,
    LlamaForCausalLM,
)

from corpus import education, finance, medicine
from corpus.grammar import count_patterns, messages

HERE = Path(__file__).resolve().parent
KINDS = medicine.KINDS + finance.KINDS + education.KINDS
SEED = 20
VOCAB_SIZE = 1536
CONTEXT = 256
BATCH_ROWS = 8
SPECIAL_TOKENS = ["<unk>", "<s>", "</s>"]
UNK, BOS, EOS = range(3)

PROMPTS = [
    "Dear patient, your appointment",
    "The patient was admitted on",
    "Lab result.",
    "Take the medicine",
    "The blood pressure",
    "Invoice 4711 for",
    "Dear client, your application for a loan",
    "Shares fell on Monday",
    "The interest rate",
    "In this lesson the students",
    "Dear parents,",
    "Your essay",
    "The exam",
]


def training_texts(seed):
    """Messages as they are trained on: some with their title first, some from a sentence in the
    middle, so that a prompt may begin with either."""
    rng = random.Random(seed)
    for message in messages(KINDS, seed, held_out=False):
        style = rng.random()
        if style < 0.25:
            yield f"{message.kind}. {message.text()}"
        elif style < 0.45:
            start = rng.randrange(1, len(message.sentences))
            yield " ".join(message.sentences[start:])
        else:
            yield message.text()


def train_tokenizer():
    """A byte-fallback BPE laid out as llama's: no pre-tokenizer, spaces as U+2581, bytes from id 3.

    Merges are learnt inside words only and never between digits; since no merge crosses either, the
    finished tokenizer needs no rule for it.
    """
    byte_tokens = [f"<0x{byte:02X}>" for byte in range(256)]
    learner = Tokenizer(models.BPE())
    learner.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="first"),
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.Punctuation(),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=VOCAB_SIZE,
        special_tokens=SPECIAL_TOKENS + byte_tokens,
        initial_alphabet=[chr(code) for code in range(32, 127)] + ["\u2581", "\n"],
        show_progress=False,
    )
    learner.train_from_iterator(islice(training_texts(SEED + 1), 30000), trainer)
    learnt = json.loads(learner.to_str())["model"]

    tokenizer = Tokenizer(
        models.BPE(
            vocab=learnt["vocab"],
            merges=[tuple(merge) for merge in learnt["merges"]],
            unk_token="<unk>",
            fuse_unk=True,
            byte_fallback=True,
        )
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", BOS)]
    )
    tokenizer.decoder = decoders.Sequence(
        [
            decoders.Replace("\u2581", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(" ", 1, 0),
        ]
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in SPECIAL_TOKENS]
    )
    return tokenizer


def make_model():
    torch.manual_seed(SEED)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=VOCAB_SIZE,
            hidden_size=128,
            intermediate_size=352,
            num_hidden_layers=4,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=CONTEXT,
            rms_norm_eps=1e-5,
            tie_word_embeddings=True,
            bos_token_id=BOS,
            eos_token_id=EOS,
        )
    )


def training_batches(tokenizer):
    """Rows of CONTEXT tokens: messages one after another, each as <s> ... </s>, cut at row ends."""
    stream, texts = [], training_texts(SEED + 2)
    while True:
        while len(stream) < BATCH_ROWS * CONTEXT:
            stream += tokenizer.encode(next(texts)).ids + [EOS]
        yield torch.tensor(stream[: BATCH_ROWS * CONTEXT]).view(BATCH_ROWS, CONTEXT)
        stream = stream[BATCH_ROWS * CONTEXT :]


def learning_rate(step, steps, peak=4e-3, warmup=60):
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = (step - warmup) / (steps - warmup)
    return peak * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))


def train(model, tokenizer, steps):
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.95), weight_decay=0.05)
    model.train()
    began, smooth = time.monotonic(), None
    for step, batch in enumerate(islice(training_batches(tokenizer), steps)):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps)
        loss = model(input_ids=batch, labels=batch, use_cache=False).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        smooth = loss.item() if smooth is None else 0.95 * smooth + 0.05 * loss.item()
        if step % 20 == 19 or step == steps - 1:
            seconds = time.monotonic() - began
            left = seconds / (step + 1) * (steps - step - 1)
            where = f"step {step + 1}/{steps}  loss {smooth:.3f}"
            print(f"{where}  {seconds:.0f} s, {left:.0f} s left", flush=True)
    return time.monotonic() - began


@torch.no_grad()
def held_out_perplexity(model, tokenizer, count=1000):
    """Perplexity per token and bits per character over whole held-out messages, </s> included."""
    model.eval()
    nats = tokens = characters = 0
    for message in islice(messages(KINDS, SEED + 3, held_out=True), count):
        ids = torch.tensor([tokenizer.encode(message.text()).ids + [EOS]])
        nats += model(input_ids=ids, labels=ids).loss.item() * (ids.shape[1] - 1)
        tokens += ids.shape[1] - 1
        characters += len(message.text())
    return {
        "perplexity": math.exp(nats / tokens),
        "bits_per_character": nats / math.log(2) / characters,
        "messages": count,
        "tokens": tokens,
    }


def save(model, tokenizer, folder):
    model.generation_config = GenerationConfig(
        bos_token_id=BOS, eos_token_id=EOS, do_sample=True, temperature=0.7, top_p=0.95
    )
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<s>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "clean_up_tokenization_spaces": False,
        "model_max_length": CONTEXT,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")


def complete(folder, **settings):
    """What a user of transformers gets from the folder for each of PROMPTS."""
    model = AutoModelForCausalLM.from_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    completions = []
    for number, prompt in enumerate(PROMPTS):
        torch.manual_seed(number)
        inputs = tokenizer(prompt, return_tensors="pt", return_token_type_ids=False)
        ids = model.generate(**inputs, max_new_tokens=120, pad_token_id=EOS, **settings)
        whole = tokenizer.decode(ids[0], skip_special_tokens=True)
        completions.append((prompt, whole[len(prompt) :]))
    return completions


def write_card(folder, facts):
    template = Template((HERE / "tiny_trades_card.md").read_text())
    (folder / "README.md").write_text(template.substitute(facts))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steps", type=int, default=2200)
    parser.add_argument("--out", type=Path, default=HERE / "tiny-trades")
    options = parser.parse_args()
    torch.set_num_threads(1)

    tokenizer = train_tokenizer()
    model = make_model()
    parameters = sum(parameter.numel() for parameter in model.parameters())
    print(f"{count_patterns(KINDS)} sentence patterns, {parameters:,} parameters", flush=True)
    seconds = train(model, tokenizer, options.steps)
    measured = held_out_perplexity(model, tokenizer)
    print(json.dumps(measured))

    save(model, tokenizer, options.out)
    completions = complete(options.out)
    for prompt, text in completions:
        print(f"[{prompt}]{text}")
    write_card(
        options.out,
        {
            "parameters": f"{parameters:,}",
            "kinds": len(KINDS),
            "patterns": count_patterns(KINDS),
            "steps": options.steps,
            "trained_tokens": f"{options.steps * BATCH_ROWS * CONTEXT / 1e6:.1f}",
            "minutes": f"{seconds / 60:.0f}",
            "perplexity": f"{measured['perplexity']:.3f}",
            "bits": f"{measured['bits_per_character']:.3f}",
            "held_out_messages": measured["messages"],
            "held_out_tokens": f"{measured['tokens']:,}",
            "vocab_size": VOCAB_SIZE,
            "context": CONTEXT,
            "torch": torch.__version__.split("+")[0],
            "transformers": transformers.__version__,
            "tokenizers": tokenizers.__version__,
            "examples": "\n\n".join(f"> **{prompt}**{text}" for prompt, text in completions),
        },
    )


if __name__ == "__main__":
    main()
