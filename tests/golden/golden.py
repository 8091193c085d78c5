"""What the scripts that make golden files share: random weights, tokenizers, and how expected
values are stored (expected.json beside expected.f32, little-endian floats)."""

import collections
import json
import os
import re
import shutil
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy
import torch
import transformers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

DATA = Path(__file__).parent / "data"

# The vocabularies come from this.
TEXT = """
The river rises in the hills above the town and falls two hundred metres to the mill. Every spring
the water brings sand and small stones down with it, and every summer the people clear the channel
by hand. A child who learns to swim here learns first to watch the current: where it is dark it is
deep, where it shines it is fast. In the morning the baker opens the shop, puts bread into the
window and talks with the woman who carries the post. Nobody is in a hurry. When the bell rings at
noon the school empties into the square, and for an hour there is more noise than a market makes.
Dr. Meyer sees twelve patients before lunch; most of them have a cold, some have a question, and
one, today, has a broken arm from the old bridge. The bank lends money to farmers against next
year's corn, at 4.5 percent, and asks for it back in October. "How much is left?" asks the teacher.
"Seven," says the boy, "because I ate three of them." In winter the mill stands still, the wheel is
covered with ice, and the light in the kitchen burns from four o'clock on. What we know about the
first builders we know from their letters: they paid for the stones, not for the work, and they
wrote down each name. Numbers help: 1, 2, 3, 10, 25, 100, 1000. So do lists; so do dates.
"""

SENTENCES = [
    "The river falls two hundred metres to the mill.",
    "A child learns to swim.",
    "Bread!",
    "How much money does the bank lend to farmers against next year's corn?",
    "Dr. Meyer sees twelve patients before lunch; one of them has a broken arm.",
    "x",
    "Nobody is in a hurry when the bell rings at noon, and for an hour there is more noise in the "
    "square than a market makes, because the school has emptied into it and the baker has opened "
    "the window of the shop to talk with the woman who carries the post.",
    "The zebra quietly jumped over 1,024 unknown foxes near Quito.",
]


def randomize(model, seed):
    """Random weights whose norms and biases are not 1 and 0, so that a forgotten one shows."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            if parameter.dim() == 2 and "embed" not in name:
                parameter.copy_(noise * 1.2 / parameter.shape[1] ** 0.5)
            elif parameter.dim() == 2:
                parameter.copy_(noise * 0.8)
            elif name.endswith("bias"):
                parameter.copy_(noise * 0.3)
            else:
                parameter.copy_(1 + noise * 0.3)
    return model.eval()


def versions():
    return {"torch": torch.__version__.split("+")[0], "transformers": transformers.__version__}


def fresh_folder(name):
    folder = DATA / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def write_expected(folder, description, values):
    """values: an array of float32, flattened row by row."""
    (folder / "expected.json").write_text(json.dumps({"made_by": versions(), **description}) + "\n")
    numpy.asarray(values, dtype="<f4").tofile(folder / "expected.f32")


def edit_json(path, **changes):
    """Sets keys, or takes those away whose value is None."""
    content = json.loads(path.read_text())
    for key, value in changes.items():
        if value is None:
            content.pop(key, None)
        else:
            content[key] = value
    path.write_text(json.dumps(content, indent=1) + "\n")


def byte_fallback_tokenizer(vocab_size):
    """A BPE with byte fallback, put together as Llama 2's is."""
    special = ["<unk>", "<s>", "</s>"]
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    trained.train_from_iterator(
        [TEXT], trainers.BpeTrainer(vocab_size=vocab_size - len(special) - 256, show_progress=False))
    bpe = json.loads(trained.to_str())["model"]
    tokens = special + [f"<0x{byte:02X}>" for byte in range(256)]
    tokens += sorted(bpe["vocab"], key=bpe["vocab"].get)
    merges = [tuple(merge) for merge in bpe["merges"]]
    tokenizer = Tokenizer(models.BPE(
        vocab={token: index for index, token in enumerate(tokens)}, merges=merges,
        unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.add_special_tokens(special)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)])
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0)])
    return tokenizer


def wordpiece_vocabulary(size):
    """Characters, then the words of the text and their beginnings and ends, the frequent first.
    (Training one gives another vocabulary each time.)"""
    alphabet = list("abcdefghijklmnopqrstuvwxyz0123456789.,;:!?'\"()-")
    counts = collections.Counter()
    for word in re.findall("[a-z]+", TEXT.lower()):
        counts[word] += 10
        for length in range(2, min(5, len(word))):
            counts[word[:length]] += 1
            counts["##" + word[-length:]] += 1
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *alphabet]
    tokens += ["##" + character for character in alphabet]
    frequent = sorted(counts, key=lambda piece: (-counts[piece], piece))
    tokens += [piece for piece in frequent if piece not in tokens][:size - len(tokens)]
    assert len(tokens) == size
    return {token: index for index, token in enumerate(tokens)}


def wordpiece_tokenizer(vocab_size):
    """A WordPiece, put together as BERT's uncased one is."""
    tokenizer = Tokenizer(models.WordPiece(
        wordpiece_vocabulary(vocab_size), unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.decoder = decoders.WordPiece()
    return tokenizer


def fast_wordpiece_tokenizer(vocab_size, max_length):
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=wordpiece_tokenizer(vocab_size), model_max_length=max_length,
        pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        mask_token="[MASK]",
        model_input_names=["input_ids", "token_type_ids", "attention_mask"])


def byte_level_tokenizer(vocab_size):
    """A byte-level BPE, put together as GPT-2's is."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.train_from_iterator([TEXT], trainers.BpeTrainer(
        vocab_size=vocab_size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=["<|endoftext|>"], show_progress=False))
    assert tokenizer.get_vocab_size() == vocab_size
    return tokenizer


def expect_decoder(model, tokenizer, folder):
    """Log-probabilities of prompts: of short ones every row, of long ones the last two; and how the
    most likely tokens go on."""
    long = tokenizer.encode(SENTENCES[6]).ids
    prompts = [[1], *(tokenizer.encode(SENTENCES[index]).ids for index in (1, 3)),
               (long + long[1:])[:130]]
    described, values = [], []
    for ids in prompts:
        with torch.no_grad():
            logits = model(torch.tensor([ids])).logits[0]
            greedy = model.generate(
                torch.tensor([ids]), attention_mask=torch.ones(1, len(ids)),
                generation_config=transformers.GenerationConfig(
                    do_sample=False, max_new_tokens=40, pad_token_id=0))[0]
        rows = range(len(ids)) if len(ids) < 12 else range(len(ids) - 2, len(ids))
        described.append(dict(ids=ids, rows=list(rows), greedy=greedy[len(ids):].tolist()))
        values += [torch.log_softmax(logits[row], dim=-1).tolist() for row in rows]
    write_expected(folder, dict(prompts=described), values)
