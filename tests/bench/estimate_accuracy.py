"""How right `penstock estimate` is: three mixed batch files, each run and estimated in turn, ROUNDS times;
the medians and their ratio. `make bench-estimate` runs it, best on a machine that does nothing else."""

import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PENSTOCK = ROOT / "build" / "release" / "penstock"
MODELS = [f"--model={ROOT}/tools/demo/{name}" for name in ("tiny-gpt", "tiny-bert")]
WORDS = (ROOT / "README.md").read_text(encoding="utf-8").split()
ROUNDS = 3


def words(rng, number):
    start = rng.randrange(len(WORDS) - number)
    return " ".join(WORDS[start : start + number])


def completion(rng):
    return "/v1/completions", {
        "model": "tiny-gpt",
        "prompt": words(rng, rng.randint(3, 60)),
        "max_tokens": rng.randint(4, 80),
    }


def chat(rng):
    message = {"role": "user", "content": words(rng, rng.randint(3, 20))}
    return "/v1/chat/completions", {"model": "tiny-gpt", "messages": [message], "max_tokens": 64}


def embedding(rng):
    texts = [words(rng, rng.randint(3, 40)) for _ in range(rng.choice((1, 1, 4)))]
    return "/v1/embeddings", {"model": "tiny-bert", "input": texts}


def classification(rng):
    return "/v1/text-classification", {"model": "tiny-bert", "inputs": words(rng, rng.randint(3, 40))}


# Jobs, and how often each kind is drawn.
FILES = {
    "a bit of everything": (3000, {completion: 3, chat: 3, embedding: 2, classification: 2}),
    "mostly texts to read": (6000, {completion: 1, chat: 1, embedding: 10, classification: 8}),
    "only answers": (1500, {completion: 8, chat: 2}),
}


def write(path, seed, num_jobs, kinds):
    rng = random.Random(seed)
    with open(path, "w", encoding="utf-8") as file:
        for i in range(num_jobs):
            url, body = rng.choices(list(kinds), kinds.values())[0](rng)
            job = {"custom_id": f"job-{i}", "method": "POST", "url": url, "body": body}
            file.write(json.dumps(job) + "\n")


def measure(path, threads):
    """Seconds and peak bytes of penstock run."""
    output = path + ".results"
    began = time.monotonic()
    child = subprocess.Popen([PENSTOCK, "run", "-i", path, "-o", output, *MODELS, "-q", f"--threads={threads}"])
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    os.remove(output)
    assert child.returncode in (0, 1), child.returncode
    return seconds, usage.ru_maxrss * 1024


def estimate(path, threads):
    command = [PENSTOCK, "estimate", path, *MODELS, "-q", "--json", "--seconds=5", f"--threads={threads}"]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return said["seconds"], said["memory_bytes"]


def main():
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else os.cpu_count()
    worst = 0
    print(f"{threads} threads, medians of {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as folder:
        for seed, (name, (num_jobs, kinds)) in enumerate(FILES.items()):
            path = os.path.join(folder, f"{seed}.jsonl")
            write(path, seed, num_jobs, kinds)
            rounds = [(measure(path, threads), estimate(path, threads)) for _ in range(ROUNDS)]
            for what, unit, at in (("time", "s", 0), ("memory", "MB", 1)):
                found = statistics.median(run[at] for run, _ in rounds)
                said = statistics.median(estimated[at] for _, estimated in rounds)
                scale = 1e6 if at else 1
                worst = max(worst, abs(said / found - 1))
                print(
                    f"{name:22s} {what:7s} estimated {said / scale:8.1f} {unit:2s} "
                    f"measured {found / scale:8.1f} {unit:2s} ratio {said / found:.2f}"
                )
    return 0 if worst <= 0.2 else 1


if __name__ == "__main__":
    sys.exit(main())
