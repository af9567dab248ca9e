"""Simulated time: whole picoseconds."""

from __future__ import annotations

import re
from fractions import Fraction

_UNITS = {"ps": 1, "ns": 10**3, "us": 10**6, "ms": 10**9, "s": 10**12}


class Time(int):
    """Picoseconds as an integer that prints with its unit.

    >>> Time("1.5 ms")
    Time('1.5 ms')
    >>> Time("1.5 ms") + Time("20 ns") == 1_500_020_000
    True

    Takes a whole number (ps) or a text, "NUMBER UNIT" with ps, ns, us, ms or s. Raises ValueError: no such unit, a part of a picosecond,
    a time below 0.
    """

    def __new__(cls, value: int | str = 0) -> Time:
        if isinstance(value, str):
            value = _parse(value)
        elif isinstance(value, float):
            raise ValueError(f"{value} is a float: write the time as a text with its unit, or as whole picoseconds")
        if value < 0:
            raise ValueError(f"{value} ps is below 0")
        return super().__new__(cls, value)

    @property
    def ps(self) -> int:
        """Whole picoseconds, as a plain int."""
        return int(self)

    def __add__(self, other: int | str) -> Time:
        return Time(int(self) + int(Time(other)))

    __radd__ = __add__

    def __sub__(self, other: int | str) -> Time:
        return Time(int(self) - int(Time(other)))

    def __mul__(self, factor: int) -> Time:
        return Time(int(self) * factor)

    __rmul__ = __mul__

    def __str__(self) -> str:
        unit = next((u for u in ("s", "ms", "us", "ns") if self >= _UNITS[u]), "ps")
        whole, part = divmod(int(self), _UNITS[unit])
        digits = str(part).rjust(len(str(_UNITS[unit])) - 1, "0").rstrip("0") if part else ""
        return f"{whole}.{digits} {unit}" if digits else f"{whole} {unit}"

    def __repr__(self) -> str:
        return f"Time('{self}')"


def _parse(text: str) -> int:
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*", text)
    if not found or found[2] not in _UNITS:
        raise ValueError(f"`{text}` is no time: a number and one of {', '.join(_UNITS)}, as in \"1.5 ms\"")
    ps = Fraction(found[1]) * _UNITS[found[2]]
    if ps.denominator != 1:
        raise ValueError(f"`{text}` is no whole number of picoseconds")
    return int(ps)
