"""Runs the rows of a campaign, several at a time, each on a copy of the booted pod or from reset."""

import contextlib
import dataclasses
import hashlib
import json
import queue
import re
import shlex
import threading
import time

from .. import errors, objects
from ..conditions import console
from ..pods import Pod, words_of
from ..time import Time
from . import axes as make_axes


class Ended:
    """What a row's pod was in the end, for the outcomes to look at."""

    def __init__(self, pod):
        report = pod.report()
        self._pod, self._report = pod, report
        self.over = pod.over
        self.verdict, self.exits, self.hash = report["verdict"], report["exits"], report.get("trace_hash")

    def text(self, name):
        """Of a console; `host0` stands for `host0.uart`."""
        try:
            found = self._pod[name]
        except KeyError as error:
            raise errors.Refused(f"there is no console `{name}`: {error.args[0]}") from None
        return (found if isinstance(found, objects.Console) else found.uart).text

    def count(self, name):
        """Of a counter; or of a latency, `NAME.p99` and the like in ps (None: without a sample). Raises `Refused`."""
        if name in self._report["counters"]:
            return self._report["counters"][name]
        for record, of in self._report.get("latency", {}).items():
            if name.startswith(f"{record}."):
                what = name[len(record) + 1 :]
                figures = {"count": of["count"], **{key[:-3]: value if of["count"] else None for key, value in of.items() if key.endswith("_ps")}}
                if what in figures:
                    return figures[what]
                raise errors.Refused(f"`{record}` has no `{what}`; there is {', '.join(figures)}")
        raise errors.Refused(f"there is no counter and no latency `{name}`")

    def number(self, console, find):
        """What the regular expression's group says of it last; None: it has not come."""
        found = re.findall(find, self.text(console))
        return _as_number(found[-1]) if found else None


def _as_number(text):
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        raise errors.Refused(f"[numbers]: `{text}` is no number") from None


class Runner:
    """Rows of one campaign in this process. `cold`: every row from reset."""

    def __init__(self, campaign, cold=False):
        self._campaign = campaign
        self._cold = cold or campaign.after is None
        self._snapshot = None
        if self._cold:
            return
        with Pod(campaign.pod, **self._words()) as booted:
            booted.run_until(*[console(uart.name, campaign.after) for uart in booted.all(objects.Console)], limit=campaign.limit)
            self._snapshot = booted.snapshot()

    def close(self):
        if self._snapshot:
            self._snapshot.close()

    def _words(self, row=None, events=()):
        """What a pod from reset is asked to be."""
        campaign = self._campaign
        from_start = row is not None and campaign.after is None
        texts = {name: make_axes.filled(getattr(campaign, name), row.variables if row else make_axes.first(campaign.axes)) for name in ("set", "firmware", "args")}
        if from_start:
            texts["set"].update(row.set)
        return {**texts, "events": events, "seed": row.seed if from_start else None, "trace_hash": campaign.hash}

    def _first(self, row):
        """What is done to a row's pod where rows begin, if that is not at reset."""
        if self._campaign.after is None:
            return []
        first = [] if row.seed is None else [f"seed={row.seed}"]
        if self._campaign.own_streams:
            first.append(f"fork={row.number + 1}")
        return first + [f"{name}={value}" for name, value in row.set.items()]

    def _begin(self, row, events, cold):
        """The row's pod, with all that will be done to it."""
        if cold:
            return Pod(self._campaign.pod, **self._words(row, events))
        pod = self._snapshot.fork(keep_streams=True)
        with _closed_on_error(pod):
            for what in self._first(row):
                pod.act(what)
            for at, what in row.events:
                pod.act(what, at=at)
        return pod

    def run(self, row, begins_at):
        """What the store keeps of it. One whose process has gone is run once more, from reset: what crashes by itself does so again."""
        begun = time.perf_counter()
        events = [f"{begins_at} {what}" for what in self._first(row)] + [f"{at} {what}" for at, what in row.events]
        words = words_of(self._campaign.pod, **self._words(row, events))
        found = {"row": row.number, "seed": row.seed, "parameters": row.axes, "trace_hash": None, "counts": {}, "simulated_ps": 0,
                 "events": [f"{at} {what}" for at, what in row.events],
                 "command": shlex.join(["lantern", "run", *words, "--until", str(self._campaign.limit)])}
        for cold in (self._cold, True):
            found.update(self._attempt(row, events, cold))
            if found["outcome"] != "crashed":
                break
        found["host_seconds"] = time.perf_counter() - begun
        return found

    def _attempt(self, row, events, cold):
        pod, found = None, {}
        try:
            pod = self._begin(row, events, cold)
            found = self._carry_out(pod)
        except errors.Crashed as crash:
            found = {"outcome": "crashed", "verdict": str(crash)}
        except errors.LimitReached as late:
            pod.kill()
            found = {"outcome": "hung", "verdict": str(late)}
        if pod:
            found["simulated_ps"] = pod.stood_at.ps
            pod.close()
        return found

    def _carry_out(self, pod):
        campaign = self._campaign
        pod.give_up_after(campaign.host_limit)
        pod.run_to(campaign.limit)
        ended = Ended(pod)
        # One that is not over at its limit is hung, unless an outcome says that it may be so.
        names = [one.name for one in campaign.outcomes if (ended.over or one.over is False) and one.holds(ended)]
        outcome = (names or ["unclassified" if ended.over else "hung"])[0]
        counts = {name: ended.count(name) for name in campaign.values}
        counts.update({name: ended.number(**where) for name, where in campaign.numbers.items()})
        return {"outcome": outcome, "verdict": ended.verdict, "trace_hash": ended.hash, "counts": counts}


@contextlib.contextmanager
def _closed_on_error(pod):
    try:
        yield
    except errors.LanternError:
        pod.close()
        raise


@dataclasses.dataclass(frozen=True)
class Start:
    """What rows begin from: the machine as described, the time, and what made it: a digest or a version by name."""

    described: dict
    at: Time
    made_of: dict


def start_of(campaign):
    """The `Start` of a campaign; the pod is checked with all that the file says of it. Raises what `Pod` does, `LimitReached`."""
    runner = Runner(campaign)
    try:
        with runner._snapshot.fork(keep_streams=True) if runner._snapshot else Pod(campaign.pod, **runner._words()) as pod:
            # Of a copy: the first time of which nothing has been done.
            at = pod.act("fork=0")[0].removesuffix(" fork=0") if runner._snapshot else 0
            return Start(pod.description, Time(at), _made_of(pod))
    finally:
        runner.close()


def _made_of(pod):
    inputs = {f"{one['what']} {one['path'].rsplit('/', 1)[-1]}": one["sha256"] for one in pod.report()["inputs"]}
    return {"machine": hashlib.sha256(json.dumps(pod.description, sort_keys=True).encode()).hexdigest(), "lantern": pod.version, **inputs}


def run_rows(campaign, rows, begins_at, take, jobs, cold=False):
    """Carries out `rows`, `jobs` at a time; `take` is called with what each has found, in this thread. An exception of one ends all."""
    left, found = queue.SimpleQueue(), queue.SimpleQueue()
    for row in rows:
        left.put(row)

    def work():
        try:
            runner = Runner(campaign, cold)
            try:
                while True:
                    found.put(runner.run(left.get_nowait(), begins_at))
            except queue.Empty:
                pass
            finally:
                runner.close()
        except BaseException as error:  # it is this thread's to raise
            found.put(error)

    count = left.qsize()
    workers = [threading.Thread(target=work, daemon=True) for _ in range(min(jobs, count))]
    for worker in workers:
        worker.start()
    for _ in range(count):
        one = found.get()
        if isinstance(one, BaseException):
            raise one
        take(one)
    for worker in workers:
        worker.join()
