"""Tiny sequence classifiers, encoders and decoders, and the scores (before softmax or sigmoid) that
transformers computes for single texts and for pairs."""

import torch
from transformers import (BertConfig, BertForSequenceClassification, GPT2Config,
                          GPT2ForSequenceClassification, LlamaConfig,
                          LlamaForSequenceClassification, MistralConfig,
                          MistralForSequenceClassification, PreTrainedTokenizerFast, Qwen2Config,
                          Qwen2ForSequenceClassification)

from golden import (SENTENCES, byte_fallback_tokenizer, edit_json, fast_wordpiece_tokenizer,
                    fresh_folder, randomize, write_expected)

SINGLE, MULTI, REGRESSION = "single_label_classification", "multi_label_classification", "regression"

ENCODER = dict(vocab_size=560, hidden_size=32, intermediate_size=72, num_hidden_layers=2,
               num_attention_heads=4, max_position_embeddings=128)
DECODER = dict(vocab_size=420, hidden_size=32, intermediate_size=40, num_hidden_layers=2,
               num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=256,
               pad_token_id=0)

# name, model, configuration, keys of its own, and those that are taken from the file again
VARIANTS = [
    ("bert_single", BertForSequenceClassification, BertConfig(
        **ENCODER, id2label={0: "negative", 1: "neutral", 2: "positive"}, problem_type=SINGLE), []),
    ("bert_multi", BertForSequenceClassification, BertConfig(
        **ENCODER, num_labels=4, problem_type=MULTI, hidden_act="relu"), []),
    ("bert_regression", BertForSequenceClassification, BertConfig(
        **ENCODER, num_labels=1, problem_type=REGRESSION), []),
    ("bert_two_labels", BertForSequenceClassification, BertConfig(
        **ENCODER), ["id2label", "label2id"]),
    ("bert_one_label", BertForSequenceClassification, BertConfig(**ENCODER, num_labels=1), []),
    ("llama_score", LlamaForSequenceClassification, LlamaConfig(
        **DECODER, id2label={0: "no", 1: "yes", 2: "maybe"}), []),
    ("gpt2_score", GPT2ForSequenceClassification, GPT2Config(
        vocab_size=420, n_embd=32, n_layer=2, n_head=4, n_positions=256, num_labels=5,
        pad_token_id=0, problem_type=MULTI), []),
    ("qwen2_score", Qwen2ForSequenceClassification, Qwen2Config(
        **DECODER, num_labels=1, problem_type=REGRESSION, use_sliding_window=True,
        sliding_window=10, max_window_layers=1), []),
    ("mistral_score", MistralForSequenceClassification, MistralConfig(
        **DECODER, sliding_window=10), []),
]


def make_tokenizer(encoder):
    if encoder:
        return fast_wordpiece_tokenizer(ENCODER["vocab_size"], 128)
    return PreTrainedTokenizerFast(
        tokenizer_object=byte_fallback_tokenizer(DECODER["vocab_size"]), bos_token="<s>",
        eos_token="</s>", unk_token="<unk>", pad_token="<unk>")


def expect(model, tokenizer, folder):
    """Texts alone, then in pairs."""
    texts = [[text] for text in (*SENTENCES[:3], SENTENCES[7])]
    texts += [[SENTENCES[0], SENTENCES[4]], [SENTENCES[3], SENTENCES[1]], ["x", ""]]
    inputs, scores = [], []
    for text in texts:
        encoded = tokenizer(*text, return_tensors="pt")
        ids = encoded["input_ids"]
        types = encoded.get("token_type_ids", torch.zeros_like(ids))
        keys = dict(token_type_ids=types) if "token_type_ids" in encoded else {}
        with torch.no_grad():
            scores += model(input_ids=ids, **keys).logits[0].tolist()
        inputs.append(dict(text=text, ids=ids[0].tolist(), types=types[0].tolist()))
    labels = [model.config.id2label[index] for index in range(model.config.num_labels)]
    write_expected(folder, dict(labels=labels, problem=model.config.problem_type, inputs=inputs),
                   scores)


def make(index, name, model_class, config, left_out):
    folder = fresh_folder(name)
    config._attn_implementation = "eager"
    model = randomize(model_class(config), 400 + index)
    model.save_pretrained(folder)
    tokenizer = make_tokenizer(model_class is BertForSequenceClassification)
    tokenizer.save_pretrained(folder)
    edit_json(folder / "config.json", **dict.fromkeys(left_out))
    saved = model_class.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    expect(saved.eval(), tokenizer, folder)


for index, variant in enumerate(VARIANTS):
    make(index, *variant)
