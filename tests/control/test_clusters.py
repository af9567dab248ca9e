"""A campaign on a Dask cluster of this machine: as the local one, row by row, also when a worker is lost."""

import os
import signal
import socket
import subprocess
import time

import pytest
from test_campaigns import FILE, ROWS, campaign, rows_of, rows_of_or_none  # noqa: F401: a fixture

pytest.importorskip("distributed", reason="python3-distributed is not installed")
pytestmark = pytest.mark.long


@pytest.fixture
def cluster(programs, tmp_path):
    """cluster(workers) -> (address, [Popen of a worker]) of a scheduler of its own."""
    processes = []
    client = os.path.abspath("sw/client")
    environment = dict(os.environ, PYTHONPATH=client, LANTERN=str(programs / "lantern"))

    def start(module, *arguments):
        processes.append(subprocess.Popen(["/usr/bin/python3", "-m", f"distributed.cli.{module}", *arguments], cwd=tmp_path, env=environment,
                                          stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL))
        return processes[-1]

    def make(workers):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        address = f"tcp://127.0.0.1:{port}"
        start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        return address, [start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(workers)]

    yield make
    for process in processes:
        process.kill()
        process.wait()


def started(campaign, address):
    """Its rows, once the workers are there."""
    end = time.monotonic() + 60
    while True:
        done = campaign(FILE, "--store", "first.sqlite", "--rows", "0..1", "--dask", address)
        if done.returncode == 0 or time.monotonic() > end:
            return done
        assert "no scheduler answers" in done.stderr or "has no workers" in done.stderr, done.stderr
        time.sleep(0.2)


def test_rows_on_a_cluster_are_as_here_also_when_a_worker_is_lost(campaign, cluster, programs, tmp_path):  # noqa: F811
    assert campaign(FILE, "--store", "here.sqlite").returncode == 0
    address, workers = cluster(2)
    assert started(campaign, address).returncode == 0
    store = tmp_path / "there.sqlite"
    process = subprocess.Popen([programs / "lantern", "campaign", "it.toml", "--store", store, "--dask", address, "--quiet"], cwd=tmp_path,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not store.exists() or len(rows_of_or_none(store)) < 3:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    workers[0].send_signal(signal.SIGKILL)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, len(rows_of(store))) == (0, ROWS), out + err
    assert rows_of(store) == rows_of(tmp_path / "here.sqlite")


def test_a_cluster_that_is_not_there_is_told(campaign):  # noqa: F811
    done = campaign(FILE, "--dask", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "no scheduler answers at `tcp://127.0.0.1:9`" in done.stderr
