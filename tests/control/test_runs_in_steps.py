"""A run under the hand of a client is the run that it would be alone; what a client does to it can be done again by events."""

import json

import pytest
from conftest import client


def same(pod, report):
    """All of a report that does not tell of the host."""
    mine = pod.report()
    return {key: value for key, value in mine.items() if key not in ("host_seconds", "events", "settings")} == \
        {key: value for key, value in report.items() if key not in ("host_seconds", "events", "settings")}


def look_at_all(pod):
    """Everything that can be looked at."""
    pod.ask("describe")
    for name in list(names(pod.description)):
        pod.get(name)
    for node in ("host0", "pool"):
        pod.ask("hart", node=node)
        pod.ask("console.read", console=f"{node}.uart")
    pod.host0.mem.read(0x8000_0000, 4096)
    pod.report()


def names(described):
    for child in described.get("children", ()):
        if child["kind"] in ("counter", "status", "latency", "parameter"):
            yield child["name"]
        elif child["kind"] == "registers":
            owner = child["name"] if child["name"].rsplit(".", 1)[1] != "registers" else child["name"].rsplit(".", 1)[0]
            for register in child["registers"]:
                index = "[0]" * ((register["count"] > 1) + (register["inner_count"] > 1))
                yield f"{owner}.{register['name']}{index}"
        yield from names(child)


@pytest.mark.long
@pytest.mark.parametrize("pod", ["solo", "duo"])
def test_a_run_that_is_looked_at_all_the_time_is_as_one_that_is_not(pods, alone, pod):
    looked = pods(pod)
    while not looked.over:
        looked.run("7.3 ms")
        look_at_all(looked)
    assert same(looked, alone(pod))


@pytest.mark.long
def test_a_run_in_steps_of_the_kernel_is_as_one_that_is_not(pods, alone):
    stepped = pods("duo")
    with pytest.raises(client.LimitReached, match="the run is over: passed"):
        stepped.run_until(client.register("pool.media.INTERRUPT", equals=1 << 20), client.idle(), limit="10 s")
    assert same(stepped, alone("duo"))


def test_what_was_done_is_done_again_by_events(pods, alone):
    acted = pods("duo")
    stood = acted.run_until(client.console("host0", "link up"), limit="1 s").at
    acted.fibre0.cut()
    assert acted.events == [f"{stood + 1} fibre0.cut"]  # that time has begun; what is done is done before all else of its own
    acted.run("300 us")
    acted.fibre0.repair()
    acted.pool.media.DPA_LOW.write(64)
    acted.host0.mem[0x8800_0000:4] = b"\xca\xfe\xba\xbe"
    acted.host1.uart.send("hello\n")
    acted.run_until(client.console("host1", "link up"), limit="1 s")
    acted.fibre1.loss("1 dB")
    assert acted.run().why == "over"
    assert len(acted.events) == 6
    again = alone("duo", *[word for event in acted.events for word in ("--event", event)])
    assert again["events"] == acted.events
    assert same(acted, again)
    assert again["trace_hash"] != alone("duo")["trace_hash"]


@pytest.mark.long
def test_an_event_that_was_given_comes_before_one_that_is_done_at_its_time(pods, alone):
    events = ["2 ms fibre0.cut"]
    acted = pods("solo", events=events)
    acted.run("2 ms")
    assert acted.ask("status")["events_pending"] == events  # it is still to come
    acted.fibre0.repair()
    acted.run("1 ms")
    assert acted.events == [*events, "2 ms fibre0.repair"]
    acted.run()
    assert same(acted, alone("solo", "--event", events[0], "--event", "2 ms fibre0.repair"))
    assert not same(acted, alone("solo", "--event", "2 ms fibre0.repair", "--event", events[0]))


@pytest.mark.long
def test_what_is_to_come_is_done_at_its_time(pods, alone):
    pod = pods("solo")
    pod.run("1 ms")
    assert pod.act("fibre.cut", at="3 ms") == ["3 ms fibre0.cut"]
    with pytest.raises(client.Refused, match="`at` 999 us is past: it is 1 ms"):
        pod.act("fibre0.cut", at="999 us")
    assert pod.run_until(pod.fibre0.cut.raised(), limit="1 s").at == client.Time("3 ms")
    pod.act("fibre0.repair", at="4 ms")
    pod.run()
    assert same(pod, alone("solo", "--event", "3 ms fibre0.cut", "--event", "4 ms fibre0.repair"))


@pytest.mark.parametrize("quantum", ["0 ns", "1 us", "50 us"])
def test_conditions_are_met_at_their_time(pods, quantum):
    pod = pods("solo", set={"quantum": quantum})
    text = pod.run_until(pod.host0.uart.holds("link up"), limit="1 s")
    assert pod.host0.uart.text[: text.end].endswith("link up")
    assert text.at == pod.now
    # One that holds already stops at once.
    assert pod.run_until(pod.host0.uart.holds("link up"), limit="1 s").at == text.at


def test_a_console_is_read_as_far_as_it_has_come(pods):
    pod = pods("hello")
    first = pod.run_until(client.matches("host0", "[a-z]+"), limit="1 s")
    later = pod.run_until(client.matches("host0", "[a-z]+", start=first.end), limit="1 s")
    assert (later.end, later.at > first.at) == (first.end + 1, True)
    text = pod.host0.uart.text
    pod.run()
    assert pod.host0.uart.text.startswith(text)


def test_an_event_stops_a_run_when_it_has_happened_and_not_before(pods):
    pod = pods("solo", events=["3 ms fibre0.cut", "4 ms fibre0.loss=30 dB"])
    assert pod.run_until(pod.fibre0.cut.raised(), limit="1 s").at == client.Time("3 ms")
    assert pod.run_until(pod.fibre0.cut.raised(), client.event("fibre.loss"), limit="1 s").condition.asked == {"event": "fibre.loss"}
    assert pod.now == client.Time("4 ms")


def test_a_register_stops_a_run_in_the_delta_that_writes_it(pods):
    pod = pods("solo")
    seen = pod.run_until(pod.pool.port0.transceiver.lower.MODULE_STATE.differs(0), limit="1 s")
    state = pod.pool.port0.transceiver.lower.MODULE_STATE.read()
    assert state != 0
    again = pods("solo")
    again.run_to(seen.at)
    assert again.pool.port0.transceiver.lower.MODULE_STATE.read() == 0  # what is for that time is still to come
    again.run(1)
    assert again.pool.port0.transceiver.lower.MODULE_STATE.read() == state


def test_a_crash_is_told_with_what_it_said(pods):
    pod = pods("solo")
    pod._process._process.kill()
    with pytest.raises(client.Crashed, match="-9"):
        pod.run("1 ms")


def test_a_pod_that_cannot_be_is_told_in_the_platforms_words(programs):
    with pytest.raises(client.NotStarted, match="did you mean `solo`"):
        client.Pod("sollo", program=programs / "lantern")
    with pytest.raises(client.NotStarted, match="fibre.lenght"):
        client.Pod("solo", set={"fibre.lenght": "1 m"}, program=programs / "lantern")


def test_a_report_of_a_served_run_is_that_of_the_command_line(pods, alone):
    pod = pods("hello")
    pod.run()
    mine, theirs = pod.report(), alone("hello")
    assert mine.keys() == theirs.keys()
    assert json.dumps(mine["counters"]) == json.dumps(theirs["counters"])


def test_a_counter_stops_a_run_where_it_counts(pods):
    pod = pods("solo", events=["3 ms fibre0.cut"])
    seen = pod.run_until(client.counter("pool.port0.i2c.bytes", least=100), limit="1 s")
    assert pod.pool.port0.i2c.bytes.read() == 100
    before = pods("solo", events=["3 ms fibre0.cut"])
    before.run_to(seen.at)
    assert before.pool.port0.i2c.bytes.read() == 99
    assert pod.run_until(client.counter("pool.port0.i2c.bytes", least=50), limit="1 s").at == seen.at


@pytest.mark.parametrize("letter", "heo")
def test_a_value_that_is_gone_at_once_has_been_seen(pods, letter):
    """A hart writes the next one in the same activity of the kernel."""
    pod = pods("hello", set={"quantum": "1 ms"})
    assert pod.run_until(client.register("host0.uart.THR", equals=ord(letter)), limit="1 s").condition is not None
