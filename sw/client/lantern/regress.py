"""`lantern regress SUITE.toml`: pods x implementations x seeds x scripts, each in a process of its own with a limit, and what it leaves kept."""

import concurrent.futures
import dataclasses
import itertools
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from typing import Any

from . import process, shipped, toml_file
from .errors import BadFile
from .pods import Pod, words_of
from .time import Time

_SUITE = {"limit", "case"}
_CASE = {"name", "pod", "implementations", "seeds", "script", "set", "firmware", "args", "events", "until", "limit", "expect", "same_hash"}
_EXPECT = {"code", "verdict", "console", "exits"}
_KINDS = {"name": str, "pod": (str, list), "implementations": dict, "seeds": list, "script": (str, list), "set": dict, "firmware": dict, "args": dict,
          "events": list, "until": str, "limit": str, "expect": dict, "same_hash": bool, "code": int, "verdict": str, "console": dict, "exits": dict}
_ASKED = "LANTERN_CASE"


@dataclasses.dataclass
class Case:
    """One run, or one script over one pod."""

    name: str
    group: str  # those that differ from it in their implementations alone
    pod: str
    words: dict  # keywords of `Pod`
    script: str | None
    limit: float
    until: str | None
    expect: dict
    same_hash: bool

    def command(self, *outputs):
        """As a list of words; `outputs`: more of them, for a run."""
        if self.script:
            return [process.find_lantern(), "script", self.script]
        words = [process.find_lantern(), "run", *words_of(self.pod, **self.words)]
        words += ["--until", self.until] if self.until else []
        return [*words, *map(str, outputs)]

    def asked(self):
        """For the script's environment."""
        return {_ASKED: json.dumps({"pod": self.pod, **self.words})} if self.script else {}

    def again(self):
        """For a shell."""
        return " ".join([f"{name}={shlex.quote(value)}" for name, value in self.asked().items()] + [shlex.join(["lantern", *self.command()[1:]])])


def given_pod(default: str = "duo", **keywords: Any) -> Pod:
    """The pod that `lantern regress` has a script run over; where nobody asks, `Pod(default, **keywords)`."""
    if _ASKED not in os.environ:
        return Pod(default, **keywords)
    asked = json.loads(os.environ[_ASKED])
    return Pod(asked.pop("pod"), **asked)


def read(path):
    """The cases of a suite, in order. Raises `BadFile`, OSError."""
    return toml_file.read(path, lambda suite: _suite(suite, pathlib.Path(path).parent))


def _suite(suite, folder):
    toml_file.check_keys(suite, _SUITE, "the file")
    tables = suite.get("case", [])
    if not isinstance(tables, list) or not isinstance(suite.get("limit", ""), str):
        raise BadFile("a case begins with [[case]], and `limit` is a text with a unit")
    cases = [case for table in tables for case in _cases(table, suite.get("limit", "60 s"), folder)]
    if not cases:
        raise BadFile("there is no [[case]]")
    names = [case.name for case in cases]
    for name in names:
        if names.count(name) > 1:
            raise BadFile(f"two cases are called `{name}`: give one a `name`")
    return cases


def _check_kinds(table, where):
    """Each is what it should be, and no list is empty: a case that is never run must not pass."""
    for key, value in table.items():
        if not isinstance(value, _KINDS[key]):
            wanted = {str: "a text", int: "a number", bool: "true or false", list: "a list", dict: "a table"}
            kinds = _KINDS[key] if isinstance(_KINDS[key], tuple) else (_KINDS[key],)
            raise BadFile(f"{where}: `{key}` is {' or '.join(wanted[kind] for kind in kinds)}")
        if value == [] and key != "events":
            raise BadFile(f"{where}: `{key}` is an empty list, so that nothing would be run")
    for block, choices in table.get("implementations", {}).items():
        if not isinstance(choices, list) or not choices:
            raise BadFile(f"{where}: the implementations of `{block}` are a list")
    for pattern in [table.get("verdict", ""), *table.get("console", {}).values()]:
        try:
            re.compile(pattern)
        except (re.error, TypeError) as error:
            raise BadFile(f"{where}: `{pattern}`: {error}") from None


def _cases(table, limit, folder):
    toml_file.check_keys(table, _CASE, "[[case]]")
    toml_file.check_keys(table.get("expect", {}), _EXPECT, "[[case]] expect")
    _check_kinds(table, "[[case]]")
    _check_kinds(table.get("expect", {}), "[[case]] expect")
    if "pod" not in table:
        raise BadFile("[[case]]: `pod` is missing")
    if table.get("script") and (table.get("expect") or table.get("same_hash") or table.get("until")):
        raise BadFile("[[case]]: a script checks for itself: leave out `expect`, `same_hash` and `until`")
    choices = table.get("implementations", {})
    try:
        seconds = int(Time(table.get("limit", limit))) / 1e12
    except ValueError as error:
        raise BadFile(f"limit: {error}") from None
    for pod, seed, script, *chosen in itertools.product(_list(table["pod"]), table.get("seeds", [None]), _list(table.get("script")),
                                                        *([(block, one) for one in of] for block, of in choices.items())):
        own = f"{script or ''} {pod}".strip() + (f" seed {seed}" if seed is not None else "")
        group = f"{table['name']}: {own}" if "name" in table else own
        name = ", ".join([group, *(f"{block} {one}" for block, one in chosen)])
        words = {"set": {**table.get("set", {}), **{f"{block}.impl": one for block, one in chosen}}, "firmware": table.get("firmware", {}),
                 "args": table.get("args", {}), "events": table.get("events", []), "seed": seed, "trace_hash": table.get("same_hash", False)}
        yield Case(name, group, pod, words, str(folder / script) if script else None, seconds, table.get("until"), table.get("expect", {}),
                   table.get("same_hash", False))


def _list(value):
    return value if isinstance(value, list) else [value]


@dataclasses.dataclass
class Result:
    """What came of a case; `why`: "" where it passed."""

    case: Case
    why: str
    seconds: float
    hash: str | None


def carry_out(case, folder):
    """Runs it; its files are in `folder`: consoles and report, and where it fails a page of the same run again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    begun = time.perf_counter()
    if wrong := _wrong_pod(case):
        return Result(case, wrong, time.perf_counter() - begun, None)
    code = _exit_code(case, folder, "", "--json", folder / "report.json")
    report = json.loads(path.read_text()) if (path := folder / "report.json").exists() else {}
    why = f"not over after {case.limit:g} s of host time" if code is None else _what_is_wrong(case, code, report, folder)
    if why and report and not report["verdict"].startswith("interrupted"):
        _exit_code(case, folder, "again-", "--report", folder / "report.html", "--quiet")
    return Result(case, why, time.perf_counter() - begun, report.get("trace_hash"))


def _wrong_pod(case):
    """Of a script's: it may not have used its pod, but that pod must be one."""
    if not case.script:
        return ""
    words = words_of(case.pod, **{**case.words, "trace_hash": False})
    done = subprocess.run([process.find_lantern(), "check", *words], capture_output=True, text=True)
    return f"exit code {done.returncode} of `lantern check`: {done.stderr.strip()}" if done.returncode else ""


def _exit_code(case, folder, prefix, *outputs):
    """None: it has been killed at its limit."""
    with open(folder / f"{prefix}stdout.txt", "wb") as out, open(folder / f"{prefix}stderr.txt", "wb") as err:
        try:
            return subprocess.run(case.command(*outputs), env={**os.environ, **case.asked()}, stdout=out, stderr=err, stdin=subprocess.DEVNULL,
                                  timeout=case.limit).returncode
        except subprocess.TimeoutExpired:
            return None


def _what_is_wrong(case, code, report, folder):
    said = (folder / "stderr.txt").read_text(errors="replace").strip()
    if code < 0 or code == 2 or (not report and not case.script):
        return f"exit code {code}: {said[-1000:]}"
    if code != case.expect.get("code", 0):
        return f"exit code {code}: {report.get('verdict') or said[-1000:]}"
    if not re.search(case.expect.get("verdict", ""), report.get("verdict", "")):
        return f"the verdict is `{report['verdict']}`"
    for node, wanted in case.expect.get("exits", {}).items():
        if report["exits"].get(node) != wanted:
            return f"{node} exited with {report['exits'].get(node)}"
    text = (folder / "stdout.txt").read_text(errors="replace")
    for node, pattern in case.expect.get("console", {}).items():
        if not any(re.search(pattern, line) for line in re.findall(rf"^{re.escape(node)}\| (.*)$", text, re.MULTILINE)):
            return f"no line of {node} is like `{pattern}`"
    return ""


def compare_hashes(results):
    """Those of one group that must have one hash and have not are told so."""
    first = {}
    for result in results:
        if not result.case.same_hash or result.why:
            continue
        other = first.setdefault(result.case.group, result)
        if other.hash != result.hash:
            result.why = f"trace hash {result.hash}, and {other.hash} of `{other.case.name}`"


def main(given):
    """0 where all passed, 1 where one did not."""
    given.file = shipped.found("suites", given.file)
    cases = read(given.file)
    artefacts = pathlib.Path(given.artefacts)
    folders = _folders(artefacts, cases)
    results = {}
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        futures = {pool.submit(carry_out, case, folders[case.name]): case for case in cases}
        try:
            for future in concurrent.futures.as_completed(futures):
                result = results[futures[future].name] = future.result()
                if not given.quiet:
                    print(f"  {len(results)} of {len(cases)}: {'FAILED' if result.why else 'passed'} {result.case.name}, {result.seconds:.1f} s", file=sys.stderr)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            if given.junit:
                write_junit(given.junit, os.path.basename(given.file), list(results.values()), folders)
            print(f"lantern: stopped after {len(results)} of {len(cases)} cases; what they left is in {artefacts}", file=sys.stderr)
            return 1
    ordered = [results[case.name] for case in cases]
    compare_hashes(ordered)
    if given.junit:
        write_junit(given.junit, os.path.basename(given.file), ordered, folders)
    for result in ordered:
        if result.why:
            print(f"FAILED {result.case.name}: {result.why}\n  {result.case.again()}\n  {folders[result.case.name]}")
        else:
            shutil.rmtree(folders[result.case.name]) if not given.keep else None
    failed = sum(bool(result.why) for result in ordered)
    print(f"{len(ordered) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _folders(artefacts, cases):
    """One each, by the case's name as far as a file system likes it."""
    found = {}
    for case in cases:
        plain = re.sub(r"[^\w.-]+", "_", case.name)[:100]
        taken = sum(folder.name.startswith(plain) for folder in found.values())
        found[case.name] = artefacts / (f"{plain}.{taken}" if taken else plain)
    return found


def _printable(text):
    """As XML takes it."""
    return re.sub(r"[^\t\n -\ud7ff\ue000-\ufffd]", "?", text)


def write_junit(path, name, results, folders):
    """A test case a case."""
    suite = ElementTree.Element("testsuite", name=name, tests=str(len(results)), failures=str(sum(bool(result.why) for result in results)))
    for result in results:
        case = ElementTree.SubElement(suite, "testcase", classname=name, name=_printable(result.case.name), time=f"{result.seconds:.3f}")
        if result.why:
            failure = ElementTree.SubElement(case, "failure", message=_printable(result.why))
            failure.text = _printable(f"{result.case.again()}\n{folders[result.case.name]}")
    ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
