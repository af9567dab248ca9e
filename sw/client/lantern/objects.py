"""What stands in a pod, by attribute: `pod.pool.port0.transceiver.lower.MODULE_STATE.read()`.

The tree is what the platform's `describe` says; nothing here knows a block. Names that are no identifiers, and those of a pod as text:
`pod["pool.port0.transceiver"]`.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from . import conditions
from .memory import Bus, Memory
from .registers import registers_of
from .time import Time

if TYPE_CHECKING:
    from .pods import Pod


class Object:
    """Anything that has a name in the pod. `doc` says what it is, `kind` what it is of."""

    def __init__(self, pod: Pod, described: dict[str, Any]) -> None:
        self._pod = pod
        self._described = described
        self._members: dict[str, Any] = {}
        for child in described.get("children", ()):
            self._members[child["name"].rsplit(".", 1)[-1]] = child

    @property
    def name(self) -> str:
        """Full, as the platform prints it."""
        return str(self._described["name"])

    @property
    def kind(self) -> str:
        """`part`, `module`, `parameter`, `registers`, `counter`, `latency`, `status`, `fault` or `wire`."""
        return str(self._described["kind"])

    @property
    def description(self) -> dict[str, Any]:
        """All that the platform says of it, as data (platform/control/README.md)."""
        return self._described

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        members = self.__dict__.get("_members", {})
        if name not in members:
            near = difflib.get_close_matches(name, self.__dir__(), 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            raise AttributeError(f"`{self.name or 'the pod'}` has no `{name}`{hint}")
        if isinstance(members[name], dict):
            members[name] = make(self._pod, members[name])
        return members[name]

    def __getitem__(self, path: str) -> Any:
        """By name, from here: `pod["host0.uart"]`."""
        found: Any = self
        for word in path.split("."):
            try:
                found = getattr(found, word)
            except AttributeError as error:
                raise KeyError(str(error)) from None
        return found

    def __dir__(self) -> list[str]:
        own = [name for name in super().__dir__() if not name.startswith("_")]
        return sorted(set(own) | set(self._members))

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name}>"


class Module(Object):
    """A block or a part: its children, its registers by their names."""

    def __init__(self, pod: Pod, described: dict[str, Any]) -> None:
        super().__init__(pod, described)
        files = [child for child in described.get("children", ()) if child["kind"] == "registers"]
        for file in files:
            if len(files) == 1 or file["name"].endswith(".registers"):
                for name, member in registers_of(pod, described["name"], file).items():
                    self._members.setdefault(name, member)


class Registers(Object):
    """A register map of a block."""

    def __init__(self, pod: Pod, described: dict[str, Any]) -> None:
        super().__init__(pod, described)
        self._members.update(registers_of(pod, described["name"], described))


class Layout(Object):
    """How a structure lies in memory."""

    @property
    def size(self) -> int:
        """Bytes."""
        return int(self.description["size"])

    def pack(self, **words: int) -> bytes:
        """Its bytes: a whole word by its name (`SOURCE=0x8000_0000`), or a field (`COMMAND_OPCODE=1`); what is not named is 0."""
        packed, left = bytearray(self.size), dict(words)
        for word in self.description["registers"]:
            value = left.pop(word["name"], 0)
            for field in word["fields"]:
                value |= left.pop(f"{word['name']}_{field['name']}", 0) << field["lsb"]
            for i in range(word["count"] or 1):
                at = word["offset"] + i * word["stride"]
                packed[at : at + word["bits"] // 8] = value.to_bytes(word["bits"] // 8, "little")
        if left:
            raise TypeError(f"{self.name} has no {', '.join(left)}")
        return bytes(packed)

    def unpack(self, data: bytes) -> dict[str, int]:
        """Its words by name, of those that are no arrays."""
        return {word["name"]: int.from_bytes(data[word["offset"] : word["offset"] + word["bits"] // 8], "little")
                for word in self.description["registers"] if word["count"] <= 1}


class Parameter(Object):
    """`read` gives its value as text, with its unit; `may_change` says whether `write` is taken while the machine runs."""

    @property
    def may_change(self) -> bool:
        """True where it may change while the machine runs; all others are what they are from the start."""
        return bool(self.description["may_change"])

    def write(self, value: object) -> None:
        """It is that from now on. Raises `Refused`: it may not change, or not to that."""
        self._pod.set(self.name, str(value))

    def read(self) -> str:
        """As text, with its unit."""
        return str(self._pod.get(self.name)["value"])


class Counter(Object):
    """Counts from 0 on."""

    def read(self) -> int:
        """The count, now."""
        return int(self._pod.get(self.name)["value"])

    def least(self, value: int) -> conditions.Condition:
        """Condition: it has come to that value."""
        return conditions.counter(self.name, value)


class Status(Object):
    """A word on how a block is."""

    def read(self) -> str:
        """That word, now."""
        return str(self._pod.get(self.name)["value"])


class Latency(Object):
    """Latencies of one source."""

    def read(self) -> dict[str, Any]:
        """`count`, and as `Time`: `mean`, `min`, `max`, `p50`, `p99`, `p99.9`; `percentile_error`: by what part percentiles may be high."""
        value = self._pod.get(self.name)["value"]
        read = {"count": value["count"], "percentile_error": value["percentile_error"]}
        read.update({key[:-3]: Time(round(of)) for key, of in value.items() if key.endswith("_ps")})
        return read


class Fault(Object):
    """Call it to raise it: `pod.fibre0.cut()`, `pod.fibre0.loss("20 dB")`."""

    def __call__(self, argument: object = None) -> list[str]:
        return self._pod.act(self.name if argument is None else f"{self.name}={argument}")

    def raised(self) -> conditions.Condition:
        """Condition: from now on it has been raised."""
        return conditions.event(self.name)


class Hart(Module):
    """Where it is: `pc`, `registers` (x0 to x31), `calls` (innermost first), `cause` of its last trap, `instructions`."""

    def look(self) -> dict[str, Any]:
        """All of that at once, as the protocol's `hart` gives it."""
        look: dict[str, Any] = self._pod.ask("hart", node=self.name)
        return look

    def __getattr__(self, name: str) -> Any:
        if name in ("pc", "registers", "calls", "cause", "moment", "instructions"):
            return self.look()[name]
        return super().__getattr__(name)


class Node(Module):
    """A part with a hart: its memory is `mem`."""

    @property
    def bus(self) -> Bus:
        """A master on its map."""
        return Bus(self._pod, self.name)

    @property
    def mem(self) -> Memory:
        """Memory as its hart sees it."""
        return Memory(self._pod, self.name)

    def exited(self) -> conditions.Condition:
        """Condition: it has written an exit code."""
        return conditions.exited(self.name)


class Console(Module):
    """A UART: `expect`, `send`, `text`."""

    def __init__(self, pod: Pod, described: dict[str, Any]) -> None:
        super().__init__(pod, described)
        self._seen: int | None = 0  # the byte after what was expected last

    @property
    def text(self) -> str:
        """What it has put out; of more than a MiB the end."""
        return str(self._pod.ask("console.read", console=self.name)["text"])

    def expect(self, text: str, limit: int | str = "1 s") -> None:
        """Runs until it has put out `text`, after what was expected before. Raises `LimitReached`."""
        self._seen = self._pod.run_until(conditions.console(self.name, text, self._seen or 0), limit=limit).end

    def expect_match(self, regex: str, limit: int | str = "1 s") -> None:
        """Runs until a line of it holds a match of `regex`, after what was expected before. Raises `LimitReached`."""
        self._seen = self._pod.run_until(conditions.matches(self.name, regex, self._seen or 0), limit=limit).end

    def send(self, text: str) -> list[str]:
        """Comes in on its line, a character time each."""
        events: list[str] = self._pod.ask("console.type", console=self.name, text=text)["events"]
        return events

    def holds(self, text: str) -> conditions.Condition:
        """Condition: it has put out `text`."""
        return conditions.console(self.name, text)


_KINDS: dict[str, type[Object]] = {
    "parameter": Parameter, "registers": Registers, "layout": Layout, "counter": Counter, "status": Status, "latency": Latency, "fault": Fault, "wire": Object}
MODELS: dict[str, type[Module]] = {"uart": Console, "riscv": Hart}  # and those of `buses`


def make(pod: Pod, described: dict[str, Any]) -> Object:
    """The object for what is described."""
    if described["kind"] in _KINDS:
        return _KINDS[described["kind"]](pod, described)
    if described.get("model") in MODELS:
        return MODELS[described["model"]](pod, described)
    has_hart = any(child.get("model") == "riscv" for child in described.get("children", ()))
    return (Node if has_hart else Module)(pod, described)
