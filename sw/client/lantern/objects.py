"""What stands in a pod, by attribute: `pod.pool.port0.transceiver.lower.MODULE_STATE.read()`.

The tree is what the platform's `describe` says; nothing here knows a block. Names that are no identifiers, and those of a pod as text:
`pod["pool.port0.transceiver"]`.
"""

import difflib

from . import conditions, errors
from .time import Time
from .transport import Mailbox as _Mailbox


class Object:
    """Anything that has a name in the pod. `doc` says what it is, `kind` what it is of."""

    def __init__(self, pod, described):
        self._pod = pod
        self._described = described
        self._members = {}
        for child in described.get("children", ()):
            self._members[child["name"].rsplit(".", 1)[-1]] = child

    @property
    def name(self):
        """Full, as the platform prints it."""
        return self._described["name"]

    @property
    def kind(self):
        """`part`, `module`, `parameter`, `registers`, `counter`, `latency`, `status`, `fault` or `wire`."""
        return self._described["kind"]

    @property
    def description(self):
        """All that the platform says of it, as data (platform/control/README.md)."""
        return self._described

    def __getattr__(self, name):
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

    def __getitem__(self, path):
        """By name, from here: `pod["host0.uart"]`."""
        found = self
        for word in path.split("."):
            try:
                found = getattr(found, word)
            except AttributeError as error:
                raise KeyError(str(error)) from None
        return found

    def __dir__(self):
        own = [name for name in super().__dir__() if not name.startswith("_")]
        return sorted(set(own) | set(self._members))

    def __repr__(self):
        return f"<{self.kind} {self.name}>"


class Module(Object):
    """A block or a part: its children, its registers by their names."""

    def __init__(self, pod, described):
        super().__init__(pod, described)
        files = [child for child in described.get("children", ()) if child["kind"] == "registers"]
        for file in files:
            if len(files) == 1 or file["name"].endswith(".registers"):
                for name, member in registers_of(pod, described["name"], file).items():
                    self._members.setdefault(name, member)


class Registers(Object):
    """A register map of a block."""

    def __init__(self, pod, described):
        super().__init__(pod, described)
        self._members.update(registers_of(pod, described["name"], described))


class Field:
    """A field of a register, or all of a register: `read`, `write`, and conditions to run until."""

    def __init__(self, pod, name, described):
        self._pod = pod
        self.name = name
        self.doc = described["doc"]
        self.description = described

    def read(self):
        """As stored, without effects and time."""
        return self._pod.get(self.name)["value"]

    def write(self, value):
        """Stores it, without effects and time, before all else of this time."""
        self._pod.set(self.name, value)

    def load(self, node=None):
        """A load by a bus, with its effects, in simulated time: by the map of `node`, or of one that reaches it. Raises `BusError`."""
        return _carried(self._pod.ask("bus.read", name=self.name, node=node), self.name)["value"]

    def store(self, value, node=None):
        """A store by a bus, with its effects, in simulated time. Raises `BusError`."""
        _carried(self._pod.ask("bus.write", name=self.name, value=value, node=node), self.name)

    def is_(self, value):
        """Condition: it has that value."""
        return conditions.register(self.name, equals=value)

    def differs(self, value):
        """Condition: it has another value."""
        return conditions.register(self.name, differs=value)

    def least(self, value):
        """Condition: it has that value or more."""
        return conditions.register(self.name, least=value)

    def most(self, value):
        """Condition: it has that value or less."""
        return conditions.register(self.name, most=value)

    def __repr__(self):
        return f"<{type(self).__name__.lower()} {self.name}>"


class Register(Field):
    """A register; its fields are attributes: `pod.pool.media.INTERRUPT.CORRECTED`."""

    def __init__(self, pod, name, described):
        super().__init__(pod, name, described)
        self._fields = {field["name"]: Field(pod, f"{name}.{field['name']}", field) for field in described["fields"]}

    @property
    def fields(self):
        """A value each, as stored."""
        return self._pod.get(self.name)["fields"]

    def __getattr__(self, name):
        fields = self.__dict__.get("_fields", {})
        if name in fields:
            return fields[name]
        near = difflib.get_close_matches(name, fields, 1)
        raise AttributeError(f"register `{self.name}` has no field `{name}`" + (f"; did you mean `{near[0]}`?" if near else ""))

    def __dir__(self):
        return sorted([name for name in super().__dir__() if not name.startswith("_")] + list(self._fields))


class RegisterArray:
    """Registers of one name: `pod.pool.hdm_decoder.EXTENT[3]`."""

    def __init__(self, pod, name, described, counts):
        self._pod, self.name, self._described, self._counts = pod, name, described, counts

    def __len__(self):
        return self._counts[0]

    def __getitem__(self, index):
        if not 0 <= index < self._counts[0]:
            raise IndexError(f"`{self.name}` has {self._counts[0]} elements, and no [{index}]")
        name = f"{self.name}[{index}]"
        if len(self._counts) > 1:
            return RegisterArray(self._pod, name, self._described, self._counts[1:])
        return Register(self._pod, name, self._described)

    def __repr__(self):
        return f"<registers {self.name}[{self._counts[0]}]>"


def registers_of(pod, owner, described):
    """By name, those of one map, and the fields whose name no other has; they stand under `owner`."""
    found, fields = {}, {}
    for register in described["registers"]:
        name = f"{owner}.{register['name']}"
        counts = [count for count in (register["count"], register["inner_count"]) if count > 1]
        found[register["name"]] = RegisterArray(pod, name, register, counts) if counts else Register(pod, name, register)
        for field in register["fields"]:
            fields.setdefault(field["name"], []).append(None if counts else Field(pod, f"{name}.{field['name']}", field))
    return {**{name: of[0] for name, of in fields.items() if of[1:] == [] and of[0]}, **found}


class Parameter(Object):
    """`read` gives its value as text, with its unit; `may_change` says whether `write` is taken while the machine runs."""

    @property
    def may_change(self):
        """True where it may change while the machine runs; all others are what they are from the start."""
        return self.description["may_change"]

    def write(self, value):
        """It is that from now on. Raises `Refused`: it may not change, or not to that."""
        self._pod.set(self.name, str(value))

    def read(self):
        """As text, with its unit."""
        return self._pod.get(self.name)["value"]


class Counter(Object):
    """Counts from 0 on."""

    def read(self):
        """The count, now."""
        return self._pod.get(self.name)["value"]

    def least(self, value):
        """Condition: it has come to that value."""
        return conditions.counter(self.name, value)


class Status(Object):
    """A word on how a block is."""

    def read(self):
        """That word, now."""
        return self._pod.get(self.name)["value"]


class Latency(Object):
    """Latencies of one source."""

    def read(self):
        """`count`, and as `Time`: `mean`, `min`, `max`, `p50`, `p99`, `p99.9`; `percentile_error`: by what part percentiles may be high."""
        value = self._pod.get(self.name)["value"]
        read = {"count": value["count"], "percentile_error": value["percentile_error"]}
        read.update({key[:-3]: Time(round(of)) for key, of in value.items() if key.endswith("_ps")})
        return read


class Fault(Object):
    """Call it to raise it: `pod.fibre0.cut()`, `pod.fibre0.loss("20 dB")`."""

    def __call__(self, argument=None):
        return self._pod.act(self.name if argument is None else f"{self.name}={argument}")

    def raised(self):
        """Condition: from now on it has been raised."""
        return conditions.event(self.name)


class Memory:
    """Memory as a node's hart sees it, without effects and time: `mem[0x8000_0000:64]` is 64 bytes, `mem[0x8000_0000]` one."""

    _PIECE = 256 * 1024

    def __init__(self, pod, node):
        self._pod, self._node = pod, node

    def read(self, address, length):
        """`length` bytes from `address` on. Raises `Refused`: there is no memory."""
        data = b""
        while len(data) < length:
            piece = min(length - len(data), self._PIECE)
            data += bytes.fromhex(self._pod.ask("memory.read", node=self._node, address=address + len(data), length=piece)["data"])
        return data

    def write(self, address, data):
        """Writes `data` before all else of this time."""
        for at in range(0, len(data), self._PIECE):
            self._pod.ask("memory.write", node=self._node, address=address + at, data=bytes(data[at : at + self._PIECE]).hex())

    def __getitem__(self, place):
        if isinstance(place, slice):
            return self.read(place.start, place.stop)
        return self.read(place, 1)[0]

    def __setitem__(self, place, value):
        if isinstance(place, slice):
            if place.stop is not None and place.stop != len(value):
                raise ValueError(f"{len(value)} bytes are no {place.stop}")
            return self.write(place.start, value)
        self.write(place, bytes([value]))


def _carried(answer, what):
    """The answer, where the transaction succeeded."""
    if answer["response"] != "ok":
        raise errors.BusError(f"{what}: {answer['response']}", answer["response"])
    return answer


class Bus:
    """A master on a node's map, where its hart sits: loads and stores with their effects, in simulated time. A `transport.MemoryBus`."""

    def __init__(self, pod, node):
        self._pod, self._node = pod, node

    def read(self, address, length):
        """One load of `length` bytes, 4096 at the most. Raises `BusError`."""
        answer = self._pod.ask("bus.read", node=self._node, address=address, length=length)
        return bytes.fromhex(_carried(answer, f"load from 0x{address:x} by {self._node}")["data"])

    def write(self, address, data):
        """One store, of 4096 bytes at the most. Raises `BusError`."""
        answer = self._pod.ask("bus.write", node=self._node, address=address, data=bytes(data).hex())
        _carried(answer, f"store to 0x{address:x} by {self._node}")


class I2c(Module):
    """An I2C controller: a second master on its bus. A `transport.I2cBus`."""

    def transfer(self, address, write=b"", read=0):
        """Writes and reads, at 400 kHz and when the bus is free; returns what was read. Raises `Nack`, `BusError`.

        >>> pod.accelerator0.i2c0.transfer(0x50, write=[0], read=2)
        """
        answer = self._pod.ask("i2c.transfer", controller=self.name, address=address, write=bytes(write).hex() or None, read=read or None)
        if answer["response"] == "not acknowledged":
            byte = answer["acknowledged"]
            raise errors.Nack(f"{self.name}: " + (f"byte {byte}" if byte else f"address 0x{address:x}") + " was not acknowledged", byte)
        return bytes.fromhex(_carried(answer, self.name)["data"])


class Mailbox(Module):
    """A CXL mailbox: `command`, as the host at its port gives it."""

    def command(self, opcode, payload=b""):
        """Carries out a command, by loads and stores; returns its return code and what it answers. Raises `BusError`, `TimeoutError`."""
        return _Mailbox(self).command(opcode, payload)

    def load(self, name):
        """Of its host's registers; for `transport.Mailbox`."""
        return self._register(name).load()

    def store(self, name, value):
        """Of its host's registers; for `transport.Mailbox`."""
        self._register(name).store(value)

    def pause(self):
        """Two microseconds."""
        self._pod.run("2 us")

    def _register(self, name):
        word, _, index = name.rstrip("]").partition("[")
        found = getattr(self.host, word)
        return found[int(index)] if index else found


class Layout(Object):
    """How a structure lies in memory."""

    @property
    def size(self):
        """Bytes."""
        return self.description["size"]

    def pack(self, **words):
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

    def unpack(self, data):
        """Its words by name, of those that are no arrays."""
        return {word["name"]: int.from_bytes(data[word["offset"] : word["offset"] + word["bits"] // 8], "little")
                for word in self.description["registers"] if word["count"] <= 1}


class Ring:
    """A command ring of an accelerator in a script's hands: made by `Accelerator.ring`. It uses no interrupt."""

    _COPY, _FILL = 1, 2  # opcodes of `dma_descriptor`

    def __init__(self, accelerator, number, host, at, entries):
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

    def _store(self, name, value):
        getattr(self._of, f"RING_{name}")[self._number].store(value)

    def copy(self, destination, source, length, limit="1 s"):
        """A job that copies, by host physical addresses; returns a `Completion` when it is done. Raises `LimitReached`."""
        return self._carry_out(limit, COMMAND_OPCODE=self._COPY, LENGTH=length, SOURCE=source, DESTINATION=destination)

    def fill(self, destination, pattern, length, limit="1 s"):
        """A job that fills with eight bytes, repeated."""
        return self._carry_out(limit, COMMAND_OPCODE=self._FILL, LENGTH=length, PATTERN=int.from_bytes(pattern, "little"), DESTINATION=destination)

    def _carry_out(self, limit, **words):
        pod, descriptor = self._of._pod, self._of.descriptor
        begun, self._last = pod.now, (self._last + 1) & 0xFFFF
        self._host.bus.write(self._submission + self._tail * descriptor.size, descriptor.pack(COMMAND_ID=self._last, **words))
        self._tail = (self._tail + 1) % self._entries
        self._store("TAIL", self._tail)
        return self._wait(begun, begun + limit)

    def _wait(self, begun, end):
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

    def __init__(self, status, done, begun, ended):
        self.status, self.done, self.begun, self.ended = status, done, begun, ended

    def __repr__(self):
        return f"<completion: status {self.status}, {self.done} bytes in {self.ended - self.begun}>"


class Accelerator(Module):
    """An accelerator: `ring`."""

    def ring(self, number, *, host, at, entries=16):
        """A command ring that nobody else uses: `number` of the accelerator's; `host`: the node whose memory from `at` on it lies in, which
        its firmware must leave alone (`entries` descriptors and completions).

        >>> ring = pod.accelerator0.accelerator.ring(3, host=pod.host0, at=0x8f00_0000)
        >>> ring.copy(0x8f10_0000, 0x8000_0000, 4096)
        """
        return Ring(self, number, host, at, entries)


class Hart(Module):
    """Where it is: `pc`, `registers` (x0 to x31), `calls` (innermost first), `cause` of its last trap, `instructions`."""

    def look(self):
        """All of that at once, as the protocol's `hart` gives it."""
        return self._pod.ask("hart", node=self.name)

    def __getattr__(self, name):
        if name in ("pc", "registers", "calls", "cause", "moment", "instructions"):
            return self.look()[name]
        return super().__getattr__(name)


class Node(Module):
    """A part with a hart: its memory is `mem`."""

    @property
    def bus(self):
        """A master on its map."""
        return Bus(self._pod, self.name)

    @property
    def mem(self):
        """Memory as its hart sees it."""
        return Memory(self._pod, self.name)

    def exited(self):
        """Condition: it has written an exit code."""
        return conditions.exited(self.name)


class Console(Module):
    """A UART: `expect`, `send`, `text`."""

    def __init__(self, pod, described):
        super().__init__(pod, described)
        self._seen = 0  # the byte after what was expected last

    @property
    def text(self):
        """What it has put out; of more than a MiB the end."""
        return self._pod.ask("console.read", console=self.name)["text"]

    def expect(self, text, limit="1 s"):
        """Runs until it has put out `text`, after what was expected before. Raises `LimitReached`."""
        self._seen = self._pod.run_until(conditions.console(self.name, text, self._seen), limit=limit).end

    def expect_match(self, regex, limit="1 s"):
        """Runs until a line of it holds a match of `regex`, after what was expected before. Raises `LimitReached`."""
        self._seen = self._pod.run_until(conditions.matches(self.name, regex, self._seen), limit=limit).end

    def send(self, text):
        """Comes in on its line, a character time each."""
        return self._pod.ask("console.type", console=self.name, text=text)["events"]

    def holds(self, text):
        """Condition: it has put out `text`."""
        return conditions.console(self.name, text)


_KINDS = {"parameter": Parameter, "registers": Registers, "layout": Layout, "counter": Counter, "status": Status, "latency": Latency, "fault": Fault,
          "wire": Object}
_MODELS = {"uart": Console, "riscv": Hart, "i2c": I2c, "mailbox": Mailbox, "accelerator": Accelerator}


def make(pod, described):
    """The object for what is described."""
    if described["kind"] in _KINDS:
        return _KINDS[described["kind"]](pod, described)
    if described.get("model") in _MODELS:
        return _MODELS[described["model"]](pod, described)
    has_hart = any(child.get("model") == "riscv" for child in described.get("children", ()))
    return (Node if has_hart else Module)(pod, described)
