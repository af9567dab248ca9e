"""A run's own page: it stands alone, and what it says is what the run did."""

import html.parser
import json
import re
import signal
import subprocess

import pytest


class Checked(html.parser.HTMLParser):
    """Every tag is closed where it should be, no two have one id; what is between tags, and which tags there are."""

    VOID = {"meta"}

    def __init__(self, text):
        super().__init__()
        self.open, self.said, self.tags, self.ids = [], [], [], set()
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.look_at_id(attributes)
        assert not {name for name, value in attributes if name in ("src", "href", "onclick") and not (value or "").startswith("#")}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)
        self.look_at_id(attributes)

    def look_at_id(self, attributes):
        name = dict(attributes).get("id")
        assert name is None or name not in self.ids
        self.ids.add(name)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)


@pytest.fixture
def page(report, tmp_path):
    """page(*arguments) -> (CompletedProcess, summary, Checked, text of the page)."""

    def call(*arguments):
        done, summary = report(*arguments, "--report", tmp_path / "page.html")
        text = (tmp_path / "page.html").read_text()
        return done, summary, Checked(text), text

    return call


def test_a_page_beside_a_trace_says_what_it_does_not_tell(page, tmp_path):
    _, _, checked, _ = page("solo", "--until", "5 ms", "--trace", tmp_path / "trace.txt")
    assert any("written its transactions to the file of --trace" in said for said in checked.said)


def test_a_page_says_what_the_run_did(page, lantern):
    arguments = ["duo", "--event", "33940 us fibre0.cut", "--event", "36 ms fibre0.repair", "--trace-hash"]
    done, summary, checked, text = page(*arguments)
    assert done.returncode == 0, done.stderr
    assert "script" not in checked.tags and "link" not in checked.tags
    said = "\n".join(checked.said)
    for heading in ("The machine", "What happened when", "Where the time of an access went", "Latencies", "Consoles", "Counters", "What made it"):
        assert heading in checked.said
    for node in ("host0", "accelerator1", "fibre1", "pool"):  # their boxes
        assert re.search(rf'font-weight="600"[^>]*>{node}</text>', text)
    for line in [line.split("| ", 1)[1] for line in done.stdout.splitlines() if re.match(r"(host|pool)\d?\| ", line)]:
        assert line in said
    rows = re.findall(r'<tr><td class="n">([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td></tr>', text)
    times = [float(at.split()[0]) * {"ps": 1, "ns": 1e3, "us": 1e6, "ms": 1e9}[at.split()[1]] for at, _, _ in rows]
    assert times == sorted(times)
    assert ("33.94 ms", "event", "fibre0.cut") in rows and ("36 ms", "event", "fibre0.repair") in rows
    down = [at for at, who, what in rows if (who, what) == ("pool.port0.link.state", "is down") and at != "10 us"]
    assert down == ["33.95 ms"]  # a slice of 10 us after the cut
    assert summary["trace_hash"] in said and summary["trace_hash"] in lantern("run", *arguments).stdout  # and the look has changed nothing
    again = re.search(r"<p>Again: <code>lantern ([^<]*)</code>", text)[1]
    assert summary["trace_hash"] in lantern(*html.unescape(again).replace("'", "").split(" ", 2)[:2], *arguments[1:]).stdout


@pytest.mark.long
def test_hops_add_up_to_the_latency_that_was_recorded(page):
    _, summary, _, text = page("solo", "--firmware", "host0=pool_load", "--args", "host0=by=hart warmup=0 cooldown=0 count=300")
    row = dict(re.findall(r'<td>([a-z_., 0-9]+)</td><td class="n">([0-9.]+)</td></tr>', text))
    parts = ("host", "accelerator", "fibre", "pool", "sent again, or waiting")  # counters stand in such rows, too, but are whole numbers
    hops = {name: float(ns) for name, ns in row.items() if name.split(".")[0] in parts and "." in ns}
    latency = summary["latency"]["accelerator0.pool_port.load_latency"]
    assert latency["count"] == 300 and row["accesses"] == "300"
    # The router lies before the port, whose latency it is; each mean is shown to 0.1 ns.
    assert sum(hops.values()) - hops["host.router.hop"] == pytest.approx(latency["mean_ps"] / 1000, abs=0.1 * len(hops))
    assert hops["fibre.length, there"] == hops["fibre.length, back"] == pytest.approx(20 * 1.468 / 0.299792458, abs=0.06)


@pytest.mark.parametrize("arguments, code, words", [
    (["hello"], 0, ["The machine", "Consoles"]),
    (["octo"], 0, ["host7.uart", "fibre15"]),
    (["appliance", "--until", "20 ms"], 0, ["pool_manager"]),
    (["hello", "--until", "5 us"], 1, ["Where the harts are", "FAILED: "]),
    (["duo", "--until", "0 ps"], 1, ["FAILED: "]),
    (["duo", "--set", "fibre.length=<b>"], 2, []),
])
def test_pages_of_other_pods_and_of_runs_that_fail(lantern, tmp_path, arguments, code, words):
    path = tmp_path / "page.html"
    done = lantern("run", *arguments, "--report", path, "--quiet")
    assert done.returncode == code, done.stderr
    assert path.exists() == bool(words)
    said = "".join(Checked(path.read_text()).said) if words else ""
    assert all(word in said for word in words)


def test_a_guests_words_are_no_tags(lantern, tmp_path):
    done = lantern("run", "hello", "--firmware", "host0=hal_check", "--args", "host0=<script>alert(1)</script>&amp;", "--report", tmp_path / "page.html")
    assert done.returncode == 0, done.stdout
    checked = Checked((tmp_path / "page.html").read_text())
    assert "script" not in checked.tags
    assert "[<script>alert(1)</script>&amp;]" in "".join(checked.said)


def test_a_page_that_cannot_be_written_or_has_no_run_of_its_own(lantern, tmp_path):
    done = lantern("run", "hello", "--report", tmp_path / "no" / "page.html")
    assert (done.returncode, "--report" in done.stderr) == (2, True)
    done = lantern("run", "hello", "--report", tmp_path / "page.html", "--socket", tmp_path / "socket")
    assert (done.returncode, "leave out --socket" in done.stderr) == (2, True)
    done = lantern("run", "hello", "--report", tmp_path / "same", "--json", tmp_path / "same")
    assert done.returncode == 2, done.stderr
    done = lantern("run", "hello", "--report", "-")
    assert done.returncode == 0 and done.stdout.startswith("<!DOCTYPE html>") and "hello" in done.stderr


def test_an_interrupted_run_has_its_page(programs, tmp_path):
    path = tmp_path / "page.html"
    process = subprocess.Popen([programs / "lantern", "run", "duo", "--firmware", "host0=bench_loop", "--report", path], stdout=subprocess.PIPE, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    assert process.stdout.readline().startswith("pool| ")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 1
    assert "interrupted by Ctrl-C" in "".join(Checked(path.read_text()).said)


def test_the_folder_of_a_page_is_gone_with_the_run(lantern, tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    environment = dict(__import__("os").environ, TMPDIR=str(folder))
    assert lantern("run", "hello", "--report", tmp_path / "page.html", "--json", tmp_path / "it.json", env=environment).returncode == 0
    assert list(folder.iterdir()) == []
    assert json.loads((tmp_path / "it.json").read_text())["code"] == 0
