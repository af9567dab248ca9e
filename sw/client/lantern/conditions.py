"""What a run can be told to stop at."""

from .time import Time


class Condition:
    """One of those that the protocol knows, by name; made by the functions below and by the objects of a pod."""

    def __init__(self, asked, text):
        self.asked = asked
        self._text = text

    def __repr__(self):
        return self._text


def console(name, text, start=0):
    """The UART of that name (`host1.uart`, or `host1` for its `uart`) has put out `text`, from byte `start` on.

    >>> pod.run_until(console("host1", "compared: equal"), limit="1 s")
    """
    return Condition({"console": name, "text": text, "from": start}, f"console({name!r}, {text!r})")


def matches(name, regex, start=0):
    """A line of that UART, as far as it has come, holds a match of `regex` (RE2 syntax)."""
    return Condition({"console": name, "regex": regex, "from": start}, f"matches({name!r}, {regex!r})")


def register(name, *, equals=None, differs=None, least=None, most=None):
    """A register or a field has that value, as stored; exactly one of the four is given."""
    given = {"equals": equals, "not": differs, "least": least, "most": most}
    asked = {"register": name, **{key: value for key, value in given.items() if value is not None}}
    return Condition(asked, f"register({name!r}, ...)")


def counter(name, least):
    """A counter has come to `least`."""
    return Condition({"counter": name, "least": least}, f"counter({name!r}, {least})")


def exited(node):
    """That node has written an exit code."""
    return Condition({"exit": node}, f"exited({node!r})")


def event(what):
    """From now on: that event has happened, a fault for instance, with any argument."""
    return Condition({"event": what}, f"event({what!r})")


def idle():
    """Nothing is left to happen, unless something is done to the pod."""
    return Condition({"idle": True}, "idle()")


class Stop:
    """Why a run stands: `why` is "time", "condition", "over" or "asked"; `at` the simulated time; `condition` the one that was met; `end`
    of a console's: the byte after what was waited for."""

    def __init__(self, answer, conditions):
        self.why = answer["stopped"]
        self.at = Time(answer["time_ps"])
        self.condition = conditions[answer["condition"]] if "condition" in answer else None
        self.end = answer.get("end")

    def __repr__(self):
        return f"<stopped at {self.at}: {self.condition if self.condition else self.why}>"
