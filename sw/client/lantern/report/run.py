"""A run's own page: the machine, what happened when, where the time of accesses went, what the consoles said, and what made it."""

import collections
import json
import os
import re
import shlex

from . import figures, hops, page, picture
from ..time import Time

_MOST_ROWS = 400
_STEADY = re.compile(r"\.(dma\.bytes|bytes_received|replays|codewords_dropped)$")


def draw(data_path, hops_path):
    """HTML of what `lantern run --report` hands over: its data, and the trace of the first accesses."""
    with open(data_path, encoding="utf-8") as file:
        data = json.load(file)
    summary, chronicle = data["summary"], data["chronicle"]
    return page.page(
        f"{_pod(summary)}: {summary['verdict']}", _verdict(summary),
        page.section("The machine", page.figure(picture.machine(data["machine"], summary.get("status", {}), _notes(data)))),
        page.section("What happened when", _time_line(summary, chronicle), _happenings(summary, chronicle)),
        page.section("Where the time of an access went", *_hops(hops_path, data["most_hops"])),
        page.section("Latencies", *_latencies(summary, data["distributions"])),
        page.section("Consoles", _consoles(chronicle)),
        page.section("Where the harts are", page.Raw(f"<pre>{page.text(data['harts'])}</pre>") if data["harts"].strip() else ""),
        page.section("Counters", _counters(summary)),
        page.section("What made it", *_made_of(summary)))


def _pod(summary):
    return summary["pod"].rsplit("/", 1)[-1].removesuffix(".toml")


def _verdict(summary):
    good = summary["code"] == 0
    exits = ", ".join(f"{node} exited with {code}" for node, code in summary["exits"].items())
    return page.Raw(
        f'<p class="{"good" if good else "bad"}">{"PASSED" if good else "FAILED"}: {page.text(summary["verdict"])}</p>'
        f'<p>{page.text(exits)}{"; " if exits else ""}{Time(summary["simulated_ps"])} simulated in {summary["host_seconds"]:.2f} s, seed {summary["seed"]}</p>')


def _notes(data):
    """A line for each node's box."""
    summary, notes = data["summary"], {}
    for node in data["machine"]["children"]:
        if node["kind"] == "part":
            found = {child["name"].split(".", 1)[1]: child.get("value", "") for module in node.get("children", ()) for child in module.get("children", ())
                     if child["kind"] == "parameter"}
            firmware = found.get("hart.firmware", "").rsplit("/", 1)[-1]
            code = summary["exits"].get(node["name"])
            states = [text for name, text in summary.get("status", {}).items() if name.startswith(f"{node['name']}.link")]
            notes[node["name"]] = firmware + (f", exit code {code}" if code is not None else "") if firmware else "links " + ", ".join(states) if states else ""
        elif node["kind"] == "module":
            found = {child["name"].rsplit(".", 1)[1]: child.get("value", "") for child in node.get("children", ()) if child["kind"] == "parameter"}
            notes[node["name"]] = ", ".join(found[name] for name in ("length", "rate") if found.get(name))
    return notes


def _events(summary):
    """[(ps, what)] of those that have happened."""
    late = set(summary["events_not_reached"])
    words = [event.split(" ", 2) for event in summary["events"] if event not in late]
    return [(int(Time(f"{number} {unit}")), what) for number, unit, what in words]


def _time_line(summary, chronicle):
    lines, states = collections.defaultdict(list), collections.defaultdict(list)
    for at, name, text in chronicle["lines"]:
        lines[name].append((at, text))
    for at, name, text in chronicle["states"]:
        states[name].append((at, text))
    counters = {name: points for name, points in chronicle["counters"].items() if _STEADY.search(name)}
    legend = page.Raw('<p class="note">' + " ".join(f'<span style="color:{colour}">&#9632;</span> {text}' for colour, text in (
        (picture.GOOD, "up, activated"), (picture.WARN, "on the way, degraded"), (picture.IDLE, "down"), (picture.BAD, "no light, fault, event"),
        (picture.BLUE, "a line of a console; bytes"))) + f". States and bytes are looked at every {Time(chronicle['slice_ps'])}.</p>")
    return page.Raw(page.figure(picture.time_line(summary["simulated_ps"], _events(summary), *map(_in_order, (lines, states, counters)))) + legend)


def _in_order(table):
    """port2 before port10."""
    return dict(sorted(table.items(), key=lambda item: [int(word) if word.isdigit() else word for word in re.split("([0-9]+)", item[0])]))


def _happenings(summary, chronicle):
    rows = [(at, "event", what) for at, what in _events(summary)]
    rows += [(at, name, text) for at, name, text in chronicle["lines"]] + [(at, name, f"is {text}") for at, name, text in chronicle["states"]]
    rows.sort(key=lambda row: row[0])
    left_out = chronicle["lines_left_out"] + max(len(rows) - _MOST_ROWS, 0)
    if len(rows) > _MOST_ROWS:
        rows = rows[: _MOST_ROWS // 2] + rows[-_MOST_ROWS // 2 :]
    note = page.Raw(f'<p class="note">{left_out} more in between are left out.</p>') if left_out else ""
    table = page.table(["when", "who", "what"], [[Time(at), who, what] for at, who, what in rows], numbers=(0,))
    return page.Raw(f"<details><summary>All {len(rows) + left_out}, in order</summary>{table}{note}</details>")


def _hops(path, most):
    if not os.path.exists(path):
        yield page.Raw('<p class="note">The run has written its transactions to the file of --trace: they are not told here.</p>')
        return
    means, counts, left_out, lines = hops.read(path)
    if not means:
        return
    svg, colours = picture.bars(means)
    yield page.figure(svg)
    names = list(means)
    yield page.table(["", "mean ns", *names], [
        [page.Raw(f'<span style="color:{colours[hop]}">&#9632;</span>'), hop, *(f"{means[name][hop]:.1f}" if hop in means[name] else "" for name in names)]
        for hop in colours] + [["", "accesses", *(counts[name] for name in names)]], numbers=range(2, 2 + len(names)))
    told = f", as far as the first {most} hops tell" if lines >= most else ""
    yield page.Raw(f'<p class="note">Accesses of one message to pooled memory, from the start of the run on{told}; {left_out} others, of several messages or '
                   "not over, are left out.</p>")


def _latencies(summary, distributions):
    found = {name: of for name, of in summary.get("latency", {}).items() if of["count"]}
    if not found:
        return
    yield page.table(["ns", "count", "mean", "min", "p50", "p99", "p99.9", "max"], [
        [name, of["count"], *(f"{of[f'{what}_ps'] / 1000:.1f}" for what in ("mean", "min", "p50", "p99", "p99.9", "max"))] for name, of in found.items()],
        numbers=range(1, 8))
    kinds = collections.defaultdict(dict)
    for name, buckets in distributions.items():
        node, kind = name.split(".")[0], name.rsplit(".", 1)[1]
        kinds[kind][node] = buckets
    yield page.figure(figures.beyond(kinds))


def _consoles(chronicle):
    said = collections.defaultdict(list)
    for at, name, text in chronicle["lines"]:
        said[name].append(f"{Time(at)!s:>16}  {text}")
    columns = "".join(f"<td><b>{page.text(name)}</b><pre>{page.text(chr(10).join(lines))}</pre></td>" for name, lines in sorted(said.items()))
    return page.Raw(f'<div class="wide"><table><tr>{columns}</tr></table></div>') if said else ""


def _counters(summary):
    rows = [[name, value] for name, value in summary["counters"].items() if value]
    return page.Raw(f"<details><summary>{len(rows)} that are not 0</summary>{page.table(['counter', 'value'], rows, numbers=(1,))}</details>")


def _made_of(summary):
    words = ["lantern", "run", summary["pod"]]
    for name, value in summary["settings"].items():
        words += ["--set", f"{name}={value}"]
    for event in summary["events"]:
        words += ["--event", event]
    if "until_ps" in summary:
        words += ["--until", f"{summary['until_ps']} ps"]
    yield page.Raw(f"<p>Again: {page.code(shlex.join(words + (['--trace-hash'] if 'trace_hash' in summary else [])))}</p>")
    rows = [["lantern", "", summary["version"]], *([one["what"], one["sha256"][:16], one["path"]] for one in summary["inputs"])]
    rows += [["trace hash", summary["trace_hash"], ""]] if "trace_hash" in summary else []
    rows += [["host", "", summary["host"]]]
    yield page.table(["what", "sha256", "which"], [[what, page.code(digest), page.code(which)] for what, digest, which in rows])
