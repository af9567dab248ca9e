"""A pool with two ports: both modules and links come up, and each host sees its own port."""

import pathlib

POD = pathlib.Path(__file__).resolve().parents[2] / "platform" / "pods" / "solo.toml"


def test_two_hosts_on_a_pool_with_two_ports(lantern, tmp_path):
    text = POD.read_text().replace("count = 1", "count = 2").replace("ports = 1", "ports = 2")
    text += 'codeword_out_1 = "fibre1.codeword_target_1"\nlight_out_1 = "fibre1.light_target_1"\n'
    pod = tmp_path / "two.toml"
    pod.write_text(text)
    # The second host only says hello: sharing is for hosts that ask again.
    done = lantern("run", pod, "--set", "fibre1.length=90 m")
    assert "pool manager: 2 port(s)" in done.stdout, done.stdout + done.stderr
    assert "pool| port 1: link up" in done.stdout
    assert "host0| 256 KiB compared: equal" in done.stdout or "host1| 256 KiB compared: equal" in done.stdout


def test_a_port_that_is_not_wired_is_named(lantern, tmp_path):
    pod = tmp_path / "two.toml"
    pod.write_text(POD.read_text().replace("count = 1", "count = 2").replace("ports = 1", "ports = 2"))
    done = lantern("check", pod)
    assert done.returncode == 2
    assert "missing wire: nothing is bound to port `codeword_out_1` of `pool`" in done.stderr
