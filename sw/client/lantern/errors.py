"""What can go wrong, as exceptions that carry the platform's own text."""

from __future__ import annotations


class LanternError(Exception):
    """All of Lantern's own."""


class Refused(LanternError):
    """The platform refuses: no such name, a value out of range, a wait without a limit. `code` is that of the protocol."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


class RunOver(Refused):
    """The run is over: its nodes have exited, its limit is reached, or it failed. The text says which."""


class StillRunning(Refused):
    """Another client has the run going on."""


class NotStarted(LanternError):
    """The pod could not be built: the text is what `lantern` said."""


class Crashed(LanternError):
    """The simulation is gone: it crashed, was killed, or quit. `code` is its exit code (negative: a signal), None if it is not known."""

    def __init__(self, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.code = code


class LimitReached(LanternError):
    """What was waited for has not come by the limit of the wait."""


class BusError(LanternError):
    """A bus access was answered with an error. `response` is TLM's word for it."""

    def __init__(self, message: str, response: str) -> None:
        super().__init__(message)
        self.response = response


class Nack(LanternError):
    """A target on an I2C bus did not acknowledge. `byte` is the one that it refused: 0 is the address."""

    def __init__(self, message: str, byte: int) -> None:
        super().__init__(message)
        self.byte = byte


class BadFile(LanternError):
    """What is wrong with a file that says what to run, and where in it."""
