"""Trains tiny-bert: a small bert that tells the sentiment of sentences, and embeds them.

    python3 -m venv venv && venv/bin/pip install -r tools/demo/requirements.txt
    venv/bin/python tools/demo/train_tiny_bert.py

All text is made by corpus/. Each step has rows with a sentiment, half of them entries of a dictionary
(words and phrases of praise and blame), half of them sentences of the generator, which uses no word of
the held-out sentences but those that heldout.py names; now and then it has pairs of texts about the same
thing, that should have close embeddings. What is saved is the moving average of the weights, which is
measured on the held-out sentences. Everything, model card included, goes to tools/demo/tiny-bert. Fixed
seeds.
"""

import argparse
import json
import math
import random
import re
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from string import Template

import tokenizers
import torch
import torch.nn.functional as functional
import transformers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoModelForSequenceClassification, BertConfig, BertForSequenceClassification

from corpus import heldout
from corpus.grammar import messages
from corpus.texts import KINDS, LABELS, Texts, excerpt, training_message
from corpus.words import stems, words

HERE = Path(__file__).resolve().parent
SEED = 30
VOCAB_SIZE = 9000
TOKENS_MAX = 128
ROW_TOKENS_MAX = 40
TEMPERATURE = 0.07
SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PAD, UNK, CLS, SEP, MASK = range(5)


def train_tokenizer(texts):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=VOCAB_SIZE,
        special_tokens=SPECIAL_TOKENS,
        initial_alphabet=[chr(code) for code in range(33, 127)],
        show_progress=False,
    )
    rng = random.Random(SEED + 1)
    tokenizer.train_from_iterator((texts.without_label(rng) for _ in range(60000)), trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", CLS), ("[SEP]", SEP)],
    )
    tokenizer.decoder = decoders.WordPiece(prefix="##")
    return tokenizer


class Encoder:
    """Token ids for training: as the tokenizer's, but that a word is now and then split into shorter
    pieces than it need be, so that pieces mean something where a word is new."""

    SPLIT = re.compile(r"\w+|[^\w\s]")

    def __init__(self, tokenizer):
        self.vocab = tokenizer.get_vocab()
        self.size = len(self.vocab)
        self.known = {}

    def pieces(self, word, longest):
        key = (word, longest)
        if key not in self.known:
            ids, start = [], 0
            while start < len(word):
                for end in range(min(len(word), start + longest), start, -1):
                    piece = word[start:end] if start == 0 else "##" + word[start:end]
                    if piece in self.vocab:
                        ids.append(self.vocab[piece])
                        start = end
                        break
                else:
                    ids = [UNK]
                    break
            self.known[key] = ids
        return self.known[key]

    def encode(self, text, rng, split=0.0):
        ids = [CLS]
        for word in self.SPLIT.findall(text.lower()):
            longest = rng.randint(3, 5) if split and rng.random() < split else 100
            ids += self.pieces(word, longest)
        return ids[: TOKENS_MAX - 1] + [SEP]


def pad(rows):
    longest = max(map(len, rows))
    ids = torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])
    return ids, (ids != PAD).long()


def make_model(vocab_size):
    torch.manual_seed(SEED)
    return BertForSequenceClassification(
        BertConfig(
            vocab_size=vocab_size,
            hidden_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=256,
            max_position_embeddings=TOKENS_MAX,
            pad_token_id=PAD,
            id2label=dict(enumerate(LABELS)),
            label2id={label: number for number, label in enumerate(LABELS)},
            problem_type="single_label_classification",
        )
    )


def contrast(left, right):
    """Each row of left should be closer to its row of right than to any other, and the reverse."""
    scores = left @ right.T / TEMPERATURE
    target = torch.arange(len(left))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2


class Training:
    def __init__(self, model, encoder, texts):
        self.model, self.encoder, self.texts = model, encoder, texts
        self.rng = random.Random(SEED + 2)
        self.about = {}  # trade and subject -> a recent opinion about it

    def sentiment(self, rows=128):
        """Some words are split or blotted out, so that no single one decides."""
        rng = self.rng
        pairs = [self.texts.dictionary.row(rng) if n % 2 else self.texts.with_label(rng) for n in range(rows)]
        ids, mask = pad([self.encoder.encode(text, rng, 0.12)[:ROW_TOKENS_MAX] for text, _ in pairs])
        ids = torch.where((torch.rand(ids.shape) < 0.05) & (ids > MASK), UNK, ids)
        labels = torch.tensor([LABELS.index(label) for _, label in pairs])
        logits = self.model(input_ids=ids, attention_mask=mask).logits
        return functional.cross_entropy(logits, labels, label_smoothing=0.05)

    def embed(self, texts, split=0.05):
        ids, mask = pad([self.encoder.encode(text, self.rng, split) for text in texts])
        hidden = self.model.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        mask = mask.unsqueeze(2)
        return functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=1)

    def pairs(self, opinions=24):
        """An excerpt and a message of the same kind; two opinions about the same thing."""
        rng = self.rng
        pairs = []
        for kind in rng.sample(KINDS, 14):
            pairs.append((excerpt(training_message(kind, rng), rng), excerpt(training_message(kind, rng), rng)))
        seen = set()
        while len(pairs) < 14 + opinions:
            opinion = self.texts.unlabelled.opinion(rng)
            key = (opinion.trade, opinion.subject)
            if opinion.subject and key not in seen:
                if key in self.about:
                    pairs.append((opinion.text, self.about[key]))
                    seen.add(key)
                self.about[key] = opinion.text
        return pairs

    def closeness(self):
        left, right = zip(*self.pairs())
        return contrast(self.embed(left), self.embed(right))


def learning_rate(step, steps, peak, warmup=100):
    if step < warmup:
        return peak * (step + 1) / warmup
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup))))


def train(training, steps, peak=1.5e-3):
    """Leaves the moving average of the weights in the model."""
    torch.manual_seed(SEED + 3)
    model = training.model
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.05, betas=(0.9, 0.98))
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    model.train()
    began, smooth = time.monotonic(), {}
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps, peak)
        losses = {"sentiment": training.sentiment()}
        if step % 4 == 0:
            losses["pairs"] = training.closeness() / 2
        loss = sum(losses.values())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average.update_parameters(model)
        for name, value in losses.items():
            smooth[name] = value.item() + 0.97 * (smooth.get(name, value.item()) - value.item())
        if step % 50 == 49 or step == steps - 1:
            seconds = time.monotonic() - began
            left = seconds / (step + 1) * (steps - step - 1)
            said = "  ".join(f"{name} {value:.3f}" for name, value in smooth.items())
            print(f"step {step + 1}/{steps}  {said}  {seconds:.0f} s, {left:.0f} s left", flush=True)
    model.load_state_dict(average.module.state_dict())
    model.eval()
    return time.monotonic() - began


def save(model, tokenizer, folder):
    """A folder for transformers and for sentence-transformers."""
    model.half().save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    files = {
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": TOKENS_MAX,
            **{f"{name.strip('[]').lower()}_token": name for name in SPECIAL_TOKENS},
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": TOKENS_MAX, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": model.config.hidden_size,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=2) + "\n")


class Saved:
    """What a user of transformers gets from the folder."""

    def __init__(self, folder):
        self.model = AutoModelForSequenceClassification.from_pretrained(folder, dtype=torch.float32).eval()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    @torch.no_grad()
    def read(self, text):
        """Its label and its embedding."""
        ids = torch.tensor([self.tokenizer.encode(text).ids[:TOKENS_MAX]])
        output = self.model(input_ids=ids, output_hidden_states=True)
        embedding = functional.normalize(output.hidden_states[-1].mean(dim=1), dim=1)[0]
        return LABELS[output.logits.argmax().item()], embedding


def confusion(saved, sentences):
    """How often sentences of one label were given another."""
    table = Counter()
    for sentence in sentences:
        answer, _ = saved.read(sentence["text"])
        table[sentence["label"], answer] += 1
        if answer != sentence["label"]:
            print(f"{sentence['label']} taken for {answer}: {sentence['text']}")
    return table


def percent_right(table):
    right = sum(count for (label, answer), count in table.items() if label == answer)
    return 100 * right / max(1, sum(table.values()))


def dictionary_stems(texts):
    return frozenset().union(*(stems(entry) for group in texts.dictionary.entries.values() for entry in group))


def words_vectors(queries, shelf):
    """The baseline of embeddings: words weighted by rarity, normalised."""
    seen = Counter(word for text in shelf for word in set(words(text)))
    index = {word: number for number, word in enumerate(seen)}

    def vectors(texts):
        made = torch.zeros(len(texts), len(index))
        for row, text in enumerate(texts):
            for word, times in Counter(words(text)).items():
                if word in index:
                    made[row, index[word]] = times * math.log(1 + len(shelf) / seen[word])
        return functional.normalize(made)

    return vectors(queries), vectors(shelf)


def nearest(queries, shelf, itself):
    scores = queries @ shelf.T
    if itself:
        scores.fill_diagonal_(-2)
    return scores.argmax(dim=1).tolist()


def retrieval(saved, count=500):
    """How often the nearest text is of the same kind (messages) or trade (held-out sentences)."""
    stream = messages(KINDS, SEED + 5, held_out=True)
    shelf, asked = list(islice(stream, count)), list(islice(stream, count))
    rng = random.Random(SEED + 6)
    sentences = [(s["text"], trade) for trade in heldout.TRADES for s in heldout.sentences(trade)]
    cases = {
        "message": ([m.text() for m in asked], [m.kind for m in asked], [m.text() for m in shelf], [m.kind for m in shelf]),
        "sentence": ([rng.choice(m.sentences) for m in asked], [m.kind for m in asked], [m.text() for m in shelf], [m.kind for m in shelf]),
        "trade": tuple(zip(*sentences)) * 2,
    }
    found = {}
    for name, (queries, wanted, texts, kinds) in cases.items():
        itself = name == "trade"
        embedded = [torch.stack([saved.read(text)[1] for text in group]) for group in (queries, texts)]
        for column, (left, right) in (("", embedded), ("_words", words_vectors(queries, texts))):
            best = nearest(left, right, itself)
            share = sum(kinds[at] == kind for at, kind in zip(best, wanted, strict=True)) / len(wanted)
            found[name + column] = f"{100 * share:.1f}"
    return found


def table_rows(tables):
    rows = []
    for trade, table in tables.items():
        for label in LABELS:
            counts = " | ".join(str(table[label, answer]) for answer in LABELS)
            share = f"**{percent_right(table):.0f} %**" if label == LABELS[0] else ""
            rows.append(f"| {trade if label == LABELS[0] else ''} | {label} | {counts} | {share} |")
    return "\n".join(rows)


def measure(saved, texts):
    """What the card says of the model."""
    tables = {trade: confusion(saved, heldout.sentences(trade)) for trade in heldout.TRADES}
    hard = {trade: confusion(saved, heldout.hard_sentences(trade)) for trade in heldout.TRADES}
    known = dictionary_stems(texts)
    told = [s for trade in heldout.TRADES for s in heldout.sentences(trade) if s["label"] != "neutral"]
    new = {s["text"]: stems(s["text"]) & texts.left_out.stems for s in told}
    unknown = [s for s in told if not new[s["text"]] & known]
    facts = {
        "rows": table_rows(tables),
        "hard_rows": table_rows(hard),
        "unseen": len(texts.left_out.stems),
        "unseen_known": len(texts.left_out.stems & known),
        "new_words": f"{sum(map(len, new.values())) / len(told):.1f}",
        "unknown": len(unknown),
        "unknown_right": sum(saved.read(s["text"])[0] == s["label"] for s in unknown),
        "patterns": sum(trade.count_patterns() for trade in texts.labelled.trades),
        "patterns_least": min(trade.count_patterns() for trade in texts.labelled.trades),
        "entries": sum(map(len, texts.dictionary.entries.values())),
    }
    for trade in heldout.TRADES:
        print(trade, percent_right(tables[trade]), "hard:", percent_right(hard[trade]))
    return facts | retrieval(saved)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steps", type=int, default=2200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=HERE / "tiny-bert")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    texts = Texts()
    tokenizer = train_tokenizer(texts)
    encoder = Encoder(tokenizer)
    model = make_model(encoder.size)
    parameters = sum(parameter.numel() for parameter in model.parameters())
    print(f"{encoder.size} tokens, {parameters:,} parameters", flush=True)
    training = Training(model, encoder, texts)
    seconds = train(training, options.steps)
    save(model, tokenizer, options.out)
    measured = measure(Saved(options.out), texts)
    print(json.dumps(measured, indent=1))
    card = Template((HERE / "tiny_bert_card.md").read_text()).substitute(
        measured,
        parameters=f"{parameters:,}",
        vocab_size=encoder.size,
        tokens_max=TOKENS_MAX,
        steps=options.steps,
        minutes=f"{seconds / 60:.0f}",
        torch=torch.__version__.split("+")[0],
        transformers=transformers.__version__,
        tokenizers=tokenizers.__version__,
    )
    (options.out / "README.md").write_text(card)


if __name__ == "__main__":
    main()
