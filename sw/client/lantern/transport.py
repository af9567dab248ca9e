"""What a test asks of hardware, whoever provides it: a pod here, a partner's bench later.

A test that takes an `I2cBus` or a `MemoryBus` runs on whatever has their methods: a pod's `pod.pool.port0.i2c` and `pod.host0.bus`, or an
adapter over `/dev/i2c-N` and a mapped BAR. All raise on failure; none returns what was not read.
"""

from typing import Protocol


class I2cBus(Protocol):
    """A bus, as a master sees it."""

    def transfer(self, address: int, write: bytes = b"", read: int = 0) -> bytes:
        """Start, `address` (7 bits) and the bytes of `write`; then, where `read` is not 0, a repeated start and so many bytes, which are
        returned; stop. Neither: the address alone. Raises `lantern.Nack`, `lantern.BusError`."""
        ...


class MemoryBus(Protocol):
    """An address map, as a master on it sees it: loads and stores with their effects."""

    def read(self, address: int, length: int) -> bytes:
        """One load of `length` bytes. Raises `lantern.BusError`."""
        ...

    def write(self, address: int, data: bytes) -> None:
        """One store. Raises `lantern.BusError`."""
        ...


class Registers(Protocol):
    """Registers by name, wherever they lie."""

    def load(self, name: str) -> int:
        """Raises `lantern.BusError`."""
        ...

    def store(self, name: str, value: int) -> None:
        """Raises `lantern.BusError`."""
        ...

    def pause(self) -> None:
        """Lets a little time pass between two looks."""
        ...


class Mailbox:
    """The host's side of a CXL mailbox (CXL 3.1, 8.2.9.4), over any `Registers` that have the names of the platform's map."""

    def __init__(self, registers: Registers):
        self._registers = registers

    def command(self, opcode: int, payload: bytes = b"", looks: int = 10_000) -> tuple[int, bytes]:
        """Carries out a command; returns its return code and what it answers. Raises `TimeoutError` when the doorbell stands after so many
        looks, `ValueError` where the payload is too long."""
        of = self._registers
        most = 1 << (of.load("CAPABILITIES") & 0x1F)
        if len(payload) > most:
            raise ValueError(f"{len(payload)} bytes are more than the mailbox takes, {most}")
        self._wait(looks)
        for at in range(0, len(payload), 4):
            of.store(f"PAYLOAD[{at // 4}]", int.from_bytes(payload[at : at + 4], "little"))
        of.store("COMMAND", opcode | len(payload) << 16)
        of.store("CONTROL", 1)
        self._wait(looks)
        length = of.load("COMMAND") >> 16 & 0x1F_FFFF
        words = [of.load(f"PAYLOAD[{at // 4}]").to_bytes(4, "little") for at in range(0, length, 4)]
        return of.load("STATUS") >> 32 & 0xFFFF, b"".join(words)[:length]

    def _wait(self, looks: int) -> None:
        for _ in range(looks):
            if not self._registers.load("CONTROL") & 1:
                return
            self._registers.pause()
        raise TimeoutError(f"the mailbox's doorbell stands after {looks} looks")
