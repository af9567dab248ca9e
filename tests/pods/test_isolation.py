"""What one host does costs the others little, and takes nothing from them."""

import re

import pytest


def passed(text, host):
    assert f"{host}| 256 KiB compared: equal" in text, text
    assert f"{host}| 256 KiB of it read: zeroes" in text and f"{host}| released; a load now is refused" in text, text


def ready_us(text, host):
    return int(re.search(rf"{host}\| link up at (\d+) us", text)[1])


@pytest.mark.parametrize("victim, attacker", [("host0", "host1"), ("host1", "host0")])
def test_a_host_that_rings_without_pause_starves_nobody(report, victim, attacker):
    quiet, calm = report("duo", "--set", "pool.capacity=1 GiB")
    done, summary = report("duo", "--set", "pool.capacity=1 GiB", "--firmware", f"{attacker}=hostile_doorbell")
    text = done.stdout
    assert summary["exits"][victim] == 0 and summary["exits"][attacker] == 3, text
    passed(text, victim)
    assert int(re.search(rf"{attacker}\| (\d+) doorbells", text)[1]) > 100_000  # it did
    assert text.index(f"{victim}| released") < text.index(" doorbells\n")  # while it did
    assert summary["counters"]["pool.system_controller.watchdog_resets"] == 0
    # What is rung for while the mailbox is at work is not a command; the port has its budget, and the others go on.
    commands = {n: summary["counters"][f"pool.port{n}.mailbox.commands"] for n in (0, 1)}
    number = int(attacker[-1])
    assert 2000 < commands[number] < 8000, commands
    assert ready_us(text, victim) < ready_us(quiet.stdout, victim) + 2000
    mine, before = (s["latency"][f"accelerator{victim[-1]}.pool_port.dma_latency"] for s in (summary, calm))
    assert mine["count"] == before["count"] and mine["mean_ps"] <= before["mean_ps"] * 1.02


def test_a_host_that_offers_without_end_keeps_nobody_from_capacity(report):
    done, summary = report("duo", "--set", "pool.capacity=1 GiB", "--firmware", "host0=hostile_share")
    text = done.stdout
    assert summary["exits"] == {"host0": 3, "host1": 0}, text
    passed(text, "host1")
    assert "host1| 192 MiB at DPA 0xc000000, HPA 0x400c000000, asked 1 time(s)" in text
    assert int(re.search(r"host0\| (\d+) offers, 0 words of somebody else seen", text)[1]) > 1000


@pytest.mark.parametrize("stall", (33_000, 35_000))
def test_a_share_is_never_taken_for_what_was_asked_for(report, stall):
    """host 1's scrub fails while host 0 offers it an extent of the same length."""
    done, summary = report("duo", "--set", "pool.capacity=1 GiB", "--firmware", "host0=hostile_share", "--event", f"{stall} us pool.scrub.stall")
    text = done.stdout
    passed(text, "host1")
    assert "pool| port 1: scrub failed, nothing is granted" in text and " 0 words of somebody else seen" in text, text
    assert "host1| 192 MiB at DPA 0xc000000" in text and summary["exits"]["host1"] == 0, text


@pytest.mark.parametrize("pod, setting, blames, links", [
    ("duo", "host1.memory_size=128 MiB", "pool.port1.registers.hpa_size is 0x8000000", ""),
    ("duo", "host1.memory_size=384 MiB", "pool.port1.registers.hpa_size is 0x18000000", ""),
    ("duo", "host1.memory_base=0x40_0800_0000", "pool.port1.registers.hpa_base is 0x4008000000", ""),
    ("octo", "host3.memory_size=256 MiB", "pool.port6.registers.hpa_size is 0x10000000", " for each of 2 links"),
    ("octo", "pool.capacity=256 MiB", "pool.hdm_decoder.region is 0x10000000", " for each of 2 links"),
])
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_window_that_no_decoder_shows_is_refused(lantern, command, pod, setting, blames, links):
    done = lantern(command, pod, "--set", setting)
    assert done.returncode == 2, done.stdout
    assert done.stderr == f"lantern: --set {setting}: {blames}, but must be a multiple of 256 MiB{links}, as HDM decoders are\n"


@pytest.mark.parametrize("event", [[], ["--event", "38 ms fibre0.cut"]])
def test_what_its_giver_gave_back_is_kept_from_nobody(report, event):
    """host 1 comes when host 0 has offered it an extent and given its own back; host 0 may be gone by then, too."""
    done, summary = report("duo", "--set", "accelerator1.transceiver0.mgmt_init=16 ms", "--firmware", "host0=hostile_leftover", *event)
    text = done.stdout
    assert summary["exits"] == {"host0": 3, "host1": 0}, text
    assert text.index("host0| offered, and given back") < text.index("host1| link up")
    passed(text, "host1")
    assert "host1| 192 MiB at DPA 0x0, HPA 0x4000000000, asked 1 time(s)" in text
