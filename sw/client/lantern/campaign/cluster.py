"""Rows on the workers of a Dask cluster: what they find is as here, a worker that is lost has its rows done by another."""

import hashlib
import pickle
import subprocess
import threading

from .. import errors, process
from .runner import Runner

_here = threading.local()  # a worker's thread has one runner: of the campaign that it was asked for last


def version():
    """Of the program that runs pods here."""
    return subprocess.run([process.find_lantern(), "--version"], capture_output=True, text=True, check=True).stdout.strip()


def work(campaign, row, begins_at, cold, wanted):
    """On a worker: what the store keeps of `row`. Raises `LanternError`: another Lantern is there."""
    if (found := version()) != wanted:
        raise errors.LanternError(f"a worker has {found}, and here is {wanted}: give all the same")
    key = hashlib.sha256(pickle.dumps((campaign, cold))).hexdigest()
    if getattr(_here, "key", None) != key:
        if hasattr(_here, "runner"):
            _here.runner.close()
        _here.runner, _here.key = Runner(campaign, cold), key
    return _here.runner.run(row, begins_at)


def run_rows(address, campaign, rows, begins_at, take, cold=False):
    """As `runner.run_rows`, on the cluster whose scheduler is at `address`. Raises `LanternError`: it is not in reach."""
    try:
        import distributed
    except ImportError:
        raise errors.LanternError("--dask needs Dask: install python3-distributed") from None
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise errors.LanternError(f"--dask: no scheduler answers at `{address}`: {error}") from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise errors.LanternError(f"--dask: the scheduler at `{address}` has no workers")
        wanted = version()
        futures = [client.submit(work, campaign, row, begins_at, cold, wanted, pure=False) for row in rows]
        try:
            for future in distributed.as_completed(futures):
                take(future.result())
                future.release()
        except BaseException:
            client.cancel(futures)
            raise
