"""Things break in mid-copy: each fault ends in an error that is said, is mended, and hurts nobody else."""

import pathlib
import random
import re

import pytest

DUO = pathlib.Path(__file__).resolve().parents[2] / "platform" / "pods" / "duo.toml"
BOTH = ("--set", "pool.capacity=1 GiB")  # room for both hosts: they work at the same time
MS = 1_000_000_000


def spans_of(times):
    """Begin and end (ps) of copies, as spans of close requests."""
    spans, begin = [], 0
    for i in range(1, len(times) + 1):
        if i == len(times) or times[i] - times[i - 1] > 20_000_000:
            if i - begin >= 1024:
                spans.append((times[begin], times[i - 1]))
            begin = i
    assert len(spans) >= 2  # DRAM to pool, pool to HBM
    return spans[-2:]


@pytest.fixture(scope="session")
def copies(pool_requests):
    """Host 0's copies to and from the pool in an undisturbed run."""
    return spans_of(pool_requests(*BOTH))


def at(time, fault):
    return ("--event", f"{time} ps {fault}")


def in_copy(copies, seed):
    begin, end = random.Random(seed).choice(copies)
    return random.Random(seed + 1000).randrange(begin, end)


def run(report, *arguments):
    done, summary = report("duo", *BOTH, *arguments)
    return done.stdout, summary


def passed(text, summary, host="host0"):
    assert summary["exits"][host] == 0, text
    assert f"{host}| 256 KiB compared: equal" in text, text


@pytest.fixture
def undisturbed(report):
    return report("duo", *BOTH)[1]


@pytest.mark.parametrize("seed", range(20))
def test_a_fibre_cut_in_mid_copy(report, copies, undisturbed, seed):
    cut = in_copy(copies, seed)
    text, summary = run(report, *at(cut, "fibre0.cut"), *at(cut + 20 * MS, "fibre0.repair"))
    said = f"seed {seed}, cut at {cut} ps:\n{text}"
    assert re.search(r"host0\| DMA (DRAM to pool|pool to HBM): the (source|destination) gave an error after \d+ bytes", text), said
    cut_at, repaired_at = text.index("fibre0.cut"), text.index("fibre0.repair")
    assert cut_at < text.index("pool| port 0: loss of signal, lanes 0xf") < repaired_at, said
    assert "pool| port 0: link down" in text[cut_at:repaired_at], said
    assert "pool| port 0: link up" in text[repaired_at:], said
    assert "host0| link up at" in text[repaired_at:], said
    assert "reclaimed" not in text, said
    passed(text, summary)
    # The other port goes on, in the outage: same data, no error, latency no worse.
    passed(text[:repaired_at], summary, "host1")
    assert summary["counters"]["accelerator1.pool_port.errors"] == 1  # the load after its release, as always
    assert summary["counters"]["accelerator1.pool_port.timeouts"] == 0
    for kind in ("load", "store", "dma"):
        mine, before = (s["latency"][f"accelerator1.pool_port.{kind}_latency"] for s in (summary, undisturbed))
        assert mine["count"] == before["count"], said
        assert mine["mean_ps"] <= before["mean_ps"] * 1.02, said


def test_a_host_that_does_not_come_back_loses_its_extents(report, pool_requests):
    cut = spans_of(pool_requests())[0][0]
    done, summary = report("duo", *at(cut, "fibre0.cut"))
    text = done.stdout
    assert "host0| no link at" in text and summary["exits"]["host0"] == 2
    assert "pool| port 0: host gone for 50 ms, 192 MiB reclaimed" in text
    assert "pool| reclaimed blocks scrubbed, 256 MiB free" in text
    # The only place there is has been host 0's: host 1 gets it, and finds zeroes.
    after = text[text.index("192 MiB reclaimed"):]
    assert "host1| 192 MiB at DPA 0x0" in after
    assert "host1| 256 KiB of it read: zeroes" in after
    passed(text, summary, "host1")


def test_a_host_that_comes_back_late_asks_for_another_extent(report, copies):
    cut = copies[0][0]
    text, summary = run(report, *at(cut, "fibre0.cut"), *at(cut + 120 * MS, "fibre0.repair"))
    assert "192 MiB reclaimed" in text
    assert "host0| the extent is not ours any more: asking for another" in text
    passed(text, summary)


@pytest.mark.parametrize("ends", [("pool.port0.transceiver", "accelerator0.transceiver0"), ("accelerator0.transceiver0", "pool.port0.transceiver")],
                         ids=["pool", "host"])
def test_a_lane_that_dies_halves_the_link_and_the_copy_passes(report, copies, ends):
    text, summary = run(report, *at(copies[0][0], ends[0] + ".lane_dead=1"))
    passed(text, summary)
    assert "pool| port 0: link up, on half its lanes" in text
    assert summary["status"]["pool.port0.link.state"] == summary["status"]["accelerator0.link0.state"] == "up, on half its lanes"
    if ends[0].startswith("accelerator"):
        assert "pool| port 0: loss of signal, lanes 0x2" in text


def test_a_lane_that_is_restored_gives_the_full_rate_again(report, copies):
    dead = copies[0][0]
    text, summary = run(report, *at(dead, "pool.port0.transceiver.lane_dead=1"), *at(dead + MS, "pool.port0.transceiver.lane_restored=1"))
    passed(text, summary)
    assert summary["status"]["pool.port0.link.state"] == "up"


@pytest.mark.parametrize("begin, end, said", [
    ("lane_dead=1", "lane_restored=1", "transmitter fault"), ("monitors.temperature_shift=40 degC", "monitors.temperature_shift=0 degC", "temperature high alarm"),
    ("laser.bias_shift=45 mA", "laser.bias_shift=0 mA", "Tx bias high warning")], ids=["transmitter", "temperature", "bias"])
@pytest.mark.parametrize("lasts", [False, True], ids=["passed", "lasts"])
def test_a_cut_is_told_before_the_repair_whatever_the_module_told_before(report, copies, begin, end, said, lasts):
    module, cut = "pool.port0.transceiver.", copies[0][1]
    passing = () if lasts else at(cut - 3 * MS, module + end)
    text, summary = run(report, *at(cut - 4 * MS, module + begin), *passing, *at(cut, "fibre0.cut"), *at(cut + 4 * MS, "fibre0.repair"),
                        *at(cut + 2 * MS, module + end))
    assert f"pool| port 0: {said}" in text and f"pool| port 0: {said} is over" in text, text
    assert "pool| port 0: loss of signal" in text[text.index("fibre0.cut"):text.index("fibre0.repair")], text
    passed(text, summary)


def test_more_loss_takes_the_light_and_less_brings_it_back(report, copies):
    lost = in_copy(copies, 1)
    text, summary = run(report, *at(lost, "fibre0.loss=15 dB"), *at(lost + 5 * MS, "fibre0.loss=0 dB"))
    passed(text, summary)
    assert "pool| port 0: loss of signal, lanes 0xf" in text and "pool| port 0: light on all lanes" in text


def test_a_burst_of_bit_errors_is_replayed_and_nobody_notices(report, copies):
    text, summary = run(report, *at(copies[0][0], "fibre0.ber_burst=30 us"))
    passed(text, summary)
    assert summary["counters"]["fibre0.codewords_lost"] >= 10
    assert summary["counters"]["accelerator0.link0.replays"] + summary["counters"]["pool.port0.link.replays"] >= 10
    assert "gave an error" not in text


@pytest.mark.parametrize("laser", ["pool.port0.transceiver.laser", "accelerator0.transceiver0.laser"], ids=["pool", "host"])
def test_a_laser_that_fades_and_recovers(report, copies, laser):
    faded = in_copy(copies, 2)
    text, summary = run(report, *at(faded, f"{laser}.fade=20 dB"), *at(faded + 5 * MS, f"{laser}.fade=0 dB"))
    passed(text, summary)
    assert "gave an error" in text
    if laser.startswith("accelerator"):
        assert "pool| port 0: loss of signal, lanes 0xf" in text


@pytest.mark.parametrize("module", ["pool.port0.transceiver", "accelerator0.transceiver0"], ids=["pool", "host"])
def test_a_module_that_is_removed_and_inserted_comes_up_again(report, copies, module):
    gone = in_copy(copies, 3)
    text, summary = run(report, *at(gone, module + ".removed"), *at(gone + 10 * MS, module + ".inserted"))
    passed(text, summary)
    assert "gave an error" in text
    if module.startswith("pool"):
        after = text[text.index(".removed"):]
        assert after.index("pool| port 0: no module") < after.index("pool| port 0: module inserted") < after.index(
            "pool| port 0: module LANTERN OCI-4X53-MODEL up")


@pytest.mark.parametrize("module", ["pool.port0.transceiver", "accelerator0.transceiver0"], ids=["pool", "host"])
def test_a_module_in_fault_is_reset_and_comes_up_again(report, copies, module):
    text, summary = run(report, *at(in_copy(copies, 4), module + ".module_fault"))
    passed(text, summary)
    if module.startswith("pool"):
        assert "pool| port 0: module in fault: it is reset" in text


@pytest.mark.parametrize("fault", ["silent", "i2c_stuck"])
def test_a_module_whose_management_is_lost_keeps_its_light_until_it_is_replaced(report, copies, fault):
    lost = in_copy(copies, 5)
    text, summary = run(report, *at(lost, "pool.port0.transceiver." + fault))
    passed(text, summary)  # the light goes on
    assert "gave an error" not in text
    # Host 1, without a fibre, keeps the run going until firmware has looked.
    text, summary = run(report, *at(MS, "fibre1.cut"), *at(30 * MS, "pool.port0.transceiver." + fault),
                        *at(60 * MS, "pool.port0.transceiver.removed"), *at(70 * MS, "pool.port0.transceiver.inserted"), "--until", "120 ms")
    assert "pool| port 0: module does not answer" in text
    assert text.rindex("pool| port 0: module LANTERN OCI-4X53-MODEL up") > text.index("pool| port 0: module inserted")


def test_a_corrected_error_is_counted_and_no_more(report, copies):
    text, summary = run(report, *at(copies[0][1], "pool.media.corrected=0x3f00"))
    passed(text, summary)
    assert summary["counters"]["pool.media.ecc_corrected"] == 1
    assert "pool| media: corrected error, last at DPA 0x3f00; 1 corrected, 0 loads of poison so far" in text
    assert "gave an error" not in text


def test_poison_reaches_the_reader_as_poison(report, copies):
    text, summary = run(report, *at(copies[0][1], "pool.media.uncorrected=0x3f00"))
    assert "host0| DMA pool to HBM: the source is poisoned after" in text
    assert "pool| media: uncorrectable error, last at DPA 0x3f00; 0 corrected, 1 loads of poison so far" in text
    assert "host0| poisoned lines filled with zeroes: done" in text
    assert summary["counters"]["pool.media.ecc_uncorrected"] >= 1
    passed(text, summary)


def test_poison_reaches_a_load_as_a_hardware_error(report, copies):
    text, summary = run(report, *at(copies[0][0] - MS // 2, "pool.media.uncorrected=0x40"))  # before loads and stores
    assert re.search(r"host0\| loads and stores: \d+ errors, 1 of them poison", text), text
    passed(text, summary)


def test_a_bit_that_flips_unseen_is_found_by_the_driver(report, copies):
    text, summary = run(report, *at(copies[0][1], "pool.media.flipped=0x3f00"))
    assert "host0| 256 KiB compared: DIFFERENT" in text
    assert summary["exits"]["host0"] == 6


def test_firmware_that_stalls_is_reset_and_the_data_path_goes_on(report, copies):
    text, summary = run(report, *at(copies[0][0] - MS // 10, "pool.hart.stall"))  # all is told by then
    passed(text, summary)
    passed(text, summary, "host1")
    assert "reset by the watchdog, hosts keep what they hold" in text
    assert text.count("module goes on in service") == 2
    assert "gave an error" not in text and "host0| loads and stores" not in text
    assert text.index("host0| 256 KiB compared: equal") < text.index("reset by the watchdog")  # meanwhile
    assert summary["counters"]["accelerator0.link0.trainings"] == 1
    assert summary["counters"]["pool.system_controller.watchdog_resets"] == 1


def test_a_reset_button_on_the_pool_disturbs_no_host(report, copies):
    text, summary = run(report, *at(in_copy(copies, 6), "pool.system_controller.press_reset"))
    passed(text, summary)
    passed(text, summary, "host1")
    assert "MiB blocks" not in text and ", reset, hosts keep what they hold" in text
    assert "gave an error" not in text


@pytest.mark.parametrize("seed", range(3))
def test_a_host_that_is_reset_in_mid_copy_starts_over(report, copies, seed):
    pressed = in_copy(copies, seed)
    text, summary = run(report, *at(pressed, "host0.system_controller.press_reset"))
    said = f"seed {seed}, reset at {pressed} ps:\n{text}"
    assert "host0| 1 extent(s) of before given back" in text, said
    assert text.count("host0| 256 KiB of it read: zeroes") == 2, said
    passed(text, summary)
    passed(text, summary, "host1")


def test_a_scrub_that_stalls_is_given_up_and_asked_for_again(report):
    text, summary = run(report, *at(26.5 * MS, "pool.scrub.stall"))
    assert "scrub failed, nothing is granted" in text
    passed(text, summary)
    passed(text, summary, "host1")


@pytest.mark.parametrize("module", ["pool.port0.transceiver", "accelerator0.transceiver0"], ids=["pool", "host"])
def test_a_module_that_is_replaced_at_once_comes_up(report, copies, module):
    begin = copies[0][0]
    text, summary = run(report, *at(begin, module + ".removed"), *at(begin + MS // 1_000_000, module + ".inserted"))
    passed(text, summary)


@pytest.mark.parametrize("module", ["pool.port0.transceiver", "accelerator0.transceiver0"], ids=["pool", "host"])
def test_a_module_that_is_removed_while_it_comes_up_is_brought_up_when_it_is_back(report, module):
    text, summary = run(report, *at(10 * MS, module + ".removed"), *at(12 * MS, module + ".inserted"))
    passed(text, summary)


def test_what_befalls_a_module_that_is_not_there_does_not_stick_to_the_next(report):
    text, summary = run(report, *at(1_000_000, "pool.port0.transceiver.removed"), *at(30 * MS, "pool.port0.transceiver.i2c_stuck"),
                        *at(30 * MS, "pool.port0.transceiver.lane_dead=1"), *at(40 * MS, "pool.port0.transceiver.inserted"))
    passed(text, summary)
    assert summary["status"]["pool.port0.link.state"] == "up"


def test_a_host_that_is_reset_while_the_pool_stalls_waits_for_it(report, copies):
    stall = copies[-1][1] + MS // 10  # its next command, some milliseconds later, is not served
    text, summary = run(report, *at(stall, "pool.hart.stall"), *at(stall + 20 * MS, "host0.system_controller.press_reset"))
    passed(text, summary)
    assert "reset by the watchdog" in text


def test_a_long_wait_for_the_peer_does_not_make_the_link_patient(report):
    """The round trip is that of the kReady that was answered, however many were sent in vain before it."""
    errors = ("--set", "fibre0.ber=1.5e-3")
    mean = [run(report, *errors, *more)[1]["latency"]["accelerator0.pool_port.dma_latency"]["mean_ps"]
            for more in ((), (*at(1_000_000, "accelerator0.transceiver0.laser.fade=20 dB"), *at(60 * MS, "accelerator0.transceiver0.laser.fade=0 dB")))]
    assert mean[1] < 1.5 * mean[0]


def test_a_module_that_refuses_is_given_up_after_three_attempts(lantern):
    done = lantern("run", "duo", "--event", "1 ms pool.port0.transceiver.data_path.refuse_application", "--until", "1200 ms")
    assert done.stdout.count("pool| port 0: module rejected") >= 3
    assert "given up until another one is inserted" in done.stdout


def test_faults_are_the_same_from_the_pod_file_and_from_the_command_line(report, tmp_path, copies):
    duo = DUO.read_text()
    pod = tmp_path / "cut.toml"
    cut = copies[0][0]
    pod.write_text(duo + f'\n[[event]]\nat = "{cut} ps"\nfault = "fibre0.cut"\n[[event]]\nat = "{cut + MS} ps"\nfault = "fibre0.repair"\n')
    by_file = report(pod, "--trace-hash")[1]["trace_hash"]
    by_option = report("duo", "--trace-hash", *at(cut, "fibre0.cut"), *at(cut + MS, "fibre0.repair"))[1]["trace_hash"]
    assert by_file == by_option


def test_a_host_that_gives_up_fails(report):
    """Its DMA cannot reach the pool, and nothing that it can mend is broken."""
    done, summary = report("solo", "--set", "accelerator0.accelerator.dma.window_base=0x50_0000_0000")
    assert done.returncode == 1 and summary["exits"]["host0"] == 12, done.stdout
    assert "host0| given up after 8 attempts" in done.stdout and "compared" not in done.stdout


def test_an_event_after_the_end_is_said(report):
    done, summary = report("duo", "--event", "30 ms fibre0.loss=0 dB", "--event", "3 s fibre1.loss=3 dB")
    assert summary["events_not_reached"] == ["3 s fibre1.loss=3 dB"]
    assert "event not reached: 3 s fibre1.loss=3 dB" in done.stdout and "event| 30 ms fibre0.loss=0 dB" in done.stdout


def test_an_event_happens_at_its_time(lantern):
    def events(until):
        done = lantern("run", "solo", "--event", "1234567 ps fibre0.cut", "--event", "1 us fibre0.repair", "--until", until)
        return [line for line in done.stdout.splitlines() if line.startswith("event|")]
    assert events("1234566 ps") == ["event| 1 us fibre0.repair"]
    assert events("1234568 ps") == ["event| 1 us fibre0.repair", "event| 1.234567 us fibre0.cut"]


@pytest.mark.parametrize("event, message", [
    ("fibre0.cut", "lacks the form"), ("10 fibre0.cut", "`10` lacks a unit"), ("1 ms fibre0.cutt", "did you mean `fibre0.cut`"),
    ("1 ms fibre0.cut=3", "takes no argument"), ("1 ms fibre0.loss", "needs an argument"), ("1 ms fibre0.loss=3", "lacks a unit"),
    ("1 ms fibre0.loss=90 dB", "out of the range"), ("1 ms pool.media.uncorrected=0x10000000", "out of the range"), ("1 parsec fibre0.cut", "unknown unit")])
def test_a_bad_event_is_explained(lantern, event, message):
    done = lantern("run", "duo", "--event", event)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_bad_event_in_the_pod_file_has_its_line(lantern, tmp_path):
    duo = DUO.read_text()
    pod = tmp_path / "bad.toml"
    pod.write_text(duo + '\n[[event]]\nat = "1 ms"\nfault = "fibre7.cut"\n')
    done = lantern("run", pod)
    assert done.returncode == 2
    assert f"bad.toml:{len(duo.splitlines()) + 2}" in done.stderr and "fibre7.cut" in done.stderr


def test_show_lists_every_fault(lantern):
    text = lantern("show", "duo", "--faults").stdout
    for name in ("fibre1.cut", "fibre1.repair", "fibre1.loss=", "fibre1.ber_burst=", "pool.port1.transceiver.laser.fade=",
                 "accelerator1.transceiver0.lane_dead=", "pool.port1.transceiver.removed", "pool.port1.transceiver.inserted",
                 "pool.port1.transceiver.silent", "pool.port1.transceiver.i2c_stuck", "pool.media.corrected=", "pool.media.uncorrected=",
                 "pool.hart.stall", "host1.system_controller.press_reset"):
        assert name in text
