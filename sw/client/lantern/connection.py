"""JSON-RPC 2.0, a line a request, over a UNIX socket: platform/control/README.md says what there is to ask for."""

from __future__ import annotations

import json
import os
import socket
from typing import Any

from . import errors

PROTOCOL = 1

_ERRORS = {2: errors.RunOver, 3: errors.StillRunning}


class Connection:
    """One client of a pod that is served at `path`.

    Raises OSError where nobody serves, `Refused` where the protocol is another. Every call raises `Crashed` once the simulation is gone.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.connect(str(path))
        except OSError:
            self._socket.close()
            raise
        self._in = self._socket.makefile("rb")
        self._answers: dict[int, dict[str, Any]] = {}
        self._last = 0
        self.hello = self.call("hello", protocol=PROTOCOL)

    def give_up_after(self, seconds: float) -> None:
        """From here on a wait that takes more host time raises `LimitReached`, and the connection is of no more use."""
        self._patience = seconds
        self._socket.settimeout(seconds)

    def close(self) -> None:
        """Leaves; what it asked for is dropped."""
        self._in.close()
        self._socket.close()

    def call(self, method: str, **arguments: Any) -> Any:
        """Asks, waits for the answer and returns it. Arguments that are None are left out. Raises `Refused` and what derives from it."""
        return self.wait(self.ask(method, **arguments))

    def ask(self, method: str, **arguments: Any) -> int:
        """Asks, and returns what `wait` takes."""
        self._last += 1
        params = {name: value for name, value in arguments.items() if value is not None}
        line = json.dumps({"jsonrpc": "2.0", "id": self._last, "method": method, "params": params})
        try:
            self._socket.sendall(line.encode() + b"\n")
        except OSError as error:
            raise errors.Crashed("the simulation is gone") from error
        return self._last

    def wait(self, number: int) -> Any:
        """The answer to that request. An interrupt (Ctrl-C) leaves it to be waited for again."""
        while number not in self._answers:
            self._take()
        answer = self._answers.pop(number)
        if "error" not in answer:
            return answer["result"]
        code = answer["error"]["code"]
        raise _ERRORS.get(code, errors.Refused)(answer["error"]["message"], code)

    def _take(self) -> None:
        try:
            line = self._in.readline()
        except TimeoutError:
            raise errors.LimitReached(f"no answer in {self._patience:g} s of host time") from None
        except OSError as error:
            raise errors.Crashed("the simulation is gone") from error
        if not line.endswith(b"\n"):
            raise errors.Crashed("the simulation is gone")
        answer = json.loads(line)
        if answer.get("id") is None:
            raise errors.Refused(answer["error"]["message"], answer["error"]["code"])
        self._answers[answer["id"]] = answer
