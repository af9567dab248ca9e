"""GDB itself."""

import subprocess

import pytest


@pytest.fixture
def gdb(tmp_path):
    """gdb(commands) -> what it says. It exists wherever tools/setup has been."""

    def call(commands):
        script = tmp_path / "commands.gdb"
        script.write_text("set pagination off\nset confirm off\nset width 0\n" + commands)
        done = subprocess.run(["gdb-multiarch", "-q", "-nx", "-batch", "-x", script], capture_output=True, text=True, timeout=120)
        assert "Error in sourced command file" not in done.stderr, done.stdout + done.stderr
        return done.stdout + done.stderr

    return call
