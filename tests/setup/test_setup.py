"""tools/setup says what keeps it from installing: the system around it is played by scripts on PATH."""

import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def setup(tmp_path):
    """setup(**programs): runs tools/setup without a terminal where only these shell lines and what it needs are on PATH."""

    def call(**programs):
        for name in ("bash", "env", "grep", "mktemp", "rm", "tail", "dirname"):
            (tmp_path / name).symlink_to(shutil.which(name))
        for name, line in programs.items():
            path = tmp_path / name.replace("_", "-")
            path.write_text(f"#!/bin/bash\n{line}\n")
            path.chmod(0o755)
        return subprocess.run([ROOT / "tools" / "setup"], capture_output=True, text=True, env={**os.environ, "PATH": str(tmp_path)},
                              start_new_session=True, stdin=subprocess.DEVNULL, timeout=60)

    return call


NOTHING = "exit 1"
ALL = "echo -n installed"
USER, SUPERUSER = "echo 1000", "echo 0"


def test_nothing_is_done_when_nothing_is_missing(setup):
    done = setup(dpkg_query=ALL)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_missing_are_installed(setup, tmp_path):
    done = setup(dpkg_query='[ "${@: -1}" = cmake ] || echo -n installed', id=SUPERUSER, apt_get=f'echo "$@" >>{tmp_path}/done')
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "done").read_text().splitlines()[1].endswith("--no-install-recommends cmake")


def test_sudo_does_not_ask_where_nobody_can_answer(setup):
    done = setup(dpkg_query=NOTHING, id=USER, sudo='[ "$1" = -n ] && echo "sudo: a password is required" >&2; exit 1')
    assert "sudo refused (a password is required)" in done.stderr and done.returncode == 2


@pytest.mark.parametrize("played,words", [
    ({}, ["on Debian 12 or 13"]),
    ({"dpkg_query": NOTHING, "id": USER}, ["needs root or sudo to install: ccache"]),
    ({"dpkg_query": NOTHING, "id": USER, "sudo": "echo 'eve is not in the sudoers file.'; exit 1"}, ["sudo refused (eve is not in the sudoers file.)"]),
    ({"dpkg_query": NOTHING, "id": SUPERUSER, "apt_get": "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held'; exit 100"},
     ["another program is installing packages (could not get lock /var/lib/dpkg/lock-frontend"]),
    ({"dpkg_query": NOTHING, "id": SUPERUSER, "apt_get": '[ $1 = update ] && echo "W: Failed to fetch http://a/b  Could not resolve" && exit 0\n'
      "echo 'E: Unable to locate package ccache'; exit 100"}, ["the package archive is not in reach (Failed to fetch http://a/b"]),
    ({"dpkg_query": NOTHING, "id": SUPERUSER, "apt_get": "[ $1 = update ] && exit 0; echo 'E: Unable to locate package ccache'; exit 100"},
     ["Unable to locate package ccache; Lantern knows the packages of Debian 12 and 13"]),
    ({"dpkg_query": NOTHING, "id": USER, "sudo": "echo 'sudo: unable to resolve host box'; [ $# -lt 4 ] || shift 4; [ $2 = update ] && exit 0; echo 'E: Unable to locate package ccache'; exit 100"},
     ["Unable to locate package ccache"]),
    ({"dpkg_query": NOTHING, "id": SUPERUSER, "apt_get": "echo 'W: Failed to fetch http://a/b'; echo 'E: Sub-process /usr/bin/dpkg returned an error code (1)'; exit 100"},
     ["a package could not be set up"]),
    ({"dpkg_query": NOTHING, "id": SUPERUSER, "apt_get": "echo 'dpkg: error: no space left'; exit 100"}, ["no space left", "apt-get failed"]),
], ids=["no Debian", "no sudo", "not in sudoers", "lock", "no archive", "unknown package", "a warning of sudo", "dpkg", "anything else"])
def test_it_says_what_is_wrong(setup, played, words):
    done = setup(**played)
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr
