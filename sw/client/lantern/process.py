"""A simulation as a process of this one: found, started, waited for."""

from __future__ import annotations

import atexit
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable

from . import errors
from .connection import Connection

_BUILT = pathlib.Path(__file__).resolve().parents[3] / "build" / "release" / "bin" / "lantern"


def find_lantern() -> str:
    """The program: `$LANTERN`, the build of the checkout that this package lies in, or the one on `$PATH`. Raises `NotStarted`."""
    if "LANTERN" in os.environ:
        return os.environ["LANTERN"]
    if _BUILT.exists():
        return str(_BUILT)
    found = shutil.which("lantern")
    if not found:
        raise errors.NotStarted("there is no program `lantern`: build it (tools/demo), or say where it is with LANTERN=PATH")
    return found


_folders: set[pathlib.Path] = set()


def _new_folder() -> pathlib.Path:
    """Gone at the latest when this process ends, unless it is killed."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lantern-"))
    _folders.add(folder)
    return folder


def _remove(folder: pathlib.Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    _folders.discard(folder)


@atexit.register
def _remove_all() -> None:
    for folder in list(_folders):
        _remove(folder)


class Copy:
    """A copy of a pod that another process made of itself. It has what a `Process` has; how it ended, its parent knows."""

    def __init__(self, parent: Connection, sealed: bool) -> None:
        self._parent = parent
        self.folder = _new_folder()
        try:
            self._pid: int = parent.call("fork", socket=str(self.folder / "socket"), folder=str(self.folder), sealed=sealed)["pid"]
        except errors.LanternError:
            self.remove()
            raise

    def connect(self) -> Connection:
        """A connection: it is served already."""
        return Connection(self.folder / "socket")

    def said(self) -> str:
        """What it wrote to standard error."""
        return (self.folder / "stderr.txt").read_text(errors="replace")

    def code(self, seconds: float = 5) -> int | None:
        """Its exit code (negative: a signal), None while it lives or its parent is gone; waits so long."""
        end = time.monotonic() + seconds
        while True:
            try:
                state = self._parent.call("child", pid=self._pid)
            except errors.LanternError:
                return None
            if not state["alive"] or time.monotonic() > end:
                code: int | None = state.get("code")
                return code
            time.sleep(0.005)

    def kill(self) -> None:
        """Ends it at once."""
        try:
            os.kill(self._pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def remove(self) -> None:
        """Removes its folder. It ends by itself when nobody holds it."""
        _remove(self.folder)


class Process:
    """`lantern serve` with `arguments`, and a folder of its own for what it leaves: `socket`, `stdout.txt`, `stderr.txt`.

    Raises `NotStarted` with what it said, where it refuses.
    """

    def __init__(self, arguments: Iterable[object], program: str | os.PathLike[str] | None = None) -> None:
        self.folder = _new_folder()
        # Owned: it ends with this process, however that ends.
        self.command = [str(program or find_lantern()), "serve", *map(str, arguments), "--owned", "--socket", str(self.folder / "socket")]
        with open(self.folder / "stdout.txt", "wb") as out, open(self.folder / "stderr.txt", "wb") as err:
            try:
                # In a session of its own: Ctrl-C is for who holds the pod.
                self._process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True)
            except OSError as error:
                _remove(self.folder)
                raise errors.NotStarted(f"cannot start `{self.command[0]}`: {error.strerror}") from error

    def connect(self) -> Connection:
        """A connection, as soon as it serves. Raises `NotStarted`: it refuses; `Crashed`."""
        while self._process.poll() is None:
            try:
                return Connection(self.folder / "socket")
            except OSError:
                time.sleep(0.005)
        said = self.said().strip()
        code = self._process.returncode
        self.remove()
        if code == 2 and said:
            raise errors.NotStarted(said)
        raise errors.Crashed(f"`lantern` has gone before it served: exit code {code}" + (f"; it said: {said[-2000:]}" if said else ""), code)

    def said(self) -> str:
        """What it wrote to standard error."""
        return (self.folder / "stderr.txt").read_text(errors="replace")

    def code(self, seconds: float = 5) -> int | None:
        """Its exit code (negative: a signal), None while it lives; waits so long."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """Ends it at once."""
        self._process.kill()

    def end(self) -> None:
        """Ends it, gently first."""
        if self.code(2) is None:
            self._process.terminate()
        if self.code(2) is None:
            self._process.kill()
            self._process.wait()

    def remove(self) -> None:
        """Ends it and removes its folder."""
        self.end()
        _remove(self.folder)
