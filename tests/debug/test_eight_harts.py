"""A GDB at a node of eight harts: threads, watches of what others store, and of a model's register."""

import pathlib
import re
import subprocess
import time

import pytest
from gdb_client import client_at, end_of

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def eight(programs, eight_image, tmp_path, request):
    """A node of eight harts that waits for a GDB; its ELF; and where."""
    image = eight_image(getattr(request, "param", "locks"), 64, 1_000, "-g", "-O1")
    path = tmp_path / "eight.sock"
    process = subprocess.Popen([programs / "lantern", "run", ROOT / "tests/harts/eight.toml", "--firmware", f"node={image}", "--gdb", path, "--gdb-wait"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while not path.exists() and process.poll() is None:
        time.sleep(0.01)
    yield process, image, path
    process.kill()
    process.wait()


def test_eight_threads_of_one_inferior(eight, gdb):
    """A breakpoint stops whichever hart comes there, all harts' registers and memory are at hand, and a thread's watch is everybody's."""
    process, image, path = eight
    said = gdb(f"""
file {image}
target extended-remote {path}
info threads
break main if hart == 5
continue
p hart
p $mhartid
thread apply all p $mhartid
delete
watch by_amo
continue
p by_amo <= 1
delete
tbreak take_by_sc
continue
bt 2
detach
""")
    code, out = end_of(process)
    assert code == 0, out
    for number in range(1, 9):
        assert f"Thread 1.{number}" in said or f"Thread {number}" in said, said
    assert re.search(r"\$1 = 5\b.*\$2 = 5\b", said, re.S), said
    for hart in range(8):
        assert re.search(rf"\$\d+ = {hart}\b", said), said
    assert "atchpoint" in said and "by_amo" in said, said


@pytest.mark.parametrize("eight", ["reservations"], indirect=True)
def test_a_watch_sees_what_dma_stores(eight, gdb):
    """Completions are written by DMA alone: each stops once, though eight harts watch it."""
    process, image, path = eight
    said = gdb(f"""
file {image}
target extended-remote {path}
watch completion[3]
continue
p completion[7]
delete
watch completion[7]
continue
delete
detach
""")
    code, out = end_of(process)
    assert code == 0, out
    assert said.count("Old value = 0") == 2 and said.count("New value = 1") == 2, said
    assert "$1 = 0" in said


@pytest.mark.parametrize("eight", ["reservations"], indirect=True)
def test_a_store_of_another_is_told_once(eight):
    process, image, path = eight
    symbols = subprocess.run(["riscv64-unknown-elf-nm", image], capture_output=True, text=True, check=True).stdout
    at = int(re.search(r"^(\w+) b completion$", symbols, re.M)[1], 16) + 12
    with client_at(path) as client:
        client.ask("qSupported:multiprocess+")
        assert client.ask(f"Z2,{at:x},4") == "OK"
        stop = client.ask("vCont;c")
        assert f"watch:{at:x};" in stop
        assert client.ask(f"m{at:x},4") == "01000000"  # behind the store
        client.send("vCont;c")
        assert client.answer().startswith("W00")  # the end: nobody stores there again
    code, out = end_of(process)
    assert code == 0, out


@pytest.mark.parametrize("eight", ["wakes"], indirect=True)
def test_a_watch_on_a_model_s_register(eight, gdb):
    """It stops in the store that changes it, of the hart whose it is; not where it stays as it is."""
    process, image, path = eight
    said = gdb(f"""
file {image}
target extended-remote {path}
monitor watch node.clint.MSIP[5]
monitor watch node.plic.PRIORITY[1].VALUE
monitor watch node.clint.MTIME
monitor watch node.clint.NOTHING
continue
p $mhartid
monitor unwatch node.clint.MSIP[5]
continue
p $mhartid
monitor unwatch
monitor unwatch
detach
""")
    code, out = end_of(process)
    assert code == 0, out
    assert "node.clint.MSIP[5]: 0x0 -> 0x1" in said and "$1 = 4" in said, said
    assert "node.plic.PRIORITY[1].VALUE: 0x0 -> 0x1" in said and "$2 = 0" in said, said
    assert "MTIME` is computed" in said and "there is no `node.clint.NOTHING`" in said and "nothing is watched" in said, said
