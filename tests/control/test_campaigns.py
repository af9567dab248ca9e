"""Campaigns: rows are what their file says, each can be had again, and what is done is done whatever comes between."""

import csv
import os
import re
import resource
import shlex
import signal
import sqlite3
import subprocess
import time
import tomllib
import xml.etree.ElementTree as ElementTree

import pytest
from lantern.campaign import file as campaign_file
from lantern.report import figures
from lantern.time import Time

FILE = """
pod = "solo"
after = "link up"
limit = "6 s"
hash = true
seeds = [3]
values = ["accelerator0.link0.trainings", "accelerator0.accelerator.dma.bytes"]

[axes]
"pool.media.column" = ["16.666 ns", "30 ns"]

[[fault]]
what = ["fibre0.cut", "*.transceiver*.laser.fade=20 dB"]
after = ["0 ms", "2 ms"]
undo = { cut = "repair", fade = "fade=0 dB" }
none = true

[[outcome]]
name = "unharmed"
exits = { host0 = 0 }
counters = { "accelerator0.link0.trainings" = "== 1" }

[[outcome]]
name = "recovered"
exits = { host0 = 0 }
console = { host0 = "equal" }
"""
ROWS = 2 * 7

pytestmark = pytest.mark.long


@pytest.fixture
def campaign(programs, tmp_path):
    """campaign(text, *options) -> CompletedProcess of `lantern campaign` with that file, in a folder of its own."""

    def call(text, *options, **keywords):
        (tmp_path / "it.toml").write_text(text)
        return subprocess.run([programs / "lantern", "campaign", "it.toml", "--quiet", *map(str, options)], cwd=tmp_path, capture_output=True, text=True,
                              timeout=300, **keywords)

    return call


def rows_of(path):
    with sqlite3.connect(path) as database:
        return database.execute("select row, outcome, verdict, simulated_ps, seed, parameters, events, counts, trace_hash, command from rows order by row").fetchall()


@pytest.fixture(scope="session")
def whole(programs, tmp_path_factory):
    """The rows of FILE, run in one go."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "it.toml").write_text(FILE)
    subprocess.run([programs / "lantern", "campaign", "it.toml", "--quiet"], cwd=folder, check=True, capture_output=True, timeout=300)
    return rows_of(folder / "it.sqlite")


def test_rows_from_copies_are_as_those_from_reset_and_can_be_had_again(campaign, lantern, report, tmp_path):
    done = campaign(FILE, "--csv", "it.csv", "--junit", "it.xml")
    assert (done.returncode, done.stderr) == (0, "")
    warm = rows_of(tmp_path / "it.sqlite")
    assert len(warm) == ROWS
    assert {row[1] for row in warm} == {"unharmed", "recovered"}
    assert campaign(FILE, "--cold", "--store", "cold.sqlite", "--jobs", 1).returncode == 0
    assert rows_of(tmp_path / "cold.sqlite") == warm
    row = warm[-1]
    again = report(*shlex.split(row[-1])[2:], "--quiet")[1]
    assert (again["trace_hash"], again["verdict"]) == (row[8], row[2])
    assert f"outcome      {row[1]}\n" in campaign(FILE, "--again", row[0]).stdout
    with open(tmp_path / "it.csv", newline="") as file:
        table = list(csv.DictReader(file))
    assert [line["outcome"] for line in table] == [row[1] for row in warm]
    assert table[0]["pool.media.column"] == "16.666 ns" and int(table[0]["accelerator0.link0.trainings"]) == 1
    suite = ElementTree.parse(tmp_path / "it.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == (str(ROWS), "0")


def test_what_was_done_before_a_kill_stands_and_the_rest_follows(campaign, programs, whole, tmp_path):
    (tmp_path / "it.toml").write_text(FILE)
    store = tmp_path / "it.sqlite"
    process = subprocess.Popen([programs / "lantern", "campaign", "it.toml", "--jobs", "1"], cwd=tmp_path, stderr=subprocess.DEVNULL)
    while not store.exists() or len(rows_of_or_none(store)) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    before = rows_of(store)
    assert 3 <= len(before) < ROWS
    assert campaign(FILE).returncode == 0
    assert [row for row in rows_of(store) if row[0] in {b[0] for b in before}] == before
    assert rows_of(store) == whole


def rows_of_or_none(path):
    try:
        return rows_of(path)
    except sqlite3.OperationalError:
        return []


def test_slices_are_the_whole(campaign, programs, whole, tmp_path):
    campaign(FILE, "--store", "a.sqlite", "--rows", "0..10")
    campaign(FILE, "--store", "b.sqlite", "--rows", f"10..{ROWS}")
    merge = lambda *stores: subprocess.run([programs / "lantern", "campaign", "merge", *stores], cwd=tmp_path, capture_output=True, text=True)
    assert merge("all.sqlite", "b.sqlite", "a.sqlite").stdout == f"{ROWS} rows are in all.sqlite\n"
    assert rows_of(tmp_path / "all.sqlite") == whole
    campaign(FILE.replace("30 ns", "31 ns"), "--store", "other.sqlite", "--rows", "0..1")
    for stores, said in ((["all.sqlite", "other.sqlite"], "made with another campaign file"), (["all.sqlite", "it.toml"], "is no store"),
                         (["all.sqlite", "none.sqlite"], "there is no store `none.sqlite`"), (["all.sqlite"], "needs the store to make")):
        done = merge(*stores)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert rows_of(tmp_path / "all.sqlite") == whole


TRAFFIC = """
pod = "solo"
limit = "1 s"
values = ["accelerator0.pool_port.load_latency.min", "accelerator0.pool_port.load_latency.p50", "accelerator0.pool_port.load_latency.p99.9"]
[firmware]
host0 = "pool_load"
[args]
host0 = "by=hart count={count} span=1M start=40000"
[numbers]
cycles = { console = "host0", find = "bytes in ([0-9]+) cycles:" }
[axes]
count = [50, 100]
"fibre.length" = ["2 m", "100 m"]
[axes.memory]
slow = { "pool.media.column" = "100 ns", "pool.media.activate" = "50 ns" }
fast = { "pool.media.column" = "10 ns" }
[[plot]]
x = "fibre.length"
y = ["accelerator0.pool_port.load_latency.p50", "cycles"]
series = "memory"
panel = "count"
[[outcome]]
name = "measured"
exits = { host0 = 0 }
"""


def test_axes_are_parameters_words_in_texts_and_choices_of_several_parameters(campaign, report, tmp_path):
    done = campaign(TRAFFIC, "--csv", "it.csv", "--html", "it.html")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    with open(tmp_path / "it.csv", newline="") as file:
        table = list(csv.DictReader(file))
    assert [(row["count"], row["fibre.length"], row["memory"]) for row in table] == [
        (count, length, memory) for count in ("50", "100") for length in ("2 m", "100 m") for memory in ("slow", "fast")]
    least = {(row["count"], row["fibre.length"], row["memory"]): int(row["accelerator0.pool_port.load_latency.min"]) for row in table}
    for count in ("50", "100"):  # a metre both ways takes 2 x 1.468 / c; the least is a row hit
        assert least[count, "100 m", "fast"] - least[count, "2 m", "fast"] == pytest.approx(98 * 2 * 1.468 / 299_792_458 * 1e12, abs=2)
        assert least[count, "2 m", "slow"] - least[count, "2 m", "fast"] == 90_000
    assert all(1.7 < int(long["cycles"]) / int(short["cycles"]) < 2.3 for short, long in zip(table[:4], table[4:]))
    last = report(*shlex.split(table[-1]["command"])[2:], "--quiet")[1]
    assert last["latency"]["accelerator0.pool_port.load_latency"]["p99.9_ps"] == int(table[-1]["accelerator0.pool_port.load_latency.p99.9"])
    page = (tmp_path / "it.html").read_text()
    assert "None of 8 rows fails." in page and page.count("<svg") == 2
    assert all(f">{word}</text>" in page for word in ("count = 50", "count = 100", "memory slow", "memory fast", "fibre.length, m", "cycles"))
    assert "<script" not in page and "http" not in re.sub(r'="http://www.w3.org/[^"]*"', "", page)


def test_a_page_names_the_rows_that_fail(campaign, tmp_path):
    text = TRAFFIC.replace("start=40000", "start=40000 {count}").replace("exits = { host0 = 0 }", 'exits = { host0 = 20 }\n[[outcome]]\nname = "other"')
    done = campaign('fail = ["measured"]\n' + text, "--html", "it.html", "--rows", "0..4")
    assert done.returncode == 1, done.stderr
    page = (tmp_path / "it.html").read_text()
    assert "4 of 4 rows fail." in page and "The first 4 of 4 rows that fail" in page
    assert page.count("<code>lantern run solo ") == 8  # those that fail, and the slowest


def test_a_page_of_a_slice_says_which_curves_it_has_no_rows_of(campaign, tmp_path):
    text = TRAFFIC + '[[plot]]\ntitle = "longer"\nx = "memory"\ny = "cycles"\nwhere = { "fibre.length" = "100 m" }\n'
    assert campaign(text, "--html", "it.html", "--rows", "0..1").returncode == 0
    page = (tmp_path / "it.html").read_text()
    assert "longer: no row of it has been run." in page and page.count("<svg") == 1


@pytest.mark.parametrize("old, new, said", [
    ("count={count}", "count={cuont}", "`{cuont}` stands in a text, and there is no axis `cuont`; did you mean `count`?"),
    ('limit = "1 s"', 'limit = "1 s"\nafter = "link up"', "leave out `after`"),
    ("count = [50, 100]", "count = 50", "`count` is a list of values, or a table"),
    ('fast = { "pool.media.column" = "10 ns" }', "fast = 1", "each choice of `memory` is a table of parameters"),
    ("([0-9]+) cycles:", "[0-9]+ cycles:", "a regular expression with one group"),
    ("([0-9]+) cycles:", "([0-9]+ cycles:", "`bytes in ([0-9]+ cycles:`"),
    ('x = "fibre.length"', 'x = "fibre.lenght"', "there is no axis `fibre.lenght`; did you mean `fibre.length`?"),
    ('"cycles"]', '"cycle"]', "`cycle` is in neither `values` nor [numbers]; did you mean `cycles`?"),
    ("panel =", "pannel =", "[[plot]] takes no `pannel`; did you mean `panel`?"),
    ('x = "fibre.length"', "", "`x` and `y` are needed"),
    ("[axes]", '[axes]\n"pool.media.column" = ["16 ns"]', "`pool.media.column` is set by axis `pool.media.column` and by axis `memory`"),
    ("[axes]", '[set]\n"fibre.length" = "3 m"\n[axes]', "`fibre.length` is set by [set] and by axis `fibre.length`"),
    ("[axes]", "[axes]\nseed = [1]", "`seed` is what tables call something else"),
    ('pod = "solo"', 'pod = "solo"\nseeds = []', "means no rows"),
    ('panel = "count"', 'where = { count = 60 }', "[[plot]] where: `count` has no choice `60`; "),
    ('console = "host0"', 'console = "hostX"', "there is no console `hostX`"),
    ("bytes in ([0-9]+) cycles:", "(bytes) in", "`bytes` is no number"),
    ('load_latency.min"', 'load_latency.least"', "has no `least`; there is count, "),
    ('host0 = "by', 'host3 = "by', "no parameter is called `host3.hart.arguments`"),
])
def test_what_is_wrong_with_axes_numbers_and_plots_is_said(campaign, old, new, said):
    assert old in TRAFFIC
    done = campaign(TRAFFIC.replace(old, new, 1))
    assert (done.returncode, said in done.stderr) == (2, True), done.stdout + done.stderr


def test_labels_may_be_anything_and_values_may_be_missing(campaign, tmp_path):
    text = TRAFFIC.replace('slow = {', '"<b>$x_2$ $" = {').replace("[numbers]", '[numbers]\nnone = { console = "host0", find = "no such ([0-9]+)" }')
    text = text.replace('"fibre.length" = ["2 m", "100 m"]', '"pool.media.open_page" = [true, false]').replace('x = "fibre.length"', 'x = "pool.media.open_page"')
    text = text.replace('series = "memory"', 'title = "$"\nlog = true\nseries = "memory"').replace(', "cycles"]', ', "cycles", "none"]')
    done = campaign(text, "--html", "it.html", "--csv", "it.csv")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    page = (tmp_path / "it.html").read_text()
    assert all(f">{label}</text>" in page for label in ("true", "false", "memory &lt;b&gt;$x_2$ $", "$"))
    with open(tmp_path / "it.csv", newline="") as file:
        assert {(row["none"], row["pool.media.open_page"]) for row in csv.DictReader(file)} == {("", "true"), ("", "false")}


@pytest.mark.parametrize("text, found", [
    ("38.4 GB/s", (38.4e9, "B/s")), ("212.5 Gb/s", (212.5e9, "b/s")), ("20 m", (20, "m")), ("16.666 ns", (16.666e-9, "s")), ("3 ms", (3e-3, "s")),
    ("1e-3", (1e-3, "")), ("20 dB", (20, "dB")), ("4000", (4000, "")), ("1308.0 nm", (1308.0e-9, "m")), ("DDR5", None), ("2 x DDR5", None), ("true", None)])
def test_quantities_of_labels(text, found):
    if found is None:
        assert figures.quantity(text) is None
    else:
        assert figures.quantity(text) == (pytest.approx(found[0]), found[1])


def test_rows_whose_copies_are_killed_are_as_if_they_were_not(programs, whole, tmp_path):
    (tmp_path / "it.toml").write_text(FILE)
    mark = f"TEST_OF_CAMPAIGNS={tmp_path}"
    process = subprocess.Popen(["env", mark, programs / "lantern", "campaign", "it.toml", "--jobs", "1", "--store", "killed.sqlite", "--quiet"],
                               cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    killed = 0
    while process.poll() is None and not rows_of_or_none(tmp_path / "killed.sqlite"):
        time.sleep(0.01)
    while process.poll() is None and killed < 4:
        for child in copies(mark):
            try:
                os.kill(child, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                pass
            time.sleep(0.2)
            break
    process.communicate(timeout=300)
    assert process.returncode == 0 and killed
    assert rows_of(tmp_path / "killed.sqlite") == whole


def test_a_row_that_crashes_by_itself_has_crashed(campaign, programs, tmp_path):
    """A program that starts the real one, and kills it when a row's fault has been asked for."""
    wrapper = tmp_path / "lantern"
    wrapper.write_text(f"""#!/usr/bin/python3
import os, sys
if any("fibre0.cut" in word for word in sys.argv): os.kill(os.getpid(), 9)
os.execv({str(programs / "lantern")!r}, ["lantern", *sys.argv[1:]])
""")
    wrapper.chmod(0o755)
    (tmp_path / "it.toml").write_text(FILE.replace('after = "link up"\n', "").replace('after = ["0 ms", "2 ms"]', 'at = ["26 ms"]'))
    client = os.path.abspath("sw/client")
    done = subprocess.run(["/usr/bin/python3", "-m", "lantern", "campaign", "it.toml", "--quiet"], cwd=tmp_path, capture_output=True, text=True,
                          env=dict(os.environ, PYTHONPATH=client, LANTERN=str(wrapper)), timeout=120)
    assert done.returncode == 1, done.stdout + done.stderr
    rows = rows_of(tmp_path / "it.sqlite")
    assert {row[1] for row in rows if "fibre0.cut" in row[6]} == {"crashed"}
    assert {row[1] for row in rows if "fibre0.cut" not in row[6]} <= {"unharmed", "recovered"}
    assert "crashed " in done.stdout and "fails" in done.stdout


def copies(mark):
    """Living processes of copies, of the run with `mark` in its environment: those whose parent is a copy, too, a snapshot, since its own
    parent is gone by then."""
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            state, parent = open(f"/proc/{entry}/stat").read().rsplit(")", 1)[1].split()[:2]
            owned = b"--owned" in open(f"/proc/{entry}/cmdline", "rb").read()
            if state != "Z" and owned and mark.encode() in open(f"/proc/{entry}/environ", "rb").read().split(b"\0"):
                parents[int(entry)] = int(parent)
        except OSError:
            pass
    return [child for child, parent in parents.items() if parent in parents and parents[parent] not in parents]


def test_a_stuck_row_is_hung(campaign, tmp_path):
    text = FILE.replace("seeds = [3]", 'host_limit = "1 ms"').replace("none = true", "")
    done = campaign(text, "--rows", "0..2")
    assert done.returncode == 1
    assert {(row[1], row[2]) for row in rows_of(tmp_path / "it.sqlite")} == {("hung", "no answer in 0.001 s of host time")}


def test_a_file_that_was_wrong_and_is_mended_begins_anew(campaign):
    assert campaign(FILE.replace("link0.trainings\", \"acc", "link0.trainigs\", \"acc"), "--rows", "0..1").returncode == 2
    assert campaign(FILE, "--rows", "0..1").returncode == 0


def test_another_file_or_machine_is_no_continuation(campaign):
    campaign(FILE, "--rows", "0..1")
    done = campaign(FILE.replace("30 ns", "31 ns"), "--rows", "0..1")
    assert done.returncode == 2
    assert "holds rows that were made with another campaign file" in done.stderr


def test_a_full_disk_ends_it_and_keeps_what_was_done(campaign, tmp_path):
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (21_000, 21_000))
    done = campaign(FILE, "--jobs", 1, preexec_fn=limit)
    assert done.returncode == 1
    assert "lantern: the store: " in done.stderr and "what was done before stands" in done.stderr
    before = rows_of(tmp_path / "it.sqlite")
    assert 0 < len(before) < ROWS
    assert campaign(FILE).returncode == 0
    assert rows_of(tmp_path / "it.sqlite")[: len(before)] == before


def test_ctrl_c_keeps_what_was_done(programs, tmp_path):
    (tmp_path / "it.toml").write_text(FILE)
    process = subprocess.Popen([programs / "lantern", "campaign", "it.toml", "--jobs", "1"], cwd=tmp_path, stderr=subprocess.PIPE, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    store = tmp_path / "it.sqlite"
    while not store.exists() or not rows_of_or_none(store):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "the same command goes on from there" in err
    assert rows_of(store)


@pytest.mark.parametrize("old, new, said", [
    ('pod = "solo"', "", "`pod` is missing"),
    ('pod = "solo"', 'pod = "sollo"', "there is no pod file `sollo`"),
    ("limit =", "limt =", "the file takes no `limt`; did you mean `limit`"),
    ('limit = "6 s"', "limit = 6", "`limit`"),
    ('"6 s"', '"6 sec"', "is no time"),
    ("[axes]", "[axes", "at line"),
    ('= ["16.666 ns", "30 ns"]', '= "30 ns"', "`pool.media.column` is a list of values"),
    ('pool.media.column"', 'pool.media.colunm"', "did you mean"),
    ('"fibre0.cut"', '"fibre0.cutt"', "there is no fault `fibre0.cutt`; did you mean `fibre0.cut`"),
    ('"fibre0.cut"', '"fibre0.loss"', "`fibre0.loss` takes an argument, as in `fibre0.loss=12 dB`"),
    ('cut = "repair"', 'cutt = "repair"', "[[fault]] undo: nothing of `what` is called `cutt`; did you mean `cut`?"),
    ("undo =", "undos =", "[[fault]] takes no `undos`; did you mean `undo`"),
    ('after = ["0 ms", "2 ms"]', "", "either `at` or `after`"),
    ('"== 1"', '"= 1"', "is no comparison"),
    ('console = { host0 = "equal" }', 'console = { host0 = "(" }', "`(`"),
    ('name = "unharmed"', 'name = "hung"', "none of crashed, hung, unclassified"),
    ("seeds = [3]", 'fail = ["lost"]', "`fail` names no outcome `lost`"),
    ('"accelerator0.accelerator.dma.bytes"]', '"accelerator0.bytes"]', "there is no counter and no latency `accelerator0.bytes`"),
])
def test_what_is_wrong_with_a_file_is_said(campaign, old, new, said):
    assert old in FILE
    done = campaign(FILE.replace(old, new, 1))
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr


def rows(text, faults=("fibre0.cut", "fibre1.cut", "pool.hart.stall")):
    described = {"children": [{"kind": "fault", "name": name, "example": ""} for name in faults]}
    return list(campaign_file._campaign(tomllib.loads('pod = "x"\nlimit = "1 s"\n' + text)).rows(described, Time("10 ms")))


def test_times_are_fixed_a_grid_or_drawn():
    assert [row.events for row in rows('[[fault]]\nwhat = "fibre0.cut"\nat = "3 ms"')] == [((Time("3 ms"), "fibre0.cut"),)]
    grid = rows('[[fault]]\nwhat = "fibre*.cut"\nafter = { from = "0 ms", to = "2 ms", step = "1 ms" }')
    assert [(str(row.events[0][0]), row.events[0][1]) for row in grid] == [(f"{10 + i} ms", f"fibre{f}.cut") for f in (0, 1) for i in range(3)]
    text = '[[fault]]\nwhat = "*.stall"\nafter = { random = ["0 ms", "5 ms"], count = 50 }'
    drawn = [row.events[0][0] for row in rows(text)]
    assert drawn == [row.events[0][0] for row in rows(text)] and len(set(drawn)) == 50
    assert all(Time("10 ms") <= at <= Time("15 ms") for at in drawn)
    assert drawn != [row.events[0][0] for row in rows("seed = 2\n" + text)]


def test_faults_combine_and_a_sample_is_of_all():
    text = '[[fault]]\nwhat = "fibre*.cut"\nat = ["1 ms", "2 ms"]\n[[fault]]\nwhat = "pool.hart.stall"\nat = "1 ms"\nnone = true\n'
    every = rows(text)
    assert len(every) == 4 * 2
    assert all(list(row.events) == sorted(row.events, key=lambda event: event[0]) for row in every)
    some = rows("sample = 5\n" + text)
    assert len(some) == 5 and len({row.events for row in some}) == 5
    assert {row.events for row in some} <= {row.events for row in every}
    assert len(rows("sample = 100\n" + text)) == 8


def test_a_file_that_is_not_there(campaign, programs):
    done = subprocess.run([programs / "lantern", "campaign", "fault"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "lantern: there is no campaign file `fault`; Lantern brings along faults, latency\n")
