"""Masters that speak more than loads and stores: I2C, mailboxes, command rings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import errors, transport
from .objects import MODELS, Module, Node
from .registers import carried
from .time import Time


class I2c(Module):
    """An I2C controller: a second master on its bus. A `transport.I2cBus`."""

    def transfer(self, address: int, write: Iterable[int] = b"", read: int = 0) -> bytes:
        """Writes and reads, at 400 kHz and when the bus is free; returns what was read. Raises `Nack`, `BusError`.

        >>> pod.accelerator0.i2c0.transfer(0x50, write=[0], read=2)
        """
        answer = self._pod.ask("i2c.transfer", controller=self.name, address=address, write=bytes(write).hex() or None, read=read or None)
        if answer["response"] == "not acknowledged":
            byte = answer["acknowledged"]
            raise errors.Nack(f"{self.name}: " + (f"byte {byte}" if byte else f"address 0x{address:x}") + " was not acknowledged", byte)
        return bytes.fromhex(carried(answer, self.name)["data"])


class Mailbox(Module):
    """A CXL mailbox: `command`, as the host at its port gives it."""

    def command(self, opcode: int, payload: bytes = b"") -> tuple[int, bytes]:
        """Carries out a command, by loads and stores; returns its return code and what it answers. Raises `BusError`, `TimeoutError`."""
        return transport.Mailbox(self).command(opcode, payload)

    def load(self, name: str) -> int:
        """Of its host's registers; for `transport.Mailbox`."""
        return int(self._register(name).load())

    def store(self, name: str, value: int) -> None:
        """Of its host's registers; for `transport.Mailbox`."""
        self._register(name).store(value)

    def pause(self) -> None:
        """Two microseconds."""
        self._pod.run("2 us")

    def _register(self, name: str) -> Any:
        word, _, index = name.rstrip("]").partition("[")
        found = getattr(self.host, word)
        return found[int(index)] if index else found


class Ring:
    """A command ring of an accelerator in a script's hands: made by `Accelerator.ring`. It uses no interrupt."""

    _COPY, _FILL = 1, 2  # opcodes of `dma_descriptor`

    def __init__(self, accelerator: Accelerator, number: int, host: Node, at: int, entries: int) -> None:
        self._of, self._number, self._host, self._entries = accelerator, number, host, entries
        self._submission = at
        self._completion = at + entries * accelerator.descriptor.size
        self._tail = self._head = self._last = 0
        host.bus.write(self._completion, bytes(entries * accelerator.completion.size))
        self._store("CONTROL", 0)
        for name, value in (("BASE", self._submission), ("COMPLETION", self._completion)):
            self._store(f"{name}_LOW", value & 0xFFFF_FFFF)
            self._store(f"{name}_HIGH", value >> 32)
        self._store("SIZE", entries)
        self._store("CONTROL", 1)

    def _store(self, name: str, value: int) -> None:
        getattr(self._of, f"RING_{name}")[self._number].store(value)

    def copy(self, destination: int, source: int, length: int, limit: int | str = "1 s") -> Completion:
        """A job that copies, by host physical addresses; returns a `Completion` when it is done. Raises `LimitReached`."""
        return self._carry_out(limit, COMMAND_OPCODE=self._COPY, LENGTH=length, SOURCE=source, DESTINATION=destination)

    def fill(self, destination: int, pattern: bytes, length: int, limit: int | str = "1 s") -> Completion:
        """A job that fills with eight bytes, repeated."""
        return self._carry_out(limit, COMMAND_OPCODE=self._FILL, LENGTH=length, PATTERN=int.from_bytes(pattern, "little"), DESTINATION=destination)

    def _carry_out(self, limit: int | str, **words: int) -> Completion:
        pod, descriptor = self._of._pod, self._of.descriptor
        begun, self._last = pod.now, (self._last + 1) & 0xFFFF
        self._host.bus.write(self._submission + self._tail * descriptor.size, descriptor.pack(COMMAND_ID=self._last, **words))
        self._tail = (self._tail + 1) % self._entries
        self._store("TAIL", self._tail)
        return self._wait(begun, begun + limit)

    def _wait(self, begun: Time, end: Time) -> Completion:
        pod, completion = self._of._pod, self._of.completion
        phase = (self._head // self._entries + 1) & 1
        while True:
            told = completion.unpack(self._host.mem.read(self._completion + self._head % self._entries * completion.size, completion.size))
            if told["MARK"] & 1 == phase:
                self._head += 1
                return Completion(told["STATUS"], told["DONE"], begun, pod.now)
            if pod.now >= end:
                raise errors.LimitReached(f"{self._of.name}: ring {self._number} has not answered by {pod.now}")
            pod.run("1 us")


class Completion:
    """How a job ended: `status` (0: well; else as `dma_completion` has it), `done`: bytes that were written, `begun` and `ended` (seen to
    1 us)."""

    def __init__(self, status: int, done: int, begun: Time, ended: Time) -> None:
        self.status, self.done, self.begun, self.ended = status, done, begun, ended

    def __repr__(self) -> str:
        return f"<completion: status {self.status}, {self.done} bytes in {self.ended - self.begun}>"


class Accelerator(Module):
    """An accelerator: `ring`."""

    def ring(self, number: int, *, host: Node, at: int, entries: int = 16) -> Ring:
        """A command ring that nobody else uses: `number` of the accelerator's; `host`: the node whose memory from `at` on it lies in, which
        its firmware must leave alone (`entries` descriptors and completions).

        >>> ring = pod.accelerator0.accelerator.ring(3, host=pod.host0, at=0x8f00_0000)
        >>> ring.copy(0x8f10_0000, 0x8000_0000, 4096)
        """
        return Ring(self, number, host, at, entries)


MODELS.update({"i2c": I2c, "mailbox": Mailbox, "accelerator": Accelerator})
