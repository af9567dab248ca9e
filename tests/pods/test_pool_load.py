"""Steady traffic: what goes out is what the arguments say, by the trace of the accelerator's port, and what is recorded is what was measured."""

import re
import statistics

import pytest

GRANT = 0x40_0000_0000  # where the first extent lies
SIZE = 1 << 40


@pytest.fixture
def load(report, tmp_path):
    """load(arguments) -> (CompletedProcess, summary, [(time in ps, command, address)] of what reached the pool port)."""

    def call(arguments):
        trace = tmp_path / "trace.txt"
        done, summary = report("duo", "--firmware", "host0=pool_load", "--firmware", "host1=hello", "--args", f"host0={arguments}",
                               "--trace", trace, "--trace-only", "accelerator0.pool_port")
        lines = [line.split() for line in trace.read_text().splitlines()[1:]]
        return done, summary, [(int(at), command, int(address, 0)) for at, who, _, command, address, _ in lines
                               if who.endswith(".process") and GRANT <= int(address, 0) < GRANT + SIZE]

    return call


def offsets(requests):
    return [address - GRANT for _, _, address in requests]


@pytest.mark.parametrize("arguments, wanted", [
    ("pattern=sequential by=hart span=1K count=200", [8 * i % 1024 for i in range(200)]),
    ("pattern=stride stride=512 by=hart bytes=4 span=4K count=20", [512 * i % 4096 for i in range(20)]),
    ("pattern=sequential by=dma bytes=512 span=4K count=10", [256 * i % 4096 for i in range(20)]),
])
def test_addresses(load, arguments, wanted):
    done, _, requests = load(f"warmup=0 {arguments}")
    assert done.returncode == 0, done.stdout
    assert offsets(requests) == wanted
    assert {command for _, command, _ in requests} == {"read"}


def test_random_addresses_and_the_share_of_writes(load):
    _, _, requests = load("by=hart pattern=random span=64K writes=25 count=2000 warmup=0")
    found = offsets(requests)
    assert len(found) == 2000 and all(at % 8 == 0 and 0 <= at < 64 << 10 for at in found)
    assert abs(statistics.mean(found) / (32 << 10) - 1) < 0.05
    assert len(set(found)) > 1600  # of 8192 places, 1774 are expected
    writes = [command for _, command, _ in requests].count("write")
    assert 440 < writes < 560  # of 500 expected, three standard deviations


def test_a_chase_goes_by_what_it_loads_through_every_line(load):
    _, _, requests = load("by=hart pattern=chase span=8K count=256 warmup=0")
    loads = [address - GRANT for _, command, address in requests if command == "read"]
    assert sorted(loads[:128]) == [64 * i for i in range(128)]
    assert loads[:128] == loads[128:256]
    assert loads[:128] != sorted(loads[:128])


@pytest.mark.parametrize("arrivals, spread", [("even", (0, 0.1)), ("poisson", (0.85, 1.1))])
def test_an_open_loop_has_its_rate_and_its_gaps(load, arrivals, spread):
    _, summary, requests = load(f"by=dma bytes=256 rate=100 arrivals={arrivals} count=1500 warmup=0")
    times = [at for at, _, _ in requests]
    gaps = [(b - a) / 1e6 for a, b in zip(times, times[1:])]  # us
    assert len(times) == 1500
    assert abs(statistics.mean(gaps) / 2.56 - 1) < (0.002 if arrivals == "even" else 0.08)
    assert spread[0] <= statistics.stdev(gaps) / statistics.mean(gaps) <= spread[1]


def test_hosts_with_other_seeds_draw_others(report):
    def draw(seed):
        return report("duo", "--firmware", "host0=pool_load", "--firmware", "host1=hello", "--args",
                      f"host0=by=hart count=300 seed={seed}")[1]["latency"]["accelerator0.pool_port.load_latency"]

    assert draw(1) == draw(1) != draw(2)


def test_only_what_is_measured_is_recorded(load):
    done, summary, requests = load("by=hart warmup=70 count=500 cooldown=30 writes=50")
    assert len(requests) == 600
    recorded = [summary["latency"][f"accelerator0.pool_port.{what}_latency"]["count"] for what in ("load", "store")]
    commands = [command for _, command, _ in requests[70:570]]
    assert recorded == [commands.count("read"), commands.count("write")]
    assert "host0| 500 operations, 4000 bytes in " in done.stdout


@pytest.mark.long
@pytest.mark.parametrize("arguments", ["bytes=1M span=8M window=255 warmup=0 count=10 cooldown=0", "bytes=4K warmup=0 count=1 cooldown=0",
                                       "bytes=64K count=200 warmup=100 window=64"])
def test_what_has_only_begun_is_not_carried(load, arguments):
    done, summary, _ = load(f"by=dma {arguments}")
    operations, carried, rate = re.search(r"(\d+) operations, (\d+) bytes in .*: ([0-9.]+) bytes in 1000 cycles", done.stdout).groups()
    size = {"1M": 1 << 20, "4K": 4 << 10, "64K": 64 << 10}[re.search("bytes=(\\w+)", arguments)[1]]
    assert int(carried) == int(operations) * size
    assert float(rate) < 64 * 256 * 1000 / 600  # what 64 bursts in flight carry, of 600 ns at least
    assert summary["latency"]["accelerator0.pool_port.dma_latency"]["count"] >= int(carried) / 256 - 64 * 256


@pytest.mark.long
def test_a_closed_loop_keeps_its_window_in_flight(load):
    """By Little's law: bytes a cycle of 1 ns, times the time that one takes, are in flight."""

    def in_flight(arguments, latency):
        done, summary, _ = load(f"{arguments} count=200 warmup=20")
        carried = float(re.search(r": ([0-9.]+) bytes in 1000 cycles; 0 began late", done.stdout)[1]) / 1000
        return carried * summary["latency"][f"accelerator0.pool_port.{latency}"]["mean_ps"] / 1000

    assert in_flight("by=dma bytes=64K window=4", "dma_latency") == pytest.approx(64 * 256, rel=0.05)  # as many as the engine has tags
    assert in_flight("by=dma bytes=64K window=1", "dma_latency") < 0.95 * 64 * 256
    assert 0.5 * 8 < in_flight("by=hart", "load_latency") < 8


def test_hosts_start_together_or_say_that_they_cannot(report):
    arguments = ["duo", "--firmware", "host=pool_load", "--args", "host=by=hart count=10 warmup=0 cooldown=0 start=34000"]
    done, summary = report(*arguments)
    assert done.returncode == 0, done.stdout
    done, _ = report("duo", "--firmware", "host=pool_load", "--args", "host=by=hart start=20000")
    assert done.returncode == 1
    assert "after start=20000" in done.stdout and "exited with code 21" in done.stdout


@pytest.mark.parametrize("argument, said", [
    ("rte=4", "`rte=4`: no such option; there are pattern=sequential|random|stride|chase by=hart|dma"),
    ("pattern=rnd", "`pattern=rnd`: no such value"),
    ("bytes=3 by=hart", "a hart moves 4 or 8"),
    ("writes=101", "`writes=101`: no such value"),
    ("span=99999999999G", "no such value"),
    ("pattern=chase by=dma", "is of loads of 8 bytes by the hart"),
    ("pattern=chase by=hart span=64M", "of a chase is 32M at most"),
    ("stride=100 bytes=64", "must be a multiple of bytes"),
    ("fast", "`fast`: no such option"),
])
def test_arguments_that_make_no_sense(lantern, argument, said):
    done = lantern("run", "duo", "--firmware", "host0=pool_load", "--args", f"host0={argument}", "--until", "1 ms")
    assert said in done.stdout
    assert re.search(r"host0 +exit code 20\n", done.stdout)
