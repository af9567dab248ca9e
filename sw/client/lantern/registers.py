"""Registers and fields by name."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from . import conditions, errors

if TYPE_CHECKING:
    from .pods import Pod


def carried(answer: dict[str, Any], what: str) -> dict[str, Any]:
    """The answer of a transaction, where it succeeded. Raises `BusError`."""
    if answer["response"] != "ok":
        raise errors.BusError(f"{what}: {answer['response']}", answer["response"])
    return answer


class Field:
    """A field of a register, or all of a register: `read`, `write`, and conditions to run until."""

    def __init__(self, pod: Pod, name: str, described: dict[str, Any]) -> None:
        self._pod = pod
        self.name = name
        self.doc = described["doc"]
        self.description = described

    def read(self) -> int:
        """As stored, without effects and time."""
        value: int = self._pod.get(self.name)["value"]
        return value

    def write(self, value: int) -> None:
        """Stores it, without effects and time, before all else of this time."""
        self._pod.set(self.name, value)

    def load(self, node: str | None = None) -> int:
        """A load by a bus, with its effects, in simulated time: by the map of `node`, or of one that reaches it. Raises `BusError`."""
        value: int = carried(self._pod.ask("bus.read", name=self.name, node=node), self.name)["value"]
        return value

    def store(self, value: int, node: str | None = None) -> None:
        """A store by a bus, with its effects, in simulated time. Raises `BusError`."""
        carried(self._pod.ask("bus.write", name=self.name, value=value, node=node), self.name)

    def is_(self, value: int) -> conditions.Condition:
        """Condition: it has that value."""
        return conditions.register(self.name, equals=value)

    def differs(self, value: int) -> conditions.Condition:
        """Condition: it has another value."""
        return conditions.register(self.name, differs=value)

    def least(self, value: int) -> conditions.Condition:
        """Condition: it has that value or more."""
        return conditions.register(self.name, least=value)

    def most(self, value: int) -> conditions.Condition:
        """Condition: it has that value or less."""
        return conditions.register(self.name, most=value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__.lower()} {self.name}>"


class Register(Field):
    """A register; its fields are attributes: `pod.pool.media.INTERRUPT.CORRECTED`."""

    def __init__(self, pod: Pod, name: str, described: dict[str, Any]) -> None:
        super().__init__(pod, name, described)
        self._fields = {field["name"]: Field(pod, f"{name}.{field['name']}", field) for field in described["fields"]}

    @property
    def fields(self) -> dict[str, int]:
        """A value each, as stored."""
        fields: dict[str, int] = self._pod.get(self.name)["fields"]
        return fields

    def __getattr__(self, name: str) -> Field:
        fields: dict[str, Field] = self.__dict__.get("_fields", {})
        if name in fields:
            return fields[name]
        near = difflib.get_close_matches(name, fields, 1)
        raise AttributeError(f"register `{self.name}` has no field `{name}`" + (f"; did you mean `{near[0]}`?" if near else ""))

    def __dir__(self) -> list[str]:
        return sorted([name for name in super().__dir__() if not name.startswith("_")] + list(self._fields))


class RegisterArray:
    """Registers of one name: `pod.pool.hdm_decoder.EXTENT[3]`."""

    def __init__(self, pod: Pod, name: str, described: dict[str, Any], counts: list[int]) -> None:
        self._pod, self.name, self._described, self._counts = pod, name, described, counts

    def __len__(self) -> int:
        return self._counts[0]

    def __getitem__(self, index: int) -> Any:
        if not 0 <= index < self._counts[0]:
            raise IndexError(f"`{self.name}` has {self._counts[0]} elements, and no [{index}]")
        name = f"{self.name}[{index}]"
        if len(self._counts) > 1:
            return RegisterArray(self._pod, name, self._described, self._counts[1:])
        return Register(self._pod, name, self._described)

    def __repr__(self) -> str:
        return f"<registers {self.name}[{self._counts[0]}]>"


def registers_of(pod: Pod, owner: str, described: dict[str, Any]) -> dict[str, Any]:
    """By name, those of one map, and the fields whose name no other has; they stand under `owner`."""
    found: dict[str, Any] = {}
    fields: dict[str, list[Field | None]] = {}
    for register in described["registers"]:
        name = f"{owner}.{register['name']}"
        counts = [count for count in (register["count"], register["inner_count"]) if count > 1]
        found[register["name"]] = RegisterArray(pod, name, register, counts) if counts else Register(pod, name, register)
        for field in register["fields"]:
            fields.setdefault(field["name"], []).append(None if counts else Field(pod, f"{name}.{field['name']}", field))
    return {**{name: of[0] for name, of in fields.items() if of[1:] == [] and of[0]}, **found}
