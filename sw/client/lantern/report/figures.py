"""Curves and distributions as SVG for a page, by matplotlib."""

import contextlib
import io
import itertools
import re
import warnings

from .. import errors

_PREFIXES = {"": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12}
_WHOLE_UNITS = ("m", "dB", "degC", "%")  # no prefix, though they begin like one
# Told apart by those who see no red or green, and in grey (Okabe and Ito).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
_MARKS = "os^Dv<>"


def quantity(text):
    """(number, unit) of "38.4 GB/s", in the unit without its prefix; None: it is none."""
    found = re.fullmatch(r"\s*([-+]?[0-9.]+(?:e[-+]?[0-9]+)?)\s*([A-Za-z%][A-Za-z/%]*)?\s*", str(text))
    if not found:
        return None
    unit = found[2] or ""
    if unit in _WHOLE_UNITS or unit[:1] not in _PREFIXES or len(unit) < 2:
        return float(found[1]), unit
    return float(found[1]) * _PREFIXES[unit[0]], unit[1:]


def scale(labels):
    """([number of each], unit) where all of them are quantities of one unit; else (places in their order, "")."""
    found = [quantity(label) for label in labels]
    if None in found or len({unit for _, unit in found}) > 1:
        return list(range(len(labels))), None
    return [number for number, _ in found], found[0][1]


_numbers = itertools.count()


@contextlib.contextmanager
def figure(rows, columns, width=4.2, height=2.8, **shared):
    """(axes[row][column], text): `text()` is the figure as SVG."""
    try:
        import matplotlib
    except ImportError:
        raise errors.LanternError("a page with figures needs matplotlib: install python3-matplotlib") from None
    matplotlib.use("svg")
    import matplotlib.pyplot as pyplot

    salt = f"figure {next(_numbers)}"  # what names are made of: a page's figures share none, and are the same in each run
    with warnings.catch_warnings(), pyplot.rc_context({
            "svg.fonttype": "none", "svg.hashsalt": salt, "font.size": 9, "axes.spines.top": False, "axes.spines.right": False,
            "axes.prop_cycle": matplotlib.cycler(color=_COLOURS, marker=list(_MARKS))}):
        warnings.simplefilter("ignore")  # of fonts and room: what is drawn is drawn as well as it can be
        made, axes = pyplot.subplots(rows, columns, figsize=(width * columns, height * rows), squeeze=False, layout="constrained", **shared)

        def text():
            file = io.StringIO()
            made.savefig(file, format="svg", metadata={"Date": None})
            svg = file.getvalue()
            svg = re.sub("<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
            used = set(re.findall(r"#([\w-]+)", svg))
            return re.sub(' id="([^"]*)"', lambda name: name[0] if name[1] in used else "", svg)

        try:
            yield axes, text
        finally:
            pyplot.close(made)


def curves(title, panels, x_name, y_names, log):
    """Small multiples: a row each of `y_names`, a column each panel; of one panel, side by side. `panels`: {name: {series: [(x label, {y name:
    value})]}}."""
    labels = list(dict.fromkeys(x for lines in panels.values() for points in lines.values() for x, _ in points))
    places, unit = scale(labels)
    at = dict(zip(labels, places))
    alone = len(panels) == 1
    rows, columns = ((len(y_names) + 1) // 2, min(len(y_names), 2)) if alone else (len(y_names), max(len(panels), 1))
    with figure(rows, columns, sharex=True, sharey=False if alone else "row") as (axes, text):
        plots = [plot for row in axes for plot in row]
        for plot, (y_name, (panel, lines)) in zip(plots, itertools.product(y_names, panels.items())):
            for series, points in lines.items():
                line = sorted((at[x], values[y_name]) for x, values in points if values.get(y_name) is not None)
                plot.plot([x for x, _ in line], [_shown(y_name, y) for _, y in line], label=_plain(series), markersize=4, linewidth=1.2)
        # When all is drawn, since those of a row share their scale.
        for plot, (y_name, panel) in zip(plots, itertools.product(y_names, panels)):
            _dress(plot, panel, x_name + (f", {unit}" if unit else ""), y_name, log)
            if unit is None:
                plot.set_xticks(places, [_plain(label) for label in labels])
            plot.label_outer() if not alone else plot.xaxis.set_tick_params(labelbottom=True)
        for plot in plots[len(y_names) * len(panels) :]:
            plot.remove()
        if any(len(lines) > 1 for lines in panels.values()):
            plots[0].legend(fontsize=8, frameon=False)
        axes[0][0].figure.suptitle(_plain(title), fontsize=10)
        return text()


def histograms(values):
    """One each of {name: [value]}."""
    with figure((len(values) + 2) // 3, min(len(values), 3), 3.2, 2.2) as (axes, text):
        places = [plot for row in axes for plot in row]
        for plot, (name, found) in zip(places, values.items()):
            plot.hist([_shown(name, value) for value in found], bins=min(30, max(5, len(set(found)))), color=_COLOURS[0])
            _dress(plot, "", _with_unit(name), "", False)
            plot.set_ylabel("rows")
        for plot in places[len(values) :]:
            plot.remove()
        return text()


def beyond(kinds):
    """Of {kind: {who: [(ps, count)]}} a plot a kind: the share of latencies that are longer, on a logarithmic scale."""
    with figure((len(kinds) + 2) // 3, min(len(kinds), 3), 3.2, 2.6) as (axes, text):
        places = [plot for row in axes for plot in row]
        for plot, (kind, lines) in zip(places, kinds.items()):
            for who, buckets in lines.items():
                total, left, x, y = sum(count for _, count in buckets), 1.0, [], []
                for ps, count in buckets:
                    x += [ps / 1000, ps / 1000]
                    y += [left, max(left - count / total, 1e-9)]
                    left -= count / total
                plot.plot(x, y, label=who, marker="", linewidth=1.2)
            if max(buckets[-1][0] for buckets in lines.values()) > 20 * min(buckets[0][0] for buckets in lines.values()):
                plot.set_xscale("log")
            plot.set_yscale("log")
            plot.set_ylim(min(0.5 / sum(count for _, count in buckets) for buckets in lines.values()), 1.2)
            plot.set_title(kind, fontsize=9)
            plot.set_xlabel("ns")
            plot.set_ylabel("share that is longer")
            plot.grid(True, linewidth=0.4, alpha=0.5)
            if len(lines) > 1:
                plot.legend(fontsize=7, frameon=False)
        for plot in places[len(kinds) :]:
            plot.remove()
        return text()


_PERCENTILE = re.compile(r"\.(p50|p99|p99\.9|min|mean|max)$")


def _shown(name, value):
    """Latencies in ns, since they stand in ps."""
    return value / 1000 if _PERCENTILE.search(name) else value


def _with_unit(name):
    return _broken(name) + (", ns" if _PERCENTILE.search(name) else "")


def _broken(name):
    """A long name in two lines, at a point near its middle."""
    if len(name) < 30:
        return name
    points = [found.start() for found in re.finditer(r"\.(?=[a-z])", name)]
    if not points:
        return name
    at = min(points, key=lambda point: abs(point - len(name) / 2))
    return f"{name[: at + 1]}\n{name[at + 1 :]}"


def _plain(text):
    """No formula, whatever is in it."""
    return str(text).replace("$", r"\$")


def _dress(plot, title, x_label, y_label, log):
    plot.set_title(_plain(title), fontsize=9)
    plot.set_xlabel(_plain(x_label))
    if y_label:
        plot.set_ylabel(_plain(_with_unit(y_label)))
    plot.grid(True, linewidth=0.4, alpha=0.5)
    if log and any(y > 0 for line in plot.lines for y in line.get_ydata()):
        plot.set_yscale("log")
    else:
        plot.set_ylim(bottom=0)
