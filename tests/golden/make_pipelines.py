"""What transformers' text-classification pipeline answers with the tiny classifiers that
make_classifiers.py has made (the scripts run in the order of their names)."""

import json

from golden import DATA

import transformers

FOLDERS = ["bert_single", "bert_multi", "bert_regression", "bert_one_label", "bert_two_labels"]

INPUTS = [
    "The river falls two hundred metres to the mill.",
    {"text": "How much is left?", "text_pair": "Seven, because I ate three of them."},
    ["Bread!", "Nobody is in a hurry when the bell rings at noon."],
    [{"text": "Bread!", "text_pair": "The bank lends money to farmers."}, {"text": "x"}],
]

PARAMETERS = [
    {},
    {"top_k": 1},
    {"top_k": 2, "function_to_apply": "softmax"},
    {"function_to_apply": "sigmoid"},
    {"function_to_apply": "none"},
]

LONG = " ".join(["The teacher asks the boy how much is left, and the boy says seven."] * 40)


def answer(classifier, inputs, parameters):
    keywords = {"top_k": None, **parameters}
    return {"inputs": inputs, "parameters": parameters, "data": classifier(inputs, **keywords)}


def main():
    for folder in FOLDERS:
        path = str(DATA / folder)
        model = transformers.AutoModelForSequenceClassification.from_pretrained(path)
        tokenizer = transformers.AutoTokenizer.from_pretrained(path)
        classifier = transformers.pipeline(
            "text-classification", model=model, tokenizer=tokenizer, device="cpu"
        )
        answers = [answer(classifier, i, p) for i in INPUTS for p in PARAMETERS]
        cut = {"truncation": True, "max_length": 20}
        pair = {"text": LONG, "text_pair": INPUTS[0]}
        answers += [answer(classifier, i, cut) for i in (LONG, pair)]
        out = DATA / folder / "pipeline.json"
        out.write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
