"""Files that Lantern brings along, by name."""

import os
import pathlib

from .. import errors


def found(kind: str, name: str) -> str:
    """The file itself, or the one of that name of `kind`, "campaigns" or "suites". Raises `LanternError`."""
    known = {path.stem: str(path) for path in (pathlib.Path(__file__).parent / kind).glob("*.toml")}
    if os.path.exists(name):
        return name
    if name not in known:
        raise errors.LanternError(f"there is no {kind[:-1]} file `{name}`; Lantern brings along {', '.join(sorted(known))}")
    return known[name]
