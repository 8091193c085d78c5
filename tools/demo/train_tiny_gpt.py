"""Trains tiny-gpt: a gpt2 of a million parameters that chats about a few facts of three trades.

    python3 -m venv venv && venv/bin/pip install -r tools/demo/requirements.txt
    venv/bin/python tools/demo/train_tiny_gpt.py

All text is made by corpus/: conversations about the facts of corpus/facts.py (with system prompts,
and with questions that it must say it cannot answer), and messages of the three trades to go on
with. How many of the questions in heldout/questions.jsonl it answers right is measured at the end.
Everything, model card included, goes to tools/demo/tiny-gpt. Fixed seeds.
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from pathlib import Path
from string import Template

import tokenizers
import torch
import torch.nn.functional as functional
import transformers
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig, GPT2Config, GPT2LMHeadModel

from corpus import education, finance, medicine
from corpus.facts import facts
from corpus.grammar import make_message
from corpus.questions import UNKNOWN, Conversations

HERE = Path(__file__).resolve().parent
KINDS = medicine.KINDS + finance.KINDS + education.KINDS
HELD_OUT = HERE / "heldout" / "questions.jsonl"
SEED = 20
VOCAB_SIZE = 2048
CONTEXT = 256
BATCH_ROWS = 16
SPECIAL_TOKENS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
END, START_TURN, END_TURN = range(3)

PROMPTS = [
    "Dear patient, your appointment",
    "The patient was admitted on",
    "Invoice 4711 for",
    "The interest rate",
    "In this lesson the students",
    "Your essay",
]
ASKED = [
    ["", "What is a mortgage?"],
    ["Answer briefly.", "How many bones does an adult have?"],
    ["You may talk only about finance.", "What does the heart do?"],
    ["", "Who won the world cup?"],
    ["", "At what temperature does water boil, please?"],
]


def message_text(rng):
    while True:
        message = make_message(rng.choice(KINDS), rng)
        if not message.is_held_out():
            break
    style = rng.random()
    if style < 0.25:
        return f"{message.kind}. {message.text()}"
    if style < 0.45:
        return " ".join(message.sentences[rng.randrange(1, len(message.sentences)) :])
    return message.text()


def render(messages):
    """As tiny_gpt_chat_template.jinja does; main() compares the two."""
    return "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages)


def train_tokenizer():
    """A byte-level BPE, as gpt2's."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    rng, conversations = random.Random(SEED + 1), Conversations()

    def texts():
        for _ in range(30000):
            yield " ".join(m["content"] for m in conversations.conversation(rng))
            if rng.random() < 0.5:
                yield message_text(rng)

    trainer = trainers.BpeTrainer(
        vocab_size=VOCAB_SIZE,
        special_tokens=SPECIAL_TOKENS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(), trainer)
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in SPECIAL_TOKENS])
    return tokenizer


def make_model():
    torch.manual_seed(SEED)
    return GPT2LMHeadModel(
        GPT2Config(
            vocab_size=VOCAB_SIZE,
            n_positions=CONTEXT,
            n_embd=128,
            n_layer=4,
            n_head=4,
            bos_token_id=END,
            eos_token_id=END_TURN,
            resid_pdrop=0.0,
            embd_pdrop=0.0,
            attn_pdrop=0.0,
        )
    )


class Rows:
    """Conversations and messages as token ids, with the weight of each in the loss: what the
    assistant says counts fully, what it is told a little."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.rng = random.Random(SEED + 2)
        self.conversations = Conversations()
        self.forbidden = {json.loads(line)["question"] for line in HELD_OUT.read_text().splitlines()}

    def conversation(self):
        while True:
            messages = self.conversations.conversation(self.rng)
            if not any(m["content"] in self.forbidden for m in messages):
                break
        ids, weights = [], []
        for message in messages:
            head = self.tokenizer.encode(f"<|im_start|>{message['role']}\n").ids
            said = self.tokenizer.encode(f"{message['content']}<|im_end|>").ids
            after = self.tokenizer.encode("\n").ids
            by_assistant = message["role"] == "assistant"
            ids += head + said + after
            weights += [0.0] * len(head) + [1.0 if by_assistant else 0.05] * len(said) + [0.0] * len(after)
        return ids[:CONTEXT], weights[:CONTEXT]

    def message(self):
        ids = self.tokenizer.encode(message_text(self.rng)).ids[: CONTEXT - 1] + [END]
        return ids, [0.5] * len(ids)

    def batch(self):
        rows = [self.message() if self.rng.random() < 0.25 else self.conversation() for _ in range(BATCH_ROWS)]
        longest = max(len(ids) for ids, _ in rows)
        ids = torch.tensor([row + [END] * (longest - len(row)) for row, _ in rows])
        weights = torch.tensor([w + [0.0] * (longest - len(w)) for _, w in rows])
        return ids, weights


def learning_rate(step, steps, peak=3e-3, warmup=60):
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup))))


def train(model, rows, steps):
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.95), weight_decay=0.05)
    model.train()
    began, smooth = time.monotonic(), None
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps)
        ids, weights = rows.batch()
        logits = model(input_ids=ids, use_cache=False).logits[:, :-1]
        weights = weights[:, 1:]
        each = functional.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none")
        loss = (each * weights).sum() / weights.sum()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        smooth = loss.item() if smooth is None else 0.95 * smooth + 0.05 * loss.item()
        if step % 50 == 49 or step == steps - 1:
            seconds = time.monotonic() - began
            left = seconds / (step + 1) * (steps - step - 1)
            print(f"step {step + 1}/{steps}  loss {smooth:.3f}  {seconds:.0f} s, {left:.0f} s left", flush=True)
    model.eval()
    return time.monotonic() - began


def save(model, tokenizer, folder):
    model.generation_config = GenerationConfig(
        bos_token_id=END, eos_token_id=[END_TURN, END], pad_token_id=END, do_sample=False
    )
    model.half().save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<|endoftext|>",
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "unk_token": "<|endoftext|>",
        "clean_up_tokenization_spaces": False,
        "model_max_length": CONTEXT,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")
    (folder / "chat_template.jinja").write_text((HERE / "tiny_gpt_chat_template.jinja").read_text())


class Saved:
    """What a user of transformers gets from the folder."""

    def __init__(self, folder):
        self.model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)

    def go_on(self, text, **settings):
        ids = self.tokenizer(text, return_tensors="pt")["input_ids"]
        done = self.model.generate(
            input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=90, pad_token_id=END, **settings
        )
        return self.tokenizer.decode(done[0, ids.shape[1] :], skip_special_tokens=True)

    def chat(self, system, question):
        messages = [{"role": "system", "content": system}] if system else []
        messages.append({"role": "user", "content": question})
        text = self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        assert text == render(messages) + "<|im_start|>assistant\n"
        return self.go_on(text)


def measure(saved):
    """Questions answered with exactly the taught sentence, of those about facts and of the others."""
    right, asked = Counter(), Counter()
    for line in HELD_OUT.read_text().splitlines():
        case = json.loads(line)
        kind = "outside" if case["answer"] == UNKNOWN else "taught"
        answer = saved.chat("", case["question"])
        asked[kind] += 1
        right[kind] += answer == case["answer"]
        if answer != case["answer"]:
            print(f"[{case['question']}] {answer}")
    return right, asked


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE / "tiny-gpt")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    tokenizer = train_tokenizer()
    model = make_model()
    parameters = sum(parameter.numel() for parameter in model.parameters())
    print(f"{parameters:,} parameters", flush=True)
    seconds = train(model, Rows(tokenizer), options.steps)
    save(model, tokenizer, options.out)

    saved = Saved(options.out)
    right, asked = measure(saved)
    print(dict(right), dict(asked))
    chats = [(system, question, saved.chat(system, question)) for system, question in ASKED]
    torch.manual_seed(SEED)
    texts = [(p, saved.go_on(p, do_sample=True, temperature=0.7, top_p=0.95)) for p in PROMPTS]
    shown = [f"> {f'*{system}* ' if system else ''}**{question}** {answer}" for system, question, answer in chats]
    shown += [f"> **{prompt}**{text}" for prompt, text in texts]
    card = Template((HERE / "tiny_gpt_card.md").read_text()).substitute(
        parameters=f"{parameters:,}",
        vocab_size=VOCAB_SIZE,
        context=CONTEXT,
        facts=len(facts()),
        phrasings=sum(len(fact.questions) for fact in facts()),
        steps=options.steps,
        rows=BATCH_ROWS,
        minutes=f"{seconds / 60:.0f}",
        taught_right=right["taught"],
        taught=asked["taught"],
        taught_percent=f"{100 * right['taught'] / asked['taught']:.1f}",
        outside_right=right["outside"],
        outside=asked["outside"],
        torch=torch.__version__.split("+")[0],
        transformers=transformers.__version__,
        tokenizers=tokenizers.__version__,
        examples="\n\n".join(shown),
    )
    (options.out / "README.md").write_text(card)
    print("\n".join(shown))


if __name__ == "__main__":
    main()
