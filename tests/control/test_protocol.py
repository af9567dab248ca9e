"""The control protocol, as platform/control/README.md has it: its examples and its table are run here."""

import json
import re
import socket

import pytest
from conftest import ROOT

README = (ROOT / "platform" / "control" / "README.md").read_text()


class Client:
    """Lines in, lines out."""

    def __init__(self, path, hello=True):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(str(path))
        self.lines = self.socket.makefile("rb")
        if hello:
            assert "result" in self.call("hello", protocol=1)

    def say(self, line):
        self.socket.sendall(line if isinstance(line, bytes) else line.encode() + b"\n")

    def hear(self):
        return json.loads(self.lines.readline())

    def call(self, method, **params):
        self.say(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}))
        return self.hear()

    def error(self, method, **params):
        answer = self.call(method, **params)
        assert "error" in answer, answer
        return answer["error"]["code"], answer["error"]["message"]


@pytest.fixture
def solo(serving):
    return Client(serving("solo"))


def test_the_examples_of_the_readme(serving):
    path = serving("solo")
    client = Client(path, hello=False)
    child = "0"
    exchanges = re.findall(r"^> (.*)\n< (.*)$", README, re.M)
    assert len(exchanges) >= 18
    for said, heard in exchanges:
        client.say(said.replace("PID", child))
        pattern = ".*".join(re.escape(part) for part in heard.split("..."))
        answer = client.lines.readline().decode().rstrip("\n")
        assert re.fullmatch(pattern, answer), f"{said}\n{answer}\nis not\n{heard}"
        child = "".join(re.findall('"pid":(\\d+)', answer)) or child
    Client(path.parent / "copy.sock").socket.close()  # which ends it


def test_the_table_of_the_readme(solo):
    table = README.split("### Methods")[1].split("###")[0]
    told = {}
    for name, parameters in re.findall(r"^\| `([\w.]+)` \| (.*?) ?\|", table, re.M):
        told[name] = {word: not optional for word, optional in re.findall(r"`(\w+)`(\??)", parameters)}
    known = {m["name"]: {p["name"]: p["required"] for p in m["parameters"]} for m in solo.call("methods")["result"]}
    assert told == known
    assert all(m["doc"] and all(p["doc"] for p in m["parameters"]) for m in solo.call("methods")["result"])
    examples = set(re.findall(r'^> .*"method": "([\w.]+)"', README, re.M))
    assert examples == set(known)


def test_every_error_of_the_readme(solo):
    codes = set(map(int, re.findall(r"^\| (-?\d+) \|", README, re.M)))
    seen = set()
    for line in ("{", '[{"jsonrpc": "2.0", "id": 1, "method": "status"}]', '{"jsonrpc": "2.0", "id": 1, "method": "stauts"}',
                 '{"jsonrpc": "2.0", "id": 1, "method": "get"}', '{"jsonrpc": "2.0", "id": 1, "method": "get", "params": {"name": "x"}}'):
        solo.say(line)
        seen.add(solo.hear()["error"]["code"])
    solo.say('{"jsonrpc": "2.0", "id": 7, "method": "run"}')
    seen.add(solo.error("run")[0])  # the first goes on
    assert solo.hear() == {"id": 7, "jsonrpc": "2.0", "result": {"stopped": "over", "time_ps": solo.call("status")["result"]["time_ps"]}}
    seen.add(solo.error("run")[0])
    assert seen == codes


@pytest.mark.parametrize("line, said", [
    ("null", "a request is an object"),
    ("{}", '"jsonrpc": "2.0"'),
    ('{"jsonrpc": "2.0", "id": [1], "method": "status"}', "`id` is a number, a text or null"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "status", "params": [1]}', "parameters are given by name"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "status", "prams": {}}', "did you mean `params`"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "describ"}', "did you mean `describe`"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "get", "params": {"nam": "x"}}', "did you mean `name`"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "run", "params": {"until": "2 mss"}}', "ms"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "run", "params": {"until": -1}}', "`until` is a time"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "run", "params": {"until": 1.5}}', "`until` is a time"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "run", "params": {"until": 1, "for": 1}}', "not both"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "hart", "params": {"node": "host"}}', "did you mean `host0`"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "get", "params": {"name": "pool.media.DPA_LO"}}', "did you mean `pool.media.DPA_LOW`"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "get", "params": {"name": "pool.media"}}', "has no value"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "set", "params": {"name": "fibre0.length", "value": "1 m"}}', "from the start"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "set", "params": {"name": "pool.media.DPA_LOW", "value": 4294967296}}', "32 bits wide"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "act", "params": {"what": "fibre0.cutt"}}', "did you mean `fibre0.cut`"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "act", "params": {"what": "fibre0.loss=2 m"}}', "dB"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "memory.read", "params": {"node": "host0", "address": 0, "length": 4}}', "0x0"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "memory.read", "params": {"node": "host0", "address": 2147483648, "length": 0}}', "1 to 262144"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "memory.write", "params": {"node": "host0", "address": 2147483648, "data": "abc"}}', "hexadecimal"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "memory.write", "params": {"node": "host0", "address": 2415919103, "data": "aabb"}}', "0x90000000"),
    ('{"jsonrpc": "2.0", "id": 1, "method": "console.type", "params": {"console": "host0", "text": "x"}}', "there is `host0.uart`"),
])
def test_what_is_wrong_is_said_and_changes_nothing(solo, line, said):
    before = solo.call("status")
    solo.say(line)
    assert said in solo.hear()["error"]["message"]
    assert solo.call("status") == before


@pytest.mark.parametrize("condition, said", [
    ({"consol": "host0.uart"}, "did you mean `console`"),
    ({}, "a condition has one of"),
    (7, "a condition is an object"),
    ({"console": "host0.uart"}, "one of `text`, `regex`"),
    ({"console": "host0.uart", "text": "a", "regex": "b"}, "one of `text`, `regex`"),
    ({"console": "host0.uart", "text": ""}, "not empty"),
    ({"console": "host0.uart", "regex": "(a"}, "missing )"),
    ({"console": "host0.uart", "text": "a", "form": 1}, "did you mean `from`"),
    ({"console": "host.uart", "text": "a"}, "did you mean `host0.uart`"),
    ({"register": "pool.media.DPA_LOW"}, "one of `equals`"),
    ({"register": "pool.media.DPA_LOW", "equals": "a"}, "a whole number"),
    ({"register": "host0.clint.MTIME", "least": 5}, "computed when it is read"),
    ({"register": "host0.plic.CONTEXT_CLAIM[0]", "least": 5}, "computed when it is read"),
    ({"counter": "pool.media", "least": 1}, "no counter"),
    ({"exit": "host7"}, "did you mean `host0`"),
    ({"event": "fibre0.cutt"}, "did you mean `fibre0.cut`"),
    ({"idle": 0}, "`idle` is true"),
])
def test_a_condition_that_cannot_be_is_refused(solo, condition, said):
    assert said in solo.error("run", conditions=[condition], **{"for": "1 ms"})[1]


def test_a_wait_has_a_limit(serving, tmp_path):
    hello = (ROOT / "platform" / "pods" / "hello.toml").read_text()
    endless = tmp_path / "endless.toml"
    endless.write_text(re.sub(r"\[expect\](\n[^\[].*)+", "", hello))
    assert endless.read_text() != hello
    waits = {"conditions": [{"exit": "host0"}]}
    assert "there must be a limit" in Client(serving(endless)).error("run", **waits)[1]
    assert Client(serving(endless)).call("run", **waits, until="1 s")["result"]["stopped"] == "condition"
    assert Client(serving(endless, "--until", "1 s")).call("run", **waits)["result"]["stopped"] == "condition"
    assert Client(serving("hello")).call("run", **waits)["result"]["stopped"] == "condition"


def test_hello_comes_first(serving):
    client = Client(serving("hello"), hello=False)
    assert client.error("status") == (-32600, "the first request of a client is `hello`")
    assert client.error("hello", protocol=2) == (-32600, "this is protocol 1, and not 2")
    assert client.error("status")[0] == -32600
    assert client.call("hello", protocol=1)["result"]["protocol"] == 1
    assert client.call("status")["result"]["time_ps"] == 0


def test_a_request_without_id_is_carried_out_and_not_answered(solo):
    solo.say('{"jsonrpc": "2.0", "method": "act", "params": {"what": "fibre0.cut"}}')
    solo.say('{"jsonrpc": "2.0", "method": "act", "params": {"what": "fibre0.cutt"}}')
    assert solo.call("status")["result"]["events"] == ["0 ps fibre0.cut"]


def test_times_are_whole_picoseconds_or_texts(solo):
    assert solo.call("run", until=1_234_567)["result"] == {"stopped": "time", "time_ps": 1_234_567}
    assert solo.call("run", **{"for": "0.5 us"})["result"] == {"stopped": "time", "time_ps": 1_734_567}
    assert solo.call("run", until="2 us")["result"] == {"stopped": "time", "time_ps": 2_000_000}
    assert "is past" in solo.error("run", until="1 us")[1]


def test_stop_answers_both_who_waits_and_who_asks(serving):
    path = serving("duo", "--firmware", "host0=bench_loop", "--set", "host0.hart.period=1 ns")
    runs, stops = Client(path), Client(path)
    runs.say('{"jsonrpc": "2.0", "id": 5, "method": "run", "params": {"for": "20 s"}}')
    while not stops.call("status")["result"]["running"]:
        pass
    at = stops.call("stop")["result"]["time_ps"]
    assert runs.hear()["result"] == {"stopped": "asked", "time_ps": at}
    assert not stops.call("status")["result"]["running"]
    assert stops.call("status")["result"]["time_ps"] == at
