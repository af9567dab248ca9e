"""A pod under the hand of a script."""

from __future__ import annotations

import itertools
import json
import os
import shlex
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from . import conditions as make_conditions
from . import buses as _buses  # noqa: F401: its models are made by name
from . import errors, objects
from .connection import Connection
from .process import Copy, Process
from .time import Time

AnObject = TypeVar("AnObject", bound=objects.Object)


class Pod(objects.Object):
    """A pod that stands at time 0, in a process of its own.

    `pod`: the name of one that Lantern brings along, or a file. `set`: parameters by name. `seed`: of all random streams. `firmware`: a
    file by node. `args`: what its program finds in argc and argv, a text by node. `events`: texts as `lantern run --event` takes
    them. `trace_hash`: probe every wire. `options`: more of the command line's. `program`: the `lantern` to start.

    >>> with Pod("duo", set={"fibre.length": "50 m"}, seed=7) as pod:
    ...     pod.run("2 ms")

    Raises `NotStarted` with the platform's words, `Crashed`.
    """

    def __init__(self, pod: str | os.PathLike[str] = "duo", *, set: Mapping[str, object] | None = None, seed: int | None = None,
                 firmware: Mapping[str, object] | None = None, args: Mapping[str, str] | None = None, events: Iterable[str] = (),
                 trace_hash: bool = False, options: Iterable[str] = (), program: str | os.PathLike[str] | None = None) -> None:
        self._events = list(events)
        self.command_line: list[str] | None = words_of(
            pod, set=set, seed=seed, firmware=firmware, args=args, events=self._events, trace_hash=trace_hash, options=options)
        self._process: Process | Copy | None = Process(["--quiet", *self.command_line], program)
        self._begin(self._process.connect())

    @classmethod
    def attach(cls, path: str | os.PathLike[str]) -> Pod:
        """One that is served at the socket `path` already. It is left, not ended, by `close`."""
        pod = cls.__new__(cls)
        pod._process = None
        pod.command_line = None
        pod._begin(Connection(path))
        return pod

    _stood_at = Time()
    _events: list[str] = []

    def _begin(self, connection: Connection) -> None:
        self._connection = connection
        super().__init__(self, {"name": "", "kind": "pod", **self.ask("describe")})

    def close(self) -> None:
        """Ends it and removes what it left in its folder."""
        try:
            if self._process:
                self._connection.call("quit")
        except errors.LanternError:
            pass
        self._connection.close()
        if self._process:
            self._process.remove()

    def __enter__(self) -> Pod:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def give_up_after(self, seconds: float) -> None:
        """From here on a wait that takes more host time raises `LimitReached`; `kill` is then what is left to do."""
        self._connection.give_up_after(seconds)

    def kill(self) -> None:
        """Ends its process at once."""
        if self._process:
            self._process.kill()

    @property
    def version(self) -> str:
        """Of the platform, with its commit."""
        return str(self._connection.hello["lantern"])

    def ask(self, method: str, **arguments: Any) -> Any:
        """Any method of the protocol. Raises `Refused`, `Crashed`."""
        try:
            answer = self._connection.call(method, **arguments)
        except errors.Crashed as crash:
            raise self._told(crash) from None
        if isinstance(answer, dict):
            self._take_note(answer)
        return answer

    def _take_note(self, answer: dict[str, Any]) -> None:
        """What is to be known of it if it should crash: when it was, and what was done to it."""
        self._stood_at = Time(answer.get("time_ps", self._stood_at))
        if "events_pending" not in answer:
            self._events = self._events + answer.get("events", [])

    @property
    def stood_at(self) -> Time:
        """Simulated time, as far as it is known without asking."""
        return self._stood_at

    def _told(self, crash: errors.Crashed) -> errors.Crashed:
        """With what the process said before it went, and its exit code."""
        if not self._process:
            return crash
        code = self._process.code()
        said = self._process.said().strip()
        return errors.Crashed(f"{crash}: exit code {code}" + (f"; it said: {said[-2000:]}" if said else ""), code)

    # Copies.

    def all(self, kind: type[AnObject]) -> list[AnObject]:
        """Its objects of that class: `pod.all(lantern.objects.Console)`."""
        return [found for name in _names(self._described) if isinstance(found := self[name], kind)]

    def said(self) -> str:
        """What its process wrote to standard error."""
        return self._process.said() if self._process else ""

    def snapshot(self) -> Snapshot:
        """The pod as it is now, to be had any number of times; see `Snapshot`. This pod goes on as it was.

        >>> with pod.snapshot() as booted, booted.fork() as one, booted.fork() as other:
        ...     one.fibre0.cut()

        Raises `Refused`, and names what cannot be had twice: a trace that is being written, a live console.
        """
        return Snapshot(self)

    def _copy(self, sealed: bool) -> Pod:
        """A pod of a process that this one's makes of itself; what it is, it knows from this one."""
        copy = Pod.__new__(Pod)
        copy._process = Copy(self._connection, sealed)
        copy._connection = copy._process.connect()
        copy.command_line = self.command_line
        copy._stood_at, copy._events = self._stood_at, self._events
        objects.Object.__init__(copy, copy, self._described)
        return copy

    # Time.

    @property
    def now(self) -> Time:
        """Simulated time."""
        return Time(self.ask("status")["time_ps"])

    @property
    def over(self) -> bool:
        """True once its nodes have exited, its limit is reached, or it failed."""
        return bool(self.ask("status")["over"])

    def run(self, time: int | str | None = None) -> make_conditions.Stop:
        """Goes on for `time` ("2 ms", or ps), or to the end; returns a `Stop`. Ctrl-C stops the pod and raises KeyboardInterrupt."""
        return self._go([], **({} if time is None else {"for": int(Time(time))}))

    def run_to(self, time: int | str) -> make_conditions.Stop:
        """Goes on to that simulated time: what is for it is still to come."""
        return self._go([], until=int(Time(time)))

    def run_until(self, *conditions: make_conditions.Condition, limit: int | str) -> make_conditions.Stop:
        """Goes on until one of `conditions` holds; returns a `Stop` that says which, and when.

        Raises `LimitReached` where none has come within the simulated time `limit`, or before the run is over.
        """
        stop = self._go(list(conditions), **{"for": int(Time(limit))})
        if stop.why == "condition":
            return stop
        waited = " or ".join(map(repr, conditions))
        why = f"the run is over: {self.ask('status').get('verdict')}" if stop.why == "over" else f"limit of {Time(limit)}"
        raise errors.LimitReached(f"{waited} has not come by {stop.at} ({why}){self._last_words(conditions)}")

    def _last_words(self, conditions: Iterable[make_conditions.Condition]) -> str:
        names = {c.asked["console"] for c in conditions if "console" in c.asked}
        return "".join(f"\n{name} said last:\n{self[name].text[-500:]}" for name in sorted(map(self._console, names)))

    def _console(self, name: str) -> str:
        """`host1` stands for `host1.uart`."""
        return f"{name}.uart" if isinstance(self[name], objects.Node) else name

    def _go(self, conditions: list[make_conditions.Condition], **limit: int) -> make_conditions.Stop:
        asked = [dict(c.asked, console=self._console(c.asked["console"])) if "console" in c.asked else c.asked for c in conditions]
        try:
            number = self._connection.ask("run", conditions=asked or None, **limit)
            try:
                answer = self._connection.wait(number)
            except KeyboardInterrupt:
                self._connection.call("stop")
                self._connection.wait(number)
                raise
        except errors.Crashed as crash:
            raise self._told(crash) from None
        self._take_note(answer)
        return make_conditions.Stop(answer, conditions)

    # What it is, and how it is.

    def get(self, name: str) -> dict[str, Any]:
        """What the protocol's `get` says of a register, a field, a parameter, a counter, a status or a latency."""
        got: dict[str, Any] = self.ask("get", name=name)
        return got

    def set(self, name: str, value: object) -> list[str]:
        """Writes a register or a field, without effects and time, or a parameter that may change; returns the events that do the same."""
        events: list[str] = self.ask("set", name=name, value=value)["events"]
        return events

    def act(self, what: str, at: int | str | None = None) -> list[str]:
        """Does what an event does, before all else of this time, or of the time `at` that is to come; returns the events that do the same."""
        events: list[str] = self.ask("act", what=what, at=None if at is None else int(Time(at)))["events"]
        return events

    @property
    def exits(self) -> dict[str, int]:
        """Exit codes by node."""
        exits: dict[str, int] = self.ask("status")["exits"]
        return exits

    @property
    def events(self) -> list[str]:
        """All that were given and done, as `lantern run --event` takes them."""
        events: list[str] = self.ask("status")["events"]
        return events

    @property
    def command(self) -> str:
        """The command that runs the same from reset, with the same trace hash: what it was given, and what was done to it until now."""
        return shlex.join(self.command_words())

    def command_words(self) -> list[str]:
        """The same, a word each. Works for one that has crashed, too."""
        if self.command_line is None:
            raise errors.LanternError("another process has started this pod: it knows its command")
        try:
            self._events = self.events
        except errors.Crashed:
            pass
        return ["lantern", "run", *_without(self.command_line, "--event"), *[word for event in self._events for word in ("--event", event)]]

    def report(self) -> dict[str, Any]:
        """What `lantern run --json` writes, as data."""
        report: dict[str, Any] = self.ask("report")
        return report

    def __repr__(self) -> str:
        return f"<pod {self._described['pod']}>"


def words_of(pod: str | os.PathLike[str], *, set: Mapping[str, object] | None = None, seed: int | None = None, firmware: Mapping[str, object] | None = None,
             args: Mapping[str, str] | None = None, events: Iterable[str] = (), trace_hash: bool = False, options: Iterable[str] = ()) -> list[str]:
    """What a pod is asked to be, as words of the command line."""
    words = [str(pod)]
    for name, value in (set or {}).items():
        words += ["--set", f"{name}={_text(value)}"]
    for node, path in (firmware or {}).items():
        words += ["--firmware", f"{node}={path}"]
    for node, text in (args or {}).items():
        words += ["--args", f"{node}={text}"]
    for event in events:
        words += ["--event", event]
    if seed is not None:
        words += ["--seed", str(seed)]
    if trace_hash:
        words.append("--trace-hash")
    return [*words, *options]


class Snapshot:
    """A pod at one time. `fork` gives it again in milliseconds, any number of times, in parallel, nested.

    It takes memory for what its children change, and ends when it is closed; its children stay.
    """

    def __init__(self, pod: Pod) -> None:
        self._pod = pod._copy(sealed=True)
        self.at = self._pod.now
        self._numbers = itertools.count(1)

    def fork(self, *, number: int | None = None, seed: int | None = None, keep_streams: bool = False, set: Mapping[str, object] | None = None) -> Pod:
        """The pod as it was. Its random streams are its own: those of fork `number`, if none is given the next one from 1 on; with
        `keep_streams` they go on as the pod's would have. `seed`: of all streams from here on. `set`: parameters that may change
        while the machine runs, by name. What was chosen are events of the child, and so part of the command that runs it from reset. Raises
        `Refused`: a parameter may not change."""
        child = self._pod._copy(sealed=False)
        number = None if keep_streams else next(self._numbers) if number is None else number
        try:
            if number is not None:
                child.act(f"fork={number}")
            if seed is not None:
                child.act(f"seed={seed}")
            for name, value in (set or {}).items():
                child.act(f"{name}={_text(value)}")
        except errors.LanternError:
            child.close()
            raise
        return child

    def close(self) -> None:
        """Ends it."""
        self._pod.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _names(described: dict[str, Any]) -> Iterator[str]:
    for child in described.get("children", ()):
        yield child["name"]
        yield from _names(child)


def _without(words: Iterable[str], option: str) -> list[str]:
    """All but each `option` and its value."""
    kept = iter(words)
    return [word for word in kept if word != option or next(kept) is None]


def _text(value: object) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)
