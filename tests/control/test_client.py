"""The Python client as its README has it: plugin, script, shell, package."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT, client

CLIENT = ROOT / "sw" / "client"
README = (CLIENT / "README.md").read_text()
BLOCKS = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)

# What is of the client alone finds nothing more under the sanitizers: the protocol's tests drive the same platform.
pytestmark = pytest.mark.long


@pytest.fixture
def run(programs, tmp_path):
    """run(*words) -> CompletedProcess, in a folder of its own, with the client at hand."""

    def call(*words, **keywords):
        environment = {**os.environ, "PYTHONPATH": str(CLIENT), "LANTERN": str(programs / "lantern"), "HOME": str(tmp_path)}
        return subprocess.run([*map(str, words)], capture_output=True, text=True, timeout=120, cwd=tmp_path, env=environment, **keywords)

    return call


@pytest.fixture
def tests(run, tmp_path):
    """tests(source, *options) -> what pytest makes of it."""

    def call(source, *options):
        (tmp_path / "test_it.py").write_text(source)
        return run(sys.executable, "-m", "pytest", "-p", "lantern.pytest_plugin", "-p", "no:cacheprovider", "test_it.py", *options)

    return call


def test_the_test_of_the_readme(tests):
    assert len(BLOCKS[0].splitlines()) < 20 + 4
    assert (ROOT / "tests" / "control" / "test_a_cut_fibre.py").read_text() == BLOCKS[0]
    assert "1 passed" in tests(BLOCKS[0]).stdout


def test_the_script_of_the_readme(run, programs, tmp_path):
    (tmp_path / "script.py").write_text(BLOCKS[1])
    done = run(programs / "lantern", "script", "script.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^1 dB <stopped at .*: over> \{'host0': 0, 'host1': 0\} lantern run duo --set .*fibre0.loss=1 dB'$", done.stdout, re.M)


FAILS = """
import lantern

@lantern.pod("solo", until="link up")
def test_fails(pod):
    pod.fibre0.cut()
    pod.run("1 ms")
    assert pod.exits == {"host0": 0}

@lantern.pod("solo", until="link up")
def test_passes(pod):
    assert pod.events[0].endswith("fork=2")

@lantern.pod("solo", until="link up")
def test_crashes(pod):
    import os, signal
    os.kill(pod._process._pid, signal.SIGKILL)
    pod.run()

def test_wants_none():
    pass
"""


def test_a_test_that_fails_leaves_what_it_takes_to_see_why(tests, run, programs, tmp_path):
    done = tests(FAILS, "--junitxml", "junit.xml")
    assert "2 failed, 2 passed" in done.stdout
    assert "Crashed: the simulation is gone: exit code -9" in done.stdout
    folder = tmp_path / "lantern-artefacts" / "test_it.py_test_fails"
    assert sorted(path.name for path in folder.iterdir()) == ["commands.txt", "host0.uart.txt", "pool.uart.txt", "report.json", "transactions.txt"]
    assert "link up" in (folder / "host0.uart.txt").read_text()
    assert re.search(r"^accelerator0.pool_port.process\n  \d+ accelerator0.pool_port.process", (folder / "transactions.txt").read_text(), re.M)
    alone, again = (folder / "commands.txt").read_text().splitlines()
    assert f"alone:      {alone}" in done.stdout
    assert f"from reset: {again}" in done.stdout
    assert "fork=1" in again and "fibre0.cut" in again
    assert "<system-out>" in (tmp_path / "junit.xml").read_text() or "fibre0.cut" in (tmp_path / "junit.xml").read_text()
    crash = tmp_path / "lantern-artefacts" / "test_it.py_test_crashes"
    assert "exit code -9" in (crash / "crash.txt").read_text()
    assert (crash / "transactions.txt").exists()
    assert "1 failed" in run("sh", "-c", f"{sys.executable} -m {alone} -p lantern.pytest_plugin -p no:cacheprovider").stdout


def test_trace_and_waves_on_request(tests, tmp_path):
    source = FAILS.replace('"solo", ', '"solo", set={"pool.hdm_decoder.impl": "rtl"}, ', 1)
    tests(source, "--lantern-trace", "--lantern-waves", "-k", "fails")
    folder = tmp_path / "lantern-artefacts" / "test_it.py_test_fails"
    assert (folder / "trace.txt").stat().st_size > 10_000
    assert (folder / "waves.fst").stat().st_size > 1000


def test_workers_of_xdist_boot_each_their_own(tests):
    source = "import lantern, pytest\n" + "\n".join(
        f'@lantern.pod("hello", until="hello")\ndef test_{i}(pod):\n    assert pod.run().why == "over"\n' for i in range(8))
    assert "8 passed" in tests(source, "-n", "2").stdout


def test_a_test_that_says_no_pod(tests):
    assert "has no `@lantern.pod(...)`" in tests("def test_it(pod):\n    pass\n").stdout


@pytest.mark.parametrize("source, said, code", [
    ("x = (\n", r"script.py:1: '\(' was never closed", 2),
    ('import lantern\nlantern.Pod("sollo")\n', "there is no pod file `sollo`; did you mean `solo`", 2),
    ('import lantern\nwith lantern.Pod("solo") as pod:\n    pod.get("pool.medai")\n', "script.py:3: Refused: there is no `pool.medai`; did you mean `pool.media`", 1),
    ("import sys\nsys.exit(3)\n", "", 3),
    ("assert False, 'why'\n", "AssertionError: why", 1),
])
def test_a_script_that_fails_says_where(run, programs, tmp_path, source, said, code):
    (tmp_path / "script.py").write_text(source)
    done = run(programs / "lantern", "script", "script.py")
    assert done.returncode == code, done.stderr
    assert re.search(said, done.stderr)


def test_a_script_gets_its_words(run, programs, tmp_path):
    (tmp_path / "script.py").write_text("import sys; print(sys.argv)\n")
    assert run(programs / "lantern", "script", "script.py", "a", "--set", "b").stdout == "['script.py', 'a', '--set', 'b']\n"
    assert "cannot read `none.py`" in run(programs / "lantern", "script", "none.py").stderr


def test_the_shell(run, programs):
    done = run(programs / "lantern", "shell", "solo", input='pod.run("1 ms")\npod.get("x.y")\n1 / 0\npod.now\n')
    assert "<stopped at 1 ms: time>" in done.stdout
    assert "Refused: there is no `x.y`" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert "Time('1 ms')" in done.stdout
    assert done.returncode == 0


def test_an_interrupt_stops_the_pod_and_not_the_shell(programs, tmp_path):
    environment = {**os.environ, "HOME": str(tmp_path)}
    shell = subprocess.Popen([programs / "lantern", "shell", "duo", "--firmware", "host0=bench_loop"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    shell.stdin.write('print("begun", flush=True); pod.run("1000 s")\n')
    shell.stdin.flush()
    while "begun" not in shell.stdout.readline():
        pass
    time.sleep(0.3)
    shell.send_signal(signal.SIGINT)
    out, err = shell.communicate('print("still", pod.now > 0)\n', timeout=60)
    assert "still True" in out
    assert re.search(r"^stopped at [\d.]+ \w+$", err, re.M), err
    assert shell.returncode == 0


def test_attaching_to_a_run(programs, tmp_path):
    path = tmp_path / "socket"
    process = subprocess.Popen([programs / "lantern", "serve", "solo", "--quiet", "--socket", path])
    while not path.exists():
        time.sleep(0.01)
    try:
        with client.Pod.attach(path) as pod, client.Pod.attach(path) as other:
            pod.run("1 ms")
            assert other.now == client.Time("1 ms")
            with pytest.raises(client.LanternError, match="another process has started this pod"):
                pod.command  # noqa: B018
        assert process.poll() is None  # it is left, not ended
    finally:
        process.terminate()
        process.wait(60)


def test_times():
    time = client.Time
    assert time("1.5 ms") == 1_500_000_000 == time(1_500_000_000)
    assert str(time("1.5 ms") + time("20 ns")) == "1.50002 ms"
    assert [str(time(ps)) for ps in (0, 1, 1000, 1_000_000, 10**12, 1001)] == ["0 ps", "1 ps", "1 ns", "1 us", "1 s", "1.001 ns"]
    assert repr(2 * time("1 s") - "1 s") == "Time('1 s')"
    for wrong in ("1", "1 m", "1e3 ns", "-1 ns", "0.0001 ns", 0.5, -1):
        with pytest.raises(ValueError):
            time(wrong)


def test_completion_names_what_there_is(pods):
    pod = pods("solo")
    assert {"host0", "pool", "fibre0", "run", "snapshot"} <= set(dir(pod))
    assert {"MODULE_STATE", "STATE", "IDENTIFIER"} <= set(dir(pod.pool.port0.transceiver.lower))
    assert pod["pool.port0.transceiver"] is pod.pool.port0.transceiver
    with pytest.raises(AttributeError, match="`pool.port0` has no `transciever`; did you mean `transceiver`"):
        pod.pool.port0.transciever  # noqa: B018
    with pytest.raises(KeyError, match="did you mean `pool`"):
        pod["poool"]


def test_a_wait_that_is_in_vain_tells_the_last_words(pods):
    pod = pods("solo")
    with pytest.raises(client.LimitReached, match=r"(?s)console\('host0', 'no such'\) has not come by 25 ms \(limit of 25 ms\)\n.*link up"):
        pod.run_until(client.console("host0", "no such"), limit="25 ms")


def test_the_package_can_be_installed(run, tmp_path):
    shutil.copytree(CLIENT, tmp_path / "client", ignore=shutil.ignore_patterns("__pycache__"))
    done = run(sys.executable, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--target", tmp_path / "there", tmp_path / "client")
    if done.returncode:
        pytest.skip(f"pip cannot build here: {done.stderr.strip().splitlines()[-1]}")
    assert (tmp_path / "there" / "lantern" / "pytest_plugin.py").exists()


def test_code_that_is_written_while_it_runs_is_what_runs(pods, tmp_path):
    """As a debugger plants a breakpoint: the hart has decoded the loop that stood there."""
    (tmp_path / "loop.bin").write_bytes(bytes.fromhex("01a0"))  # c.j .
    end = bytes.fromhex("b7120010" "37030080" "13037300" "23aa6200" "6f000000")  # EXIT of the system controller = 1 << 31 | 7; j .
    pod = pods("hello", firmware={"host0": f"raw:{tmp_path / 'loop.bin'}@0x80000000"})
    pod.run("10 us")
    assert pod.exits == {}
    pod.host0.mem[0x8000_0000 : len(end)] = end
    assert pod.run("10 us").why == "over"
    assert pod.exits == {"host0": 7}
    again = subprocess.run(pod.command_words(), executable=os.environ["LANTERN"], capture_output=True, text=True)
    assert "host0 exited with code 7" in again.stdout
