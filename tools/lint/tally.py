"""Adds up what the test phases logged: `tally.py LOG_FOLDER FAILED_PHASES` prints `N passed, N failed, N skipped`."""

import pathlib
import re
import sys


def count(text):
    """(passed, failed, skipped) of one phase's log."""
    ctest = re.search(r"(\d+)% tests passed, (\d+) tests failed out of (\d+)", text)
    if ctest:
        return int(ctest[3]) - int(ctest[2]), int(ctest[2]), 0
    words = dict((word, int(n)) for n, word in re.findall(r"(\d+) (passed|failed|error|errors|skipped)\b", text))
    if words:
        return words.get("passed", 0), words.get("failed", 0) + words.get("error", 0) + words.get("errors", 0), words.get("skipped", 0)
    return 0, 0, 0


def main():
    totals = [0, 0, 0]
    for log in sorted(pathlib.Path(sys.argv[1]).glob("*.log")):
        totals = [a + b for a, b in zip(totals, count(log.read_text(errors="replace")))]
    if int(sys.argv[2]) and not totals[1]:
        totals[1] = int(sys.argv[2])
    print("{} passed, {} failed, {} skipped".format(*totals))


if __name__ == "__main__":
    main()
