"""The HDM decoder as model, as RTL and as both: the pod cannot tell them apart."""

import pathlib

import pytest

IMPLEMENTATIONS = ("tlm", "rtl", "shadow")


def impl(word):
    return "--set", f"pool.hdm_decoder.impl={word}"


@pytest.fixture
def run(report):
    def call(word, *arguments, pod="solo"):
        done, summary = report(pod, "--trace-hash", *impl(word), *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        consoles = [line for line in done.stdout.splitlines() if "| " in line]
        return consoles, summary

    return call


CROWDED = ("--set", "pool.capacity=1 GiB")  # scrub and hosts meet in the media
LOSSY = ("--set", "fibre.ber=1.5e-3")
ERRORS = ("--event", "20 ms pool.media.corrected=0x100", "--event", "20 ms pool.media.uncorrected=0x8000")
RUNS = [("solo",), ("duo",), ("duo", *CROWDED), ("duo", *CROWDED, *LOSSY), ("duo", *ERRORS), pytest.param(("octo",), marks=pytest.mark.long)]


@pytest.mark.parametrize("pod_and_options", RUNS, ids=lambda words: "-".join(words).replace("/", "_"))
def test_consoles_counters_and_every_wire_are_the_same(run, pod_and_options):
    """Requests are served in the order of their arrival, in the media, too, and equal times have one order."""
    pod, *options = pod_and_options
    consoles, model = run("tlm", *options, pod=pod)
    for word in ("rtl", "shadow"):
        theirs, summary = run(word, *options, pod=pod)
        assert theirs == consoles
        assert [w for w in model["wires"] if summary["wires"].get(w) != model["wires"][w]] == []
        assert summary["wires"].keys() == model["wires"].keys()
        assert summary["trace_hash"] == model["trace_hash"]
        assert {n: summary["counters"][n] for n in model["counters"]} == model["counters"]
        assert summary["counters"]["pool.hdm_decoder.cycles"] > summary["counters"]["pool.hdm_decoder.hits"]


def test_the_shadow_says_what_it_compared_and_found_nothing(run):
    _, summary = run("shadow")
    hits = summary["counters"]["pool.hdm_decoder.hits"]
    refused = summary["counters"]["pool.hdm_decoder.denials"] + summary["counters"]["pool.hdm_decoder.misses"]
    assert summary["status"]["pool.hdm_decoder.shadow"].startswith(f"no difference in {hits + refused} look-ups and ")
    assert summary["latency"]["pool.hdm_decoder.rtl_latency"]["count"] == hits + refused
    assert summary["latency"]["pool.hdm_decoder.rtl_latency"]["mean_ps"] == 4000


def test_two_runs_of_the_rtl_have_one_hash_and_so_have_all_seeds(run):
    hashes = {run("rtl", "--seed", seed)[1]["trace_hash"] for seed in (1, 1, 2, 3)}
    assert len(hashes) == 1


def test_another_clock_is_another_time_with_the_same_data(run):
    consoles, model = run("tlm")
    theirs, summary = run("rtl", "--set", "pool.hdm_decoder.period=50 ns")
    data = [line for line in consoles if "compared" in line]
    assert data and data == [line for line in theirs if "compared" in line]
    load = "accelerator0.pool_port.load_latency"
    assert summary["latency"][load]["mean_ps"] > model["latency"][load]["mean_ps"]
    assert summary["wires"]["pool.crossbar.initiator"] != model["wires"]["pool.crossbar.initiator"]


def test_a_shadow_too_slow_for_its_slack_fails_and_says_where(report):
    done, summary = report("solo", *impl("shadow"), "--set", "pool.hdm_decoder.period=2 ns", "--set", "pool.hdm_decoder.shadow_slack=3 ns")
    assert done.returncode == 1
    assert "pool.hdm_decoder: model and RTL differ at" in summary["verdict"]
    assert "model: 4 ns" in summary["verdict"] and "RTL:   8 ns" in summary["verdict"]
    assert summary["status"]["pool.hdm_decoder.shadow"].startswith("different")


def test_waves_are_written(lantern, tmp_path):
    path = tmp_path / "decoder.fst"
    assert lantern("run", "solo", "--quiet", *impl("rtl"), "--waves", path).returncode == 0
    assert path.read_bytes()[:9] == b"\0" + (329).to_bytes(8, "big")  # FST's header block
    assert path.stat().st_size > 10000


def test_waves_change_nothing(run, tmp_path):
    assert run("rtl", "--waves", tmp_path / "a.fst")[1]["trace_hash"] == run("rtl")[1]["trace_hash"]


def test_waves_without_rtl_or_without_a_place_are_refused(lantern):
    done = lantern("run", "solo", "--waves", "a.fst")
    assert done.returncode == 2 and "no block of this pod is RTL" in done.stderr and "impl=rtl" in done.stderr
    done = lantern("run", "solo", *impl("rtl"), "--waves", "/nowhere/a.fst")
    assert done.returncode == 2 and "cannot write" in done.stderr
    assert not pathlib.Path("a.fst").exists()


def test_a_wrong_implementation_is_refused_with_the_nearest(lantern):
    done = lantern("run", "solo", *impl("shadwo"))
    assert done.returncode == 2
    for words in ("--set pool.hdm_decoder.impl=shadwo", "`hdm_decoder` has no implementation `shadwo`", "did you mean `shadow`?"):
        assert words in done.stderr
    done = lantern("run", "solo", "--set", "pool.media.impl=rtl")
    assert done.returncode == 2 and "`media` has no implementation `rtl`; did you mean `tlm`?" in done.stderr


@pytest.mark.parametrize("word", IMPLEMENTATIONS)
def test_show_tells_the_implementation(lantern, word):
    assert f"impl = {word} (of rtl, shadow, tlm)" in lantern("show", "solo", "pool.hdm_decoder", *impl(word)).stdout


def test_registers_and_look_ups_are_charged_by_name_in_the_rtl_too(lantern, tmp_path):
    trace = tmp_path / "trace.txt"
    assert lantern("run", "solo", "--quiet", *impl("rtl"), "--trace", trace).returncode == 0
    charged = {tuple(line.split()[1:3]) for line in trace.read_text().splitlines()[1:]}
    assert ("pool.hdm_decoder.lookup", "4000") in charged
    assert ("pool.hdm_decoder.access", "3000") in charged
