"""Tiny Llama checkpoints, each with something of its own in config.json or in its files, and the
log-probabilities that transformers computes from them."""

import json

import torch
from safetensors.torch import load_file, save_file
from transformers import LlamaConfig, LlamaForCausalLM

from golden import (byte_fallback_tokenizer, edit_json, expect_decoder, fresh_folder,
                    randomize)

VOCAB_SIZE = 420

# name, keys of the configuration, how it is saved
VARIANTS = [
    ("llama_gqa", dict(num_key_value_heads=2), {}),
    ("llama_head_dim", dict(head_dim=14, tie_word_embeddings=True), {}),
    ("llama_bias", dict(attention_bias=True, mlp_bias=True, hidden_act="gelu_pytorch_tanh"), {}),
    ("llama_linear_v4", dict(rope_parameters=dict(
        rope_type="linear", factor=4.0, rope_theta=5000.0)), dict(v4="type")),
    ("llama_llama3", dict(num_key_value_heads=1, rope_parameters=dict(
        rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
        original_max_position_embeddings=64, rope_theta=10000.0)), dict(shards=True)),
    ("llama_llama3_v4_f16", dict(rope_parameters=dict(
        rope_type="llama3", factor=32.0, low_freq_factor=1.0, high_freq_factor=4.0,
        original_max_position_embeddings=32, rope_theta=500.0)),
     dict(v4="rope_type", dtype=torch.float16)),
    ("llama_bf16", dict(tie_word_embeddings=True), dict(dtype=torch.bfloat16)),
    ("llama_bare_names", dict(tie_word_embeddings=True), dict(bare=True)),
]


def to_v4(folder, type_key):
    """The keys that transformers 4 wrote, defaults left out where it left them out."""
    path = folder / "config.json"
    config = json.loads(path.read_text())
    rope = config["rope_parameters"]
    theta = rope.pop("rope_theta")
    rope[type_key] = rope.pop("rope_type")
    edit_json(path, rope_parameters=None, rope_theta=theta, rope_scaling=rope, dtype=None,
              torch_dtype=config["dtype"], head_dim=None, mlp_bias=None)


def to_bare_names(folder):
    path = folder / "model.safetensors"
    tensors = {name.removeprefix("model."): tensor for name, tensor in load_file(path).items()}
    tensors.pop("lm_head.weight", None)
    tensors["layers.0.self_attn.rotary_emb.inv_freq"] = torch.arange(4, dtype=torch.float32)
    save_file(tensors, path)


def save(model, folder, v4=None, dtype=torch.float32, shards=False, bare=False):
    model = model.to(dtype)
    model.save_pretrained(folder, max_shard_size="100KB" if shards else "1GB")
    if v4:
        to_v4(folder, v4)
    if bare:
        to_bare_names(folder)
    edit_json(folder / "generation_config.json", transformers_version=None)


def make(index, name, keys, how):
    folder = fresh_folder(name)
    config = LlamaConfig(**{**dict(
        vocab_size=VOCAB_SIZE, hidden_size=48, intermediate_size=56, num_hidden_layers=2,
        num_attention_heads=4, max_position_embeddings=512, bos_token_id=1, eos_token_id=2), **keys})
    config._attn_implementation = "eager"
    model = randomize(LlamaForCausalLM(config), 100 + index)
    tokenizer = byte_fallback_tokenizer(VOCAB_SIZE)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    save(model, folder, **how)
    saved = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32,
                                             attn_implementation="eager")
    expect_decoder(saved.eval(), tokenizer, folder)


for index, variant in enumerate(VARIANTS):
    make(index, *variant)
