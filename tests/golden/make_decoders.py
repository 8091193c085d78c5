"""Tiny checkpoints of the decoders' other families, each with something of its own in config.json
or in its files, and the log-probabilities and greedy tokens that transformers computes from them."""

import json

import torch
from safetensors.torch import load_file, save_file
from transformers import (GPT2Config, GPT2LMHeadModel, MistralConfig, MistralForCausalLM,
                          Qwen2Config, Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM)

from golden import byte_level_tokenizer, edit_json, expect_decoder, fresh_folder, randomize

VOCAB_SIZE = 400

GPT2 = (GPT2Config, GPT2LMHeadModel, dict(
    n_embd=32, n_layer=3, n_head=4, n_positions=320, bos_token_id=0, eos_token_id=0))
LLAMA_LIKE = dict(
    hidden_size=32, intermediate_size=40, num_hidden_layers=3, num_attention_heads=4,
    num_key_value_heads=2, max_position_embeddings=320, bos_token_id=0, eos_token_id=0)
QWEN2 = (Qwen2Config, Qwen2ForCausalLM, LLAMA_LIKE)
QWEN3 = (Qwen3Config, Qwen3ForCausalLM, dict(LLAMA_LIKE, head_dim=16))
MISTRAL = (MistralConfig, MistralForCausalLM, LLAMA_LIKE)

# name, family, keys of the configuration, how it is saved
VARIANTS = [
    ("gpt2", GPT2, {}, dict(buffers=True)),
    ("gpt2_cerebras", GPT2, dict(activation_function="gelu", n_inner=72, layer_norm_epsilon=1e-3),
     {}),
    ("gpt2_by_layer", GPT2, dict(scale_attn_by_inverse_layer_idx=True,
                                 reorder_and_upcast_attn=True),
     dict(bare=True, dtype=torch.float16)),
    ("gpt2_unscaled", GPT2, dict(scale_attn_weights=False, tie_word_embeddings=False), {}),
    ("qwen2", QWEN2, dict(tie_word_embeddings=True, sliding_window=16, max_window_layers=0,
                          rope_parameters=dict(rope_type="default", rope_theta=1000000.0)), {}),
    ("qwen2_windows", QWEN2, dict(use_sliding_window=True, sliding_window=24, max_window_layers=1),
     dict(v4=True, gone=["layer_types"])),
    ("qwen2_layer_types", QWEN2, dict(
        use_sliding_window=True, sliding_window=9, num_key_value_heads=4,
        layer_types=["sliding_attention", "full_attention", "sliding_attention"]),
     dict(dtype=torch.bfloat16)),
    ("qwen2_yarn", QWEN2, dict(rope_parameters=dict(
        rope_type="yarn", factor=4.0, original_max_position_embeddings=64, rope_theta=10000.0)),
     dict(v4=True)),
    ("qwen2_yarn_options", QWEN2, dict(rope_parameters=dict(
        rope_type="yarn", factor=8.0, original_max_position_embeddings=100, rope_theta=5000.0,
        beta_fast=8.0, beta_slow=0.5, truncate=False, mscale=0.7, mscale_all_dim=2.0)), {}),
    ("qwen2_yarn_factor", QWEN2, dict(rope_parameters=dict(
        rope_type="yarn", factor=4.0, original_max_position_embeddings=64, rope_theta=10000.0,
        attention_factor=0.8)), {}),
    ("mistral", MISTRAL, dict(sliding_window=20, head_dim=14, num_attention_heads=6,
                              num_key_value_heads=3), {}),
    ("mistral_full", MISTRAL, dict(sliding_window=None, rope_parameters=dict(
        rope_type="dynamic", factor=2.0, rope_theta=10000.0)), {}),
    ("qwen3", QWEN3, dict(tie_word_embeddings=True), {}),
    ("qwen3_windows", QWEN3, dict(attention_bias=True, use_sliding_window=True, sliding_window=12,
                                  max_window_layers=2), {}),
]


def edit_tensors(folder, edit):
    path = folder / "model.safetensors"
    save_file(edit(load_file(path)), path)


def with_buffers(tensors):
    """The masks that GPT-2's first files carry."""
    for layer in range(3):
        tensors[f"transformer.h.{layer}.attn.bias"] = torch.ones(1, 1, 8, 8).tril()
        tensors[f"transformer.h.{layer}.attn.masked_bias"] = torch.tensor(-1e4)
    return tensors


def with_bare_names(tensors):
    return {name.removeprefix("transformer."): tensor for name, tensor in tensors.items()}


def to_v4(path):
    """The keys that transformers 4 wrote."""
    config = json.loads(path.read_text())
    rope = config["rope_parameters"]
    theta = rope.pop("rope_theta")
    rope["type"] = rope.pop("rope_type")
    edit_json(path, rope_parameters=None, rope_theta=theta, dtype=None,
              rope_scaling=None if rope["type"] == "default" else rope, torch_dtype=config["dtype"])


def save(model, folder, dtype=torch.float32, buffers=False, bare=False, v4=False, gone=()):
    model.to(dtype).save_pretrained(folder)
    if buffers:
        edit_tensors(folder, with_buffers)
    if bare:
        edit_tensors(folder, with_bare_names)
    if v4:
        to_v4(folder / "config.json")
    edit_json(folder / "config.json", **dict.fromkeys(gone))
    edit_json(folder / "generation_config.json", transformers_version=None)


def make(index, name, family, keys, how):
    config_class, model_class, shape = family
    folder = fresh_folder(name)
    config = config_class(vocab_size=VOCAB_SIZE, **{**shape, **keys})
    config._attn_implementation = "eager"
    model = randomize(model_class(config), 500 + index)
    tokenizer = byte_level_tokenizer(VOCAB_SIZE)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    save(model, folder, **how)
    saved = model_class.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    expect_decoder(saved.eval(), tokenizer, folder)


for index, variant in enumerate(VARIANTS):
    make(index, *variant)
