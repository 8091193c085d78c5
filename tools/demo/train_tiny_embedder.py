"""Trains tiny-embedder: a small bert-family sentence embedder for trying Penstock out.

    python3 -m venv venv && venv/bin/pip install -r tools/demo/requirements.txt
    venv/bin/python tools/demo/train_tiny_embedder.py

Trained contrastively on the messages of corpus/: an excerpt of a message should be closer to
another message of its kind than to messages of the other kinds. Retrieval is measured on messages
whose contents were kept out of training, beside a plain bag of words. Everything, model card
included, goes to tools/demo/tiny-embedder. One thread, fixed seeds.
"""

import argparse
import json
import math
import random
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from string import Template

import sentence_transformers
import torch
import torch.nn.functional as functional
import transformers
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import (
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from corpus import education, finance, medicine
from corpus.grammar import make_message, messages

HERE = Path(__file__).resolve().parent
KINDS = medicine.KINDS + finance.KINDS + education.KINDS
SEED = 30
VOCAB_SIZE = 1536
TOKENS_MAX = 128
TEMPERATURE = 0.05
SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def train_tokenizer():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=VOCAB_SIZE,
        special_tokens=SPECIAL_TOKENS,
        initial_alphabet=[chr(code) for code in range(33, 127)],
        show_progress=False,
    )
    texts = (message.text() for message in messages(KINDS, SEED + 1, held_out=False))
    tokenizer.train_from_iterator(islice(texts, 20000), trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(token, SPECIAL_TOKENS.index(token)) for token in ("[CLS]", "[SEP]")],
    )
    tokenizer.decoder = decoders.WordPiece(prefix="##")
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=TOKENS_MAX,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
    )


def make_embedder(tokenizer):
    """A fresh bert with mean pooling and normalisation, put together by sentence-transformers."""
    torch.manual_seed(SEED)
    bert = BertModel(
        BertConfig(
            vocab_size=VOCAB_SIZE,
            hidden_size=96,
            num_hidden_layers=3,
            num_attention_heads=4,
            intermediate_size=256,
            max_position_embeddings=TOKENS_MAX,
            pad_token_id=0,
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        bert.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        transformer = Transformer(folder, max_seq_length=TOKENS_MAX)
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")
    return SentenceTransformer(modules=[transformer, pooling, Normalize()], device="cpu")


def excerpt(message, rng):
    """One to three neighbouring sentences of a message."""
    count = rng.randint(1, min(3, len(message.sentences)))
    start = rng.randint(0, len(message.sentences) - count)
    return " ".join(message.sentences[start : start + count])


def training_message(kind, rng):
    while True:
        message = make_message(kind, rng)
        if not message.is_held_out():
            return message


def embed(embedder, texts):
    features = embedder.preprocess(texts)
    return embedder(features)["sentence_embedding"]  # [texts, hidden]


def train(embedder, steps, peak=2e-3, warmup=40):
    """Each step: one pair of messages of every kind; a row's positive is on the diagonal."""
    rng = random.Random(SEED + 2)
    optimizer = torch.optim.AdamW(embedder.parameters(), lr=peak, weight_decay=0.01)
    target = torch.arange(len(KINDS))
    embedder.train()
    began, smooth = time.monotonic(), None
    for step in range(steps):
        done = max(0.0, (step - warmup) / (steps - warmup))
        for group in optimizer.param_groups:
            group["lr"] = peak * min((step + 1) / warmup, 0.5 * (1 + math.cos(math.pi * done)))
        anchors = [excerpt(training_message(kind, rng), rng) for kind in KINDS]
        positives = [training_message(kind, rng).text() for kind in KINDS]
        scores = embed(embedder, anchors) @ embed(embedder, positives).T / TEMPERATURE
        there = functional.cross_entropy(scores, target)
        back = functional.cross_entropy(scores.T, target)
        loss = (there + back) / 2
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(embedder.parameters(), 1.0)
        optimizer.step()
        smooth = loss.item() if smooth is None else 0.95 * smooth + 0.05 * loss.item()
        if step % 20 == 19 or step == steps - 1:
            seconds = time.monotonic() - began
            print(f"step {step + 1}/{steps}  loss {smooth:.3f}  {seconds:.0f} s", flush=True)
    embedder.eval()
    return time.monotonic() - began


def words_vectors(texts, rarity):
    """The baseline: words weighted by rarity, normalised."""
    index = {word: number for number, word in enumerate(rarity)}
    vectors = torch.zeros(len(texts), len(index))
    for row, text in enumerate(texts):
        for word, count in Counter(text.lower().split()).items():
            if word in index:
                vectors[row, index[word]] = count * rarity[word]
    return functional.normalize(vectors)


def measure(embedder, count=1000):
    """How often the nearest of `count` held-out messages is of the query's kind."""
    stream = messages(KINDS, SEED + 3, held_out=True)
    shelf, asked = list(islice(stream, count)), list(islice(stream, count))
    rng = random.Random(SEED + 4)
    texts = [message.text() for message in shelf]
    queries = {
        "whole messages": [message.text() for message in asked],
        "single sentences": [rng.choice(message.sentences) for message in asked],
    }
    seen = Counter(word for text in texts for word in set(text.lower().split()))
    rarity = {word: math.log(count / times) for word, times in seen.items()}

    def accuracy(query_vectors, shelf_vectors):
        nearest = (query_vectors @ shelf_vectors.T).argmax(dim=1).tolist()
        return sum(shelf[n].kind == m.kind for n, m in zip(nearest, asked, strict=True)) / count

    shelf_embedded = embedder.encode(texts, convert_to_tensor=True)
    shelf_words = words_vectors(texts, rarity)
    measured = {}
    for name, query in queries.items():
        measured[name] = accuracy(embedder.encode(query, convert_to_tensor=True), shelf_embedded)
        measured[name + ", bag of words"] = accuracy(words_vectors(query, rarity), shelf_words)
    return measured


def save(embedder, folder):
    embedder.save(str(folder), create_model_card=False)
    settings = {  # a class that transformers 4 knows too
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": TOKENS_MAX,
        "pad_token": "[PAD]",
        "unk_token": "[UNK]",
        "cls_token": "[CLS]",
        "sep_token": "[SEP]",
        "mask_token": "[MASK]",
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--out", type=Path, default=HERE / "tiny-embedder")
    options = parser.parse_args()
    torch.set_num_threads(1)

    embedder = make_embedder(train_tokenizer())
    parameters = sum(parameter.numel() for parameter in embedder.parameters())
    print(f"{parameters:,} parameters", flush=True)
    seconds = train(embedder, options.steps)
    save(embedder, options.out)
    measured = measure(SentenceTransformer(str(options.out), device="cpu"))
    print(json.dumps(measured))

    facts = {
        "parameters": f"{parameters:,}",
        "kinds": len(KINDS),
        "vocab_size": VOCAB_SIZE,
        "tokens_max": TOKENS_MAX,
        "steps": options.steps,
        "minutes": f"{seconds / 60:.0f}",
        "whole": f"{100 * measured['whole messages']:.1f}",
        "whole_words": f"{100 * measured['whole messages, bag of words']:.1f}",
        "sentence": f"{100 * measured['single sentences']:.1f}",
        "sentence_words": f"{100 * measured['single sentences, bag of words']:.1f}",
        "torch": torch.__version__.split("+")[0],
        "transformers": transformers.__version__,
        "sentence_transformers": sentence_transformers.__version__,
    }
    card = Template((HERE / "tiny_embedder_card.md").read_text()).substitute(facts)
    (options.out / "README.md").write_text(card)


if __name__ == "__main__":
    main()
