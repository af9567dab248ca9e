"""A GDB at a run: GDB itself, and clients that say what no GDB would."""

import contextlib
import pathlib
import random
import socket
import subprocess
import time

import pytest
from gdb_client import client_at, end_of

# Of the pod `duo`: the first host's program and the pool's firmware, RV64 and RV32.
ROOT = pathlib.Path(__file__).resolve().parents[2]
HOST, POOL = "pool_demo.elf", "pool_manager.elf"


def hash_of(text):
    return next(line.split()[-1] for line in text.splitlines() if "trace hash" in line)


@pytest.fixture(scope="module")
def undebugged(programs):
    done = subprocess.run([programs / "lantern", "run", "duo", "--trace-hash"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    return hash_of(done.stdout)


@pytest.fixture
def waiting(programs, tmp_path):
    """waiting(*arguments) -> (Popen, socket's path) of a run that waits for its GDB; how it ended is for the caller to say."""
    started = []

    def call(*arguments, pod="duo"):
        path = tmp_path / "gdb.sock"
        process = subprocess.Popen([programs / "lantern", "run", pod, "--gdb", path, "--gdb-wait", "--trace-hash", *arguments],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        started.append(process)
        assert "for GDB: target extended-remote" in process.stdout.readline()  # somebody listens
        return process, path

    yield call
    for process in started:
        process.kill()
        process.wait()


def line_of(path, text):
    return 1 + next(i for i, line in enumerate(path.read_text().splitlines()) if text in line)


def test_two_inferiors_of_two_widths(programs, waiting, gdb, undebugged):
    """Breakpoints by function and line in both firmwares, a watch, a backtrace, finish, monitor, detach: and the run is the same."""
    line = line_of(ROOT / "firmware" / "apps" / "pool_manager" / "main.c", "if (!warm) capacity_init(")
    process, path = waiting()
    said = gdb(f"""
set schedule-multiple on
file {programs / HOST}
target extended-remote {path}
info os processes
add-inferior
inferior 2
file {programs / POOL}
attach 3
p sizeof(void*)
inferior 1
p sizeof(void*)
break main
continue
continue
info threads
watch port_count
continue
bt
delete
break main.c:{line}
continue
break capacity_init
continue
bt
finish
delete
stepi
monitor time
monitor show pool.media.INTERRUPT
monitor show pool.port0.nobody
monitor stop
info registers pc mcause
detach
inferior 1
detach
""")
    assert "host0: pool_demo" in said and "pool: pool_manager" in said
    assert "$1 = 4" in said and "$2 = 8" in said
    assert "Thread 1.1 hit Breakpoint" in said and "main () at" in said and "node_pool.h" in said
    assert "Thread 2.1 hit Breakpoint" in said and "pool_manager/main.c" in said
    assert "Thread 1.1 (host0.hart, " in said and "Thread 3.3 (pool.hart, running)" in said
    assert "Hardware watchpoint" in said and "Old value = 0\nNew value = 2" in said
    assert f"hit Breakpoint 3, take_over (cause=<optimized out>) at {ROOT}/firmware/apps/pool_manager/main.c:{line}" in said
    assert "#0  capacity_init (" in said and "in take_over (" in said and f"main.c:{line + 1}\n" in said
    assert "pool is at " in said and "pool.media.INTERRUPT = 0 (0x0)" in said
    assert "nobody" in said and "there is no `stop`" in said
    code, out = end_of(process)
    assert code == 0 and hash_of(out) == undebugged


def test_each_instruction_stepped(waiting, undebugged):
    """Two thousand of them, by hand, and then a client that goes away without a word: the run is the same."""
    process, path = waiting()
    with client_at(path) as client:
        assert "multiprocess+" in client.ask("qSupported:multiprocess+;swbreak+")
        assert client.ask("?") == "T05thread:p1.1;"
        assert client.ask("QStartNoAckMode") == "OK"
        before, places = None, set()
        for _ in range(2000):
            pc = client.ask("p20")
            assert len(pc) == 16
            assert pc != before or client.ask("qThreadExtraInfo,p1.1")
            before = pc
            places.add(pc)
            assert client.ask("vCont;s:p1.1;c:p1.-1") == "T05thread:p1.1;"
        assert len(places) > 50
        assert client.ask("Z0,88000000,4") == "OK"
        client.send("vCont;c")
    code, out = end_of(process)
    assert code == 0 and hash_of(out) == undebugged


def test_interrupted_and_changed(programs, waiting):
    """Ctrl-C stops a hart that loops; what is written to memory, registers and CSRs is what it goes on with."""
    process, path = waiting("--firmware", f"host0={programs / 'bench_loop.elf'}", "--until", "60 s")
    with client_at(path) as client:
        client.ask("qSupported:multiprocess+")
        client.send("vCont;c")
        time.sleep(0.2)
        client.socket.sendall(b"\x03")
        assert client.answer() == "T02thread:p1.1;"
        assert int.from_bytes(bytes.fromhex(client.ask("p20")), "little") >= 0x80000000
        assert client.ask("M88100000,4:0a0b0c0d") == "OK" and client.ask("m88100000,4") == "0a0b0c0d"
        assert client.ask(b"X88100000,4:}\x03}\x04\x01\x02") == "OK" and client.ask("m88100000,4") == "23240102"
        assert client.ask("m10,4") == "E01" and client.ask("M10,1:00") == "E01" and client.ask("m88100000") == "E02"
        mscratch = f"{65 + 0x340:x}"
        assert client.ask(f"P{mscratch}=efbe000000000000") == "OK" and client.ask(f"p{mscratch}") == "efbe000000000000"
        assert client.ask(f"p{65 + 0x7c0:x}") == "E01" and client.ask("p21") == "E01"
        privilege = f"{65 + 4096:x}"
        assert client.ask("p" + privilege) == "0300000000000000" and client.ask(f"P{privilege}=0100000000000000") == "E01"
        assert client.ask(f"P{privilege}=0000000000000000") == "OK" and client.ask("p" + privilege) == "0" * 16
        assert client.ask(f"P{privilege}=0300000000000000") == "OK"
        registers = client.ask("g")
        assert len(registers) == 33 * 16 and client.ask("G" + registers) == "OK" and client.ask("g") == registers
        assert client.ask("Hgp3.3") == "E01"  # nobody looks at it yet
        assert client.ask("vAttach;9") == "E01" and client.ask("vAttach;3") == "T05thread:p3.3;"
        assert client.ask("qfThreadInfo") == "mp1.1,p3.3" and client.ask("qsThreadInfo") == "l"
        assert len(client.ask("g")) == 33 * 8
        assert client.ask("vMustReplyEmpty") == "" and client.ask("Z7,0,1") == ""
        client.send("k")
    code, out = end_of(process)
    assert code == 1 and "before it was over" in out


def main_of(image):
    symbols = subprocess.run(["riscv64-unknown-elf-nm", image], capture_output=True, text=True, check=True).stdout
    return symbols.split(" T main\n")[0].split()[-1]


def test_the_others_run_through_theirs(programs, waiting, undebugged):
    """Breakpoints of both inferiors, of which GDB has one go on: where the other's is met, first, nobody is told."""
    process, path = waiting()
    with client_at(path) as client:
        client.ask("qSupported:multiprocess+")
        assert client.ask(f"Z0,{main_of(programs / HOST)},4") == "OK"
        assert client.ask("vAttach;3") == "T05thread:p3.3;"
        assert client.ask(f"Z0,{main_of(programs / POOL)},4") == "OK"
        assert client.ask("vCont;c:p3.-1") == "T05thread:p3.3;"
        assert client.ask("D;1") == "OK"
        assert client.ask("D;3") == "OK"
    code, out = end_of(process)
    assert code == 0 and hash_of(out) == undebugged


def test_breakpoints_of_a_node_that_waits_for_a_bus(waiting, undebugged):
    """GDB takes its breakpoints out of all inferiors at each stop, and puts them in again: one of them is in the middle of an access."""
    process, path = waiting()
    with client_at(path) as client:
        client.ask("qSupported:multiprocess+")
        client.ask("QStartNoAckMode")
        assert client.ask("vAttach;3") == "T05thread:p3.3;"
        moved = set()
        for stop in range(3000):
            this, that = ("p1.1", "p3.3") if stop % 2 else ("p3.3", "p1.1")
            said = client.ask(f"vCont;s:{this};c")
            if said[0] == "W":
                break
            assert said == f"T05thread:{this};"
            assert client.ask(f"Hg{that}") == "OK"
            assert client.ask("Z0,10,2") == "OK" and client.ask("z0,10,2") == "OK"
            moved.add(client.ask("P20=" + client.ask("p20")))
        assert moved == {"OK", "E01"}  # not in the middle of an instruction
        client.ask("D;1")
        client.ask("D;3")
    code, out = end_of(process)
    assert code == 0 and hash_of(out) == undebugged


def test_attached_again(programs, waiting, undebugged):
    """Who has let go and attaches again finds it stand."""
    process, path = waiting()
    with client_at(path) as client:
        client.ask("qSupported:multiprocess+")
        client.ask("QStartNoAckMode")
        client.ask(f"Z0,{main_of(programs / HOST)},4")
        assert client.ask("vCont;c") == "T05thread:p1.1;"
        assert client.ask("D;1") == "OK"
        assert client.ask("vAttach;1") == "T05thread:p1.1;"
        there = client.ask("p20")
        time.sleep(0.1)
        assert client.ask("p20") == there
        client.send("vCont;c")
    code, out = end_of(process)
    assert code == 0 and hash_of(out) == undebugged


def test_one_that_comes_again(programs, waiting):
    """A breakpoint in a loop is gone with the GDB that has set it; the next one finds the run where it is by then."""
    process, path = waiting("--firmware", f"host0={programs / 'bench_loop.elf'}", "--until", "60 s")
    with client_at(path) as client:
        client.send("c")
        time.sleep(0.2)
        client.socket.sendall(b"\x03")
        assert client.answer() == "T02thread:1;"
        pc = int.from_bytes(bytes.fromhex(client.ask("p20")), "little")
        assert client.ask(f"Z0,{pc:x},4") == "OK" and client.ask("c") == "T05thread:1;"
        assert int.from_bytes(bytes.fromhex(client.ask("p20")), "little") == pc
    with client_at(path) as client:
        assert client.ask("?") == "T05thread:1;"
        client.send("c")
        client.socket.settimeout(0.3)
        with pytest.raises(TimeoutError):
            print(client.answer())
        client.socket.settimeout(20)
        client.socket.sendall(b"\x03")
        assert client.answer() == "T02thread:1;"
        client.send("k")
    assert end_of(process)[0] == 1


def test_what_monitor_does_can_be_had_again(programs, waiting):
    """An event from the debugger, in the middle of a quantum: told as what `--event` takes, and then the run is the same."""
    process, path = waiting()
    with client_at(path) as client:
        client.ask("qSupported:multiprocess+")
        client.ask(f"Z0,{main_of(programs / HOST)},4")
        assert client.ask("vCont;c") == "T05thread:p1.1;"
        said = bytes.fromhex(client.ask("qRcmd," + b"act fibre0.loss=3 dB".hex())).decode()
        assert "fibre0.loss" in said
        assert "did you mean" in bytes.fromhex(client.ask("qRcmd," + b"act fibre0.cutt".hex())).decode()
        client.send("D;1")
    code, out = end_of(process)
    again = subprocess.run([programs / "lantern", "run", "duo", "--trace-hash", *sum((["--event", line] for line in said.splitlines()), [])],
                           capture_output=True, text=True, timeout=120)
    assert code == again.returncode and hash_of(out) == hash_of(again.stdout)


def test_an_end_is_told(waiting):
    process, path = waiting(pod="hello")
    with client_at(path) as client:
        assert client.ask("?") == "T05thread:1;"  # one that knows no processes
        assert client.ask("c") == "W00"
    code, out = end_of(process)
    assert code == 0 and "PASSED" in out


def test_a_trap_that_nobody_handles(waiting, tmp_path):
    (tmp_path / "zero.bin").write_bytes(bytes(16))
    process, path = waiting("--firmware", f"host0=raw:{tmp_path}/zero.bin@0x80000000", pod="hello")
    with client_at(path) as client:
        assert client.ask("c") == "T0bthread:1;"
        assert client.ask("p20") == "0000008000000000" and client.ask(f"p{65 + 0x342:x}") == "0200000000000000"
        assert client.ask("c") == "W01"
    code, out = end_of(process)
    assert code == 1 and "illegal instruction" in out


def test_a_load_from_gdb(programs, waiting, gdb):
    """GDB loads another image over the one that was there, and it is that which runs."""
    process, path = waiting(pod="hello")
    said = gdb(f"file {programs / 'hello.elf'}\ntarget extended-remote {path}\nload\ncompare-sections\nset var $pc = _start\ndetach\n")
    assert "Loading section .text" in said and "matched." in said
    code, out = end_of(process)
    assert code == 0, out


@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_client_says(waiting, seed):
    """Packets that are none, too long, cut, of random letters: the run ends as a run does."""
    chance = random.Random(seed)
    process, path = waiting("--until", "2 ms", pod="hello")  # what it writes may keep the guest from its end
    letters = "?!qQvHTDgGpPmMXZzcsC0123456789abcdef:;,.-=+*Supported Cont Attach Xfer features read".split(" ")
    words = list("".join(letters)) + letters + ["vCont;", "qRcmd,", "qXfer:features:read:target.xml:", "p1.1", "ffffffffffffffffff", "-1"]
    with client_at(path) as client, contextlib.suppress(ConnectionError):
        for _ in range(400):
            body = "".join(chance.choice(words) for _ in range(chance.randrange(8))).encode()
            if body[:1] in b"kRv" and b"ill" in body:
                continue
            if chance.random() < 0.1:
                body = chance.randbytes(chance.choice([1, 30, 3000]))
            if chance.random() < 0.01:
                body = b"m" + b"0" * 70000
            checksum = b"%02x" % (sum(body) & 255 if chance.random() < 0.95 else chance.randrange(256))
            client.socket.settimeout(20)
            client.socket.sendall(chance.choice([b"", b"+", b"\x03", b"-"]) + b"$" + body + b"#" + checksum)
            client.socket.settimeout(0.001)
            with contextlib.suppress(TimeoutError):
                client.socket.recv(1 << 20)
    code, out = end_of(process)
    assert code in (0, 1), out


@pytest.mark.parametrize("words,wrong", [
    (["--gdb", "70000"], "no port"),
    (["--gdb", "host:1"], "no IPv4 address"),
    (["--gdb", "/nowhere/gdb.sock"], "cannot listen"),
    (["--gdb-wait"], "there is no --gdb"),
    (["--gdb", "0", "--report", "page.html"], "leave out --gdb"),
    (["--gdb", "0", "--set", "host0.hart.firmware="], "no node of this pod has firmware"),
])
def test_wrong_words(lantern, words, wrong):
    done = lantern("run", "hello", *words)
    assert done.returncode == 2 and wrong in done.stderr, done.stderr


def test_a_port_of_this_machine_alone(programs):
    process = subprocess.Popen([programs / "lantern", "run", "hello", "--gdb", "0", "--gdb-wait"], stdout=subprocess.PIPE, text=True)
    told = process.stdout.readline()
    assert "target extended-remote 127.0.0.1:" in told
    with socket.create_connection(("127.0.0.1", int(told.rsplit(":", 1)[1])), timeout=60) as connection:
        connection.sendall(b"$c#63")
        assert connection.recv(1) == b"+"
        process.communicate(timeout=60)
    assert process.returncode == 0
