"""What the README tells a new user to type works as its comment says."""

import os
import pathlib
import re
import shlex
import subprocess

import pytest

README = pathlib.Path(__file__).resolve().parents[2] / "README.md"
COMMANDS = [line for line in README.read_text().splitlines() if line.startswith("lantern ")]
FAILS = ("the run fails",)


@pytest.mark.parametrize("line", COMMANDS)
def test_command(lantern, tmp_path, line):
    command, _, comment = line.partition("#") if not re.search(r'"[^"]*#[^"]*"', line) else (line, "", "")
    done = lantern(*shlex.split(command)[1:], cwd=tmp_path)
    assert done.returncode == (1 if any(word in comment for word in FAILS) else 0), done.stdout + done.stderr


@pytest.mark.parametrize("fault, says", [
    ("fibre0.cut", "gave an error after"), ("pool.media.uncorrected", "is poisoned after"), ("press_reset", "of before given back"),
    ("lane_dead", "on half its lanes"), ("pool.hart.stall", "hosts keep what they hold"), ("transceiver.removed", "module inserted")])
def test_what_breaks_breaks_in_mid_copy(lantern, tmp_path, fault, says):
    line = next(line for line in COMMANDS if "--event" in line and fault in line)
    done = lantern(*shlex.split(line.partition("  #")[0])[1:], cwd=tmp_path)
    assert says in done.stdout


def test_readme_names_what_is_there():
    root = README.parent
    for name in re.findall(r"^\| `([a-z_/]+)` \|", README.read_text(), re.M):
        assert (root / name).exists()


def test_an_elf_of_ones_own_is_built_and_runs(programs):
    block = next(b for b in re.findall(r"^```\n(.*?)^```", README.read_text(), re.M | re.S) if "mine.ld" in b)
    script = block.replace("$tree/build/release", str(programs.parent))
    done = subprocess.run(["bash", "-ec", script], cwd=README.parent, env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr
    assert "pool| this is mine" in done.stdout and "written_too_early" not in done.stdout
    assert "PASSED" in done.stdout
