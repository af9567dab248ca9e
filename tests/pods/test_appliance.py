"""The pool alone: its firmware boots, and what goes wrong with it fails the run."""

import re


def test_it_boots_and_still_runs_at_the_limit(lantern):
    done = lantern("run", "appliance")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pool| pool manager: 2 port(s), 256 of 256 MiB free" in done.stdout
    for port in (0, 1):
        assert f"pool| port {port}: module LANTERN OCI-4X53-MODEL up" in done.stdout
        assert f"pool| port {port}: loss of signal, lanes 0xf" in done.stdout
    assert "link up" not in done.stdout
    assert "PASSED: pool still runs at 300 ms" in done.stdout


def test_until_ends_it_sooner(lantern):
    done = lantern("run", "appliance", "--until", "5 ms")
    assert done.returncode == 0
    assert "PASSED: pool still runs at 5 ms" in done.stdout


def test_a_watchdog_reset_fails_it(lantern):
    done = lantern("run", "appliance", "--event", "5 ms pool.hart.stall")
    assert done.returncode == 1
    assert "FAILED: pool was reset by its watchdog" in done.stdout
    assert "pool.hart: reset by its watchdog at " in done.stdout


def test_firmware_that_does_not_run_fails_it(lantern):
    done = lantern("run", "appliance", "--event", "10 us pool.hart.stall")  # before it has started its watchdog
    assert done.returncode == 1
    assert "FAILED: pool does not run: its hart is stalled by a fault" in done.stdout
    done = lantern("run", "appliance", "--set", "pool.hart.firmware=")
    assert done.returncode == 1
    assert "FAILED: pool does not run: its hart is without firmware" in done.stdout


def test_a_wrong_node_is_named(lantern, tmp_path):
    import pathlib

    pods = pathlib.Path(__file__).resolve().parents[2] / "platform" / "pods"
    pod = tmp_path / "mine.toml"
    for written, says in (('runs = ["pol"]', "there is no node `pol`; did you mean `pool`?"), ('runs = "pool"', "`runs` is a list of nodes"), ("", "[expect] needs `exits`")):
        text = (pods / "appliance.toml").read_text().replace('runs = ["pool"]', written)
        pod.write_text(text)
        done = lantern("run", pod)
        assert done.returncode == 2
        assert re.search(rf"{re.escape(str(pod))}:\d+: .*{re.escape(says)}", done.stderr), done.stderr
