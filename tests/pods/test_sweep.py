"""Something breaks at any moment of a run, boot included: where it is mended every host ends with its data compared, else it says what it met.

A few of what tests/sweep runs by the thousand."""

import re
import subprocess

import pytest

from incidents import SHAPES, ending, incidents


def survives(lantern, pod, events, *arguments):
    options = [word for event in events for word in ("--event", event)]
    done = lantern("run", pod, *arguments, *options)
    said = f"lantern run {pod} {' '.join(arguments)} " + " ".join(f'--event "{event}"' for event in events) + f":\n{done.stdout}{done.stderr}"
    assert done.returncode == 0, said
    for host in range(SHAPES[pod].hosts):
        assert f"host{host}| 256 KiB compared: equal" in done.stdout, said
    assert "NOT ZERO" not in done.stdout and "DIFFERENT" not in done.stdout and "STILL WORKS" not in done.stdout, said
    return done.stdout, said


@pytest.mark.parametrize("pod, pairs, seeds", [("solo", False, range(6)), ("solo", False, range(6, 24)), ("duo", False, range(24)),
                                              ("duo", True, range(1000, 1016)), ("octo", False, range(2))])
def test_random_incidents(lantern, pod, pairs, seeds):
    hosts = [f"host{i}" for i in range(SHAPES[pod].hosts)]
    for seed in seeds:
        found = incidents(seed, pod, pairs)
        events = [event for incident in found for event in incident.events]
        done = lantern("run", pod, *(word for event in events for word in ("--event", event)))
        end, good = ending(hosts, found, done)
        assert good, f"seed {seed}: {end}\nlantern run {pod} " + " ".join(f'--event "{event}"' for event in events) + f"\n{done.stdout}{done.stderr}"


# Each once ended a run that it need not have ended.
@pytest.mark.parametrize("pod, events", [
    ("duo", ["29495 us pool.system_controller.press_reset"]),  # in mid-answer
    ("duo", ["29495 us pool.hart.stall"]),
    ("solo", ["24750 us accelerator0.transceiver0.module_fault"]),  # its own module, before the first link
    ("solo", ["24750 us accelerator0.transceiver0.removed", "25 ms accelerator0.transceiver0.inserted"]),
    ("octo", ["75 ms accelerator3.transceiver0.module_fault"]),
    ("solo", ["0 us pool.hart.stall"]),  # before the firmware has set a watchdog
    ("solo", ["300 us pool.hart.stall"]),
    ("duo", ["30 ms pool.port0.transceiver.i2c_stuck", "31 ms pool.hart.stall"]),  # nobody can ask the module, its light goes on
    ("duo", ["30 ms accelerator0.transceiver0.silent", "31 ms host0.system_controller.press_reset"]),
    ("solo", ["12 ms accelerator0.transceiver0.i2c_stuck", "12500 us accelerator0.transceiver0.removed", "13 ms accelerator0.transceiver0.inserted"])])
def test_what_once_was_not_survived(lantern, pod, events):
    survives(lantern, pod, events)


@pytest.mark.parametrize("step", range(9))
def test_a_module_that_the_firmware_held_in_reset_is_brought_up_by_the_next(lantern, step):
    at = 5008 + 8 * step  # the reset pulse is one of 20 us
    survives(lantern, "solo", ["3 ms pool.port0.transceiver.removed", "5 ms pool.port0.transceiver.inserted", f"{at} us pool.system_controller.press_reset"])


IN_STEP = ("--set", "quantum=20 ns")


@pytest.fixture(scope="session")
def answers(programs, tmp_path_factory):
    """When (ps) the pool completes its answers to the host of an undisturbed solo, its hart in step with all else."""
    trace = tmp_path_factory.mktemp("trace") / "trace.txt"
    subprocess.run([programs / "lantern", "run", "solo", *IN_STEP, "--quiet", "--trace", trace], check=True, timeout=120)
    written, times = 0, []
    for time, where, _, kind, address in (line.split()[:5] for line in trace.open() if " pool.port0.mailbox." in line):
        if (kind, address) == ("write", "0x40003000"):  # the firmware's CONTROL
            written = int(time)
        elif (kind, address) == ("read", "0x2100000108"):  # the host has seen the doorbell clear
            times.append(written)
    return times


@pytest.mark.parametrize("before", [20_000, 60_000, 120_000, 200_000])
def test_a_command_is_carried_out_once_whatever_becomes_of_the_firmware(lantern, answers, before):
    """Kept, and reset before the answer is complete: it is answered, and not refused as one that has been carried out."""
    assert len(answers) > 5
    for at in answers[-3:]:  # of the request's event, of taking it, of the release
        text, said = survives(lantern, "solo", [f"{at - before} ps pool.system_controller.press_reset"], *IN_STEP)
        assert not re.search(r"return code (?![01]\n)", text), said  # neither success nor begun in the background


@pytest.fixture(scope="session")
def taken(pool_requests):
    """When host 0 has its extent (ps): its first request to pool memory in an undisturbed run."""
    return pool_requests()[0]


@pytest.mark.parametrize("what", ["fibre0.cut", "host0.system_controller.press_reset", "pool.system_controller.press_reset"])
@pytest.mark.parametrize("step", range(12))
def test_while_an_offer_is_taken(lantern, taken, what, step):
    """Event read, acceptance, answer: the last 130 us before the extent is used."""
    at = taken - 132_000_000 + step * 11_000_000
    events = [f"{at} ps {what}"] + ([f"{at + 400_000_000} ps fibre0.repair"] if what == "fibre0.cut" else [])
    text, said = survives(lantern, "duo", events)
    if what.startswith("pool"):
        assert "hosts keep what they hold" in text, said


@pytest.mark.long
def test_a_link_of_two_is_cut_in_octo(lantern):
    survives(lantern, "octo", ["60 ms fibre5.cut", "75 ms fibre5.repair", "61 ms pool.hart.stall"])
