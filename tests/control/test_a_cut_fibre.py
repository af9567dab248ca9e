import lantern


@lantern.pod("duo", until=lantern.console("host0", "64 loads"))
def test_a_fibre_that_is_cut_in_mid_copy(pod):
    pod.run("100 us")  # the copy is on its way
    pod.fibre0.cut()
    pod.accelerator0.i2c0.transfer(0x50, write=[127, 0x11])  # the page of the lanes' flags
    pod.run("50 us")  # in which the module changes pages
    los = pod.accelerator0.transceiver0.page11.RX_LOS
    assert los.read() == 0xF
    assert pod.accelerator0.i2c0.transfer(0x50, write=[147], read=1) == b"\x0f"
    pod.host0.uart.expect("the destination gave an error")
    pod.fibre0.repair()
    pod.host0.uart.expect("trying again")
    pod.host0.uart.expect("compared: equal", limit="100 ms")
    assert pod.run().why == "over" and pod.exits == {"host0": 0, "host1": 0}
    assert pod.accelerator0.link0.trainings.read() == 2
