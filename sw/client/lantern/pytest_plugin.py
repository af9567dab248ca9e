"""pytest with pods: a pod is booted once a session, and each test gets a copy of it as it was.

    @lantern.pod("duo", until="link up")
    def test_a_cut(pod):
        pod.fibre0.cut()

What a test that fails leaves is told in its report: consoles, counters, the last transactions of every wire, the commands that run it alone.
"""

import collections
import json
import pathlib
import re
import shutil
import subprocess
from typing import Any

import pytest

from . import errors, objects
from .conditions import Condition, console
from .pods import Pod
from .process import find_lantern

_LAST = 16  # transactions of a wire


def pytest_addoption(parser):
    group = parser.getgroup("lantern")
    group.addoption("--lantern-artefacts", default="lantern-artefacts", help="folder for what tests that fail leave")
    group.addoption("--lantern-trace", action="store_true", help="keep the whole trace of a test that failed")
    group.addoption("--lantern-waves", action="store_true", help="keep the waves of a test that failed (of a pod with RTL)")


def pytest_configure(config):
    config.addinivalue_line("markers", "lantern_pod(pod, until, limit, **of lantern.Pod): what the test's `pod` is a copy of")


def pod(name: str = "duo", *, until: Any = None, limit: int | str = "10 s", **of_pod: Any) -> Any:
    """Marks a test: its fixture `pod` is a copy of this pod. `until`: what it is run to first, a text of any console, a condition or a list
    of them, in `limit` of simulated time; the rest is as `lantern.Pod` takes it."""
    return pytest.mark.lantern_pod(name, until=until, limit=limit, **of_pod)


class _Booted:
    """Snapshots of the session, by what their pods were asked to be."""

    def __init__(self):
        self._snapshots = {}

    def get(self, name, until, limit, of_pod):
        key = repr((name, until, limit, sorted(of_pod.items())))
        if key not in self._snapshots:
            with Pod(name, **of_pod) as booted:
                if until is not None:
                    booted.run_until(*_conditions(booted, until), limit=limit)
                self._snapshots[key] = booted.snapshot()
        return self._snapshots[key]

    def close(self):
        for snapshot in self._snapshots.values():
            snapshot.close()


def _conditions(booted, until):
    if isinstance(until, Condition):
        return [until]
    if isinstance(until, str):
        return [console(uart.name, until) for uart in booted.all(objects.Console)]
    return list(until)


@pytest.fixture(scope="session")
def _lantern_booted():
    booted = _Booted()
    yield booted
    booted.close()


@pytest.fixture(name="pod")
def _copy(request, _lantern_booted):
    """A copy of the pod that the test's `lantern.pod` names. Where the test fails, what it was is kept."""
    mark = request.node.get_closest_marker("lantern_pod")
    if mark is None:
        raise pytest.UsageError(f"{request.node.nodeid} has no `@lantern.pod(...)` that says which pod it wants")
    given = dict(mark.kwargs)
    name = mark.args[0] if mark.args else given.pop("name", "duo")
    snapshot = _lantern_booted.get(name, given.pop("until", None), given.pop("limit", "10 s"), given)
    with snapshot.fork() as copy:
        request.node._lantern_pod = copy
        yield copy


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    copy = getattr(item, "_lantern_pod", None)
    if call.when != "call" or not report.failed or copy is None:
        return
    folder = pathlib.Path(item.config.getoption("--lantern-artefacts")) / re.sub(r"[^\w.-]+", "_", item.nodeid)
    try:
        report.sections.append(("lantern", keep(copy, folder, item)))
    except OSError as error:
        report.sections.append(("lantern", f"nothing could be kept in {folder}: {error}"))


def keep(copy, folder, item):
    """Writes what a test's pod was to `folder`; returns what to tell."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    alone = f"pytest {item.nodeid!r}"
    told = [f"alone:      {alone}", f"from reset: {copy.command}", f"kept in:    {folder}"]
    try:
        for uart in copy.all(objects.Console):
            (folder / f"{uart.name}.txt").write_text(uart.text)
        (folder / "report.json").write_text(json.dumps(copy.report(), indent=2) + "\n")
        told.insert(2, f"stands at:  {copy.now}")
    except errors.LanternError as error:
        (folder / "crash.txt").write_text(f"{error}\n{copy.said()}")
        told.insert(2, f"crashed:    {error}")
    (folder / "commands.txt").write_text(f"{alone}\n{copy.command}\n")
    _run_again(copy, folder, item.config)
    return "\n".join(told)


def _run_again(copy, folder, config):
    """The same from reset, with a trace: what the test's copy did not write."""
    trace = folder / "trace.txt"
    words = [find_lantern(), *copy.command_words()[1:], "--until", f"{copy.stood_at.ps + 1} ps", "--quiet", "--trace", str(trace)]
    if config.getoption("--lantern-waves"):
        words += ["--waves", str(folder / "waves.fst")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if not trace.exists():
        (folder / "rerun.txt").write_text(done.stderr)
        return
    last = collections.defaultdict(lambda: collections.deque(maxlen=_LAST))
    with trace.open() as lines:
        for line in lines:
            last[line.split(" ", 2)[1]].append(line)
    with (folder / "transactions.txt").open("w") as out:
        for who in sorted(last):
            out.write(f"{who}\n" + "".join(f"  {line}" for line in last[who]))
    if not config.getoption("--lantern-trace"):
        trace.unlink()
