"""The smallest pod: firmware boots on both kinds of hart, and the run ends as it should."""

import pytest


@pytest.mark.parametrize("xlen", [64, 32])
def test_firmware_boots_and_says_so(lantern, xlen):
    done = lantern("run", "hello", "--set", f"host0.hart.xlen={xlen}", "--firmware", "host0=hello32" if xlen == 32 else "host0=hello")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"host0| hello from RV{xlen}" in done.stdout
    assert "host0| slept until" in done.stdout
    assert "exit code 0" in done.stdout


def test_two_runs_have_one_hash_and_another_machine_has_another(report):
    first = report("hello", "--trace-hash")[1]
    assert first["trace_hash"] == report("hello", "--trace-hash")[1]["trace_hash"]
    assert first["trace_hash"] != report("hello", "--trace-hash", "--set", "host0.uart.access=21 ns")[1]["trace_hash"]


def test_limit_reached_names_who_did_not_exit_and_where(lantern):
    done = lantern("run", "hello", "--until", "5 us")
    assert done.returncode == 1
    assert "no exit code from host0" in done.stdout
    assert "host0.hart at pc 0x" in done.stdout


def test_console_goes_to_a_file_and_input_comes_from_a_script(lantern, tmp_path):
    script, output = tmp_path / "input.txt", tmp_path / "output.txt"
    script.write_text("10 us hi\n")
    done = lantern("run", "hello", "--set", f"host0.uart.file={output}", "--set", f"host0.uart.input={script}")
    assert done.returncode == 0
    assert "hello from RV64" in output.read_text()
    script.write_text("10 us one\n5 us two\n")
    done = lantern("run", "hello", "--set", f"host0.uart.input={script}")
    assert done.returncode == 2
    assert f"{script}:2: times must not go back" in done.stderr


def test_live_input_has_no_hash_and_says_why(lantern):
    done = lantern("run", "hello", "--trace-hash", "--set", "host0.uart.input=live")
    assert "not reproducible" in done.stdout
    assert "trace hash" not in done.stdout
