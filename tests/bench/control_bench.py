"""What it costs to have a pod in a client's hands: requests, a client that only holds its socket, copies and their memory."""

import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "sw" / "client"))
import lantern  # noqa: E402

COPIES = 200
REQUESTS = 5000
TOUCHED = 1 << 30  # bytes of guest memory, twice


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def kept_private(process):
    """KiB that are this process's alone, and the part of it that was written."""
    text = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
    of = {name: int(kib) for name, kib in re.findall(r"^(\w+):\s+(\d+) kB", text, re.M)}
    return of["Private_Dirty"], of["Rss"]


def fork_times(snapshot):
    """Seconds, of each of many copies, from the request to the answer that an instruction has been simulated."""
    times = []
    for _ in range(COPIES):
        begun = time.perf_counter()
        copy = snapshot.fork()
        copy.run(1)
        times.append(time.perf_counter() - begun)
        copy.close()
    return times


def requests(line):
    """Of one client, one after the other."""
    with lantern.Pod("duo") as pod:
        ask = pod._connection.call
        for method, arguments in (("status", {}), ("get", {"name": "pool.media.INTERRUPT"}), ("memory.read", {"node": "host0", "address": 0x8000_0000, "length": 64})):
            begun = time.perf_counter()
            for _ in range(REQUESTS):
                ask(method, **arguments)
            line(f"request_{method}", REQUESTS / (time.perf_counter() - begun), "1/s")


def whole_runs(binary, line):
    """A run alone, beside one with a socket that nobody uses, and one with a client that holds on."""
    times = {"alone": [], "socket": [], "client": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(7):
            for how, taken in times.items():
                report, path = pathlib.Path(folder) / "report.json", pathlib.Path(folder) / "socket"
                command = [binary, "run", "duo", "--quiet", "--json", report]
                process = subprocess.Popen(command if how == "alone" else [*command, "--socket", path])
                client = None
                while how == "client" and client is None and process.poll() is None:
                    try:
                        client = lantern.connection.Connection(path)
                    except (OSError, lantern.LanternError):
                        pass
                process.wait()
                taken.append(json.loads(report.read_text())["host_seconds"])
    base = min(times["alone"])
    line("run_alone", base, "s")
    line("run_with_socket", min(times["socket"]), "s", base, "run_alone")
    line("run_with_idle_client", min(times["client"]), "s", base, "run_alone")


def copies(line, name, pod, *options):
    """How long until a copy runs, beside a boot to the same time; what it keeps for itself."""
    begun = time.perf_counter()
    with lantern.Pod(pod, options=options) as booted:
        booted.host0.uart.expect("link up")
        boot = time.perf_counter() - begun
        with booted.snapshot() as snapshot:
            times = fork_times(snapshot)
            line(f"{name}_boot", boot * 1e3, "ms")
            line(f"{name}_fork_p50", statistics.median(times) * 1e3, "ms", boot * 1e3, f"{name}_boot")
            line(f"{name}_fork_p99", quantile(times, 0.99) * 1e3, "ms", boot * 1e3, f"{name}_boot")
            with snapshot.fork() as copy:
                copy.run(1)
                written, resident = kept_private(copy._process._pid)
                line(f"{name}_copy_at_once", written / 1024, "MiB", resident / 1024, "its resident memory")
                copy.run()
                written, resident = kept_private(copy._process._pid)
                line(f"{name}_copy_at_the_end", written / 1024, "MiB", resident / 1024, "its resident memory")


def big(line):
    """With 2 GiB of guest memory touched, in pages as the machine gives them."""
    huge = pathlib.Path("/sys/kernel/mm/transparent_hugepage/enabled")
    print(f"huge pages: {huge.read_text().strip() if huge.exists() else 'none'}", flush=True)
    with lantern.Pod("duo") as pod:
        for node in ("host0", "host1"):
            for at in range(0, TOUCHED, 1 << 12 if not huge.exists() else 1 << 21):
                pod[node].mem[0x10_0000_0000 + at] = 1
        with pod.snapshot() as snapshot:
            _, resident = kept_private(snapshot._pod._process._pid)
            times = fork_times(snapshot)
            line("big_resident", resident / 2**20, "GiB")
            line("big_fork_p50", statistics.median(times) * 1e3, "ms")
            line("big_fork_p99", quantile(times, 0.99) * 1e3, "ms")


def control(binary, line):
    """All of it, with that `lantern`."""
    requests(line)
    whole_runs(binary, line)
    copies(line, "solo", "solo")
    copies(line, "duo", "duo")
    copies(line, "octo_rtl", "octo", "--set", "pool.hdm_decoder.impl=rtl")
    big(line)
