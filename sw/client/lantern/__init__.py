"""Lantern's pods from Python: boot one, run it, look into it, break it.

>>> import lantern
>>> with lantern.Pod("duo") as pod:
...     pod.run_until(lantern.console("host0", "link up"), limit="1 s")
...     pod.fibre0.cut()
"""

from collections.abc import Callable
from typing import Any

from .conditions import Condition, Stop, console, counter, event, exited, idle, matches, register
from .errors import BusError, Crashed, LanternError, LimitReached, Nack, NotStarted, Refused, RunOver, StillRunning
from .pods import Pod, Snapshot
from .regress import given_pod
from .time import Time


def pod(*arguments: Any, **keywords: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Marks a test of pytest: see `lantern.pytest_plugin.pod`."""
    from .pytest_plugin import pod as mark

    marked: Callable[[Callable[..., Any]], Callable[..., Any]] = mark(*arguments, **keywords)
    return marked


__all__ = ["pod",
           "BusError", "Condition", "Crashed", "LanternError", "LimitReached", "Nack", "NotStarted", "Pod", "Refused", "RunOver", "Snapshot", "Stop",
           "StillRunning", "Time", "console", "counter", "event", "exited", "given_pod", "idle", "matches", "register"]
