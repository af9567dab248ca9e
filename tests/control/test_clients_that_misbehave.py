"""Clients that die, flood, say half a line or none that is one: the run goes on, and so do the others."""

import json
import os
import signal
import socket
import subprocess
import threading
import time

import pytest
from test_protocol import Client

STATUS = b'{"jsonrpc": "2.0", "id": 1, "method": "status"}\n'


@pytest.fixture
def path(serving):
    return serving("solo")


@pytest.fixture
def other(path):
    """Another client, who is served as ever."""
    client = Client(path)
    yield client
    assert client.call("run", **{"for": "1 us"})["result"]["stopped"] == "time"


def ends(client):
    """True where the other side has closed."""
    return client.lines.readline() == b""


def test_half_a_line_and_gone(path, other):
    for said in (b'{"jsonrpc": "2.0", "id"', b'{"jsonrpc": "2.0", "id": 1, "method": "quit"}', b"\xff" * 5):
        client = Client(path)
        client.say(said)
        client.socket.close()
        client.lines.close()
    assert other.call("status")["result"]["time_ps"] == 0


@pytest.mark.parametrize("said", [b"\x00\n", b"\xff\xfe\n", b"[" * 500_000 + b"\n", b'{"a":' * 100_000 + b"\n", b"GET / HTTP/1.1\r\n"],
                         ids=["zero", "no UTF-8", "lists in lists", "objects in objects", "HTTP"])
def test_what_is_no_json(path, other, said):
    client = Client(path)
    client.say(said)
    assert client.hear()["error"]["code"] == -32700
    client.say(STATUS)
    assert client.hear()["result"]["time_ps"] == 0


def test_text_that_is_no_utf8_in_a_name(path, other):
    client = Client(path)
    client.say(b'{"jsonrpc": "2.0", "id": 1, "method": "get", "params": {"name": "\xc3\x28"}}\n')
    assert client.hear()["error"]["code"] == -32700


def test_empty_lines_are_none(path, other):
    client = Client(path)
    client.say(b"\n\n\n" + STATUS)
    assert "result" in client.hear()


def test_a_hundred_megabytes_without_an_end(path, other):
    client = Client(path)
    piece = b"x" * (1 << 20)
    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        for _ in range(100):
            client.say(piece)
    assert other.call("status")["result"]["time_ps"] == 0


def test_a_line_that_is_too_long_is_told_so(path, other):
    client = Client(path)
    client.say(b'{"a": "' + b"x" * (1 << 20) + b'"}\n')
    assert client.hear() == {"error": {"code": -32600, "message": "a line has 1 MiB at the most"}, "id": None, "jsonrpc": "2.0"}
    assert ends(client)


def test_a_flood_from_one_does_not_keep_another_waiting(path, other):
    client = Client(path)
    stop = threading.Event()

    def flood():
        client.socket.settimeout(0.1)
        while not stop.is_set():
            try:
                client.socket.sendall(STATUS * 1000)  # and reads no answer
            except OSError:
                pass

    thread = threading.Thread(target=flood)
    thread.start()
    try:
        for _ in range(20):
            begun = time.monotonic()
            assert "result" in other.call("status")
            assert time.monotonic() - begun < 10
    finally:
        stop.set()
        thread.join()


def memory_of(process):
    """KiB."""
    return int(next(line for line in open(f"/proc/{process.pid}/status") if line.startswith("VmRSS")).split()[1])


@pytest.mark.long  # AddressSanitizer keeps what is freed: its memory says nothing
def test_answers_that_nobody_takes_hold_up_none_but_their_own(serving, other):
    path = serving("duo")
    client = Client(path)
    client.socket.settimeout(0.5)
    asked = 0
    before = memory_of(serving.processes[-1])
    with pytest.raises(TimeoutError):
        while asked < 100_000:
            client.socket.sendall(b'{"jsonrpc": "2.0", "id": 1, "method": "describe"}\n' * 100)
            asked += 100
    for _ in range(5):
        assert memory_of(serving.processes[-1]) < before + 16_000
        time.sleep(0.1)
    assert Client(path).call("run", **{"for": "1 us"})["result"]["time_ps"] == 1_000_000
    client.socket.settimeout(60)
    assert "result" in client.hear()


def test_a_client_that_dies_in_mid_run_takes_its_run_with_it(serving):
    path = serving("duo", "--firmware", "host0=bench_loop")
    other, client = Client(path), Client(path)
    client.say('{"jsonrpc": "2.0", "id": 5, "method": "run", "params": {"until": "20 s"}}')
    while not other.call("status")["result"]["running"]:
        time.sleep(0.01)
    client.socket.close()
    client.lines.close()
    while other.call("status")["result"]["running"]:
        time.sleep(0.01)
    at = other.call("status")["result"]["time_ps"]
    assert other.call("run", **{"for": "1 us"})["result"] == {"stopped": "time", "time_ps": at + 1_000_000}


def test_who_has_said_all_still_gets_answers(path, other):
    client = Client(path)
    client.say(STATUS + b'{"jsonrpc": "2.0", "id": 2, "method": "run", "params": {"for": "20 ms"}}\n' + STATUS)
    client.socket.shutdown(socket.SHUT_WR)
    heard = [client.hear() for _ in range(3)]
    assert sorted(answer["id"] for answer in heard) == [1, 1, 2]
    assert ends(client)


def test_fifty_clients_at_once(path, other):
    clients = [Client(path) for _ in range(50)]
    for client in clients:
        client.say(STATUS)
    assert {client.hear()["result"]["time_ps"] for client in clients} == {0}


def test_a_socket_that_was_left_is_replaced_and_another_is_not(serving, lantern, tmp_path):
    path = serving("hello")
    assert "served by another" in lantern("serve", "hello", "--socket", path).stderr
    assert not os.stat(path).st_mode & 0o077
    serving.processes[-1].kill()
    serving.processes.pop().wait()
    assert path.exists()
    assert serving("hello") == path
    assert "result" in Client(path).call("status")
    file = tmp_path / "file"
    file.write_text("kept")
    done = lantern("serve", "hello", "--socket", file)
    assert (done.returncode, file.read_text()) == (2, "kept")
    assert "is no socket" in done.stderr
    assert "107" in lantern("serve", "hello", "--socket", "x" * 200).stderr
    assert "No such file" in lantern("serve", "hello", "--socket", tmp_path / "none" / "s").stderr


def test_quit_ends_it_with_its_report_and_frees_the_path(serving, tmp_path):
    path = serving("solo", "--json", tmp_path / "report.json")
    client, idle = Client(path), Client(path)
    client.call("run", **{"for": "1 us"})
    assert client.call("quit")["result"] is None
    assert ends(client) and ends(idle)
    assert serving.processes[0].wait(60) == 1
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["verdict"] == "ended at 1 us before it was over"
    assert not path.exists()


def test_a_signal_ends_it_while_it_stands(serving, tmp_path):
    path = serving("solo", "--json", tmp_path / "report.json")
    client = Client(path)
    serving.processes[0].send_signal(signal.SIGINT)
    assert ends(client)
    assert serving.processes[0].wait(60) == 1
    assert json.loads((tmp_path / "report.json").read_text())["verdict"] == "interrupted by Ctrl-C"


def test_an_owned_run_ends_with_its_last_client(serving):
    path = serving("solo", "--owned")
    process = serving.processes[0]
    # Whoever asked whether it is there was a client, too; it may be over by now.
    try:
        client = Client(path)
    except OSError:
        assert process.wait(60) == 1
        return
    assert process.poll() is None
    client.socket.close()
    client.lines.close()
    assert process.wait(60) == 1


def test_beside_a_run_clients_may_stop_it_and_it_goes_on_when_they_leave(programs, tmp_path):
    path, report = tmp_path / "s", tmp_path / "report.json"
    command = [programs / "lantern", "run", "duo", "--quiet", "--trace-hash", "--json", report]
    subprocess.run(command, check=True, timeout=120)
    alone = json.loads(report.read_text())["trace_hash"]
    process = subprocess.Popen([*command, "--socket", path])
    while True:
        try:
            client = Client(path)
            break
        except OSError:
            time.sleep(0.002)
    at = client.call("stop")["result"]["time_ps"]
    for _ in range(100):
        assert client.call("status")["result"]["time_ps"] == at
    assert process.poll() is None
    assert client.call("run", **{"for": "1 us"})["result"]["stopped"] == "time"
    client.socket.close()
    client.lines.close()
    assert process.wait(120) == 0
    assert json.loads(report.read_text())["trace_hash"] == alone
