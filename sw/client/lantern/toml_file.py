"""Files that say what to run: read, and what is wrong with them told with its place and the nearest word."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from .errors import BadFile

Made = TypeVar("Made")


def read(path: str | os.PathLike[str], make: Callable[[dict[str, Any]], Made]) -> Made:
    """What `make` makes of the file's table. Raises `BadFile`, with the file's name before what `make` says; OSError."""
    with open(path, "rb") as file:
        try:
            return make(tomllib.load(file))
        except (tomllib.TOMLDecodeError, BadFile) as error:
            raise BadFile(f"{path}: {error}") from None


def check_keys(table: dict[str, Any], known: Iterable[str], where: str) -> None:
    """Raises `BadFile` for the first key of `table` that is not `known`."""
    for key in table:
        if key not in known:
            raise BadFile(f"{where} takes no `{key}`{near(key, known)}")


def near(word: str, words: Iterable[str]) -> str:
    """For the end of an error: the nearest of `words`, or all."""
    found = difflib.get_close_matches(word, words, 1)
    return f"; did you mean `{found[0]}`?" if found else f"; there is {', '.join(sorted(words))}"
