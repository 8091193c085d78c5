"""Trains tiny-bert: a small bert that tells the sentiment of sentences, and embeds them.

    python3 -m venv venv && venv/bin/pip install -r tools/demo/requirements.txt
    venv/bin/python tools/demo/train_tiny_bert.py

All text is made by corpus/. First the embeddings of words are laid out as a thesaurus has them. Then
each step has the sentiment of labelled opinions, and now and then words masked in text without labels
(a glossary, opinions, messages), or pairs of texts about the same thing that should have close
embeddings. The labelled opinions hold no word of the held-out sentences but those
that heldout.py names; the model is measured on these at the end. Everything, model card included,
goes to tools/demo/tiny-bert. Fixed seeds.
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
TEMPERATURE = 0.07
NOISE = 0.03
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


class Thesaurus:
    """Entries of the glossary's groups, as bags of words: those of one group should lie close together,
    and apart from those of any other group, their opposites among them."""

    def __init__(self, glossary, encoder):
        groups = [[encoder.encode(entry, None)[1:-1] for entry in group] for group in glossary.groups()]
        times = Counter(token for group in groups for bag in group for token in set(bag))
        self.placed = torch.zeros(encoder.size, 1)  # 1: a token that the thesaurus places
        self.bags, self.group_of = [], []
        for number, group in enumerate(groups):
            for bag in group:
                telling = [token for token in bag if times[token] <= 12] or bag
                self.bags.append(telling)
                self.placed[telling] = 1
                self.group_of.append(number)

    def loss(self, table, rng, count):
        chosen = rng.sample(range(len(self.bags)), count)
        ids, mask = pad([self.bags[at] for at in chosen])
        mask = mask.unsqueeze(2)
        vectors = functional.normalize((table[ids] * mask).sum(1) / mask.sum(1), dim=1)
        group = torch.tensor([self.group_of[at] for at in chosen])
        itself = torch.eye(count, dtype=torch.bool)
        scores = (vectors @ vectors.T / 0.1).masked_fill(itself, -1e4)
        same = (group.unsqueeze(0) == group.unsqueeze(1)) & ~itself
        shares = functional.log_softmax(scores, dim=1)
        return -((shares * same).sum(1) / same.sum(1).clamp(min=1)).mean()


class Training:
    """The model with what only training needs: a head for masked words, tied to the embeddings."""

    def __init__(self, model, encoder, texts):
        self.model, self.encoder, self.texts = model, encoder, texts
        size = model.config.hidden_size
        self.head = torch.nn.Sequential(
            torch.nn.Linear(size, size), torch.nn.GELU(), torch.nn.LayerNorm(size)
        )
        self.bias = torch.nn.Parameter(torch.zeros(encoder.size))
        self.rng = random.Random(SEED + 2)
        self.thesaurus = Thesaurus(texts.glossary, encoder)
        self.table = model.bert.embeddings.word_embeddings.weight
        self.about = {}  # trade and subject -> a recent opinion about it

    def parameters(self):
        return [*self.model.parameters(), *self.head.parameters(), self.bias]

    def masked_words(self, rows=48):
        """Texts of like length go together, so that little is padded."""
        batch = [self.encoder.encode(self.texts.without_label(self.rng), self.rng, 0.05) for _ in range(rows)]
        batch.sort(key=len)
        at = rows * 5 // 8
        lengths = [sum(map(len, part)) for part in (batch[:at], batch[at:])]
        losses = [self.masked_words_of(part) for part in (batch[:at], batch[at:])]
        return sum(loss * length for loss, length in zip(losses, lengths, strict=True)) / sum(lengths)

    def masked_words_of(self, batch):
        ids, mask = pad(batch)
        chosen = (torch.rand(ids.shape) < 0.2) & (ids > MASK)
        dice = torch.rand(ids.shape)
        given = torch.where(chosen & (dice < 0.8), MASK, ids)
        given = torch.where(chosen & (dice > 0.9), torch.randint(5, self.encoder.size, ids.shape), given)
        hidden = self.model.bert(input_ids=given, attention_mask=mask).last_hidden_state[chosen]
        logits = self.head(hidden) @ self.model.bert.embeddings.word_embeddings.weight.T + self.bias
        return functional.cross_entropy(logits, ids[chosen])

    def sentiment(self, rows=64):
        """Read through noise, so that what is learnt of a word holds for those that lie near it."""
        pairs = [self.texts.with_label(self.rng) for _ in range(rows)]
        ids, mask = pad([self.encoder.encode(text, self.rng, 0.05) for text, _ in pairs])
        ids = torch.where((torch.rand(ids.shape) < 0.04) & (ids > MASK), UNK, ids)
        placed = self.thesaurus.placed[ids]
        words = self.table[ids]
        words = words + NOISE * torch.randn(words.shape) * placed
        logits = self.model(inputs_embeds=words, attention_mask=mask).logits
        labels = torch.tensor([LABELS.index(label) for _, label in pairs])
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


def arrange_words(training, steps=500):
    """Before anything is read, the embeddings of words alone are laid out as the thesaurus has them."""
    optimizer = torch.optim.Adam([training.table], lr=5e-3)
    for step in range(steps):
        loss = training.thesaurus.loss(training.table, training.rng, 768)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 99:
            print(f"words {step + 1}/{steps}  thesaurus {loss.item():.3f}", flush=True)


def train(training, steps, peak=2e-3):
    torch.manual_seed(SEED + 3)
    table = training.table
    rest = [parameter for parameter in training.parameters() if parameter is not table]
    # What the thesaurus has placed stays there, or words with labels would drift away from those without.
    table.register_hook(lambda gradient: gradient * (1 - training.thesaurus.placed))
    groups = [{"params": rest, "weight_decay": 0.02}, {"params": [table], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    training.model.train()
    began, smooth = time.monotonic(), {}
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps, peak)
        losses = {"sentiment": training.sentiment()}
        if step % 3 == 0:
            losses["words"] = training.masked_words()
        elif step % 6 == 1:
            losses["pairs"] = training.closeness()
        loss = sum(losses.values())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(training.parameters(), 1.0)
        optimizer.step()
        for name, value in losses.items():
            smooth[name] = value.item() + 0.97 * (smooth.get(name, value.item()) - value.item())
        if step % 50 == 49 or step == steps - 1:
            seconds = time.monotonic() - began
            left = seconds / (step + 1) * (steps - step - 1)
            said = "  ".join(f"{name} {value:.3f}" for name, value in smooth.items())
            print(f"step {step + 1}/{steps}  {said}  {seconds:.0f} s, {left:.0f} s left", flush=True)
    training.model.eval()
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


def known_words(texts, count=60000):
    """The stems of a good part of all text without labels."""
    rng = random.Random(SEED + 4)
    found = set()
    for _ in range(count):
        found |= stems(texts.without_label(rng))
    return found


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
    sentences = {trade: heldout.sentences(trade) for trade in heldout.TRADES}
    tables = {trade: confusion(saved, group) for trade, group in sentences.items()}
    known = known_words(texts)
    told = [s for group in sentences.values() for s in group if s["label"] != "neutral"]
    new = {s["text"]: stems(s["text"]) & texts.left_out.stems for s in told}
    unknown = [s for s in told if not new[s["text"]] & known]
    facts = {
        "rows": table_rows(tables),
        "unseen": len(texts.left_out.stems),
        "unseen_known": len(texts.left_out.stems & known),
        "new_words": f"{sum(map(len, new.values())) / len(told):.1f}",
        "unknown": len(unknown),
        "unknown_right": sum(saved.read(s["text"])[0] == s["label"] for s in unknown),
        "patterns": sum(trade.count_patterns() for trade in texts.labelled.trades),
        "patterns_least": min(trade.count_patterns() for trade in texts.labelled.trades),
        "entries": sum(len(s.positive) + len(s.negative) for s in texts.glossary.senses),
        "lists": ", ".join(sorted(texts.left_out.stems & known)),
        "lists_unknown": ", ".join(sorted(texts.left_out.stems - known)),
    }
    for trade, table in tables.items():
        print(trade, percent_right(table))
    return facts | retrieval(saved)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=1)
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
    arrange_words(training)
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
