"""A suite: every case is run, what fails is told with its reason, its command and its files, and nothing else fails with it."""

import os
import re
import signal
import subprocess
import time
import xml.etree.ElementTree as ElementTree

import pytest
from lantern import regress as regress_module

SUITE = """
limit = "60 s"
[[case]]
pod = ["solo", "hello"]
seeds = [1, 2]
[[case]]
name = "one hash"
pod = "solo"
implementations = { "pool.hdm_decoder" = ["tlm", "rtl", "shadow"] }
same_hash = true
expect = { exits = { host0 = 0 }, console = { host0 = "256 KiB compared: equal", pool = "port 0: link up" } }
[[case]]
name = "too early"
pod = "hello"
until = "5 us"
expect = { code = 1, verdict = "time limit" }
[[case]]
pod = "solo"
script = "a_script.py"
seeds = [3]
set = { "fibre.length" = "7 m" }
"""
HEAD, *CASES = SUITE.split("[[case]]")
SCRIPT = """
import lantern
with lantern.given_pod() as pod:
    print(pod.description["pod"], pod.fibre0.length.read(), pod.command)
    pod.run_until(lantern.console("host0", "link up"), limit="1 s")
"""

pytestmark = pytest.mark.long


@pytest.fixture
def regress(programs, tmp_path):
    """regress(suite, *options, script=SCRIPT) -> CompletedProcess, in a folder of its own."""

    def call(text, *options, script=SCRIPT):
        (tmp_path / "suite.toml").write_text(text)
        (tmp_path / "a_script.py").write_text(script)
        return subprocess.run([programs / "lantern", "regress", "suite.toml", *options], cwd=tmp_path, capture_output=True, text=True, timeout=300)

    return call


def test_a_suite_passes(regress, tmp_path):
    done = regress(SUITE, "--junit", "suite.xml", "--keep")
    assert (done.returncode, done.stdout) == (0, "9 passed, 0 failed\n"), done.stdout + done.stderr
    names = {case.get("name") for case in ElementTree.parse(tmp_path / "suite.xml").getroot()}
    assert {"solo seed 1", "hello seed 2", "one hash: solo, pool.hdm_decoder shadow", "too early: hello", "a_script.py solo seed 3"} <= names
    assert len(done.stderr.splitlines()) == 9
    said = (tmp_path / "lantern-artefacts" / "a_script.py_solo_seed_3" / "stdout.txt").read_text()
    assert re.search(r"/solo.toml 7 m lantern run solo --set 'fibre.length=7 m' --seed 3\n", said)


@pytest.mark.parametrize("old, new, name, why", [
    ('exits = { host0 = 0 }', 'exits = { host0 = 3 }', "one hash: solo, pool.hdm_decoder tlm", "host0 exited with 0"),
    ("compared: equal", "compared: unequal", "one hash: solo, pool.hdm_decoder rtl", "no line of host0 is like"),
    ('verdict = "time limit"', 'verdict = "trap"', "too early: hello", "the verdict is `the time limit is reached"),
    ("code = 1", "code = 0", "too early: hello", "exit code 1: the time limit is reached"),
    ('pod = ["solo", "hello"]', 'pod = ["solo", "helo"]', "helo seed 1", "exit code 2: lantern: there is no pod file `helo`"),
    ('limit = "60 s"', 'limit = "1 ms"', "solo seed 1", "not over after 0.001 s of host time"),
    ('same_hash = true', 'same_hash = true\nevents = ["1 ms pool.hdm_decoder.no_such"]', "one hash: solo, pool.hdm_decoder tlm", "no_such"),
])
def test_a_case_that_fails_is_told(regress, tmp_path, old, new, name, why):
    of_it = next((case for case in CASES if old in case), CASES[0])
    done = regress((HEAD + "[[case]]" + of_it).replace(old, new, 1), "--quiet")
    assert done.returncode == 1, done.stdout + done.stderr
    told = [line for line in done.stdout.splitlines() if line.startswith(f"FAILED {name}: ")]
    assert told and why in told[0], done.stdout
    assert re.search(rf"FAILED {re.escape(name)}: .*\n  lantern run .*\n  lantern-artefacts/", done.stdout)
    assert any((tmp_path / "lantern-artefacts").iterdir())


def test_hashes_that_should_be_one_and_are_not():
    case = lambda name: regress_module.Case(name, "group", "solo", {}, None, 1, None, {}, True)
    results = [regress_module.Result(case("a"), "", 1, "12"), regress_module.Result(case("b"), "", 1, "34"), regress_module.Result(case("c"), "it broke", 1, None)]
    regress_module.compare_hashes(results)
    assert [result.why for result in results] == ["", "trace hash 34, and 12 of `a`", "it broke"]


def test_a_case_that_fails_leaves_a_page(regress, tmp_path):
    assert regress((HEAD + "[[case]]" + CASES[2]).replace("code = 1", "code = 0")).returncode == 1
    folder = tmp_path / "lantern-artefacts"
    assert [path.name for path in folder.iterdir()] == ["too_early_hello"]
    assert "Where the harts are" in (folder / "too_early_hello" / "report.html").read_text()


def test_cases_whose_names_look_alike_have_folders_of_their_own(regress, tmp_path):
    text = "".join(f'[[case]]\nname = "{name}"\npod = "hello"\n' for name in ("a b", "a_b", "a/b", "a", "ä" * 200))
    done = regress(text, "--keep", "--jobs", "4")
    assert (done.returncode, done.stdout) == (0, "5 passed, 0 failed\n"), done.stdout
    assert len(list((tmp_path / "lantern-artefacts").iterdir())) == 5


def test_ctrl_c_ends_a_suite(programs, tmp_path):
    (tmp_path / "suite.toml").write_text('[[case]]\npod = "hello"\n[[case]]\npod = "duo"\nfirmware = { host0 = "bench_loop" }\n')
    process = subprocess.Popen([programs / "lantern", "regress", "suite.toml", "--jobs", "1"], cwd=tmp_path, stderr=subprocess.PIPE, text=True,
                               start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    assert "1 of 2: passed hello" in process.stderr.readline()
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "stopped after 1 of 2 cases" in err and "Traceback" not in err, err


def test_a_script_whose_pod_is_none_fails_though_it_does_not_ask_for_it(regress):
    done = regress(SUITE.replace('"fibre.length" = "7 m"', '"fibre.lenght" = "7 m"'), "--quiet", script="print(1)")
    assert done.returncode == 1 and "of `lantern check`: lantern: --set fibre.lenght=7 m: " in done.stdout


@pytest.mark.parametrize("script, why", [
    ("x = (", "exit code 2"), ("assert False", "exit code 1"), ("while True: pass", "not over after 2 s"),
    ("import lantern, os, signal\npod = lantern.given_pod()\nos.kill(pod._process._process.pid, signal.SIGKILL)\npod.run()", "exit code 1"),
])
def test_a_script_that_breaks_breaks_nothing_else(regress, script, why):
    text = "[[case]]".join([HEAD, CASES[0], CASES[-1]])
    done = regress(text.replace('script = "a_script.py"', 'script = "a_script.py"\nlimit = "2 s"'), "--quiet", script=script)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith(f"FAILED a_script.py solo seed 3: {why}"), done.stdout
    assert "LANTERN_CASE='" in done.stdout
    assert done.stdout.endswith("4 passed, 1 failed\n")


@pytest.mark.parametrize("old, new, said", [
    ("limit =", "limt =", "the file takes no `limt`; did you mean `limit`?"),
    ("same_hash", "same_hsh", "[[case]] takes no `same_hsh`; did you mean `same_hash`?"),
    ("verdict =", "verdct =", "[[case]] expect takes no `verdct`"),
    ('pod = "hello"\n', "", "[[case]]: `pod` is missing"),
    ('"60 s"', '"60 sec"', "limit: "),
    ("[[case]]", "[[case", "suite.toml: "),
    ('script = "a_script.py"', 'script = "a_script.py"\nuntil = "1 ms"', "a script checks for itself"),
    ("seeds = [1, 2]", "seeds = []", "`seeds` is an empty list"),
    ("seeds = [1, 2]", "seeds = 3", "`seeds` is a list"),
    ('["tlm", "rtl", "shadow"]', '"rtl"', "the implementations of `pool.hdm_decoder` are a list"),
    ("exits = { host0 = 0 }", "exits = 0", "`exits` is a table"),
    ('"256 KiB compared: equal"', '"(("', "`((`: "),
    ('limit = "60 s"', "limit = 5", "`limit` is a text with a unit"),
    ('until = "5 us"', 'events = "1 ms fibre0.cut"', "`events` is a list"),
    ('name = "one hash"', "", "two cases are called") ,
])
def test_what_is_wrong_with_a_suite_is_said(regress, old, new, said):
    text = SUITE.replace(old, new, 1)
    if not new:
        text = text.replace('implementations = { "pool.hdm_decoder" = ["tlm", "rtl", "shadow"] }', "seeds = [1]") if "hash" in old else text
    done = regress(text)
    assert (done.returncode, said in done.stderr) == (2, True), done.stdout + done.stderr
