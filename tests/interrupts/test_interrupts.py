"""Interrupts once and at their instant, and registers at the caller's time, at any quantum: small guests that check what they see.

A guest (`guests/`) ends with the code of the check that did not hold, and says on its console what it saw. Beside that, the machine's own
count of interrupts must be what the guest has caused. Expected numbers come from the specifications and from the machine's parameters:
an instruction takes 1 ns, a tick of mtime 100 ns, a character of the UART 1 us."""

import json
import pathlib
import re
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
GUESTS = HERE / "guests"
COMPILER = "riscv64-unknown-elf-gcc"
FLAGS = ["-O2", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-ffreestanding", "-mcmodel=medany", "-nostdlib", "-nostartfiles", "-static",
         f"-I{HERE.parents[1]}"]
LINK = ["-Wl,--no-warn-rwx-segments", "-Wl,--section-start=.slower=0xb0000000", "-T", GUESTS / "guest.ld"]
ABI = {32: "ilp32", 64: "lp64"}

INTERRUPTS = {  # that a guest takes
    "software": 26, "timer": 148, "ticks": 75, "plic": 35, "uart": 46, "known_change": 15, "mailbox": 20, "media": 3,
    "scrub": 10, "ring": 8, "i2c": 0, "i2c_interrupt": 17, "module": 2, "watchdog": 0, "tie": 2, "registers": 0,
    "events": 8, "input": 6, "caller": 20, "answerer": 20, "taken_back": 36, "stalls": 60, "accesses": 60, "slow": 4, "trigger": 2, "ringer": 0, "finder": 0,
    "reset": 0, "too_late": 0}
QUANTA = [0, 10, 1_000, 100_000, 1_000_000]  # ns
at_any_quantum = pytest.mark.parametrize("quantum", QUANTA, ids=lambda ns: f"{ns}ns")
on_both_harts = pytest.mark.parametrize("xlen", [64, 32], ids=lambda xlen: f"rv{xlen}")


@pytest.fixture(scope="session")
def image(tmp_path_factory):
    """image(guest, xlen, quantum in ns) -> its ELF: it is told the quantum, to know how long a late interrupt may take."""
    folder, made = tmp_path_factory.mktemp("guests"), set()

    def make(path, xlen, *words):
        if path not in made:
            subprocess.run([COMPILER, *FLAGS, f"-march=rv{xlen}imac_zicsr", f"-mabi={ABI[xlen]}", *words, "-o", path], check=True)
            made.add(path)
        return path

    def call(guest, xlen, quantum):
        objects = [make(folder / f"{source}-{xlen}.o", xlen, "-c", GUESTS / source) for source in ("start.S", "guest.c", f"{guest}.c")]
        return make(folder / f"{guest}-{xlen}-{quantum}.elf", xlen, *LINK, f"-Wl,--defsym=QUANTUM_NS={quantum}", *objects, "-lgcc")

    return call


def meaning(guest, code):
    """The check of that code, as it stands in the guest's source."""
    if code >= 240:
        return {240: "an exception", 241: "an interrupt that nobody expects"}.get(code, "")
    for source in (GUESTS / f"{guest}.c", GUESTS / "pair.h"):
        text = source.read_text()
        if found := re.search(rf"CHECK\w*\([^;]*?\b{code}\)", text):
            return f"{source.name}:{text.count(chr(10), 0, found.start()) + 1}: {' '.join(found[0].split())}"
    return "a code with an offset: see its macro"


@pytest.fixture
def holds(lantern, image, tmp_path):
    """holds(pod, {node: guest}, xlen, quantum, *options): every guest ends with 0, and has taken the interrupts that it is to take."""

    def call(pod, guests, xlen, quantum, *options):
        words = ["--set", f"quantum={quantum} ns"]
        for node, guest in guests.items():
            words += ["--firmware", f"{node}={image(guest, xlen, quantum)}", "--set", f"{node}.hart.xlen={xlen}"]
        done = lantern("run", pod, *words, *options, "--json", tmp_path / "report.json")
        assert done.returncode != 2, done.stderr
        report = json.loads((tmp_path / "report.json").read_text())
        said = done.stdout + done.stderr
        for node, guest in guests.items():
            code = report["exits"].get(node)
            assert code in (None, 0), f"{node}: {code}: {meaning(guest, code)}\n{said}"
        assert report["exits"] == dict.fromkeys(guests, 0), said
        taken = {node: report["counters"][f"{node}.hart.interrupts"] for node in guests}
        assert taken == {node: INTERRUPTS[guest] for node, guest in guests.items()}, said

    return call


@pytest.fixture
def alone(holds):
    """alone(guest, xlen, quantum, *options): on a node by itself."""

    def call(guest, xlen, quantum, *options):
        holds(HERE / "one.toml", {"node": guest}, xlen, quantum, *options)

    return call


@on_both_harts
@at_any_quantum
def test_a_software_interrupt_is_seen_by_the_next_instruction(alone, xlen, quantum):
    """MSIP raises and takes back mip.MSIP for the instruction behind the store; with interrupts on, a store is one trap, with mepc that
    instruction. A level left standing traps again at mret, before anything else is executed. Enabling what is pending traps at once."""
    alone("software", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_timer_is_entered_at_the_exact_instruction(alone, xlen, quantum):
    """The first boundary between two instructions at or after the deadline, in straight code, in a loop, between accesses, up to 250 us
    ahead; WFI ends at the deadline to the cycle, with interrupts on and off."""
    alone("timer", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_timer_is_entered_at_the_exact_instruction_among_loads_that_stall(alone, xlen, quantum):
    """A block's end is as late as its loads may make it."""
    alone("stalls", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_timer_is_entered_at_the_exact_instruction_where_memory_is_slower_than_before(alone, xlen, quantum):
    alone("slow", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_timer_is_not_late_by_more_than_an_access(alone, xlen, quantum):
    """The first boundary between two instructions, where each of them is an access that takes long."""
    alone("accesses", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_period_is_one_tick(alone, xlen, quantum):
    """20 periods are 20 traps, polling, computing, asleep. A timer put off in time never interrupts, one that is armed in the past does at
    the next instruction; the last deadline written counts, whatever the order of its words; a write of MTIME counts at once."""
    alone("ticks", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_gate_of_the_plic_acts_at_once(alone, xlen, quantum):
    """Enable, threshold, priority, claim and completion raise and lower mip.MEIP for the next instruction. What is left standing comes
    again after its completion. Of two sources the higher priority, then the lower number; external before software before timer."""
    alone("plic", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_every_interrupt_of_the_uart_comes_once(alone, xlen, quantum):
    """Transmitter empty, data, line status, modem status, time-out: one claim each, gone when what takes it back has been read. One that
    its own access causes is taken by the next instruction; that of a byte sent not before its character time, exactly then asleep."""
    alone("uart", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_change_known_ahead_is_taken_at_its_time(alone, xlen, quantum):
    """The next known change of any line bounds a hart's slice: the UART's own, too."""
    alone("known_change", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_what_was_known_ahead_is_taken_back(alone, xlen, quantum):
    """By the UART's enable, by one more byte, by a gate of the PLIC: it does not come, and not before its new time; a gate that is open
    again in time, or is written with what it has, changes nothing."""
    alone("taken_back", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_cause_comes_before_one_that_was_known_ahead(alone, xlen, quantum, tmp_path):
    """The byte that reaches the trigger interrupts at once, though a time-out is announced."""
    script = tmp_path / "input.txt"
    script.write_text("50 us abc\n100 us def\n")
    alone("trigger", xlen, quantum, "--set", f"node.uart.input={script}")


@on_both_harts
@at_any_quantum
def test_a_doorbell_rung_by_the_hart_itself_is_seen_by_its_next_instruction(alone, xlen, quantum):
    alone("mailbox", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_an_error_that_a_load_meets_is_seen_by_the_next_instruction(alone, xlen, quantum):
    planted = [word for line in range(6) for word in ("--event", f"1 us node.media.corrected={0x40 + 0x1000 * line:#x}")]
    alone("media", xlen, quantum, *planted)


@on_both_harts
@at_any_quantum
def test_a_scrub_ends_once_and_takes_as_long_for_who_polls_or_sleeps(alone, xlen, quantum):
    """Work in kernel time: its end is seen when it happens by a poll and by WFI, at the end of the quantum at the latest by a hart at work."""
    alone("scrub", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_command_ring_completes_once_and_takes_as_long_for_who_polls_or_sleeps(alone, xlen, quantum):
    """DMA works in kernel time, too: a completion is one interrupt, seen when it happens by a poll and by WFI."""
    alone("ring", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_byte_on_i2c_takes_as_long_for_who_polls(alone, xlen, quantum):
    """Start, nine clocks of 200 ns and a stop condition, measured by SR.TIP."""
    alone("i2c", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_the_end_of_an_i2c_command_interrupts_once(alone, xlen, quantum):
    """SR.IF with CTR.IEN, until IACK."""
    alone("i2c_interrupt", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_module_wakes_its_time_after_the_store_that_lets_it_go(alone, xlen, quantum):
    """What an access causes, it causes at its annotated time: mgmt_init after the end of reset IntL interrupts."""
    alone("module", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_a_watchdog_counts_from_when_it_was_fed(alone, xlen, quantum):
    """By the processor's clock: fed in time it never resets; not fed it does, after its period and at the end of the quantum at the latest."""
    alone("watchdog", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_nothing_comes_after_a_reset_by_the_hart_itself(alone, xlen, quantum):
    """Neither in the block of the store nor behind it, wherever in the quantum; it is held for the pulse from the store on."""
    alone("reset", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_nothing_comes_after_the_bite_of_the_watchdog(alone, xlen, quantum):
    """The next change of a reset that is known bounds a slice, as that of an interrupt does."""
    alone("too_late", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_two_causes_of_one_instant_are_two_traps(alone, xlen, quantum, tmp_path):
    """The timer's deadline and a byte at the same nanosecond: external before timer, none lost, none twice."""
    script = tmp_path / "input.txt"
    script.write_text("50 us a\n")
    alone("tie", xlen, quantum, "--set", f"node.uart.input={script}")


@pytest.fixture
def told(lantern, image, tmp_path):
    """told(what, pod, {node: guest}, xlen) -> {quantum: the number that a guest says it saw}."""

    def call(what, pod, guests, xlen):
        script, numbers = tmp_path / "input.txt", {}
        script.write_text("50 us a\n")
        for quantum in QUANTA:
            words = [word for node, guest in guests.items() for word in (
                "--firmware", f"{node}={image(guest, xlen, quantum)}", "--set", f"{node}.hart.xlen={xlen}", "--set", f"{node}.uart.input={script}")]
            done = lantern("run", HERE / pod, *words, "--set", f"quantum={quantum} ns")
            found = re.search(rf"\b{what} (\d+)", done.stdout)
            assert found, f"at {quantum} ns nothing is said:\n{done.stdout}{done.stderr}"
            numbers[quantum] = int(found[1])
        return numbers

    return call


@on_both_harts
def test_who_wakes_sees_the_same_at_every_quantum(told, xlen):
    """Of two causes of one instant, too: what mip shows then does not hang on the quantum."""
    seen = told("mip", "one.toml", {"node": "tie"}, xlen)
    assert len(set(seen.values())) == 1, seen


@on_both_harts
@pytest.mark.parametrize("pod, guests", [("one.toml", {"node": "i2c"}), ("one.toml", {"node": "scrub"}), ("one.toml", {"node": "ring"}),
                                         ("pair.toml", {"left": "caller", "right": "answerer"})], ids=["i2c", "scrub", "ring", "mailbox"])
def test_who_polls_waits_as_long_at_every_quantum(told, pod, guests, xlen):
    """Within a poll: the same work, begun at the same time."""
    took = told("took", pod, guests, xlen)
    assert max(took.values()) - min(took.values()) <= 60, took


@on_both_harts
@at_any_quantum
def test_registers_are_of_the_callers_time(alone, xlen, quantum):
    """mtime and the time CSR agree with mcycle; LSR shows THRE and TEMT when a character's time has gone by, after as many polls."""
    alone("registers", xlen, quantum)


@on_both_harts
@at_any_quantum
def test_what_others_cause_comes_at_the_end_of_the_quantum_at_the_latest(alone, xlen, quantum):
    """Pins moved at set times: asleep exactly then, at work no later than a quantum after; a poll sees it when it happens."""
    moves = [("50 us", "removed"), ("103.7 us", "inserted"), ("5.0437 ms", "removed"), ("6.0437 ms", "inserted")]
    alone("events", xlen, quantum, *(word for at, what in moves for block in ("transceiver", "presence")
                                        for word in ("--event", f"{at} node.{block}.{what}")))


@on_both_harts
@at_any_quantum
def test_a_byte_received_is_one_interrupt(alone, xlen, quantum, tmp_path):
    """Asleep exactly when it arrives, at work no later than a quantum after; a poll of LSR sees it when it happens."""
    script = tmp_path / "input.txt"
    script.write_text("50 us a\n103.7 us b\n5.0437 ms c\n")
    alone("input", xlen, quantum, "--set", f"node.uart.input={script}")


@on_both_harts
@at_any_quantum
@pytest.mark.parametrize("caller, answerer", [("left", "right"), ("right", "left")])
def test_two_harts_call_each_other(holds, xlen, quantum, caller, answerer):
    """By MSIP and by a mailbox: each call is one interrupt; asleep it comes at its exact time, at work no later than a quantum after; who
    polls for an answer gets it when it is given."""
    holds(HERE / "pair.toml", {caller: "caller", answerer: "answerer"}, xlen, quantum)


@on_both_harts
@at_any_quantum
@pytest.mark.parametrize("ringer, finder", [("left", "right"), ("right", "left")])
def test_a_doorbell_does_not_show_before_it_is_rung(holds, xlen, quantum, ringer, finder):
    """Where both sides poll, neither sees what the other does before that one's own clock is there."""
    holds(HERE / "pair.toml", {ringer: "ringer", finder: "finder"}, xlen, quantum)


@on_both_harts
@at_any_quantum
@pytest.mark.parametrize("left, right", [("timer", "uart"), ("ticks", "timer"), ("plic", "ticks"), ("known_change", "software"), ("registers", "mailbox"),
                                         ("scrub", "i2c")])
def test_each_of_two_harts_sees_what_it_sees_alone(holds, xlen, quantum, left, right):
    """What one does in its part of a quantum moves nothing of the other's: instants, counts, times of polls."""
    holds(HERE / "pair.toml", {"left": left, "right": right}, xlen, quantum)


@pytest.mark.parametrize("pod", ["solo", "duo"])
def test_a_run_takes_as_long_at_any_quantum(report, pod):
    """Simulated time, from 100 ns to 100 us, within 2 %."""
    ends = {}
    for quantum in ("100 ns", "1 us", "10 us", "100 us"):
        done, summary = report(pod, "--set", f"quantum={quantum}")
        assert done.returncode == 0, done.stdout + done.stderr
        ends[quantum] = summary["simulated_ps"] / 1e9
    assert max(ends.values()) <= 1.02 * min(ends.values()), f"simulated ms: {ends}"
