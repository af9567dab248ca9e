"""A campaign's file: what is varied, what breaks and when, and what outcomes are called. Everything in it is checked before anything runs.

The rows that a file means depend on the file alone, and on the pod that it names: the same on every machine.
"""

import dataclasses
import fnmatch
import itertools
import random
import re

from .. import toml_file
from ..errors import BadFile
from ..time import Time
from . import axes as make_axes

_KEYS = {
    "": {"pod", "after", "limit", "host_limit", "seed", "seeds", "own_streams", "values", "fail", "sample", "hash", "set", "firmware", "args",
         "axes", "fault", "outcome", "numbers", "plot"},
    "fault": {"what", "at", "after", "undo", "undo_after", "none"},
    "outcome": {"name", "verdict", "exits", "console", "counters", "over"},
    "time": {"random", "count", "from", "to", "step"},
    "number": {"console", "find"},
    "plot": {"x", "y", "series", "panel", "where", "log", "title"},
}
BUILT_IN = ("crashed", "hung", "unclassified")


@dataclasses.dataclass(frozen=True)
class Row:
    """One scenario: what is chosen on each axis, what that means, the seed, and events at their times."""

    number: int
    axes: dict  # the label of the choice, by axis
    set: dict  # parameters
    variables: dict  # for `{name}` in texts of the file
    seed: int | None
    events: tuple  # (Time, what)


@dataclasses.dataclass
class Outcome:
    """What is called so: all that it names must hold."""

    name: str
    verdict: str = ""
    exits: dict = dataclasses.field(default_factory=dict)
    console: dict = dataclasses.field(default_factory=dict)
    counters: dict = dataclasses.field(default_factory=dict)
    over: bool | None = None

    def holds(self, ended):
        """`ended`: `verdict`, `exits`, `over`, and `text(console)`, `count(counter)`."""
        return (re.search(self.verdict, ended.verdict) is not None
                and all(ended.exits.get(node) == code for node, code in self.exits.items())
                and all(re.search(pattern, ended.text(name)) for name, pattern in self.console.items())
                and all(_compares(ended.count(name), wanted) for name, wanted in self.counters.items())
                and self.over in (None, ended.over))


@dataclasses.dataclass(frozen=True)
class Plot:
    """Curves of values over an axis: a line each choice of `series`, a column each of `panel`, a row each `y`; of rows that `where` fits."""

    x: str
    y: list
    series: str = ""
    panel: str = ""
    where: dict = dataclasses.field(default_factory=dict)
    log: bool = False
    title: str = ""


@dataclasses.dataclass
class Campaign:
    """A file that has been read."""

    pod: str
    after: str | None
    limit: Time
    host_limit: float
    own_streams: bool
    hash: bool
    set: dict
    firmware: dict
    args: dict
    values: list
    numbers: dict  # tables of the file, by name
    plots: list
    fail: list
    outcomes: list
    axes: dict  # lists of `Choice`, by name
    seeds: list
    faults: list  # tables of the file
    sample: int | None
    seed: int

    def rows(self, described, booted_at):
        """All rows, in order. `described`: the machine; `booted_at`: the time from which rows begin. Raises `BadFile`."""
        known = {name: example for name, example in _faults(described)}
        choices = [[(name, choice) for choice in of] for name, of in self.axes.items()]
        faults = [_fault_choices(fault, known, booted_at, random.Random(f"{self.seed}/{i}")) for i, fault in enumerate(self.faults)]
        if self.sample is None:
            combined = itertools.product(self.seeds, *choices, *faults)
        else:
            combined = _sample(self.sample, [self.seeds, *choices, *faults], random.Random(f"{self.seed}/sample"))
        for number, (seed, *chosen) in enumerate(combined):
            events = sorted((event for choice in chosen[len(choices):] for event in choice), key=lambda event: event[0])
            yield Row(number, *make_axes.chosen(chosen[: len(choices)]), seed, tuple(events))


def read(path):
    """A `Campaign`. Raises `BadFile`, OSError."""
    return toml_file.read(path, _campaign)


def _campaign(given):
    _check_keys("", given, "the file")
    for key in ("pod", "limit"):
        if key not in given:
            raise BadFile(f"`{key}` is missing")
    outcomes = []
    for table in given.get("outcome", []):
        _check_keys("outcome", table, "[[outcome]]")
        if "name" not in table or table["name"] in BUILT_IN:
            raise BadFile(f"[[outcome]]: a `name` is needed that is none of {', '.join(BUILT_IN)}")
        outcomes.append(Outcome(**table))
        _check_regexes(outcomes[-1])
    for table in given.get("fault", []):
        _check_keys("fault", table, "[[fault]]")
        if "what" not in table or ("at" in table) == ("after" in table):
            raise BadFile("[[fault]]: `what` is needed, and either `at` or `after`")
    names = [outcome.name for outcome in outcomes] + list(BUILT_IN)
    for name in given.get("fail", []):
        if name not in names:
            raise BadFile(f"`fail` names no outcome `{name}`{toml_file.near(name, names)}")
    seeds = given.get("seeds", [None])
    axes, values = make_axes.read(given), given.get("values", [])
    if given.get("after") and make_axes.variables_of(given):
        raise BadFile("[axes]: texts with `{...}` are of the start: leave out `after`, so that rows begin at reset")
    numbers = _numbers(given.get("numbers", {}))
    return Campaign(
        pod=given["pod"], after=given.get("after"), limit=_time("limit", given["limit"]),
        host_limit=int(_time("host_limit", given.get("host_limit", "60 s"))) / 1e12, own_streams=given.get("own_streams", False),
        hash=given.get("hash", False), set=given.get("set", {}), firmware=given.get("firmware", {}), args=given.get("args", {}), values=values, numbers=numbers,
        plots=_plots(given.get("plot", []), axes, [*values, *numbers]),
        fail=given.get("fail", list(BUILT_IN)), outcomes=outcomes, axes=axes,
        seeds=list(range(1, seeds + 1)) if isinstance(seeds, int) else seeds, faults=given.get("fault", []), sample=given.get("sample"),
        seed=given.get("seed", 1))


def _check_keys(where, table, name):
    toml_file.check_keys(table, _KEYS[where], name)


def _check_regexes(outcome):
    for pattern in (outcome.verdict, *outcome.console.values()):
        try:
            re.compile(pattern)
        except re.error as error:
            raise BadFile(f"[[outcome]] {outcome.name}: `{pattern}`: {error}") from None
    for wanted in outcome.counters.values():
        if not re.fullmatch(r"(<=|>=|==|<|>) *\d+", str(wanted)):
            raise BadFile(f"[[outcome]] {outcome.name}: `{wanted}` is no comparison, as in \">= 1\"")


def _numbers(tables):
    for name, table in tables.items():
        if name in make_axes.TAKEN:
            raise BadFile(f"[numbers]: `{name}` is what tables call something else: name it otherwise")
        _check_keys("number", table, f"[numbers] {name}")
        try:
            if table.keys() < _KEYS["number"] or re.compile(table["find"]).groups != 1:
                raise BadFile(f"[numbers] {name}: needs `console`, and `find`: a regular expression with one group")
        except re.error as error:
            raise BadFile(f"[numbers] {name}: `{table['find']}`: {error}") from None
    return tables


def _plots(given, axes, values):
    plots = []
    for table in given if isinstance(given, list) else [given]:
        _check_keys("plot", table, "[[plot]]")
        if not {"x", "y"} <= table.keys():
            raise BadFile("[[plot]]: `x` and `y` are needed")
        plot = Plot(**{**table, "y": table["y"] if isinstance(table["y"], list) else [table["y"]]})
        for name in filter(None, (plot.x, plot.series, plot.panel, *plot.where)):
            if name not in axes:
                raise BadFile(f"[[plot]]: there is no axis `{name}`{toml_file.near(name, axes)}")
        for name, wanted in plot.where.items():
            labels = [choice.label for choice in axes[name]]
            if make_axes.label(wanted) not in labels:
                raise BadFile(f"[[plot]] where: `{name}` has no choice `{make_axes.label(wanted)}`{toml_file.near(make_axes.label(wanted), labels)}")
        for name in plot.y:
            if name not in values:
                raise BadFile(f"[[plot]]: `{name}` is in neither `values` nor [numbers]{toml_file.near(name, values)}")
        plots.append(plot)
    return plots


def _time(where, text):
    try:
        if isinstance(text, str):
            return Time(text)
    except ValueError as error:
        raise BadFile(f"`{where}`: {error}") from None
    raise BadFile(f"`{where}` is a text with a unit, as in \"2 ms\", and not {text}")


def _compares(count, wanted):
    if count is None:  # a latency without a sample
        return False
    operator, number = re.match(r"(<=|>=|==|<|>) *(\d+)", str(wanted)).groups()
    difference = count - int(number)
    return {"<=": difference <= 0, ">=": difference >= 0, "==": difference == 0, "<": difference < 0, ">": difference > 0}[operator]


def _faults(described):
    for child in described.get("children", ()):
        if child["kind"] == "fault":
            yield child["name"], child["example"]
        yield from _faults(child)


def _fault_choices(fault, known, booted_at, draw):
    """Each choice is a list of events, (Time, what): the fault, and what undoes it."""
    choices = [[]] if fault.get("none") else []
    wanted = fault["what"] if isinstance(fault["what"], list) else [fault["what"]]
    found = list(itertools.chain.from_iterable(_matching(pattern, known) for pattern in wanted))
    verbs = {what.partition("=")[0].rpartition(".")[2] for what in found}
    for verb in fault.get("undo", {}):
        if verb not in verbs:
            raise BadFile(f"[[fault]] undo: nothing of `what` is called `{verb}`{toml_file.near(verb, verbs)}")
    for what in found:
        for at in _times(fault, booted_at, draw):
            choices.append([(at, what), *_undoing(fault, what, at)])
    return choices


def _matching(pattern, known):
    """`fibre*.cut`, `*.fade=20 dB`."""
    name, equals, argument = pattern.partition("=")
    found = fnmatch.filter(known, name)
    if not found:
        raise BadFile(f"[[fault]]: there is no fault `{name}`{toml_file.near(name, list(known)) if '*' not in name else ''}")
    for fault in found:
        if bool(known[fault]) != bool(equals):
            raise BadFile(f"[[fault]]: `{fault}` takes " + (f"an argument, as in `{fault}={known[fault]}`" if known[fault] else "no argument"))
    return [fault + equals + argument for fault in found]


def _times(fault, booted_at, draw):
    """`at`: from reset; `after`: from where rows begin."""
    key = "at" if "at" in fault else "after"
    base = booted_at if key == "after" else Time(0)
    given = fault[key]
    if isinstance(given, list):
        return [base + _time(key, text) for text in given]
    if not isinstance(given, dict):
        return [base + _time(key, given)]
    _check_keys("time", given, f"`{key}`")
    if "random" in given:
        first, last = (int(_time(key, text)) for text in given["random"])
        return [base + draw.randrange(first, last + 1) for _ in range(given.get("count", 1))]
    if not {"from", "to", "step"} <= given.keys():
        raise BadFile(f"`{key}`: a grid has `from`, `to` and `step`")
    first, last, step = (int(_time(key, given[word])) for word in ("from", "to", "step"))
    return [base + at for at in range(first, last + 1, max(step, 1))]


def _undoing(fault, what, at):
    """`undo = { cut = "repair", silent = ["removed", "inserted"], stall = "../system_controller.press_reset" }`: of the fault's own block, or
    of one beside it; of several, one each `undo_after`."""
    owner, _, verb = what.partition("=")[0].rpartition(".")
    undo = fault.get("undo", {}).get(verb, [])
    wait, events = _time("undo_after", fault.get("undo_after", "1 ms")), []
    for one in undo if isinstance(undo, list) else [undo]:
        at, name = at + wait, one.removeprefix("../")
        place = owner if name == one else owner.rpartition(".")[0]
        events.append((at, f"{place}.{name}"))
    return events


def _sample(count, lists, draw):
    """So many different combinations, in the order of all; all, where there are no more."""
    sizes = [len(choices) for choices in lists]
    total = 1
    for size in sizes:
        total *= size
    for index in sorted(draw.sample(range(total), min(count, total))):
        chosen = []
        for size, choices in zip(reversed(sizes), reversed(lists)):
            index, at = divmod(index, size)
            chosen.append(choices[at])
        yield tuple(reversed(chosen))
