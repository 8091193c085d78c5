"""Tiny BERT checkpoints and the embeddings that sentence-transformers computes from them. The one
called bert is a whole sentence-transformers folder, for tests from end to end."""

import json

import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer import modules
from transformers import BertConfig, BertForMaskedLM, BertModel

from golden import SENTENCES, fast_wordpiece_tokenizer, fresh_folder, randomize, write_expected

VOCAB_SIZE = 560

# name, keys of the configuration, pooling, normalize, written as older versions did
VARIANTS = [
    ("bert", dict(), "mean", True, False),
    ("bert_cls", dict(hidden_act="gelu_new", layer_norm_eps=1e-5), "cls", False, True),
    ("bert_max", dict(hidden_act="relu", num_attention_heads=2), "max", True, True),
    ("bert_last", dict(type_vocab_size=3), "lasttoken", False, False),
]


def make_config(keys):
    config = BertConfig(**{**dict(
        vocab_size=VOCAB_SIZE, hidden_size=32, intermediate_size=72, num_hidden_layers=3,
        num_attention_heads=4, max_position_embeddings=256), **keys})
    config._attn_implementation = "eager"
    return config


def to_older_files(folder, pooling):
    """modules.json, the pooling's flags and the length limit as sentence-transformers 2 to 4 had."""
    path = folder / "modules.json"
    content = json.loads(path.read_text())
    for module in content:
        module["type"] = "sentence_transformers.models." + module["type"].rsplit(".", 1)[1]
    path.write_text(json.dumps(content, indent=1) + "\n")
    names = dict(cls="cls_token", max="max_tokens")
    flags = {f"pooling_mode_{name}": name == names[pooling]
             for name in ("cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens")}
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps(dict(word_embedding_dimension=32, **flags)) + "\n")
    (folder / "sentence_bert_config.json").write_text(
        json.dumps(dict(max_seq_length=200, do_lower_case=False)) + "\n")


def make_sentence_model(index, name, keys, pooling, normalize, older):
    folder = fresh_folder(name)
    torch.manual_seed(index)  # the pooler that sentence-transformers adds is random too
    model = randomize(BertModel(make_config(keys), add_pooling_layer=False), 200 + index)
    model.save_pretrained(folder)
    fast_wordpiece_tokenizer(VOCAB_SIZE, 200).save_pretrained(folder)
    parts = [modules.Transformer(str(folder)), modules.Pooling(32, pooling_mode=pooling)]
    if normalize:
        parts.append(modules.Normalize())
    SentenceTransformer(modules=parts, device="cpu").save(str(folder), create_model_card=False)
    if older:
        to_older_files(folder, pooling)
    reference = SentenceTransformer(str(folder), device="cpu")
    values = reference.encode(SENTENCES, convert_to_numpy=True, batch_size=1)
    ids = [reference.tokenizer(text)["input_ids"] for text in SENTENCES]
    write_expected(folder, dict(context=200, texts=SENTENCES, ids=ids), values)


def make_typed():
    """A masked language model with its heads, tensors named as the first checkpoints of BERT were,
    in F16; what is expected is every hidden state of a text pair, with both token types."""
    folder = fresh_folder("bert_types")
    model = randomize(BertForMaskedLM(make_config(dict())), 300).to(torch.float16)
    model.save_pretrained(folder)
    tokenizer = fast_wordpiece_tokenizer(VOCAB_SIZE, int(1e30))
    tokenizer.save_pretrained(folder)
    path = folder / "model.safetensors"
    tensors = {}
    for name, tensor in load_file(path).items():
        name = name.replace("LayerNorm.weight", "LayerNorm.gamma")
        tensors[name.replace("LayerNorm.bias", "LayerNorm.beta")] = tensor
    tensors["bert.embeddings.position_ids"] = torch.arange(256).unsqueeze(0)
    save_file(tensors, path)
    pair = tokenizer(SENTENCES[3], SENTENCES[4], return_tensors="pt")
    with torch.no_grad():
        hidden = model.float().bert(**pair).last_hidden_state[0]
    write_expected(folder, dict(context=256, ids=[pair["input_ids"][0].tolist()],
                                types=[pair["token_type_ids"][0].tolist()]), hidden.tolist())


for index, variant in enumerate(VARIANTS):
    make_sentence_model(index, *variant)
make_typed()
