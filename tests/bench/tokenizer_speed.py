"""How fast texts become tokens: Penstock beside the `tokenizers` package, one thread each.

    tests/bench/tokenizer_speed.py [--rounds N] [--document BYTES] [NAME ...]

English (tinyshakespeare) and a text of many scripts are cut into documents at line ends and encoded
again and again, a round of Penstock's `ps_tokenizer_encode` between rounds of each of the package's
ways (`encode` per document, `encode_batch`, `encode_batch_fast`), so that both see the same machine
and caches of words are warm. Time is CPU time, so that a busy machine disturbs little. The ratio is the median round of Penstock against the package's best
way. Needs PENSTOCK_FIXTURES.
"""

import os

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"

# pylint: disable=wrong-import-position
import argparse  # noqa: E402
import pathlib  # noqa: E402
import statistics  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402

import tokenizers  # noqa: E402
from tokenizers import decoders, models, normalizers, pre_tokenizers  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from mixed_text import mixed_text  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
DRIVER = ROOT / "build/release/tests/bench/encode_rounds"
QWEN2_WORDS = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
               r"|\s+(?!\S)|\s+")
NAMES = ["llama-2", "bert-base-uncased", "gpt2", "qwen2"]
WAYS = {
    "encode": lambda tokenizer, documents: [tokenizer.encode(d) for d in documents],
    "encode_batch": lambda tokenizer, documents: tokenizer.encode_batch(documents),
    "encode_batch_fast": lambda tokenizer, documents: tokenizer.encode_batch_fast(documents),
}


def load(folder):
    """The package's tokenizer; of a folder without a tokenizer.json as transformers puts it together."""
    if (folder / "tokenizer.json").exists():
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer
    tokenizer = tokenizers.Tokenizer(models.BPE.from_file(str(folder / "vocab.json"), str(folder / "merges.txt")))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    if folder.name == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
            pre_tokenizers.Split(tokenizers.Regex(QWEN2_WORDS), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["<|endoftext|>"])
    return tokenizer


def cut(text, size):
    """Documents of whole lines, about size bytes each."""
    documents, current, length = [], [], 0
    for line in text.splitlines(keepends=True):
        current.append(line)
        length += len(line.encode())
        if length >= size:
            documents.append("".join(current))
            current, length = [], 0
    return documents + ["".join(current)] * bool(current)


def checksum(encodings):
    total = count = 0
    for encoding in encodings:
        for token in encoding.ids:
            count += 1
            total += count * token
    return count, total % 2**64


class Driver:
    """The C program, which encodes all documents once whenever it is asked to."""

    def __init__(self, model, documents):
        # It runs for as long as this object is used, so it can't be opened in a `with`.
        self.process = subprocess.Popen([DRIVER, model, documents], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def round(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            sys.exit(f"{DRIVER} ended with exit code {self.process.wait()}")
        return float(answer[0]), (int(answer[1]), int(answer[2]))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(tokenizer, documents, rounds):
    """Seconds of Penstock's first round, then the median seconds of each way, warm."""
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(folder)
        tokenizer.save(str(model / "tokenizer.json"))
        (model / "documents").write_bytes(b"".join(d.encode() + b"\0" for d in documents))
        driver = Driver(model, model / "documents")
        first, made = driver.round()
        wanted = checksum(tokenizer.encode_batch(documents))
        if made != wanted:
            sys.exit(f"tokens differ: {made[0]} of Penstock, {wanted[0]} of the package")
        seconds = {name: [] for name in ["penstock", *WAYS]}
        for _ in range(rounds):
            seconds["penstock"].append(driver.round()[0])
            for name, way in WAYS.items():
                started = time.process_time()
                made = way(tokenizer, documents)
                seconds[name].append(time.process_time() - started)
                del made
        driver.close()
    return first, {name: statistics.median(values) for name, values in seconds.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--document", type=int, default=4096)
    parser.add_argument("--bytes", type=int, default=1_000_000, help="of each text")
    arguments = parser.parse_args()
    fixtures = pathlib.Path(os.environ["PENSTOCK_FIXTURES"])
    texts = {"english": (fixtures / "text/tinyshakespeare.txt").read_text()[:arguments.bytes], "mixed": mixed_text(arguments.bytes)}
    version = (ROOT / "VERSION").read_text().strip()
    print(f"penstock {version}, tokenizers {tokenizers.__version__}; MB/s of CPU time, one thread, median of {arguments.rounds} rounds, documents of {arguments.document} bytes")
    print(f"{'tokenizer':20} {'text':8} {'first':>8} {'penstock':>8} " + " ".join(f"{name:>17}" for name in WAYS) + f" {'ratio':>6}")
    for name in arguments.names:
        for kind, text in texts.items():
            tokenizer = load(fixtures / "tokenizers" / name)
            documents = cut(text, arguments.document)
            megabytes = len(text.encode()) / 1e6
            first, seconds = measure(tokenizer, documents, arguments.rounds)
            best = min(seconds[way] for way in WAYS)
            print(f"{name:20} {kind:8} {megabytes / first:8.2f} {megabytes / seconds['penstock']:8.2f} "
                  + " ".join(f"{megabytes / seconds[way]:17.2f}" for way in WAYS)
                  + f" {best / seconds['penstock']:6.2f}", flush=True)


if __name__ == "__main__":
    main()
