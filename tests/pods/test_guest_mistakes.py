"""A guest's mistake is the guest's: it traps, the run says so and fails; the host never crashes."""

import pytest


@pytest.fixture
def mistake(lantern, tmp_path):
    def call(choice):
        script = tmp_path / "input.txt"
        script.write_text(f"20 us {choice}\n")
        return lantern("run", "hello", "--firmware", "host0=mistakes", "--set", f"host0.uart.input={script}")

    return call


@pytest.mark.parametrize("choice,cause", [("u", "load access fault (cause 5), value 0x4000"), ("m", "load misaligned (cause 4), value 0x80000001"), ("i", "illegal instruction (cause 2), value 0x0"),
                                          ("f", "instruction access fault (cause 1), value 0x40000000")])
def test_the_default_handler_names_cause_value_and_pc(mistake, choice, cause):
    done = mistake(choice)
    assert done.returncode == 1
    assert f"host0| unhandled trap: {cause}" in done.stdout
    assert "host0 exited with code 240, by its trap handler: trap at pc 0x" in done.stdout
    if choice != "f":
        assert " in main+0x" in done.stdout or " in mmio_read32+0x" in done.stdout


def test_a_program_that_hangs_is_started_again_by_the_watchdog(mistake):
    done = mistake("w")
    assert done.returncode == 0, done.stdout
    assert "host0| reset by the watchdog" in done.stdout


def test_an_exit_code_that_is_not_zero_fails_the_run(mistake):
    done = mistake("c")
    assert done.returncode == 1
    assert "host0 exited with code 7" in done.stdout
