"""A worker's memory stays under its ceiling, however much waits for it, whatever it is."""

import json
import re
import time

from harness.case import WorkerCase
from harness.jobs import completion, embedding, needs_fixtures, pieces
from harness.worker import run_worker

CEILING = 320 << 20
JOB_BYTES_MAX = 4 << 20
SMALL_JOBS = 100_000
LARGE_JOBS = 300
LARGE_BYTES = 1_000_000
WATCH_S = 10
DONE_MIN = 300  # however long that takes
DEADLINE_S = 120


def peak_bytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmHWM:\s+(\d+) kB", file.read()).group(1)) * 1024


@needs_fixtures
class Memory(WorkerCase):
    def small(self):
        texts = pieces(100, 60)
        for i in range(SMALL_JOBS):
            text = f"{i} {texts[i % 100]}"
            yield embedding(f"s{i}", text) if i % 2 else completion(f"s{i}", text, max_tokens=1)

    def large(self):
        """Texts far too long, long lists of texts, of token ids, and of nothing."""
        text = pieces(1, LARGE_BYTES - 300)[0]
        words = ["word"] * (LARGE_BYTES // 8)
        kinds = [
            embedding("long", text),
            embedding("many", words),
            completion("ids", list(range(100, 500)) * (LARGE_BYTES // 2000), max_tokens=1),
            completion("nothing", [[]] * (LARGE_BYTES // 4)),
            completion("stops", "Once", stop=words),
            completion("biases", "Once", logit_bias={f"{i}": 1 for i in range(LARGE_BYTES // 12)}),
        ]
        for i in range(LARGE_JOBS):
            yield kinds[i % len(kinds)].replace(b'"custom_id": "', b'"custom_id": "%d-' % i, 1)

    def produce(self):
        small = [(None, line) for line in self.small()]
        large = [(None, line) for line in self.large()]
        step = len(small) // len(large)
        records = []
        for i, record in enumerate(large):
            records += [record, *small[i * step : (i + 1) * step]]
        records += small[len(large) * step :]
        self.kafka.produce(self.topics["jobs"], records, 1000)
        return len(records)

    def test_a_hundred_thousand_jobs_wait(self):
        num_jobs = self.produce()
        worker = self.start_worker(
            worker={"memory_bytes_max": CEILING, "job_bytes_max": JOB_BYTES_MAX}
        ).wait_ready()
        pid = worker.process.pid
        num_done = 0
        started = time.monotonic()
        watched_s = 0
        while num_done < num_jobs and (watched_s < WATCH_S or num_done <= DONE_MIN):
            time.sleep(0.5)
            watched_s = time.monotonic() - started
            self.assertLess(watched_s, DEADLINE_S, f"{num_done} jobs are done")
            self.assertTrue(worker.process.is_running, worker.log()[-3000:])
            num_done = worker.metrics().sum("penstock_jobs_total")
        print(f"peak {peak_bytes(pid) >> 20} MiB, {num_done:.0f} jobs", flush=True)
        self.assertLess(peak_bytes(pid), CEILING)
        (shares,) = [
            json.loads(line) for line in worker.log().splitlines() if '"message":"memory"' in line
        ]
        of_all = sum(value for key, value in shares.items() if key.endswith("_bytes"))
        self.assertEqual(of_all, CEILING)

    def run_with(self, ceiling):
        return run_worker(
            self.config(worker={"memory_bytes_max": ceiling, "job_bytes_max": JOB_BYTES_MAX})
        )

    def test_a_ceiling_too_low_to_start(self):
        done = self.run_with(64 << 20)
        self.assertEqual(done.returncode, 2, done.stderr)
        found = re.search(
            r"worker\.memory_bytes_max: found 67108864 bytes, expected at least (\d+) and the "
            r"models' weights",
            done.stderr,
        )
        self.assertTrue(found, done.stderr)
        self.assertNotIn("model loaded", done.stderr)

    def test_a_ceiling_too_low_for_the_weights(self):
        """The least that is said to be needed is exact: with a MiB for models it starts to load them."""
        needed = int(re.search(r"expected at least (\d+)", self.run_with(64 << 20).stderr).group(1))
        self.assertEqual(self.run_with(needed + (1 << 20) - 1).returncode, 2)
        ceiling = needed + (1 << 20)
        done = self.run_with(ceiling)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertRegex(
            done.stderr,
            rf"worker\.memory_bytes_max: found {ceiling} bytes, of which {needed} are for jobs.*: the "
            r"weights of the models take \d+ bytes together",
        )
