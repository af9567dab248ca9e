"""Masters for scripts: loads and stores by a node's map, I2C transfers, mailbox commands."""

import pytest
from conftest import client

BIT = client.Time("2.5 us")


pytestmark = client.pod("solo", until="link up")


def carried(pod, method, **arguments):
    answer = pod.ask(method, **arguments)
    return answer, answer["time_ps"] - answer["begun_ps"]


def test_a_load_takes_the_time_of_its_path(pod):
    hop, access = (int(client.Time(pod[name].read())) for name in ("host0.router.hop", "host0.dram.access"))
    answer, took = carried(pod, "bus.read", node="host0", address=0x8800_0000, length=8)
    assert answer["response"] == "ok"
    assert hop + access <= took <= hop + access + 1000
    answer, took = carried(pod, "bus.read", name="host0.uart.LSR")
    assert took == hop + int(client.Time(pod.host0.uart.access.read()))
    assert answer["value"] in (0, 0x60)  # THRE and TEMT, or neither while it sends


def test_what_is_stored_is_there(pod):
    pod.host0.bus.write(0x8800_0000, bytes(range(64)))
    assert pod.host0.mem[0x8800_0000:64] == bytes(range(64))
    assert pod.host0.bus.read(0x8800_0010, 4) == bytes(range(16, 20))


def test_an_access_to_nothing_is_an_error_and_no_more(pod):
    with pytest.raises(client.BusError) as caught:
        pod.host0.bus.read(0, 4)
    assert caught.value.response == "address error"
    assert pod.run().why == "over"
    assert pod.report()["code"] == 0


@pytest.mark.parametrize("arguments, said", [
    ({"node": "host0", "address": 0}, "either `name`, or `address` and `length`"),
    ({"node": "host0", "address": 0, "length": 0}, "ADDRESS+LENGTH"),
    ({"node": "host0", "address": 0, "length": 5000}, "4096 bytes at the most"),
    ({"node": "host9", "address": 0, "length": 4}, "did you mean `host0`"),
    ({"name": "host0.uart.LSR.DR"}, "is a field"),
    ({"name": "pool.media.DPA_LOW", "node": "host0"}, "not on the map of host0"),
    ({"name": "pool.port0.transceiver.lower.STATE"}, "on no node's map"),
])
def test_a_load_that_cannot_be_is_refused(pod, arguments, said):
    before = pod.now, pod.events
    with pytest.raises(client.Refused, match=said.replace("+", r"\+")):
        pod.ask("bus.read", **arguments)
    assert (pod.now, pod.events) == before


def test_registers_are_read_with_their_effects(pod):
    pod.pool.media.INTERRUPT_ENABLE.store(0)
    pod.pool.media.INTERRUPT.write(1)  # sets the bit, as a debugger does
    assert pod.pool.media.INTERRUPT.load() == 1
    pod.pool.media.INTERRUPT.store(1)  # write 1 to clear
    assert pod.pool.media.INTERRUPT.read() == 0


def test_a_transfer_takes_its_bits_and_reads_what_is_there(pod):
    lower = pod.accelerator0.transceiver0.lower
    stored = bytes([lower.IDENTIFIER.read(), lower.REVISION.read()])
    answer, took = carried(pod, "i2c.transfer", controller="accelerator0.i2c0", address=0x50, write="00", read=2)
    assert bytes.fromhex(answer["data"]) == stored == b"\x19\x52"
    assert answer["acknowledged"] == 5
    held = client.Time(pod.accelerator0.transceiver0.stretch.read())  # SCL, after each address
    assert took == (10 + 9 + 10 + 2 * 9 + 1) * BIT + 2 * held
    assert pod.accelerator0.i2c0.transfer(0x50, read=1) == bytes([lower.CHARACTERISTICS.read()])  # where the last one ended


def test_nobody_at_the_address(pod):
    answer, took = carried(pod, "i2c.transfer", controller="accelerator0.i2c0", address=0x51)
    assert (answer["response"], answer["acknowledged"], took) == ("not acknowledged", 0, 11 * BIT)
    with pytest.raises(client.Nack, match="address 0x51 was not acknowledged") as caught:
        pod.accelerator0.i2c0.transfer(0x51)
    assert caught.value.byte == 0
    with pytest.raises(client.Refused, match="7 bits"):
        pod.accelerator0.i2c0.transfer(0x80)
    with pytest.raises(client.Refused, match="did you mean `accelerator0.i2c0`"):
        pod.ask("i2c.transfer", controller="accelerator0.i2c", address=0x50)


def test_a_bus_that_is_held_says_so_and_a_limit_holds(pod):
    pod.accelerator0.transceiver0.i2c_stuck()
    with pytest.raises(client.BusError, match="SDA is held"):
        pod.accelerator0.i2c0.transfer(0x50, write=[0], read=1)
    with pytest.raises(client.Refused, match="is not over at"):
        pod.ask("i2c.transfer", controller="pool.port0.i2c", address=0x50, write="00", read=100, limit="1 us")
    assert pod.run("20 ms").why in ("time", "over")


@pytest.mark.long
def test_two_masters_share_a_bus_while_modules_come_up(pods):
    pod = pods("duo")
    heard = 0
    for _ in range(60):
        pod.run("400 us")
        for bus in (pod.accelerator0.i2c0, pod.pool.port1.i2c):
            try:
                assert bus.transfer(0x50, write=[0], read=1) == b"\x19"
                heard += 1
            except client.Nack:
                pass
    assert heard > 20
    assert pod.run().why == "over"
    report = pod.report()
    assert (report["code"], report["verdict"]) == (0, "passed"), report["verdict"]


def test_a_mailbox_command(pod):
    code, payload = pod.pool.port0.mailbox.command(0x4000)  # Identify Memory Device
    assert (code, payload[:11]) == (0, b"lantern 0.1")
    assert pod.pool.port0.mailbox.command(0xC0DE)[0] == 3  # Unsupported
    assert pod.run().why == "over"
    assert pod.report()["code"] == 0


def test_jobs_on_a_ring(pod):
    source, destination = 0x8F10_0000, 0x8F20_0000
    data = bytes(range(256)) * 256
    pod.host0.mem[source : len(data)] = data
    ring = pod.accelerator0.accelerator.ring(3, host=pod.host0, at=0x8F00_0000, entries=4)
    for length in (65536, 4096, 64, 1, 65536):  # more than the ring holds
        pod.host0.mem[destination : len(data)] = bytes(len(data))
        ended = ring.copy(destination, source, length)
        assert (ended.status, ended.done) == (0, length)
        assert pod.host0.mem[destination : len(data)] == data[:length] + bytes(len(data) - length)
    ended = ring.fill(destination, b"lantern!", 4096)
    assert pod.host0.mem[destination:4096] == b"lantern!" * 512
    assert ring.copy(destination, 0x10, 64).status == 2  # the source could not be read
    pod.accelerator0.accelerator.RING_CONTROL[3].store(0)  # off
    with pytest.raises(client.LimitReached, match="ring 3 has not answered"):
        ring.copy(destination, source, 65536, limit="20 us")
    assert pod.run().why == "over"
    assert pod.report()["code"] == 0


def test_a_layout_packs_what_is_named(pod):
    descriptor = pod.accelerator0.accelerator.descriptor
    assert descriptor.size == len(descriptor.pack()) == 64
    assert descriptor.pack(COMMAND_OPCODE=1, COMMAND_ID=0x1234, SOURCE=0x8000_0000)[:16].hex() == "01003412" "00000000" "0000008000000000"
    assert descriptor.unpack(descriptor.pack(LENGTH=7))["LENGTH"] == 7
    with pytest.raises(TypeError, match="has no LENGHT"):
        descriptor.pack(LENGHT=7)


def test_what_masters_did_is_done_again_by_events(pods, alone):
    pod = pods("solo")
    pod.run("20 ms")
    pod.accelerator0.i2c0.transfer(0x50, write=[0], read=8)
    pod.host0.bus.write(0x8800_0000, b"abc")
    pod.host0.uart.expect("link up")
    pod.pool.port0.mailbox.command(0x4000)
    pod.run()
    again = alone("solo", *[word for event in pod.events for word in ("--event", event)])
    assert again["trace_hash"] == pod.report()["trace_hash"]
    assert again["counters"] == pod.report()["counters"]
