"""A broker that dies and comes back: still exactly one terminal record for each job."""

import functools
import time

from harness.case import WorkerCase
from harness.jobs import completions, keyed, needs_fixtures
from harness.kafka import Kafka
from harness.process import wait_until

CREATED = 1_735_000_000


@functools.cache
def own_kafka():
    """A broker that may be killed, beside the one that the other tests share."""
    return Kafka()


@needs_fixtures
class KafkaFaults(WorkerCase):
    def get_kafka(self):
        return own_kafka()

    def num_results(self):
        return len(self.kafka.read(self.topics["results"]))

    def test_the_broker_is_killed_and_started_again(self):
        lines = completions(900, max_tokens=60)
        self.kafka.produce(self.topics["jobs"], keyed(lines), CREATED * 1000)
        worker = self.start_worker(redis={"url": ""}).wait_ready()
        wait_until(lambda: self.num_results() >= 30, 60, "results come", worker.process)
        self.kafka.kill()
        time.sleep(2)
        self.assertEqual(worker.get("/health")[0], 200)
        self.kafka.start()
        terminal = self.read_terminal(len(lines), timeout_s=120)
        self.assert_one_each(terminal, self.kafka.read(self.topics["jobs"]))
        self.assertTrue(worker.process.is_running, worker.log()[-3000:])
        wait_until(lambda: worker.get("/ready")[0] == 200, 60, "it is ready", worker.process)
