"""What a run can be told to stop at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .time import Time


class Condition:
    """One of those that the protocol knows, by name; made by the functions below and by the objects of a pod."""

    def __init__(self, asked: dict[str, Any], text: str) -> None:
        self.asked = asked
        self._text = text

    def __repr__(self) -> str:
        return self._text


def console(name: str, text: str, start: int = 0) -> Condition:
    """The UART of that name (`host1.uart`, or `host1` for its `uart`) has put out `text`, from byte `start` on.

    >>> pod.run_until(console("host1", "compared: equal"), limit="1 s")
    """
    return Condition({"console": name, "text": text, "from": start}, f"console({name!r}, {text!r})")


def matches(name: str, regex: str, start: int = 0) -> Condition:
    """A line of that UART, as far as it has come, holds a match of `regex` (RE2 syntax)."""
    return Condition({"console": name, "regex": regex, "from": start}, f"matches({name!r}, {regex!r})")


def register(name: str, *, equals: int | None = None, differs: int | None = None, least: int | None = None, most: int | None = None) -> Condition:
    """A register or a field has that value, as stored; exactly one of the four is given."""
    given = {"equals": equals, "not": differs, "least": least, "most": most}
    asked: dict[str, Any] = {"register": name, **{key: value for key, value in given.items() if value is not None}}
    return Condition(asked, f"register({name!r}, ...)")


def counter(name: str, least: int) -> Condition:
    """A counter has come to `least`."""
    return Condition({"counter": name, "least": least}, f"counter({name!r}, {least})")


def exited(node: str) -> Condition:
    """That node has written an exit code."""
    return Condition({"exit": node}, f"exited({node!r})")


def event(what: str) -> Condition:
    """From now on: that event has happened, a fault for instance, with any argument."""
    return Condition({"event": what}, f"event({what!r})")


def idle() -> Condition:
    """Nothing is left to happen, unless something is done to the pod."""
    return Condition({"idle": True}, "idle()")


class Stop:
    """Why a run stands: `why` is "time", "condition", "over" or "asked"; `at` the simulated time; `condition` the one that was met; `end`
    of a console's: the byte after what was waited for."""

    def __init__(self, answer: dict[str, Any], conditions: Sequence[Condition]) -> None:
        self.why: str = answer["stopped"]
        self.at = Time(answer["time_ps"])
        self.condition = conditions[answer["condition"]] if "condition" in answer else None
        self.end: int | None = answer.get("end")

    def __repr__(self) -> str:
        return f"<stopped at {self.at}: {self.condition if self.condition else self.why}>"
