"""The default pod, whole: firmware and driver bring modules and link up, data crosses the light and comes back."""

import collections
import pathlib
import subprocess
import sys

import pytest

PODS = pathlib.Path(__file__).resolve().parents[2] / "platform" / "pods"
BUILDS = pathlib.Path(__file__).resolve().parents[2] / "build"


@pytest.fixture
def trace_hash(report):
    def call(*arguments):
        done, summary = report("solo", "--trace-hash", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return summary["trace_hash"]

    return call


def test_solo_boots_and_data_crosses_the_link_and_back(lantern):
    done = lantern("run", "solo")
    assert done.returncode == 0, done.stdout + done.stderr
    for line in ("pool| port 0: module LANTERN OCI-4X53-MODEL up", "pool| port 0: link up", "host0| 256 KiB compared: equal",
                 "host0| released; a load now is refused", "0 wrong", "pool| port 0: scrubbed, offering blocks 0 to 23"):
        assert line in done.stdout
    assert "exit code 0" in done.stdout
    assert "DPActivated" in done.stdout


def test_who_waits_sleeps(report):
    """Of what the harts execute, most is work."""
    done, summary = report("solo")
    assert done.returncode == 0
    executed = {name: hart["instructions"] for name, hart in summary["harts"].items()}
    assert executed["host0.hart"] < 1_500_000 and executed["pool.hart"] < 1_600_000, executed


def test_an_i2c_controller_whose_interrupt_a_pod_leaves_open_is_looked_at(lantern, tmp_path):
    pod = tmp_path / "open.toml"
    text = (PODS / "solo.toml").read_text()
    pod.write_text(text.replace('i2c_interrupt_0 = "host#.i2c_interrupt_0"\n', ""))
    assert pod.read_text() != text
    done = lantern("run", pod)
    assert done.returncode == 0, done.stdout + done.stderr
    pod.write_text(text.replace('module_interrupt_0 = "host#.module_interrupt_0"\n', ""))
    done = lantern("check", pod)
    assert done.returncode == 2 and "nothing is bound to port `module_interrupt_0`" in done.stderr  # that one is needed


def test_summary_as_json_agrees_with_what_the_driver_did(report):
    done, summary = report("solo")
    assert done.returncode == 0
    assert summary["exits"] == {"host0": 0}
    assert summary["status"]["pool.port0.link.state"] == "up"
    assert summary["counters"]["accelerator0.accelerator.dma.bytes"] == 4 * 256 * 1024
    assert summary["counters"]["pool.hdm_decoder.denials"] == 1
    assert summary["counters"]["pool.scrub.bytes_cleared"] == 192 << 20
    sent, received = (summary["counters"][n] for n in ("accelerator0.link0.bytes_sent", "pool.port0.link.bytes_received"))
    assert sent == received > 256 * 1024
    assert summary["latency"]["accelerator0.pool_port.load_latency"]["count"] == 65


def test_commands_cross_the_link(lantern):
    done = lantern("run", "solo", "--event", "25600 us fibre0.cut")  # the link is up, nothing asked for yet
    assert done.returncode == 1
    assert "host0| link up" in done.stdout and "host0| no link at" in done.stdout
    assert "MiB at DPA" not in done.stdout


def test_two_runs_have_one_hash_alone_and_under_load(trace_hash):
    alone = trace_hash()
    load = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3)]
    try:
        assert trace_hash() == alone
    finally:
        for process in load:
            process.kill()
            process.wait()


def test_this_build_has_the_hash_of_the_release_build(report, programs):
    release = BUILDS / "release" / "bin"
    if programs == release:
        pytest.skip("the release build is under test")
    mine = report("solo", "--trace-hash")[1]["trace_hash"]
    done = subprocess.run([release / "lantern", "run", "solo", "--trace-hash"], capture_output=True, text=True, timeout=120)
    assert f"trace hash {mine}" in done.stdout


def test_without_bit_errors_all_seeds_have_one_hash(trace_hash):
    assert trace_hash("--seed", 1) == trace_hash("--seed", 2)


def test_with_bit_errors_seeds_differ_in_replays_and_hash_but_not_in_data(report):
    runs = [report("solo", "--trace-hash", "--set", "fibre.ber=1.5e-3", "--seed", seed) for seed in (1, 2)]
    counters = []
    for done, summary in runs:
        assert done.returncode == 0, done.stdout
        assert "256 KiB compared: equal" in done.stdout
        replays = [v for n, v in summary["counters"].items() if n.endswith(".replays")]
        assert sum(replays) >= 10
        counters.append((summary["counters"]["fibre0.codewords_lost"], replays))
    assert counters[0] != counters[1]
    assert runs[0][1]["trace_hash"] != runs[1][1]["trace_hash"]


def test_a_wire_that_differs_can_be_named(report):
    first = report("solo", "--trace-hash")[1]["wires"]
    second = report("solo", "--trace-hash", "--set", "pool.port0.mailbox.access=5 ns")[1]["wires"]
    assert first.keys() == second.keys()
    assert first["pool.port0.io.initiator_0"] != second["pool.port0.io.initiator_0"]


def test_a_longer_fibre_is_a_longer_load(report):
    def mean(length):
        return report("solo", "--set", f"fibre.length={length}")[1]["latency"]["accelerator0.pool_port.load_latency"]["mean_ps"]

    flight = 100 * 1.468 / 299792458 * 1e12  # 100 m more, each way
    assert mean("120 m") - mean("20 m") == pytest.approx(2 * flight, rel=0.05)


def test_trace_names_who_charged_what(lantern, tmp_path):
    trace = tmp_path / "trace.txt"
    assert lantern("run", "solo", "--trace", trace, "--quiet").returncode == 0
    who = {line.split()[1] for line in trace.read_text().splitlines()[1:]}
    for name in ("host0.router.hop", "accelerator0.pool_port.process", "accelerator0.link0.rate", "fibre0.length", "pool.crossbar.arbitration",
                 "pool.hdm_decoder.lookup", "pool.media"):
        assert name in who


def test_a_transaction_has_one_number_and_one_address_all_the_way(lantern, tmp_path):
    trace = tmp_path / "trace.txt"
    assert lantern("run", "solo", "--trace", trace, "--quiet").returncode == 0
    lines = [line.split() for line in trace.read_text().splitlines()[1:]]
    of = collections.defaultdict(list)
    for line in lines:
        of[line[5]].append(line)
    assert "0" not in of  # every initiator says that it begins
    for transaction in of.values():
        assert len({(line[3], line[4]) for line in transaction}) == 1
    at_media = {line[5] for line in lines if line[1] == "pool.media"}
    load = next(of[number] for number in sorted(at_media, key=int) if of[number][0][1] == "host0.router.hop" and of[number][0][3] == "read")
    who = [line[1] for line in load]
    assert int(load[0][4], 16) >= 0x40_0000_0000
    assert who.index("host0.router.hop") < who.index("fibre0.length") < who.index("pool.port0.bridge.process") < who.index("pool.media")
    assert who.count("fibre0.length") == 2

    def only(*words):
        assert lantern("run", "solo", "--trace", trace, "--quiet", *[word for only in words for word in ("--trace-only", only)]).returncode == 0
        return [line.split() for line in trace.read_text().splitlines()[1:]]

    assert only("pool.media", "fibre") == [line for line in lines if f"{line[1]}.".startswith(("pool.media.", "fibre0."))]
    assert only(load[0][4]) == [line for line in lines if line[4] == load[0][4]]
    assert only("0x4000000000-0x40000000ff", "pool.hdm_decoder") == [
        line for line in lines if line[1].startswith("pool.hdm_decoder.") and 0x40_0000_0000 <= int(line[4], 16) <= 0x40_0000_00ff]


def test_one_knob_sets_both_ends_of_a_link(lantern, report):
    def mean(*settings):
        done, summary = report("solo", *[word for setting in settings for word in ("--set", setting)])
        assert done.returncode == 0
        return summary["latency"]["accelerator0.pool_port.load_latency"]["mean_ps"]

    half = mean("fibre.rate=106.25 Gb/s")
    assert half == mean("accelerator0.link0.rate=106.25 Gb/s", "pool.port0.link.rate=106.25 Gb/s")
    assert mean() < mean("fibre.lopsided=true", "pool.port0.link.rate=106.25 Gb/s") < half
    for end in ("accelerator.link.rate", "pool.port.link.rate"):
        done = lantern("check", "solo", "--set", f"{end}=106.25 Gb/s")
        assert done.returncode == 2 and "`fibre0.rate` sets both ends" in done.stderr
    assert "rate = 106.25 Gb/s" in lantern("show", "solo", "pool.port0.link", "--set", "fibre.rate=106.25 Gb/s").stdout


def test_with_a_dark_module_the_driver_says_so_and_the_run_fails(lantern):
    done = lantern("run", "solo", "--set", "pool.port.transceiver.laser.power=-20 dBm")
    assert done.returncode == 1
    assert "host0| no link" in done.stdout
    assert done.stdout.count("pool| port 0: loss of signal") == done.stdout.count("pool| port 0: light on all lanes")  # the pool sees the host's light; the host does not see the pool's
