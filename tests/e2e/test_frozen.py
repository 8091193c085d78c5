"""Workers and brokers that stop moving and go on later: zombies publish nothing, nothing is lost."""

import os
import signal
import time

from harness.case import WorkerCase
from harness.jobs import completions, keyed, needs_fixtures

CREATED_MS = 1_765_000_000_000


@needs_fixtures
class Frozen(WorkerCase):
    def freeze(self, process, duration_s):
        os.kill(process.pid, signal.SIGSTOP)
        try:
            time.sleep(duration_s)
        finally:
            os.kill(process.pid, signal.SIGCONT)

    def check(self, lines):
        terminal = self.read_terminal(len(lines), timeout_s=120)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))

    def test_a_worker_frozen_for_longer_than_its_session(self):
        lines = completions(600, prefix="zombie", max_tokens=60)
        workers = [self.start_worker(name=f"worker{i}") for i in range(2)]
        for worker in workers:
            worker.wait_ready()
        self.kafka.wait_for_members(self.group, 2)
        self.kafka.produce(self.topics["jobs"], keyed(lines), CREATED_MS)
        time.sleep(0.7)
        self.freeze(workers[0].process, 10)
        self.check(lines)
        for worker in workers:
            self.assertEqual(worker.terminate(), 0, worker.log()[-3000:])

    def test_a_broker_frozen_for_longer_than_a_record_waits(self):
        lines = completions(600, prefix="broker", max_tokens=60)
        worker = self.start_worker().wait_ready()
        self.kafka.produce(self.topics["jobs"], keyed(lines), CREATED_MS)
        time.sleep(0.7)
        self.freeze(self.kafka.process, 12)
        self.check(lines)
        self.assertEqual(worker.terminate(), 0, worker.log()[-3000:])
