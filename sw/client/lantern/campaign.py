"""Runs the rows of a campaign, several at a time, each on a copy of the booted pod or from reset."""

import contextlib
import hashlib
import json
import os
import pathlib
import queue
import re
import shlex
import sys
import threading
import time

from . import campaign_axes, campaign_report, errors, objects
from .campaign_file import read
from .campaign_store import Store, made_of_store
from .conditions import console
from .pods import Pod, words_of
from .time import Time


class Ended:
    """What a row's pod was in the end, for the outcomes to look at."""

    def __init__(self, pod):
        report = pod.report()
        self._pod, self._report = pod, report
        self.over = pod.over
        self.verdict, self.exits, self.hash = report["verdict"], report["exits"], report.get("trace_hash")

    def text(self, name):
        """Of a console; `host0` stands for `host0.uart`."""
        found = self._pod[name]
        return (found if isinstance(found, objects.Console) else found.uart).text

    def count(self, name):
        """Of a counter; or of a latency, `NAME.p99` and the like in ps. Raises `Refused`."""
        if name in self._report["counters"]:
            return self._report["counters"][name]
        for record, of in self._report.get("latency", {}).items():
            if name.startswith(f"{record}.") and f"{name[len(record) + 1:]}_ps" in of:
                return of[f"{name[len(record) + 1:]}_ps"]
        raise errors.Refused(f"there is no counter and no latency `{name}`")

    def number(self, console, find):
        """What the regular expression's group says of it last; None: it has not come."""
        found = re.findall(find, self.text(console))
        return _as_number(found[-1]) if found else None


def _as_number(text):
    try:
        return int(text)
    except ValueError:
        return float(text)


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
        texts = {name: campaign_axes.filled(getattr(campaign, name), row.variables if row else campaign_axes.first(campaign.axes)) for name in ("set", "firmware", "args")}
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

    def _begin(self, row, events):
        """The row's pod, with all that will be done to it."""
        if not self._snapshot:
            return Pod(self._campaign.pod, **self._words(row, events))
        pod = self._snapshot.fork(keep_streams=True)
        with _closed_on_error(pod):
            for what in self._first(row):
                pod.act(what)
            for at, what in row.events:
                pod.act(what, at=at)
        return pod

    def run(self, row, begins_at):
        """What the store keeps of it."""
        begun = time.perf_counter()
        events = [f"{begins_at} {what}" for what in self._first(row)] + [f"{at} {what}" for at, what in row.events]
        words = words_of(self._campaign.pod, **self._words(row, events))
        found = {"row": row.number, "seed": row.seed, "parameters": row.axes, "trace_hash": None, "counts": {}, "simulated_ps": 0,
                 "events": [f"{at} {what}" for at, what in row.events],
                 "command": shlex.join(["lantern", "run", *words, "--until", str(self._campaign.limit)])}
        pod = None
        try:
            pod = self._begin(row, events)
            found.update(self._carry_out(pod))
        except errors.Crashed as crash:
            found.update(outcome="crashed", verdict=str(crash))
        except errors.LimitReached as late:
            pod.kill()
            found.update(outcome="hung", verdict=str(late))
        if pod:
            found["simulated_ps"] = pod.stood_at.ps
            pod.close()
        found["host_seconds"] = time.perf_counter() - begun
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


class Progress:
    """Lines on standard error: how far, how fast, how long still."""

    def __init__(self, total, quiet):
        self._total, self._quiet = total, quiet
        self._begun = self._told = time.monotonic()
        self._done = 0

    def step(self):
        self._done += 1
        now = time.monotonic()
        if self._quiet or (now - self._told < 2 and self._done < self._total):
            return
        self._told = now
        rate = self._done / max(now - self._begun, 1e-9)
        print(f"  {self._done} of {self._total} rows, {rate:.1f} a second, {(self._total - self._done) / rate:.0f} s left", file=sys.stderr)


def machine_of(campaign):
    """The machine as described, and the time from which rows begin; the pod is checked with all that the file says of it. Raises what `Pod`
    does, `LimitReached`."""
    runner = Runner(campaign)
    try:
        if runner._snapshot:
            with runner._snapshot.fork(keep_streams=True) as copy:
                at = copy.act("fork=0")[0].removesuffix(" fork=0")  # the first time of which nothing has been done
                return copy.description, Time(at)
        with Pod(campaign.pod, **runner._words()) as pod:
            return pod.description, Time(0)
    finally:
        runner.close()


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


def made_of(path, campaign, described, version):
    """What rows of a store have in common."""
    digest = hashlib.sha256(open(path, "rb").read()).hexdigest()
    machine = hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()
    firmware = "".join(hashlib.sha256(open(file, "rb").read()).hexdigest() for file in campaign.firmware.values() if os.path.exists(file))
    return {"campaign file": digest, "machine": machine, "firmware": firmware, "lantern": version}


def chosen_rows(text, rows):
    """`A..B`: rows A to B, without B."""
    first, _, last = text.partition("..")
    if not first.isdigit() or not last.isdigit():
        raise errors.LanternError(f"--rows: `{text}` lacks the form A..B")
    return rows[int(first) : int(last)]


def found(name):
    """The file itself, or one of that name that Lantern brings along. Raises `LanternError`."""
    shipped = {path.stem: str(path) for path in (pathlib.Path(__file__).parent / "campaigns").glob("*.toml")}
    if os.path.exists(name):
        return name
    if name not in shipped:
        raise errors.LanternError(f"there is no campaign file `{name}`; Lantern brings along {', '.join(sorted(shipped))}")
    return shipped[name]


def merge(given):
    """`lantern campaign merge INTO.sqlite FROM.sqlite ...`: the rows of slices in one store."""
    if len(given.stores) < 2:
        raise errors.LanternError("merge: needs the store to make, and those to take")
    for path in given.stores[1:]:
        if not os.path.exists(path):
            raise errors.LanternError(f"merge: there is no store `{path}`")
    into = Store(given.stores[0], made_of_store(given.stores[1]))
    for path in given.stores[1:]:
        into.take(path)
    print(f"{len(into.done())} rows are in {into.path}")
    return 0


def main(given):
    """`lantern campaign FILE.toml`."""
    if given.file == "merge":
        return merge(given)
    if given.stores:
        raise errors.LanternError(f"a campaign has one file: `{given.stores[0]}` is another")
    given.file = found(given.file)
    campaign = read(given.file)
    described, begins_at = machine_of(campaign)
    rows = list(campaign.rows(described, begins_at))
    if given.again is not None:
        return again(given, campaign, rows, begins_at)
    if given.rows:
        rows = chosen_rows(given.rows, rows)
    with Pod(campaign.pod) as pod:
        version = pod.version
    store = Store(given.store or f"{os.path.basename(given.file).removesuffix('.toml')}.sqlite", made_of(given.file, campaign, described, version))
    done = store.done()
    left = [row for row in rows if row.number not in done]
    if done and not given.quiet:
        print(f"  {len(rows) - len(left)} of {len(rows)} rows are in {store.path} already", file=sys.stderr)
    progress = Progress(len(left), given.quiet)

    def take(found):
        store.add(found)
        progress.step()

    try:
        run_rows(campaign, left, begins_at, take, given.jobs, given.cold)
    except KeyboardInterrupt:
        print(f"lantern: stopped; what was done is in {store.path}, and the same command goes on from there", file=sys.stderr)
        return 1
    finally:
        if given.csv:
            store.write_csv(given.csv)
        if given.junit:
            store.write_junit(given.junit, os.path.basename(given.file), campaign.fail)
        if given.html:
            campaign_report.write(given.html, os.path.basename(given.file), campaign, store)
    return tell(store, campaign)


def tell(store, campaign):
    """Outcomes, and how to have the first failing rows again. 1 where a row failed."""
    outcomes = store.outcomes()
    for name, count in outcomes.items():
        print(f"{name:<16} {count:>6}{'  fails' if name in campaign.fail else ''}")
    failing = [row for row in store.rows() if row["outcome"] in campaign.fail]
    for row in failing[:10]:
        print(f"row {row['row']}: {row['outcome']}: {row['verdict']}\n  {row['command']}")
    return 1 if failing else 0


def again(given, campaign, rows, begins_at):
    """One row from reset, and what was found."""
    if not 0 <= given.again < len(rows):
        raise errors.LanternError(f"--again: there is no row {given.again}: there are {len(rows)}")
    runner = Runner(campaign, cold=True)
    found = runner.run(rows[given.again], begins_at)
    for name in ("outcome", "verdict", "trace_hash", "command"):
        print(f"{name:<12} {found[name]}")
    return 1 if found["outcome"] in campaign.fail else 0
