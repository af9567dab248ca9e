"""Something breaks at any moment of a run, and is mended: every host ends well all the same."""

import random

import pytest

MS = 1_000_000_000
ENDS = ("pool.port{n}.transceiver", "accelerator{n}.transceiver0")


def incident(rng, begin=1 * MS, end=50 * MS):
    """One thing that breaks at a random time and, where it does not mend itself, is mended a random time later."""
    n, at = rng.randrange(2), rng.randrange(begin, end)
    later = at + int(10 ** rng.uniform(3, 10.3))  # 1 ns to 20 ms
    module = rng.choice(ENDS).format(n=n)
    pairs = [(f"fibre{n}.cut", f"fibre{n}.repair"), (f"fibre{n}.loss=20 dB", f"fibre{n}.loss=0 dB"),
             (f"{module}.laser.fade=20 dB", f"{module}.laser.fade=0 dB"), (f"{module}.removed", f"{module}.inserted"),
             (f"{module}.lane_dead=3", f"{module}.lane_restored=3")]
    alone = [f"fibre{n}.ber_burst={rng.randrange(1, 300)} us", f"{module}.module_fault", "pool.hart.stall", "pool.scrub.stall",
             "pool.system_controller.press_reset", f"host{n}.system_controller.press_reset"]
    kind = rng.randrange(len(pairs) + len(alone))
    if kind >= len(pairs):
        return [f"{at} ps {alone[kind - len(pairs)]}"]
    return [f"{at} ps {pairs[kind][0]}", f"{later} ps {pairs[kind][1]}"]


def survives(lantern, pod, events, *arguments):
    options = [word for event in events for word in ("--event", event)]
    done = lantern("run", pod, *arguments, *options)
    said = f"lantern run {pod} {' '.join(arguments)} " + " ".join(f'--event "{event}"' for event in events) + f":\n{done.stdout}{done.stderr}"
    assert done.returncode == 0, said
    return done.stdout, said


@pytest.mark.parametrize("seed", range(24))
def test_one_incident(lantern, seed):
    text, said = survives(lantern, "duo", incident(random.Random(seed)))
    assert text.count("256 KiB compared: equal") >= 2, said
    assert "NOT ZERO" not in text and "DIFFERENT" not in text and "STILL WORKS" not in text, said


@pytest.mark.parametrize("seed", range(100, 112))
def test_two_incidents_with_both_hosts_at_work(lantern, seed):
    rng = random.Random(seed)
    text, said = survives(lantern, "duo", incident(rng) + incident(rng), "--set", "pool.capacity=1 GiB")
    assert "NOT ZERO" not in text and "DIFFERENT" not in text and "STILL WORKS" not in text, said


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
    text, said = survives(lantern, "octo", ["60 ms fibre5.cut", "75 ms fibre5.repair", "61 ms pool.hart.stall"])
    assert text.count("256 KiB compared: equal") >= 8, said
