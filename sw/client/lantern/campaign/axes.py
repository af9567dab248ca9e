"""What a campaign varies: each axis has choices, and a choice sets parameters, or stands for `{name}` in the file's texts."""

import dataclasses
import re

from ..errors import BadFile
from ..toml_file import near


TAKEN = ("row", "outcome", "verdict", "simulated_ps", "host_seconds", "seed", "events", "trace_hash", "command")  # columns


@dataclasses.dataclass(frozen=True)
class Choice:
    """Of one axis: how tables call it, and what it means."""

    label: str
    set: dict
    variables: dict


def read(given):
    """Lists of `Choice` by axis, of a campaign's file. Raises `BadFile`."""
    named = variables_of(given)
    axes = {name: _axis(name, values, named) for name, values in given.get("axes", {}).items()}
    _check_once(axes, given.get("set", {}))
    for name in sorted(named - axes.keys()):
        raise BadFile(f"`{{{name}}}` stands in a text, and there is no axis `{name}`{near(name, axes)}")
    return axes


def _check_once(axes, fixed):
    """No parameter has two places that say what it is."""
    owners = {name: "[set]" for name in fixed}
    for axis, choices in axes.items():
        if axis in TAKEN:
            raise BadFile(f"[axes]: `{axis}` is what tables call something else: name it otherwise")
        for name in {name for choice in choices for name in choice.set}:
            if name in owners:
                raise BadFile(f"`{name}` is set by {owners[name]} and by axis `{axis}`")
            owners[name] = f"axis `{axis}`"


def variables_of(given):
    """Names in braces, in the texts of [set], [args] and [firmware]."""
    texts = [str(text) for table in ("set", "args", "firmware") for text in given.get(table, {}).values()]
    return {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}


def _axis(name, values, variables):
    if not isinstance(values, (list, dict)) or not values:
        raise BadFile(f"[axes]: `{name}` is a list of values, or a table of choices that set parameters")
    if isinstance(values, dict):
        if not all(isinstance(of, dict) for of in values.values()):
            raise BadFile(f"[axes]: each choice of `{name}` is a table of parameters")
        return [Choice(label, of, {}) for label, of in values.items()]
    key = "variables" if name in variables else "set"
    return [Choice(**{"label": label(value), "set": {}, "variables": {}, key: {name: value}}) for value in values]


def label(value):
    """As TOML has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def first(axes):
    """Of each variable the first value: what a pod is asked to be where only its shape counts."""
    return chosen([(name, choices[0]) for name, choices in axes.items()])[2]


def chosen(choices):
    """(labels by axis, parameters, variables) of [(axis, Choice)]."""
    labels = {name: choice.label for name, choice in choices}
    return labels, _merged(choice.set for _, choice in choices), _merged(choice.variables for _, choice in choices)


def _merged(tables):
    return {name: value for table in tables for name, value in table.items()}


def filled(table, variables):
    """The texts of `table` with `{name}` replaced."""
    return {key: re.sub(r"\{(\w+)\}", lambda found: label(variables.get(found[1], found[0])), text) if isinstance(text, str) else text
            for key, text in table.items()}
