"""Eight harts on one memory: locks, reservations, interrupts of their own, code that others write; at any quantum, and each run the same.

What a guest expects is the architecture's; its exit code is that of the check that did not hold."""

import json
import pathlib

import pytest

HERE = pathlib.Path(__file__).resolve().parent
HARTS = ["hart"] + [f"hart_{i}" for i in range(1, 8)]


@pytest.fixture
def run(lantern, eight_image, tmp_path):
    def call(guest, xlen, quantum, *options):
        report = tmp_path / "report.json"
        done = lantern("run", HERE / "eight.toml", "--set", f"quantum={quantum} ns", "--firmware", f"node={eight_image(guest, xlen, quantum)}",
                       *(word for hart in HARTS for word in ("--set", f"node.{hart}.xlen={xlen}")), "--json", report, *options)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(report.read_text())

    return call


@pytest.mark.parametrize("xlen", [64, 32])
@pytest.mark.parametrize("quantum", [0, 10, 1_000, 100_000], ids=lambda ns: f"{ns}ns")
@pytest.mark.parametrize("guest", ["locks", "reservations", "wakes", "code"])
def test_eight_harts(run, guest, xlen, quantum):
    run(guest, xlen, quantum)


def test_each_run_is_the_same(run):
    """The interleaving of harts is the quantum's and nothing else's: instructions, simulated time and every wire."""
    def of(report):
        counters = {name: value for name, value in report["counters"].items() if ".hart" in name}
        return counters, report["simulated_ps"], report["trace_hash"]

    assert of(run("locks", 64, 1_000, "--trace-hash")) == of(run("locks", 64, 1_000, "--trace-hash"))
