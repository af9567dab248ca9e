"""What firmware rests on: the HAL on both kinds of hart, and what it does when a program goes wrong."""

import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(params=[64, 32])
def xlen(request):
    return request.param


@pytest.fixture
def image(lantern, xlen):
    """image(name, *arguments) -> CompletedProcess of that image on a hart of this width."""

    def call(name, *arguments):
        return lantern("run", "hello", "--firmware", f"host0={name}{'32' if xlen == 32 else ''}", "--set", f"host0.hart.xlen={xlen}", *arguments)

    return call


@pytest.fixture
def mistake(image, tmp_path):
    def call(choice, *arguments):
        script = tmp_path / "input.txt"
        script.write_text(f"20 us {choice}\n")
        return image("mistakes", "--set", f"host0.uart.input={script}", *arguments)

    return call


def test_timer_heap_errno_and_tried_accesses(image):
    done = image("hal_check")
    assert done.returncode == 0, done.stdout
    assert "host0| 0 failures" in done.stdout


@pytest.mark.parametrize("text, words", [
    ("", ""), ("a", "[a]"), ("  rate=4000\t window=8 ", "[rate=4000] [window=8]"), ("'two words' it\"'\"s \"\"", "[two words] [it's] []"),
    ("x" * 511, f"[{'x' * 511}]"), ("a " * 255 + "a", " ".join(256 * ["[a]"])),
])
def test_arguments_are_words(image, text, words):
    out = image("hal_check", "--args", f"host0={text}").stdout
    assert f"host0| {len(words.split('] [')) + 1 if words else 1}: []{' ' if words else ''}{words}\n" in out


def test_arguments_outlast_a_reset(image):
    done = image("hal_check", "--args", "host0=it is", "--event", "60 us host0.system_controller.press_reset")
    assert done.stdout.count("host0| 3: [] [it] [is]\n") == 2, done.stdout


def test_arguments_that_nobody_can_take(image, lantern, programs, tmp_path, xlen):
    stripped = tmp_path / "stripped.elf"
    subprocess.run(["riscv64-unknown-elf-strip", "-o", stripped, programs / "hello.elf"], check=True)
    for arguments, said in (
        (["--firmware", "host0=hello", "--args", "host0=" + "x" * 512], "takes arguments of 511 bytes at most, and is given 512"),
        (["--firmware", f"host0={stripped}", "--args", "host0=a"], f"--args host0=a: host0.hart.arguments: {stripped}: takes no arguments"),
        (["--firmware", "host0=hello", "--args", "host1=a"], "did you mean `host0.hart.arguments`?"),
        (["--set", "host0.hart.firmware=", "--args", "host0=a"], "is for a program, and the hart has none"),
        (["--args", "a"], "lacks the form NODE=TEXT"),
    ):
        done = lantern("run", "hello", *arguments)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_a_stack_overflow_is_named(mistake):
    done = mistake("o")
    assert done.returncode == 1
    assert "host0| unhandled trap: store access fault (cause 7), value 0x7fff" in done.stdout
    assert re.search(r"host0\| stack overflow: sp 0x7fff[0-9a-f]+, the stack is 0x80000000 to 0x800fe000", done.stdout)


def test_a_trap_with_a_lost_stack_pointer_is_reported_all_the_same(mistake):
    done = mistake("p")
    assert done.returncode == 1
    assert "host0| unhandled trap: illegal instruction (cause 2)" in done.stdout
    assert "host0| sp is not in the stack: sp 0x10," in done.stdout
    assert "trap at pc 0x" in done.stdout and " in lose_the_stack+0x" in done.stdout


def test_an_array_larger_than_the_stack_is_named_an_overflow(mistake):
    assert re.search(r"host0\| stack overflow: sp 0x7fd[0-9a-f]+, the stack is 0x80000000 to 0x800fe000", mistake("l").stdout)


@pytest.mark.parametrize("choice, says", [
    ("I", "it was in a trap handler: sp 0x800ff"),
    ("G", "it was in a trap handler: sp 0x800ff"),
    ("P", "sp is not in the trap stack: sp 0x10 in a trap handler"),
])
def test_a_trap_in_a_handler_is_said_to_be_in_one(mistake, choice, says):
    done = mistake(choice)
    assert done.returncode == 1
    assert "host0| unhandled trap: illegal instruction (cause 2)" in done.stdout
    assert f"host0| {says}" in done.stdout
    assert "the stack is" not in done.stdout


def test_a_trap_with_lost_globals_is_reported_and_shows_what_they_were(mistake):
    done = mistake("g")
    assert done.returncode == 1
    assert "host0| unhandled trap: illegal instruction (cause 2)" in done.stdout
    assert re.search(r" gp 0x0+ +tp 0x0+$", done.stdout, re.M), done.stdout


def test_an_exit_code_that_does_not_fit_is_not_taken_for_another(mistake):
    done = mistake("e")  # 768
    assert done.returncode == 1
    assert "host0 exited with code 255" in done.stdout


def test_a_delay_beyond_the_end_of_time_waits(mistake):
    done = mistake("d")
    assert done.returncode == 0, done.stdout
    assert "host0| it still waits" in done.stdout


def test_a_source_that_the_plic_does_not_have_is_refused(mistake):
    done = mistake("n")
    assert done.returncode == 1
    assert re.search(r"host0\| \S*firmware/hal/hal\.c:\d+: hal_on_interrupt: assertion `source && source < SOURCES` failed", done.stdout)


def test_an_overflow_of_the_trap_stack_is_named(mistake):
    done = mistake("h")
    assert done.returncode == 1
    assert "host0| trap stack overflow in a handler of cause 0x8" in done.stdout


@pytest.mark.parametrize("choice, what", [("t", "timer interrupt 7"), ("s", "interrupt 3"), ("x", "interrupt of PLIC source 1")])
def test_an_interrupt_that_nobody_serves_is_turned_off_and_said(mistake, choice, what):
    done = mistake(choice)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(f"host0| {what}: nobody serves it, so it is turned off") == 1
    assert "host0| the program goes on" in done.stdout


def test_an_assertion_says_where_and_what(mistake):
    done = mistake("a")
    assert done.returncode == 1
    assert re.search(r"host0\| \S*firmware/apps/mistakes/main\.c:\d+: main: assertion `choice == 'b'` failed", done.stdout)
    assert "host0 exited with code 241" in done.stdout


def test_abort_says_so(mistake):
    done = mistake("b")
    assert done.returncode == 1
    assert "host0| aborted" in done.stdout


def test_a_reset_begins_with_the_initial_values(mistake):
    assert "host0| data are as at first" in mistake("w").stdout


@pytest.mark.parametrize("choice", ["w", "q"])
def test_what_was_pending_or_claimed_before_a_reset_interrupts_after_it(mistake, choice):
    done = mistake(choice)
    assert done.returncode == 0, done.stdout
    assert "host0| reset by the watchdog" in done.stdout
    assert "host0| interrupts come" in done.stdout


def test_a_doorbell_is_rung_after_what_it_tells_of(programs):
    """The hart keeps the order by itself, so the code is looked at: a real one does not."""
    text = subprocess.run(["riscv64-unknown-elf-objdump", "-d", programs / "pool_demo.elf"], capture_output=True, text=True, check=True).stdout
    functions = {name: body for name, body in re.findall(r"^[0-9a-f]+ <(\w+)>:\n(.*?)(?:\n\n|\Z)", text, re.M | re.S)}
    assert "fence\tw,o" in functions["mmio_doorbell_fence"]
    for function, doorbell in (("ring_submit", "mmio_write32|write_register"), ("mailbox_command", "mmio_try_write32|write32")):
        calls = re.findall(r"\sjalr?\s[^<]*<(\w+)", functions[function])
        assert "mmio_doorbell_fence" in calls, calls
        assert any(re.fullmatch(doorbell, call) for call in calls[calls.index("mmio_doorbell_fence"):]), calls


def test_a_console_that_does_not_drain_is_given_up(image):
    """Its patience is 20 ms, once, and once more at the end."""
    done = image("hello", "--set", "host0.uart.character=100 ms")
    assert done.returncode == 0, done.stdout
    assert float(re.search(r"simulated ([\d.]+) ms", done.stdout)[1]) < 50


@pytest.mark.parametrize("xlen, abi", [(64, "lp64"), (32, "ilp32")])
def test_every_symbol_of_a_node_and_its_registers_serves_assembly(programs, tmp_path, xlen, abi):
    headers = [programs.parent / "node" / "pool" / "node_map.h", *sorted((ROOT / "platform" / "regs" / "generated").glob("*_regs.h"))]
    names = [name for header in headers for name in re.findall(r"^#define (\w+) ", header.read_text(), re.M)]
    assert len(names) > 500
    source, assembled = tmp_path / "all.S", tmp_path / "all.o"
    source.write_text("".join(f'#include "{h}"\n' for h in headers) + "".join(f".dword {name}\n" for name in names))
    done = subprocess.run(["riscv64-unknown-elf-gcc", f"-march=rv{xlen}imac", f"-mabi={abi}", "-c", source, "-o", assembled], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[:2000]
