"""A node's memory: without effects and time, or by a master on its map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .registers import carried

if TYPE_CHECKING:
    from .pods import Pod


class Memory:
    """Memory as a node's hart sees it, without effects and time: `mem[0x8000_0000:64]` is 64 bytes, `mem[0x8000_0000]` one."""

    _PIECE = 256 * 1024

    def __init__(self, pod: Pod, node: str) -> None:
        self._pod, self._node = pod, node

    def read(self, address: int, length: int) -> bytes:
        """`length` bytes from `address` on. Raises `Refused`: there is no memory."""
        data = b""
        while len(data) < length:
            piece = min(length - len(data), self._PIECE)
            data += bytes.fromhex(self._pod.ask("memory.read", node=self._node, address=address + len(data), length=piece)["data"])
        return data

    def write(self, address: int, data: bytes) -> None:
        """Writes `data` before all else of this time."""
        for at in range(0, len(data), self._PIECE):
            self._pod.ask("memory.write", node=self._node, address=address + at, data=bytes(data[at : at + self._PIECE]).hex())

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self.read(place.start, place.stop)
        return self.read(place, 1)[0]

    def __setitem__(self, place: Any, value: Any) -> None:
        if isinstance(place, slice):
            if place.stop is not None and place.stop != len(value):
                raise ValueError(f"{len(value)} bytes are no {place.stop}")
            self.write(place.start, value)
        else:
            self.write(place, bytes([value]))


class Bus:
    """A master on a node's map, where its hart sits: loads and stores with their effects, in simulated time. A `transport.MemoryBus`."""

    def __init__(self, pod: Pod, node: str) -> None:
        self._pod, self._node = pod, node

    def read(self, address: int, length: int) -> bytes:
        """One load of `length` bytes, 4096 at the most. Raises `BusError`."""
        answer = self._pod.ask("bus.read", node=self._node, address=address, length=length)
        return bytes.fromhex(carried(answer, f"load from 0x{address:x} by {self._node}")["data"])

    def write(self, address: int, data: bytes) -> None:
        """One store, of 4096 bytes at the most. Raises `BusError`."""
        answer = self._pod.ask("bus.write", node=self._node, address=address, data=bytes(data).hex())
        carried(answer, f"store to 0x{address:x} by {self._node}")
