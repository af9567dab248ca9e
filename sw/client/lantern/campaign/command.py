"""`lantern campaign`: what is to be done, how far it is, and what came of it."""

import hashlib
import os
import pathlib
import sys
import time

from .. import errors, shipped
from . import cluster, page
from .file import read
from .runner import Runner, run_rows, start_of
from .store import Store, made_of_store


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


def chosen_rows(text, rows):
    """`A..B`: rows A to B, without B."""
    first, _, last = text.partition("..")
    if not first.isdigit() or not last.isdigit():
        raise errors.LanternError(f"--rows: `{text}` lacks the form A..B")
    if not rows[int(first) : int(last)]:
        raise errors.LanternError(f"--rows: {text} holds none of {len(rows)} rows")
    return rows[int(first) : int(last)]


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
    given.file = shipped.found("campaigns", given.file)
    campaign = read(given.file)
    start = start_of(campaign)
    rows = list(campaign.rows(start.described, start.at))
    if not rows:
        raise errors.LanternError(f"{given.file}: means no rows: `seeds`, `sample` or a list is empty")
    if given.again is not None:
        return again(given, campaign, rows, start.at)
    if given.rows:
        rows = chosen_rows(given.rows, rows)
    digest = hashlib.sha256(pathlib.Path(given.file).read_bytes()).hexdigest()
    store = Store(given.store or f"{os.path.basename(given.file).removesuffix('.toml')}.sqlite", {"campaign file": digest, **start.made_of})
    done = store.done()
    left = [row for row in rows if row.number not in done]
    if done and not given.quiet:
        print(f"  {len(rows) - len(left)} of {len(rows)} rows are in {store.path} already", file=sys.stderr)
    progress = Progress(len(left), given.quiet)

    def take(found):
        store.add(found)
        progress.step()

    try:
        if given.dask:
            cluster.run_rows(given.dask, campaign, left, start.at, take, given.cold)
        else:
            run_rows(campaign, left, start.at, take, given.jobs, given.cold)
    except KeyboardInterrupt:
        print(f"lantern: stopped; what was done is in {store.path}, and the same command goes on from there", file=sys.stderr)
        return 1
    finally:
        write_outputs(given, campaign, store)
    return tell(store, campaign)


def write_outputs(given, campaign, store):
    """Those that were asked for, of what is in the store."""
    if given.csv:
        store.write_csv(given.csv)
    if given.junit:
        store.write_junit(given.junit, os.path.basename(given.file), campaign.fail)
    if given.html:
        page.write(given.html, pathlib.Path(given.file), campaign, store)


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
