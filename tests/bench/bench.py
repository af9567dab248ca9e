"""tools/bench: lines `name value unit, R x of REFERENCE`, each reference measured in the same run. Medians of several runs;
minima where what is left must be seen to be ours or the kernel's."""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = ROOT / "build" / "release" / "bin"
MEMORIES = pathlib.Path(__file__).resolve().parent / "memories"
RUNS = 5
QUANTA = ["100 ns", "1 us", "10 us", "100 us"]
HOSTS = [2, 4, 8, 16]


def line(name, value, unit, reference=None, of=""):
    ratio = f", {value / reference:.3g} x of {of}" if reference else ""
    print(f"{name} {value:.4g} {unit}{ratio}", flush=True)


def program_numbers(program, *arguments):
    """What it prints: numbers, or a number by name a line."""
    command = [BIN / program, *map(str, arguments)]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return [float(word) for word in words] if words[0][0].isdigit() else dict(zip(words[::2], map(float, words[1::2])))


def program_ns(program, *arguments):
    return program_numbers(program, *arguments)[0]


def medians(*names, program="path_bench"):
    """Medians of host ns; the names take turns, so that a machine that drifts drifts for all."""
    rounds = [[program_ns(program, name) for name in names] for _ in range(RUNS)]
    return [statistics.median(column) for column in zip(*rounds)]


def lantern_run(firmware, pod="hello", node="host0"):
    """(instructions, host seconds) of a run."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        subprocess.run([BIN / "lantern", "run", pod, "--firmware", f"{node}={firmware}", "--quiet", "--json", report.name,
                        "--set", "quantum=1 us"], check=True)
        summary = json.load(open(report.name))
    return summary["harts"][f"{node}.hart"]["instructions"], summary["host_seconds"]


def qemu_seconds(elf):
    begun = time.monotonic()
    subprocess.run(["qemu-system-riscv64", "-M", "virt", "-bios", "none", "-display", "none", "-serial", "none", "-monitor", "none",
                    "-device", f"loader,file={BIN / f'{elf}.elf'},cpu-num=0"], check=True, timeout=120)
    return time.monotonic() - begun


def memories():
    """Loads and stores to two places in turn, of one memory and of two."""
    with tempfile.TemporaryDirectory() as folder:
        speeds = {}
        for name, second in (("one_memory", "0x80040000"), ("two_memories", "0x90000000")):
            image = pathlib.Path(folder) / f"{name}.elf"
            subprocess.run(["riscv64-unknown-elf-gcc", "-O2", "-march=rv64imac_zicsr", "-mabi=lp64", "-mcmodel=medany", "-ffreestanding", "-nostdlib",
                            "-nostartfiles", "-static", "-Wall", "-Wextra", "-Wno-main", "-Werror", f"-I{ROOT}", "-Wl,-Ttext=0x80000000",
                            "-Wl,--no-warn-rwx-segments", "-DFIRST=0x80020000", f"-DSECOND={second}", MEMORIES / "alternate.c", "-o", image], check=True)
            speeds[name] = statistics.median(i / s / 1e6 for i, s in (lantern_run(image, MEMORIES / "memories.toml", "node") for _ in range(RUNS)))
        line("one_memory", speeds["one_memory"], "MIPS")
        line("two_memories", speeds["two_memories"], "MIPS", speeds["one_memory"], "one_memory")


def hart():
    """The same ELF in both; of QEMU's time what a run of one round takes is start-up, and is taken off."""
    memories()
    runs = [lantern_run("bench_loop") for _ in range(RUNS)]
    instructions = runs[0][0]
    mips = statistics.median(i / s / 1e6 for i, s in runs)
    if not shutil.which("qemu-system-riscv64"):
        line("hart_loop", mips, "MIPS")
        print("hart_loop: plain QEMU is not installed (package qemu-system-misc), so there is no reference", file=sys.stderr)
        return
    short, long = (statistics.median(qemu_seconds(elf) for _ in range(RUNS)) for elf in ("bench_short", "bench_loop"))
    qemu = (instructions - lantern_run("bench_short")[0]) / (long - short) / 1e6
    line("qemu_loop", qemu, "MIPS")
    line("hart_loop", mips, "MIPS", qemu, "qemu_loop")


def path():
    bare, hop = medians("bare_chain", "router_hop")
    line("bare_chain", bare, "ns")
    line("router_hop", hop, "ns", bare, "bare_chain")
    add, off = medians("plain_add", "charge_off")
    line("plain_add", add, "ns")
    line("charge_trace_off", off, "ns", add, "plain_add")
    port, link, pool, whole, probed = medians("pool_port_alone", "link_alone", "pool_alone", "whole_path", "whole_path_probed")
    line("pool_port_alone", port, "ns")
    line("link_alone", link, "ns")
    line("pool_alone", pool, "ns")
    line("whole_path", whole, "ns", port + link + pool, "the sum of its hops alone")
    line("whole_path_probed", probed, "ns", whole, "whole_path")
    loads()


def least(*benches):
    """Least host ns of each of these of path_bench, in turns."""
    rounds = [[program_ns("path_bench", *bench) for bench in benches] for _ in range(RUNS)]
    return [min(column) for column in zip(*rounds)]


def loads():
    """A load over light beside what its share of the kernel's work costs in a bare kernel."""
    known = ((("bare_timed", 8), "timed_fired"), (("bare_delta",), "delta_fired"), (("bare_wake",), "wakes"))
    if any(program_numbers("path_work", *bench)[counted] != 1 for bench, counted in known):
        print("loads: path_work does not count the work of this SystemC, so there is no reference", file=sys.stderr)
        return
    cases = {"lone_load": ("whole_path",), "eight_sources_1_in_flight": ("eight_sources", 1), "eight_sources_16_in_flight": ("eight_sources", 16)}
    work = {name: program_numbers("path_work", *bench) for name, bench in cases.items()}
    pending = sorted({1, 8, 32} | {max(1, round(w["pending"])) for w in work.values()})
    delta, wake, *timed = least(("bare_delta",), ("bare_wake",), *(("bare_timed", n) for n in pending))
    timed = dict(zip(pending, timed))
    for n in pending:
        line(f"kernel_timed_{n}_pending", timed[n], "ns an event")
    line("kernel_delta", delta, "ns a notification")
    line("kernel_wake", wake, "ns a thread wake, its delta notification included")
    for (name, w), ns in zip(work.items(), least(*cases.values())):
        floor = w["timed_fired"] * timed[max(1, round(w["pending"]))] + w["delta_fired"] * delta + w["wakes"] * (wake - delta)
        line(f"{name}_timed", w["timed_fired"], f"events a load, {w['timed_notified']:.4g} notified, {w['pending']:.3g} pending")
        line(f"{name}_delta", w["delta_fired"], f"events a load, in {w['deltas']:.4g} deltas and {w['steps']:.4g} moments")
        line(f"{name}_wakes", w["wakes"], "thread wakes a load")
        line(f"{name}_kernel", floor, "ns a load, that work in a bare kernel")
        line(name, ns, "ns a load", floor, f"{name}_kernel")


def interrupts():
    """Interrupts that a guest causes itself, and accesses, at a quantum of 1 us."""
    names = ("ram_read", "mmio_read", "mmio_write", "soft_wfi", "soft_spin", "timer_wfi", "timer_spin")
    rounds = [[program_numbers("interrupt_bench", name) for name in names] for _ in range(RUNS)]
    results = dict(zip(names, (min(column) for column in zip(*rounds))))
    ram, mmio = results["ram_read"][0], results["mmio_read"][0]
    line("ram_read", ram, "ns an access")
    line("mmio_read", mmio, "ns an access", ram, "ram_read")
    line("mmio_write", results["mmio_write"][0], "ns an access", mmio, "mmio_read")
    for name in names[3:]:
        ns, traps, simulated = results[name]
        line(f"{name}_traps", traps, f"traps a round trip, which takes {simulated:.4g} ns simulated")
        line(name, ns, "ns a round trip", mmio, "mmio_read")


def pod_run(pod, *arguments):
    """(summary, peak resident MiB) of a run."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        process = subprocess.Popen([BIN / "lantern", "run", pod, "--quiet", "--json", report.name, *arguments])
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"bench: lantern run {pod} failed")
        return json.load(open(report.name)), usage.ru_maxrss / 1024


def pods():
    """octo beside solo, the same work a host: host time a host and simulated second, and a host's whole work; resident memory."""
    costs, memory = {"solo": [], "octo": []}, {}
    for _ in range(RUNS):
        for pod, figures in costs.items():
            summary, memory[pod] = pod_run(pod)
            hosts = len(summary["exits"])
            figures.append((summary["host_seconds"] / (summary["simulated_ps"] / 1e12) / hosts, summary["host_seconds"] / hosts))
    (solo_second, solo_work), (octo_second, octo_work) = ([statistics.median(c) for c in zip(*costs[p])] for p in ("solo", "octo"))
    line("solo_second", solo_second, "host s a simulated s and host")
    line("octo_second", octo_second, "host s a simulated s and host", solo_second, "solo_second")
    line("solo_work", solo_work, "host s a host's demo")
    line("octo_work", octo_work, "host s a host's demo", solo_work, "solo_work")
    line("solo_memory", memory["solo"], "MiB resident")
    line("octo_memory", memory["octo"], "MiB resident", memory["solo"], "solo_memory")


def best_run(pod, *arguments):
    """Summary of the fastest of several."""
    return min((pod_run(pod, *arguments)[0] for _ in range(RUNS)), key=lambda summary: summary["host_seconds"])


def instructions(summary):
    return sum(hart["instructions"] for hart in summary["harts"].values()) / 1e6


def quanta():
    """duo: what a quantum changes, beside 1 us."""
    runs = {quantum: best_run("duo", "--set", f"quantum={quantum}") for quantum in QUANTA}
    for quantum, run in runs.items():
        name, reference = f"duo_{quantum.replace(' ', '')}", runs["1 us"]
        line(f"{name}_simulated", run["simulated_ps"] / 1e9, "ms", reference["simulated_ps"] / 1e9, "duo_1us_simulated")
        line(f"{name}_host", run["host_seconds"], "s", reference["host_seconds"], "duo_1us_host")
        line(f"{name}_instructions", instructions(run), "million", instructions(reference), "duo_1us_instructions")
        waits = sum(value for counter, value in run["counters"].items() if counter.endswith("_waits"))
        line(f"{name}_register_waits", waits, "accesses that waited their caller's local time out")


def duo_of(hosts):
    """duo for another number of hosts, each in turn on the pool."""
    text = (ROOT / "platform" / "pods" / "duo.toml").read_text()
    text = re.sub(r"^exits = .*", f"exits = {[f'host{i}' for i in range(hosts)]}", text, flags=re.M)
    return re.sub(r"^(count|ports) = 2$", rf"\1 = {hosts}", text, flags=re.M)


def hosts():
    """pool_demo on more and more hosts, beside as many times the host time of two; then what each hart did."""
    runs = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in HOSTS:
            pod = pathlib.Path(folder) / f"duo_of_{count}.toml"
            pod.write_text(duo_of(count))
            runs[count] = best_run(pod)
    for count, run in runs.items():
        linear = runs[2]["host_seconds"] / 2 * count
        line(f"hosts_{count}", run["host_seconds"], "s", linear, "linear in hosts")
        line(f"hosts_{count}_instructions", instructions(run), "million", instructions(runs[2]) / 2 * count, "linear in hosts")
    for pod in ("duo", "octo"):
        run, _ = pod_run(pod)
        for name, hart in run["harts"].items():
            line(f"{pod}.{name}.instructions", hart["instructions"] / 1e6, "million")
            line(f"{pod}.{name}.interrupts", run["counters"][f"{name}.interrupts"], "taken")


def demo_seconds(impl):
    """Host seconds of the default pod with the decoder as `impl`."""
    return pod_run("duo", "--set", f"pool.hdm_decoder.impl={impl}")[0]["host_seconds"]


def rtl():
    """The RTL of the HDM decoder: its adapter beside the bare Verilated block, idle beside none, the whole demo."""
    floor, adapter, model = medians("register_floor", "register_rtl", "register_tlm", program="rtl_bench")
    line("rtl_register_floor", floor, "ns")
    line("rtl_register", adapter, "ns", floor, "rtl_register_floor")
    line("tlm_register", model, "ns")
    floor, adapter, model = medians("lookup_floor", "lookup_rtl", "lookup_tlm", program="rtl_bench")
    line("rtl_lookup_floor", 1e3 / floor, "M/s")
    line("rtl_lookup", 1e3 / adapter, "M/s", 1e3 / floor, "rtl_lookup_floor")
    line("tlm_lookup", 1e3 / model, "M/s")
    idle, none = medians("idle_rtl", "idle_tlm", program="rtl_bench")
    line("idle_tick_without_rtl", none, "ns")
    line("idle_tick_with_rtl", idle, "ns", none, "idle_tick_without_rtl")
    rounds = [[demo_seconds(impl) for impl in ("tlm", "rtl", "shadow")] for _ in range(RUNS)]
    plain, cosim, shadow = (statistics.median(column) for column in zip(*rounds))
    line("demo_tlm", plain, "s")
    line("demo_rtl", cosim, "s", plain, "demo_tlm")
    line("demo_shadow", shadow, "s", plain, "demo_tlm")


def control():
    """A pod in the hands of clients, and copies of it."""
    os.environ["LANTERN"] = str(BIN / "lantern")
    import control_bench

    control_bench.control(BIN / "lantern", line)


def main():
    benches = {"hart": hart, "path": path, "interrupts": interrupts, "rtl": rtl, "pods": pods, "quanta": quanta, "hosts": hosts,
               "control": control}
    chosen = sys.argv[1:] or list(benches)
    for name in chosen:
        if name not in benches:
            print(f"tools/bench: there is no bench `{name}`; there is {', '.join(benches)}", file=sys.stderr)
            return 2
        benches[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
