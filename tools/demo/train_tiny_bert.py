"""Trains tiny-bert: a small bert that tells the sentiment of sentences, and embeds them.

    python3 -m venv venv && venv/bin/pip install -r tools/demo/requirements.txt
    venv/bin/python tools/demo/train_tiny_bert.py

All text is made by corpus/. Words have embeddings in common with the words of their groups in the thesaurus;
each step has rows with a sentiment, none of which uses a word of the held-out sentences but those that
heldout.py names, and now and then pairs of texts about the same thing, that should have close embeddings.
What is saved is the moving average of the weights, which is measured on the held-out sentences. Everything,
model card included, goes to tools/demo/tiny-bert. Fixed seeds.
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from string import Template

import tokenizers
import torch
import torch.nn.functional as functional
import transformers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import AutoModelForSequenceClassification, BertConfig, BertForSequenceClassification

from corpus import heldout
from corpus.grammar import messages
from corpus.texts import KINDS, LABELS, Texts, excerpt, training_message
from corpus.thesaurus import groups, groups_of, groups_of_words
from corpus.words import words

HERE = Path(__file__).resolve().parent
SEED = 30
GROUPS_MAX = 6  # of one word
OWN_DROPPED = 0.4  # of the words of a row with a label
ROWS_DROPPED = 0.7  # rows with a label where all words are like those that never had one
ROWS = 80
TOKENS_MAX = 128
ROW_TOKENS_MAX = 40
TEMPERATURE = 0.07
SUFFIXES = ("s", "es", "ed", "ing", "ly", "er", "ers", "est", "ness", "ful", "less", "ment", "able", "ity", "ive", "al", "ally")
SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PAD, UNK, CLS, SEP, MASK = range(5)


def vocabulary(texts):
    """Every word that text with or without labels uses, whole; and pieces for other forms of them and for other words."""
    rng = random.Random(SEED + 1)
    seen = Counter(word for message in islice(messages(KINDS, SEED + 1, held_out=False), 3000) for word in words(message.text()))
    seen.update(word for _ in range(20000) for word in words(texts.unlabelled.opinion(rng, rng.choice(LABELS)).text))
    seen.update(word for group in groups() for entry in group.entries for word in words(entry))
    whole = {part for word in seen for part in word.split("'")} | heldout.COMMON | set(groups_of_words())
    signs = [chr(code) for code in range(33, 127) if not chr(code).isupper()]
    pieces = ["##" + piece for piece in (*signs, *SUFFIXES)]
    return dict.fromkeys([*SPECIAL_TOKENS, *signs, *pieces, *sorted(word for word in whole if len(word) > 1)])


def make_tokenizer(texts):
    vocab = {token: number for number, token in enumerate(vocabulary(texts))}
    tokenizer = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", CLS), ("[SEP]", SEP)],
    )
    tokenizer.decoder = decoders.WordPiece(prefix="##")
    tokenizer.add_special_tokens(SPECIAL_TOKENS)
    return tokenizer


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


class WordVectors(torch.nn.Module):
    """The embedding of a word: the mean of its groups' in the thesaurus, which it has in common with the other
    words of these groups, and what is its own, which training often leaves out: of single words, or of whole rows,
    so that it learns to weigh several words that it knows by their groups alone."""

    def __init__(self, tokenizer, width):
        super().__init__()
        vocab = tokenizer.get_vocab()
        known = groups_of_words()
        other = len(groups())  # the group of all words that have none
        self.groups = torch.nn.Parameter(torch.randn(other + 1, width) * 0.05)
        self.own = torch.nn.Parameter(torch.randn(len(vocab), width) * 0.02)
        self.numbers = torch.full((len(vocab), GROUPS_MAX), other)
        self.weights = torch.zeros(len(vocab), GROUPS_MAX)
        for word, token in vocab.items():
            if word not in heldout.COMMON and len(word) > 1 and token > MASK:
                numbers = known.get(word, [other])[:GROUPS_MAX]
                self.numbers[token, : len(numbers)] = torch.tensor(numbers)
                self.weights[token, : len(numbers)] = 1 / len(numbers)
        self.grouped = self.weights.sum(1) > 0

    def common(self, tokens):
        return functional.embedding_bag(
            self.numbers[tokens], self.groups, per_sample_weights=self.weights[tokens], mode="sum"
        )

    def forward(self, ids, own_dropped, rows_dropped=0.0):
        tokens, places = ids.unique(return_inverse=True)
        dropped = (torch.rand(ids.shape) < own_dropped) | (torch.rand(len(ids), 1) < rows_dropped)
        dropped &= self.grouped[ids]
        return self.common(tokens)[places] + self.own[tokens][places] * ~dropped.unsqueeze(-1)

    @torch.no_grad()
    def table(self, labelled):
        """All embeddings; those of words that had no label, without what is their own."""
        return self.common(torch.arange(len(self.own))) + self.own * ~(self.grouped & ~labelled).unsqueeze(-1)


def contrast(left, right):
    """Each row of left should be closer to its row of right than to any other, and the reverse."""
    scores = left @ right.T / TEMPERATURE
    target = torch.arange(len(left))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2


class Training(torch.nn.Module):
    def __init__(self, model, tokenizer, texts):
        super().__init__()
        self.model, self.tokenizer, self.texts = model, tokenizer, texts
        self.vectors = WordVectors(tokenizer, model.config.hidden_size)
        self.labelled = torch.zeros(tokenizer.get_vocab_size(), dtype=torch.bool)  # tokens that had a label
        self.rng = random.Random(SEED + 2)
        self.about = {}  # trade and subject -> a recent opinion about it

    def encode(self, texts):
        return pad([encoding.ids[:ROW_TOKENS_MAX] for encoding in self.tokenizer.encode_batch(list(texts))])

    def sentiment(self, rows=ROWS):
        """The short rows and the long ones apart, as padding costs time."""
        pairs = sorted((self.texts.with_label(self.rng) for _ in range(rows)), key=lambda pair: len(pair[0]))
        return (self.sentiment_of(pairs[: rows // 2]) + self.sentiment_of(pairs[rows // 2 :])) / 2

    def sentiment_of(self, pairs):
        """Some words are blotted out, so that no single one decides."""
        texts, labels = zip(*pairs)
        ids, mask = self.encode(texts)
        ids = torch.where((torch.rand(ids.shape) < 0.06) & (ids > MASK), UNK, ids)
        self.labelled[ids.flatten()] = True
        vectors = self.vectors(ids, OWN_DROPPED, ROWS_DROPPED)
        logits = self.model(inputs_embeds=vectors, attention_mask=mask).logits
        return functional.cross_entropy(logits, torch.tensor([LABELS.index(label) for label in labels]), label_smoothing=0.05)

    def embed(self, texts):
        ids, mask = self.encode(texts)
        vectors = self.vectors(ids, own_dropped=0.2)
        hidden = self.model.bert(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
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
    """Leaves the moving average of the weights in the model; returns the processor's time, in seconds."""
    torch.manual_seed(SEED + 3)
    optimizer = torch.optim.AdamW(training.parameters(), weight_decay=0.05, betas=(0.9, 0.98), fused=True)
    average = torch.optim.swa_utils.AveragedModel(training, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    training.train()
    began, used, smooth = time.monotonic(), time.process_time(), {}
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps, peak)
        losses = {"sentiment": training.sentiment()}
        if step % 6 == 0:
            losses["pairs"] = training.closeness() / 2
        loss = sum(losses.values())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(training.parameters(), 1.0)
        optimizer.step()
        average.update_parameters(training)
        for name, value in losses.items():
            smooth[name] = value.item() + 0.97 * (smooth.get(name, value.item()) - value.item())
        if step % 50 == 49 or step == steps - 1:
            seconds = time.monotonic() - began
            left = seconds / (step + 1) * (steps - step - 1)
            said = "  ".join(f"{name} {value:.3f}" for name, value in smooth.items())
            print(f"step {step + 1}/{steps}  {said}  {seconds:.0f} s, {left:.0f} s left", flush=True)
    training.load_state_dict(average.module.state_dict())
    training.model.bert.embeddings.word_embeddings.weight.data = training.vectors.table(training.labelled)
    training.eval()
    return time.process_time() - used


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
    return Counter((sentence["label"], saved.read(sentence["text"])[0]) for sentence in sentences)


def percent_right(table):
    right = sum(count for (label, answer), count in table.items() if label == answer)
    return 100 * right / max(1, sum(table.values()))


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
    facts = {}
    for kind in heldout.SETS:
        tables = {trade: confusion(saved, heldout.read(trade + kind)) for trade in heldout.TRADES}
        facts["rows" + kind] = table_rows(tables)
        print(kind, {trade: percent_right(table) for trade, table in tables.items()})
    opinions = [s for trade in heldout.TRADES for s in heldout.sentences(trade) if s["label"] != "neutral"]
    unseen = [texts.left_out.words_of(s["text"]) for s in opinions]
    known = [bool(groups_of(word)[0]) for found in unseen for word in found]
    labelled = texts.dictionary.groups
    facts |= {
        "unseen": len(texts.left_out.stems),
        "unseen_words": f"{len(known) / len(opinions):.1f}",
        "unseen_known": f"{100 * sum(known) / len(known):.0f}",
        "common": len(heldout.COMMON),
        "nouns": len(heldout.nouns_of_trades()),
        "groups": len(groups()),
        "words": len(groups_of_words()),
        "entries": sum(len(group) for label in labelled if label != "neutral" for group in labelled[label]),
        "written": sum(map(len, texts.written.values())) + sum(map(len, texts.changes.values())),
        "patterns": sum(trade.count_patterns() for trade in texts.labelled.trades),
        "patterns_least": min(trade.count_patterns() for trade in texts.labelled.trades),
    }
    return facts | retrieval(saved)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steps", type=int, default=3200)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE / "tiny-bert")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)

    texts = Texts()
    tokenizer = make_tokenizer(texts)
    model = make_model(tokenizer.get_vocab_size())
    parameters = sum(parameter.numel() for parameter in model.parameters())
    print(f"{tokenizer.get_vocab_size()} tokens, {parameters:,} parameters", flush=True)
    training = Training(model, tokenizer, texts)
    seconds = train(training, options.steps)
    save(model, tokenizer, options.out)
    measured = measure(Saved(options.out), texts)
    print(json.dumps(measured, indent=1))
    card = Template((HERE / "tiny_bert_card.md").read_text()).substitute(
        measured,
        parameters=f"{parameters:,}",
        vocab_size=tokenizer.get_vocab_size(),
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
