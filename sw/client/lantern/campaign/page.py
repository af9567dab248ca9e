"""A campaign's page: what became of its rows, how their values are spread, the curves that its file asks for, and how to have a row again."""

import collections
import platform
import re

from ..report import figures, page
from . import axes as make_axes

_FEW = 10


def write(path, file, campaign, store):
    """To `path`, of the campaign's `file`."""
    rows = list(store.rows())
    failing = [row for row in rows if row["outcome"] in campaign.fail]
    verdict = page.Raw(f'<p class="bad">{len(failing)} of {len(rows)} rows fail.</p>' if failing else f'<p class="good">None of {len(rows)} rows fails.</p>')
    text = page.page(
        f"Campaign {file.name}", verdict,
        page.section("Outcomes", _outcomes(store, campaign, len(rows)), *_matrices(rows, store.outcomes())),
        page.section("Curves", *(_curves(plot, rows) for plot in campaign.plots)),
        page.section("Distributions", _distributions(rows, campaign)),
        page.section(f"The first {min(_FEW, len(failing))} of {len(failing)} rows that fail", _rows(failing[:_FEW]) if failing else ""),
        page.section("The slowest rows", _rows(sorted(rows, key=lambda row: -row["host_seconds"])[:_FEW])),
        page.section("What made it", _made_of(store), page.Raw(f"<pre>{page.text(file.read_text(encoding='utf-8'))}</pre>")))
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def _outcomes(store, campaign, total):
    return page.table(["outcome", "rows", "share", ""], [
        [name, count, f"{100 * count / total:.1f} %", page.Raw('<span class="bad">fails</span>') if name in campaign.fail else ""]
        for name, count in store.outcomes().items()], numbers=(1, 2))


def _matrices(rows, outcomes):
    """How often each outcome came, by what was chosen on each axis, and by what broke."""
    by = {axis: lambda row, axis=axis: [row["parameters"][axis]] for axis in (rows[0]["parameters"] if rows else {})}
    if any(row["events"] for row in rows):
        by["what happened"] = lambda row: sorted({_kind(event) for event in row["events"]}) or ["nothing"]
    for name, choices in by.items():
        counts = collections.defaultdict(collections.Counter)
        for row in rows:
            for choice in choices(row):
                counts[choice][row["outcome"]] += 1
        if len(counts) > 1 and len(outcomes) > 1:
            yield page.table([name, *outcomes], [[choice, *(of[outcome] or "" for outcome in outcomes)] for choice, of in counts.items()],
                             numbers=range(1, len(outcomes) + 1))


def _kind(event):
    """`33 ms fibre0.cut` and `34 ms fibre1.cut` are alike."""
    return re.sub(r"(?<=[a-z])[0-9]+(?=\.)", "", event.split(" ", 2)[2])


def _curves(plot, rows):
    """Rows that differ in an axis that the plot does not name have a line each."""
    chosen = [row for row in rows if all(row["parameters"].get(axis) == make_axes.label(value) for axis, value in plot.where.items())]
    if not chosen:
        return page.Raw(f"<p>{page.text(plot.title or plot.x)}: no row of it has been run.</p>")
    fixed = {plot.x, plot.panel, *plot.where}
    varied = [axis for axis in chosen[0]["parameters"]
              if axis not in fixed and (axis == plot.series or len({row["parameters"][axis] for row in chosen}) > 1)]
    panels = {}
    for row in chosen:
        of = row["parameters"]
        panel = f"{plot.panel} = {of[plot.panel]}" if plot.panel else ""
        series = ", ".join(f"{axis} {of[axis]}" for axis in varied)
        panels.setdefault(panel, {}).setdefault(series, []).append((of[plot.x], row["counts"]))
    return page.figure(figures.curves(plot.title, panels, plot.x, plot.y, plot.log))


def _distributions(rows, campaign):
    values = {name: [row["counts"][name] for row in rows if row["counts"].get(name) is not None] for name in [*campaign.values, *campaign.numbers]}
    values["simulated ms"] = [row["simulated_ps"] / 1e9 for row in rows]
    values["host seconds"] = [row["host_seconds"] for row in rows]
    shown = {name: found for name, found in values.items() if len(set(found)) > 1}
    return page.figure(figures.histograms(shown)) if shown else ""


def _rows(rows):
    return page.table(["row", "outcome", "host s", "verdict and command"], [
        [row["row"], row["outcome"], f"{row['host_seconds']:.2f}", page.Raw(f"{page.text(row['verdict'])}<br>{page.code(row['command'])}")] for row in rows],
        numbers=(0, 2))


def _made_of(store):
    return page.table(["what", "which"], [[name, page.code(text)] for name, text in store.made_of().items()] + [
        ["host of this page", f"{platform.platform()}, Python {platform.python_version()}"]])
