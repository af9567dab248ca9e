"""What pod tests share: the programs under test, and one way to run them."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "sw" / "client"))
import lantern as client  # noqa: E402

pytest_plugins = ["lantern.pytest_plugin"]


def pytest_addoption(parser):
    parser.addoption("--lantern", default=str(ROOT / "build" / "release" / "bin"), help="folder of the programs to test")
    parser.addoption("--subset", action="store_true",
                     help="of each test that runs a program only the first case, and none that is marked `long`")


def pytest_configure(config):
    config.option.lantern_artefacts = str(ROOT / "build" / "artefacts")
    os.environ["LANTERN"] = str(pathlib.Path(config.getoption("--lantern")).resolve() / "lantern")
    config.addinivalue_line("markers", "long: too long for a build with sanitizers, unless every test is asked for")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--subset"):
        return
    first = {}
    for item in items:
        if {"programs", "pod"} & set(item.fixturenames) and not item.get_closest_marker("long"):
            first.setdefault(item.nodeid.split("[")[0], item)
    chosen = set(first.values())
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = [item for item in items if item in chosen]


@pytest.fixture(scope="session")
def programs(request):
    return pathlib.Path(request.config.getoption("--lantern")).resolve()


@pytest.fixture
def lantern(programs):
    """lantern(*arguments) -> CompletedProcess; a crash or a hang fails the test."""

    def call(*arguments, **keywords):
        done = subprocess.run([programs / "lantern", *map(str, arguments)], capture_output=True, text=True,
                              timeout=keywords.pop("timeout", 120), **keywords)
        assert done.returncode in (0, 1, 2), f"died with {done.returncode}: {done.stderr}"
        return done

    return call


@pytest.fixture
def running(programs):
    """running(*arguments, before=()) -> Popen of a run of seconds that has begun: its first line has been read. No signal is ignored that
    was to whoever started the tests."""

    def call(*arguments, before=()):
        hears = lambda: [signal.signal(number, signal.SIG_DFL) for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)]
        process = subprocess.Popen([*before, programs / "lantern", "run", "duo", "--firmware", "host0=bench_loop", *map(str, arguments)],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hears)
        assert process.stdout.readline().startswith("pool| ")
        return process

    return call


@pytest.fixture
def report(lantern, tmp_path):
    """report(*arguments) -> (CompletedProcess, summary) of `lantern run`."""

    def call(*arguments):
        path = tmp_path / "report.json"
        done = lantern("run", *arguments, "--json", path)
        return done, json.loads(path.read_text()) if path.exists() else None

    return call


@pytest.fixture(scope="session")
def pool_requests(programs, tmp_path_factory):
    """pool_requests(*arguments) -> times (ps) of host 0's requests to pool memory in an undisturbed run of duo."""

    def call(*arguments):
        trace = tmp_path_factory.mktemp("trace") / "trace.txt"
        subprocess.run([programs / "lantern", "run", "duo", *arguments, "--quiet", "--trace", trace], check=True, timeout=120)
        return [int(words[0]) for words in map(str.split, trace.open())
                if words[1] == "accelerator0.pool_port.process" and int(words[4], 16) >= 0x40_0000_0000]

    return call


@pytest.fixture
def serving(programs, tmp_path):
    """serving(pod, *arguments, how="serve") -> path of the socket at which it is served. At the end it must go as it is told, and with no
    crash."""
    started = []

    def call(pod, *arguments, how="serve"):
        path = tmp_path / f"{len(started)}.sock"
        process = subprocess.Popen([programs / "lantern", how, pod, "--socket", path, "--quiet", *map(str, arguments)],
                                   stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
        started.append(process)
        while not answers(path):
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.01)
        return path

    call.processes = started
    yield call
    for process in started:
        process.terminate()
        assert process.wait(60) in (0, 1), process.stderr.read()


def answers(path):
    """True where somebody serves the socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


@pytest.fixture
def pods(programs):
    """pods(pod, **of `lantern.Pod`) -> a pod with probes in all wires, which is closed at the end."""
    opened = []

    def call(*arguments, **keywords):
        opened.append(client.Pod(*arguments, program=programs / "lantern", trace_hash=True, **keywords))
        return opened[-1]

    yield call
    for pod in opened:
        pod.close()


@pytest.fixture
def alone(report):
    """alone(pod, *arguments) -> its report, of a run by the command line with probes in all wires."""
    return lambda pod, *arguments: report(pod, "--trace-hash", "--quiet", *arguments)[1]


@pytest.fixture(scope="session")
def eight_image(tmp_path_factory):
    """eight_image(guest, xlen, quantum in ns, *flags) -> the ELF of a guest of `tests/harts`."""
    folder, guests = tmp_path_factory.mktemp("harts"), ROOT / "tests" / "harts" / "guests"

    def call(guest, xlen, quantum, *flags):
        path = folder / ("-".join([guest, str(xlen), str(quantum), *flags]) + ".elf")
        if not path.exists():
            subprocess.run(["riscv64-unknown-elf-gcc", "-O2", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-ffreestanding", "-mcmodel=medany",
                            "-nostdlib", "-nostartfiles", "-static", f"-I{ROOT}", "-Wl,--no-warn-rwx-segments",
                            "-Wl,--section-start=.slower=0xb0000000", "-T", ROOT / "tests/interrupts/guests/guest.ld",
                            f"-march=rv{xlen}imac_zicsr_zifencei", f"-mabi={'lp64' if xlen == 64 else 'ilp32'}", f"-DQUANTUM_NS={quantum}",
                            *flags, *(guests / name for name in ("start.S", "eight.c", f"{guest}.c")), "-o", path], check=True)
        return path

    return call


VIRT_LINK = "ENTRY(_start) SECTIONS { . = 0x80000000; .text : { *(.text) } .tohost ALIGN(64) : { *(.tohost) } .data : { *(.data) } }"


@pytest.fixture
def virt_image(tmp_path):
    """virt_image(assembly, xlen) -> its ELF for `virt`."""
    def call(text, xlen=64):
        source, script, out = tmp_path / "guest.S", tmp_path / "guest.ld", tmp_path / "guest.elf"
        source.write_text(".globl _start\n_start:\n" + text)
        script.write_text(VIRT_LINK)
        subprocess.run(["riscv64-unknown-elf-gcc", "-nostdlib", "-static", f"-march=rv{xlen}imac_zicsr", f"-mabi={'lp64' if xlen == 64 else 'ilp32'}",
                        "-Wl,--no-warn-rwx-segments", "-T", script, source, "-o", out], check=True)
        return out
    return call


@pytest.fixture
def virt(lantern, virt_image):
    def call(text, *options, xlen=64):
        return lantern("run", "virt", "--firmware", f"virt={virt_image(text, xlen)}", "--set", f"virt.hart.xlen={xlen}", *options)
    return call


@pytest.fixture
def gdb(tmp_path):
    """gdb(commands) -> what it says. It exists wherever tools/setup has been."""

    def call(commands):
        script = tmp_path / "commands.gdb"
        script.write_text("set pagination off\nset confirm off\nset width 0\n" + commands)
        done = subprocess.run(["gdb-multiarch", "-q", "-nx", "-batch", "-x", script], capture_output=True, text=True, timeout=120)
        assert "Error in sourced command file" not in done.stderr, done.stdout + done.stderr
        return done.stdout + done.stderr

    return call
