"""A run that has not passed shows, for each hart, the calls that led there, its registers and its last trap."""

import json
import pathlib
import re
import signal
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MISTAKES = (ROOT / "firmware" / "apps" / "mistakes" / "main.c").read_text().splitlines()
CALL = re.compile(r"^  [? ] 0x([0-9a-f]+) (\S+) +(\S*)$", re.M)


def line_of(text):
    """Where that stands in the mistakes' source."""
    return next(i + 1 for i, line in enumerate(MISTAKES) if text in line)


@pytest.fixture(params=[64, 32])
def mistake(request, lantern, tmp_path):
    def call(choice, *arguments, elf=None):
        script = tmp_path / "input.txt"
        script.write_text(f"20 us {choice}\n")
        image = elf or ("mistakes32" if request.param == 32 else "mistakes")
        return lantern("run", "hello", "--firmware", f"host0={image}", "--set", f"host0.hart.xlen={request.param}", "--set", f"host0.uart.input={script}",
                       *arguments, cwd=ROOT)

    call.xlen = request.param
    return call


def calls(text):
    return [(function, place) for _, function, place in CALL.findall(text)]


def test_a_trap_shows_the_way_from_start_to_the_mistake(mistake):
    found = calls(mistake("u").stdout)
    assert [f for f, _ in found] == ["hal_exit", "hal_trap", "hal_trap_entry", "mmio_read32", "main", "_start"], found
    assert found[3][1].startswith("firmware/hal/mmio.c:")
    assert found[4][1].startswith("firmware/apps/mistakes/main.c:")


def test_registers_are_those_of_the_program_that_trapped(mistake):
    text = mistake("u").stdout
    assert "where the trap came:" in text
    assert re.search(r" a0 0x0*4000 ", text)  # the address that it loaded from
    assert re.search(r"last trap: load access fault \(mcause 0x5\), mtval 0x4000, at 0x[0-9a-f]+ in mmio_read32$", text, re.M)


def test_the_last_trap_is_as_it_came_whatever_its_handler_made_of_it(mistake):
    done = mistake("r")
    assert "host0 exited with code 7" in done.stdout
    assert re.search(r"last trap: load access fault \(mcause 0x5\), mtval 0x4000, at 0x[0-9a-f]+ in mmio_try_read64$", done.stdout, re.M), done.stdout


def test_the_trap_handlers_code_from_a_program_is_the_programs(mistake):
    done = mistake("y")
    assert "host0 exited with code 240 (" in done.stdout
    assert "by its trap handler" not in done.stdout
    assert "no trap since its reset" in done.stdout


def test_inlined_functions_are_named(mistake):
    text = mistake("i").stdout
    assert re.search(rf"0x[0-9a-f]+ fall +firmware/apps/mistakes/main\.c:{line_of('static void fall')}\n +inlined in +main +firmware/apps/mistakes/main.c:{line_of('      fall();')}$",
                     text, re.M), text


def test_an_assertion_shows_who_asserted(mistake):
    found = calls(mistake("a").stdout)
    assert [f for f, _ in found] == ["hal_exit", "__assert_func", "main", "_start"]
    assert found[2][1].endswith(f":{line_of('assert(choice')}")


def test_deep_recursion_is_cut_off(mistake):
    text = mistake("o").stdout
    assert 25 < [f for f, _ in calls(text)].count("dig") <= 32
    assert "... and more" in text


def test_a_jump_into_nowhere_shows_where_it_came_from(mistake):
    text = mistake("f").stdout
    functions = [f for f, _ in calls(text)]
    assert functions[3:5] == ["?", "main"], functions
    assert re.search(r"^  \? 0x[0-9a-f]+ main ", text, re.M) and len(re.findall(r"^  \? ", text, re.M)) == 1, text


def test_a_lost_stack_pointer_ends_the_list_and_nothing_else(mistake):
    functions = [f for f, _ in calls(mistake("p").stdout)]
    assert functions[3] == "lose_the_stack"


def test_an_elf_without_dwarf_has_names_and_one_without_symbols_addresses(mistake, programs, tmp_path):
    image = programs / ("mistakes32.elf" if mistake.xlen == 32 else "mistakes.elf")
    for option, first in (("--strip-debug", r"hal_exit\+0x[0-9a-f]+"), ("--strip-all", r"\?")):
        elf = tmp_path / f"{option}.elf"
        subprocess.run(["riscv64-unknown-elf-objcopy", option, image, elf], check=True)
        done = mistake("u", elf=elf)
        assert done.returncode == 1
        assert re.search(rf"^    0x[0-9a-f]+ {first} *$", done.stdout, re.M), done.stdout


@pytest.fixture
def assembled(lantern, tmp_path):
    """assembled(text) -> CompletedProcess of a program that has labels, but neither types of them nor frame tables."""

    def call(text):
        source, elf = tmp_path / "a.S", tmp_path / "a.elf"
        source.write_text(f".globl _start\n_start:\n{text}\n")
        subprocess.run(["riscv64-unknown-elf-gcc", "-nostdlib", "-march=rv64imac", "-mabi=lp64", "-Wl,-Ttext=0x80000000", "-o", elf, source], check=True)
        return lantern("run", "hello", "--firmware", f"host0={elf}", "--until", "10 us")

    return call


def test_local_labels_of_assembly_name_the_place_and_a_caller_by_ra_is_marked(assembled):
    text = assembled("nop\ncall spin\nnop\nspin: j spin").stdout
    assert re.search(r"host0\.hart at pc 0x80000008 in spin\+0x0", text), text
    assert re.search(r"^    0x0000000080000008 spin\+0x0 *\n  \? 0x0000000080000006 _start\+0x5 *$", text, re.M), text


def test_an_ra_that_leads_into_the_same_function_is_no_caller(assembled):
    text = assembled("nop\ncall leaf\nnop\nhere: j here\nleaf: ret\n.type _start, @function\n.size _start, leaf - _start").stdout
    assert re.search(r"host0\.hart at pc 0x80000008 in _start\+0x8", text), text
    assert re.findall(r"^  [? ] 0x0000000080\S+ (\S+)", text, re.M) == ["_start+0x8"], text


def test_the_limit_shows_every_hart(lantern):
    done = lantern("run", "solo", "--until", "5 ms", cwd=ROOT)
    assert done.returncode == 1
    hosts, pool = done.stdout[done.stdout.index("  host0.hart: "):].split("  pool.hart: ")
    assert [f for f, _ in calls(hosts)][-1] == [f for f, _ in calls(pool)][-1] == "_start"
    assert "sw/apps/pool_demo/main.c:" in hosts
    assert "firmware/apps/pool_manager/main.c:" in pool


def test_a_hart_that_waits_for_a_load_or_store_is_shown_at_it(lantern, pool_requests):
    times = pool_requests()
    store = next(a for a, b, c in zip(times, times[1:], times[2:]) if 300_000 < b - a < 700_000 and 300_000 < c - b < 700_000)  # ps, one after the other
    done = lantern("run", "duo", "--until", f"{store + 50_000} ps", cwd=ROOT)
    host0 = done.stdout[done.stdout.index("  host0.hart: "):]
    assert calls(host0)[0][0] in ("mmio_try_write64", "mmio_try_read64"), host0[:1000]
    assert calls(host0)[1][0] == "load_store"


def test_a_run_that_passed_shows_none_but_counts_watchdog_resets(lantern):
    done = lantern("run", "duo", "--event", "30 ms pool.hart.stall")
    assert done.returncode == 0
    assert re.search(r"pool\.system_controller\.watchdog_resets +1$", done.stdout, re.M)
    assert "_start" not in done.stdout


def test_a_watchdog_reset_shows_where_it_met_the_program(lantern, tmp_path):
    script, report = tmp_path / "input.txt", tmp_path / "report.json"
    script.write_text("20 us w\n")
    done = lantern("run", "hello", "--firmware", "host0=mistakes", "--set", f"host0.uart.input={script}", "--until", "200 us", "--json", report)
    assert done.returncode == 1
    before, now = json.loads(report.read_text())["post_mortem"]
    assert before["moment"].startswith("reset by its watchdog at ")
    assert [c["function"] for c in before["calls"]][:2] == ["hang", "main"]
    assert before["calls"][0]["line"] in range(line_of("static void hang"), line_of("static void hang") + 9)
    assert now["hart"] == "host0.hart"


@pytest.mark.parametrize("number, says", [(signal.SIGINT, "interrupted by Ctrl-C"), (signal.SIGTERM, "ended by SIGTERM"), (signal.SIGHUP, "ended by SIGHUP")])
def test_a_signal_ends_with_the_report(running, number, says):
    run = running()
    run.send_signal(number)
    output, _ = run.communicate(timeout=60)
    assert run.returncode == 1
    assert f"FAILED: {says}" in output
    assert "_start" in {function for function, _ in calls(output)}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_the_run_begins_is_told_as_well(programs, number):
    run = subprocess.Popen([programs / "lantern", "run", "octo"], stdout=subprocess.PIPE, text=True)
    caught = 0
    while not caught >> (number - 1) & 1:  # from main's first lines on
        assert run.poll() is None, "it caught no signals"
        caught = int(re.search(r"^SigCgt:\s*(\w+)$", pathlib.Path(f"/proc/{run.pid}/status").read_text(), re.M)[1], 16)
    run.send_signal(number)
    output, _ = run.communicate(timeout=60)
    assert run.returncode == 1
    assert "FAILED: interrupted before the run began" in output
