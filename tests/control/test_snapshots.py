"""A booted pod as an object that can be had again: each copy is the pod that it was taken from, and nobody else's."""

import os
import pathlib
import shlex
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT, client


@pytest.fixture(scope="session")
def booted(programs):
    """Duo with bit errors, when the first link is up."""
    with client.Pod("duo", program=programs / "lantern", trace_hash=True, set={"fibre.ber": "1.5e-3"}) as pod:
        pod.host0.uart.expect("link up")
        taken = pod.snapshot()
    with taken:
        yield taken


@pytest.fixture
def snapshot(booted):
    """Of the booted pod, whose forks nobody has counted yet."""
    with booted.fork(keep_streams=True) as pod, pod.snapshot() as taken:
        yield taken


def hash_of(pod):
    pod.run()
    return pod.report()["trace_hash"]


def by_command(pod, report):
    """The report of the command that a pod prints."""
    words = shlex.split(pod.command)
    assert words[:2] == ["lantern", "run"]
    return report(*words[2:], "--quiet")[1]


def test_a_copy_goes_on_as_the_pod_does(snapshot, pods):
    undisturbed = hash_of(pods("duo", set={"fibre.ber": "1.5e-3"}))
    with snapshot.fork(keep_streams=True) as one, snapshot.fork(keep_streams=True) as other:
        assert (one.now, one.events) == (snapshot.at, [])
        assert hash_of(one) == hash_of(other) == undisturbed


@pytest.mark.long
def test_each_copy_has_streams_of_its_own_and_can_be_had_from_reset(snapshot, report):
    hashes = set()
    for number in (1, 2):
        with snapshot.fork(number=number) as one, snapshot.fork(number=number) as again:
            hashes.add(hash_of(one))
            assert hash_of(again) in hashes
            assert by_command(one, report)["trace_hash"] == one.report()["trace_hash"]
    with snapshot.fork(seed=99) as one:  # the first that is not told its number
        assert one.events[0].endswith(" fork=1")
        hashes.add(hash_of(one))
        assert by_command(one, report)["trace_hash"] == one.report()["trace_hash"]
    assert len(hashes) == 3


@pytest.mark.long
def test_a_seed_from_the_start_is_the_seed_of_the_pod(pods):
    one = pods("duo", set={"fibre.ber": "1.5e-3"})
    one.act("seed=7")
    assert hash_of(one) == hash_of(pods("duo", set={"fibre.ber": "1.5e-3"}, seed=7))


def test_copies_in_parallel_and_of_copies(snapshot, report):
    with snapshot.fork() as cut, snapshot.fork() as whole:
        cut.fibre0.cut()
        cut.run("1 ms")
        with cut.snapshot() as nested, nested.fork() as mended, nested.fork() as left:
            mended.fibre0.repair()
            mended.run_until(client.exited("host0"), limit="1 s")
            left.run("5 ms")
            assert left.exits == {}
            assert mended.exits == {"host0": 0}
            hash_of(mended)
            assert by_command(mended, report)["trace_hash"] == mended.report()["trace_hash"]
        whole.run_until(client.exited("host0"), limit="1 s")
        assert "retry" not in whole.host0.uart.text
        assert cut.host0.uart.text != whole.host0.uart.text


def test_a_snapshot_stands(snapshot):
    pod = snapshot._pod
    for act in (lambda: pod.run("1 us"), pod.fibre0.cut, lambda: pod.host0.uart.send("x"), lambda: pod.host0.bus.read(0x8000_0000, 4)):
        with pytest.raises(client.Refused, match="this is a snapshot, which stands"):
            act()
    assert pod.now == snapshot.at


@pytest.mark.parametrize("options, said", [
    (["--trace", "{tmp}/trace.txt"], "--trace `.*trace.txt`"),
    (["--json", "{tmp}/report.json"], "--json `.*report.json`"),
    (["--set", "host0.uart.file={tmp}/console.txt"], "host0.uart.file `.*console.txt`"),
    (["--set", "pool.hdm_decoder.impl=rtl", "--waves", "{tmp}/waves.fst"], "--waves `.*waves.fst`"),
    (["--set", "host0.uart.input=live"], "live"),
])
def test_what_cannot_be_had_twice_is_named(pods, tmp_path, options, said):
    pod = pods("solo", options=[option.format(tmp=tmp_path) for option in options])
    pod.run("1 us")
    with pytest.raises(client.Refused, match=said):
        pod.snapshot()
    pod.run("1 us")


def test_one_that_is_killed_harms_no_other(snapshot):
    with snapshot.fork() as victim, snapshot.fork() as other:
        os.kill(victim._process._pid, signal.SIGKILL)
        with pytest.raises(client.Crashed, match="exit code -9"):
            victim.run()
        assert other.run().why == "over"
        with snapshot.fork() as later:
            assert later.run().why == "over"


def test_who_holds_a_pod_that_is_killed_is_told_though_its_copies_live(pods):
    pod = pods("solo")
    with pod.snapshot() as snapshot, snapshot.fork() as copy:
        pod._connection._socket.settimeout(20)
        pod._process._process.kill()
        with pytest.raises(client.Crashed, match="exit code -9"):
            pod.run()
        assert copy.run().why == "over"


def test_a_copy_outlives_the_pod_and_the_snapshot(pods):
    pod = pods("solo")
    pod.run("1 ms")
    snapshot = pod.snapshot()
    copy = snapshot.fork()
    pod.close()
    snapshot.close()
    with copy:
        assert copy.run().why == "over"
        assert copy.report()["verdict"] == "passed"


def test_all_end_with_who_holds_them(programs):
    script = f"""
import sys; sys.path.insert(0, {str(ROOT / "sw" / "client")!r})
import lantern
pod = lantern.Pod("solo", program={str(programs / "lantern")!r})
snapshot = pod.snapshot()
copies = [snapshot.fork() for _ in range(3)]
nested = copies[0].snapshot()
busy = nested.fork()
busy._connection.ask("run", until=10 ** 12)
print(pod._process._process.pid, *[p._process._pid for p in [snapshot._pod, *copies, nested._pod, busy]], flush=True)
sys.stdin.read()
"""
    holder = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    processes = holder.stdout.readline().split()
    assert len(processes) == 7
    holder.kill()
    holder.wait()
    end = time.monotonic() + 60
    while [p for p in processes if is_alive(p)]:
        assert time.monotonic() < end, "they live on"
        time.sleep(0.05)


def is_alive(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_copy_keeps_to_its_own_memory(snapshot):
    where = 0x8fff_0000
    with snapshot.fork() as one, snapshot.fork() as other:
        before = other.host0.mem[where:4]
        one.host0.mem[where:4] = b"mine"
        one.run("1 us")
        assert one.host0.mem[where:4] == b"mine"
        assert other.host0.mem[where:4] == before


def test_no_folder_of_a_copy_is_left(snapshot):
    with snapshot.fork() as copy:
        folder = copy._process.folder
        assert (folder / "socket").exists()
    assert not folder.exists()


def that_may_change(described):
    """Name and value of each parameter of the pod that may change while it runs."""
    for child in described.get("children", ()):
        if child["kind"] == "parameter" and child["may_change"]:
            yield child["name"], child["value"]
        yield from that_may_change(child)


def other(value):
    """A value that is not far from it."""
    number, _, unit = value.partition(" ")
    if unit == "":
        return "1.6e-3"
    return f"{round(float(number) * 1.25, 3)} {unit}"


@pytest.mark.long
def test_what_may_change_is_from_a_change_at_the_start_as_it_is_from_the_start(pods):
    plain = pods("solo", set={"fibre.ber": "1.5e-3"})
    may = dict(that_may_change(plain.description))
    assert len(may) > 20
    undisturbed, differ = hash_of(plain), 0
    with pods("solo", set={"fibre.ber": "1.5e-3"}).snapshot() as reset:
        for name, value in may.items():
            with reset.fork(keep_streams=True, set={name: other(value)}) as changed:
                assert changed.get(name)["value"] == other(value)
                changed.run()
                given = pods("solo", set={"fibre.ber": "1.5e-3", name: other(value)})
                assert changed.report()["trace_hash"] == hash_of(given), name
                differ += changed.report()["trace_hash"] != undisturbed
                given.close()
    assert differ > len(may) / 2  # or it would be no test


def test_what_changes_in_mid_run_is_part_of_the_command(snapshot, report):
    with snapshot.fork(set={"pool.media.column": "30 ns", "fibre.ber": "0"}) as slower:
        assert [event.split(" ", 2)[2] for event in slower.events] == ["fork=1", "pool.media.column=30 ns", "fibre0.ber=0", "fibre1.ber=0"]
        hash_of(slower)
        assert by_command(slower, report)["trace_hash"] == slower.report()["trace_hash"]


@pytest.mark.parametrize("name, value, said", [
    ("fibre0.length", "1 m", "fibre0.length is what it is from the start: give it with --set"),
    ("pool.media.column", "1 m", "pool.media.column: unknown unit `m`; did you mean `ms`"),
    ("pool.media.column", "1 s", "above the greatest value"),
    ("pool.media.colunm", "1 ns", "did you mean"),
])
def test_what_may_not_change_is_refused(snapshot, name, value, said):
    with pytest.raises(client.Refused, match=said):
        snapshot.fork(set={name: value})
