"""The HDM decoder holds its golden table in every implementation; every planted defect of the RTL is found, and pointed at."""

import pathlib
import re
import subprocess

import pytest

from hdm_decoder_table import golden_table

PACKAGE = pathlib.Path(__file__).resolve().parents[2] / "rtl" / "hdm_decoder" / "hdm_decoder_pkg.sv"

# What the first difference must name, held against the table and as a shadow.
POINTS_AT = {
    "InterleaveKept": (r"look-up `l \d+ \w+ 0x\w+ \d+ hit .*`: must be hit 0x\w+, is \w+", r"look-up .*\n.*model: hit, DPA 0x\w+\n.*RTL: "),
    "WindowEnd": (r"look-up `.*`: must be miss, is ", r"look-up .*\n.*model: miss\n.*RTL: "),
    "NeighbourPermission": (r"look-up `.*`: must be (hit|denied).*, is (hit|denied)", r"look-up .*\n.*model: (hit|denied), .*\n.*RTL: +(hit|denied), "),
    "StoreAsLoad": (r"look-up `l \d+ store .*`: must be (hit|denied).*, is (hit|denied)", r"look-up .* store .*\n.*model: .*\n.*RTL: +(hit|denied), "),
    "GranuleCrossing": (r"look-up `.*`: must be unsplit, is ", r"look-up .*\n.*model: would have to be split\n.*RTL: "),
    "MissNotCounted": (r"read `.*MISSES`: must be 0x\w+, is 0x0", r"register MISSES\n.*model: 0x\w+\n.*RTL: +0x0"),
    "CommitTooLarge": (r"read `.*DECODER_CONTROL\[1\]`: must be 0xa00, is 0x600", r"register DECODER_CONTROL\[1\]\n.*model: 0xa00\n.*RTL: +0x600"),
    "StrobesIgnored": (r"read `.*DECODER_BASE_HIGH\[8\]`: must be 0x1122aa44, is 0x", r"read of DECODER_BASE_HIGH\[8\]\n.*model: 0x1122aa44\n.*RTL: +0x"),
    "LockIgnored": (r"read `.*DECODER_BASE_HIGH\[15\]`: must be 0x40, is 0x0", r"read of DECODER_BASE_HIGH\[15\]\n.*model: 0x40\n.*RTL: +0x0"),
    "AnswerOverrun": (r"look-up `.*`: must be .*, is ", r"look-up .*\n.*model: .*\n.*RTL: "),
    "LookupHang": (r"decoder: hangs: .*lookup_ready_o, until cycle \d+", r"decoder: hangs: .*lookup_ready_o, until cycle \d+"),
    "WriteHang": (r"decoder: hangs: .*bvalid_o, until cycle \d+", r"decoder: hangs: .*bvalid_o, until cycle \d+"),
}


def defects():
    """{name: number} as the RTL's package lists them."""
    body = re.search(r"typedef enum logic \[3:0\] \{(.*?)\} defect_e;", PACKAGE.read_text(), re.S)[1]
    names = re.findall(r"^\s*(\w+)", re.sub(r"//.*", "", body), re.M)
    return {name: number for number, name in enumerate(names) if number}


@pytest.fixture(scope="module")
def table():
    return "\n".join(golden_table()) + "\n"


@pytest.fixture
def hold(programs):
    def call(table, *arguments, program="hdm_decoder_golden"):
        return subprocess.run([programs / program, *map(str, arguments)], input=table, capture_output=True, text=True, timeout=120)

    return call


@pytest.mark.parametrize("implementation", ["tlm", "rtl", "shadow"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_table_holds(hold, implementation, seed):
    lines = golden_table(seed)
    done = hold("\n".join(lines) + "\n", implementation)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(lines)} lines hold" in done.stdout


@pytest.mark.parametrize("implementation", ["tlm", "rtl", "shadow"])
def test_a_wrong_line_of_the_table_is_found(hold, table, implementation):
    lines = table.splitlines()
    last = max(n for n, line in enumerate(lines) if " hit " in line)
    lines[last] = re.sub(r"hit 0x.*", "hit 0x12345", lines[last])
    done = hold("\n".join(lines), implementation)
    assert done.returncode == 1
    assert f"line {last + 1}: look-up" in done.stdout and "must be hit 0x12345, is hit 0x" in done.stdout


def test_every_defect_is_expected():
    assert set(defects()) == set(POINTS_AT)


@pytest.mark.parametrize("implementation", ["rtl", "shadow"])
@pytest.mark.parametrize("name", list(POINTS_AT))
def test_a_planted_defect_is_found_and_pointed_at(hold, table, name, implementation):
    done = hold(table, implementation, defects()[name], program="hdm_decoder_golden_defects")
    assert done.returncode == 1, f"{name} was not found: {done.stdout}{done.stderr}"
    assert re.search(POINTS_AT[name][implementation == "shadow"], done.stdout), done.stdout
    if implementation == "shadow" and "hangs" not in done.stdout:
        assert done.stdout.count("before: ") == 8, done.stdout


def test_without_a_defect_the_same_build_holds(hold, table):
    done = hold(table, "rtl", 0, program="hdm_decoder_golden_defects")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("program, defect", [("hdm_decoder_golden_defects", len(POINTS_AT) + 1), ("hdm_decoder_golden_defects", "x"), ("hdm_decoder_golden", 1)])
def test_a_defect_that_there_is_not_is_refused(hold, table, program, defect):
    done = hold(table, "shadow", defect, program=program)
    assert done.returncode == 2
    assert f"`{defect}` is no defect" in done.stderr
