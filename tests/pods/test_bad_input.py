"""Bad input ends with exit code 2, its place, what was wrong and the nearest valid word; it never crashes."""

import pathlib
import shutil

import pytest

PLATFORM = pathlib.Path(__file__).resolve().parents[2] / "platform"


@pytest.fixture
def edited(tmp_path):
    """edited(file, old, new): a copy of pods and parts with one change; returns solo's path and the changed line."""

    def call(file, old, new):
        for folder in ("pods", "parts"):
            shutil.copytree(PLATFORM / folder, tmp_path / folder, dirs_exist_ok=True)
        path = tmp_path / file
        text = path.read_text()
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1))
        return tmp_path / "pods" / "solo.toml", text[: text.index(old)].count("\n") + 1

    return call


@pytest.fixture
def refused(lantern):
    def call(*arguments):
        done = lantern(*arguments)
        assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
        assert done.stderr.startswith("lantern: ") or "TEXT missing" in done.stderr  # an option that is empty
        return done.stderr

    return call


FILES = [
    ("syntax", "pods/solo.toml", "seed = 1", "seed = = 1", ["solo.toml:"]),
    ("unit", "pods/solo.toml", 'length = "20 m"', 'length = "20 metres"', ["solo.toml:", "unknown unit `metres`", "there is `mm`, `m`, `km`"]),
    ("time unit", "pods/solo.toml", 'limit = "5 s"', 'limit = "500"', ["solo.toml:", "lacks a unit"]),
    ("unknown key", "pods/solo.toml", "quantum =", "quantun =", ["solo.toml:", "unknown key `quantun`", "did you mean `quantum`?"]),
    ("unknown parameter", "parts/pool.toml", "region =", "regoin =", ["pool.toml:", "`regoin`", "did you mean `region`?"]),
    ("unknown model", "parts/pool.toml", 'model = "crossbar"', 'model = "crosbar"', ["pool.toml:", "did you mean `crossbar`?"]),
    ("unknown implementation", "parts/pool.toml", 'model = "hdm_decoder"', 'model = "hdm_decoder"\nimpl = "rlt"',
     ["pool.toml:", "pool.hdm_decoder: model `hdm_decoder` has no implementation `rlt`", "did you mean `rtl`?"]),
    ("unknown part", "pods/solo.toml", 'type = "pool"', 'type = "pol"', ["solo.toml:", "there is no part `pol`", "did you mean `pool`?"]),
    ("unknown end", "parts/pool.toml", 'mem_initiator = "media.mem_target"', 'mem_initiator = "media.mem_tarjet"',
     ["pool.toml:", "no socket `pool.media.mem_tarjet`", "did you mean `mem_target`?"]),
    ("wrong kind of end", "parts/pool.toml", 'interrupt = "plic.source_2"', 'interrupt = "hart.initiator"', ["pool.toml:", "different kinds"]),
    ("missing wire", "parts/pool.toml", 'mem_initiator = "media.mem_target"\n', "\n", ["pool.toml:", "missing wire", "hdm_decoder.mem_initiator"]),
    ("missing port", "pods/solo.toml", 'io = "accelerator#.io"\n', "\n", ["host.toml:", "missing wire", "`io`"]),
    ("overlap", "parts/pool.toml", "base = 0x1000_1000", "base = 0x1000_0080", ["pool.toml:", "overlaps the one in line"]),
    ("part that holds itself", "parts/port.toml", "[module.transceiver]", '[part.again]\ntype = "port"\n[module.transceiver]',
     ["port.toml:", "loop", "holds itself"]),
    ("loop of routers", "parts/port.toml", 'to = "mailbox.host_target"', 'to = "again.target_0"', ["loop"]),
    ("count 0", "pods/solo.toml", 'type = "host"\ncount = 1', 'type = "host"\ncount = 0', ["solo.toml:", "count must be 1 to 1024, not 0"]),
    ("ports 0", "pods/solo.toml", "ports = 1", "ports = 0", ["solo.toml:", "$ports: count must be 1 to 1024, not 0"]),
    ("count empty", "pods/solo.toml", "count = 1", 'count = ""', ["solo.toml:", "`` is not a number"]),
    ("count negative", "pods/solo.toml", "count = 1", "count = -1", ["solo.toml:", "`-1` is negative"]),
    ("seed negative", "pods/solo.toml", "seed = 1", "seed = -1", ["solo.toml:", "`-1` is negative"]),
    # What a part hands on is the pod's where the pod wrote it.
    ("capacity of no block", "pods/solo.toml", "ports = 1", 'capacity = "3 MiB"', ["solo.toml:", "pool.hdm_decoder.region: must be 1 to 4096 blocks"]),
    ("granule of no power", "pods/solo.toml", "ports = 1", 'granule = "300 B"', ["solo.toml:", "granule: must be a power of two"]),
    ("links of no power", "pods/solo.toml", "ports = 1", "links = 3", ["solo.toml:", "links: must be a power of two"]),
    ("xlen", "pods/solo.toml", "ports = 1", "hart.xlen = 48", ["solo.toml:", "pool.hart.xlen: must be 32 or 64"]),
    ("size of a window", "pods/solo.toml", 'type = "host"', 'dram_size = "5 qB"\ntype = "host"', ["solo.toml:", "unknown unit `qB`"]),
    ("firmware", "pods/solo.toml", "ports = 1", 'hart.firmware = "nothing"', ["solo.toml:", "pool.hart.firmware: nothing: cannot read firmware"]),
    ("console file", "pods/solo.toml", "ports = 1", 'uart.file = "/nowhere/a"', ["solo.toml:", "pool.uart.file: cannot write `/nowhere/a`"]),
    ("console input", "pods/solo.toml", "ports = 1", 'uart.input = "/nowhere/a"', ["solo.toml:", "pool.uart.input: cannot read console input"]),
    ("one end's rate", "pods/solo.toml", "ports = 1", 'port0.link.rate = "100 Gb/s"', ["solo.toml:", "`fibre0.rate` sets both ends"]),
    ("index too large", "pods/solo.toml", "host#.dma", "host#+99999999999999999999.dma", ["solo.toml:", "the number is too large"]),
    ("base empty", "parts/accelerator.toml", "base = 0x0_0000", 'base = ""', ["accelerator.toml:", "base: `` is not a number"]),
    ("end beyond 2^64", "parts/accelerator.toml", "stride = 0x1_0000, count = \"$links\", to = \"i2c", 'stride = "0xffff_ffff_ffff_ffff", count = 3, to = "i2c',
     ["accelerator.toml:", "ends beyond 2^64"]),
    ("absolute", "parts/accelerator.toml", "absolute = true", 'absolute = "yes"', ["accelerator.toml:", "absolute: `yes` is neither true nor false"]),
    ("out of range", "parts/accelerator.toml", "rings = 4", "rings = 99", ["accelerator.toml:", "above the greatest value, 16"]),
    ("exits not a list", "pods/solo.toml", 'exits = ["host0"]', 'exits = "host0"', ["solo.toml:", "`exits` is a list of nodes"]),
    ("exits of nobody", "pods/solo.toml", 'exits = ["host0"]', 'exits = ["hots0"]', ["solo.toml:", "there is no node `hots0`", "did you mean `host0`?"]),
    ("loop of ports", "pods/solo.toml", 'bar = "accelerator#.bar"', 'bar = "host#.bar"', ["solo.toml:", "loop"]),
    ("no limit", "pods/solo.toml", 'limit = "5 s"\n', "\n", ["solo.toml:", "lacks `limit`"]),
    ("only a bracket", "pods/solo.toml", "seed = 1", "seed = 1\n[", ["solo.toml:", "expected bare key"]),
    ("key outside ASCII", "pods/solo.toml", "seed = 1", "seed = 1\n[part.\u00ffx]", ["solo.toml:", "outside ASCII"]),
    ("lopsided map", "pods/solo.toml", '"$host#.memory_base"\n"port#', '"0x50_0000_0000"\n"port#',
     ["solo.toml:", "pool.port0.registers.hpa_base is 0x5000000000, but what is wired to it, accelerator0.pool_port.window_base, is 0x4000000000"]),
    ("many of what is one", "pods/solo.toml", '"port#.registers.hpa_base"', '"prot#.registers.hpa_base"', ["solo.toml:", "`pool` has no `prot#`", "did you mean `port#`?"]),
    ("unknown part parameter", "pods/solo.toml", '"$host#.dram_base"', '"$host#.dram_bass"', ["solo.toml:"]),
]


@pytest.mark.parametrize("name,file,old,new,words", FILES, ids=[f[0] for f in FILES])
def test_pod_and_part_files(edited, refused, name, file, old, new, words):
    if name == "loop of routers":
        new += ' },\n  { base = 0x8000, size = 0x10, to = "mailbox.host_target"'
    pod, line = edited(file, old, new)
    if name == "loop of routers":
        port = pod.parents[1] / "parts" / "port.toml"
        port.write_text(port.read_text() + '\n[module.again]\nmodel = "router"\nwindow = [ { base = 0, size = 0x1000, to = "io.target_0" } ]\n')
    message = refused("check", pod)
    for word in words:
        assert word in message
    if words[0].endswith(".toml:") and name not in ("syntax", "missing wire", "missing port", "part that holds itself", "no limit", "exits not a list"):
        assert f"{words[0]}{line}:" in message or f"{words[0]}{line + 1}:" in message, (line, message)


def test_a_good_copy_is_good(edited, lantern):
    pod, _ = edited("pods/solo.toml", "seed = 1", "seed = 2")
    done = lantern("check", pod)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("option,values", [
    ("--seed", ["-1", "0x", "1.5", "99999999999999999999", "0x1_0000_0000_0000_0000", "1 ns", "1e3", "", " 1"]),
    ("--until", ["-1 us", "0x us", "5", "99999999999999999999 s", "1e3 us", "1 us us", ""]),
    ("--event", ["", "120 us", "120 us ", "-5 us fibre0.cut", "0x us fibre0.cut", "1 us fibre0.cut=", "1 us fibre0.loss=", "1 us fibre0.loss=-3 dB",
                 "1 us fibre0.loss=1e400 dB", "1 us pool.media.uncorrected=-1", "1 us pool.media.uncorrected=0x1_0000_0000_0000_0000",
                 "99999999999999999 s fibre0.cut"]),
    ("--trace-only", ["", "0x", "0x2-0x1", "1 us", "pool.mediaa"]),
    ("--set", ["fibre.length=", "fibre.length=-1 m", "fibre.ber=1e-400", "quantum=", "host0.dram_size=", "host0.dram_size=-1 MiB", "host0.dram_base=0x",
               "pool.ports=", "pool.ports=-1", "pool.ports=1.5", "pool.capacity=99999999 TiB", "host0.uart.terminal=1"]),
])
def test_numbers_are_refused_and_not_bent(refused, option, values):
    for value in values:
        assert refused("run", "solo", "--quiet", f"{option}={value}")


def test_hexadecimal_has_units_and_options_take_one_word(lantern):
    assert "simulated 16 us" in lantern("run", "--until", "0x10 us", "--set", "quantum=0x10 ns", "hello").stdout


@pytest.mark.parametrize("setting,words", [
    ("pool.port0.registers.number=3", ["--set pool.port0.registers.number=3", "number is 0x3, but its place at the crossbar is 0x0"]),
    ("pool.links=2", ["pool.port0.registers.links is 0x2, but what is wired to it, the number of links of accelerator0.pool_port, is 0x1"]),
    ("pool.granule=512 B", ["pool.port0.registers.granule is 0x200, but what is wired to it, accelerator0.pool_port.granule, is 0x100"]),
    ("fibre.lenght=5 m", ["--set fibre.lenght=5 m", "did you mean `fibre0.length`?"]),
    ("fibre.length=5 s", ["unknown unit `s`"]),
    ("fibre.length=fast", ["is not a number"]),
    ("fibre.length", ["lacks the form NAME=VALUE"]),
    ("fibre.ber=0.7", ["above the greatest value, 0.5"]),
    ("host0.hart.xlen=48", ["must be 32 or 64"]),
    ("pool.capacity=3 MiB", ["must be 1 to 4096 blocks"]),
])
def test_settings(refused, setting, words):
    message = refused("run", "solo", "--set", setting)
    for word in words:
        assert word in message


def test_command_line(refused, lantern):
    assert "did you mean `solo`?" in refused("run", "sole")
    assert "unknown unit" in refused("run", "solo", "--until", "5 parsecs")
    assert "cannot write" in refused("run", "solo", "--trace", "/nowhere/trace.txt")
    assert "did you mean `pool`?" in refused("show", "solo", "pol")
    assert "duo.toml: good" in lantern("check").stdout  # the default pod
    assert lantern("run", "solo", "twice").returncode == 2
    assert "there is no subcommand `chek`; did you mean `check`?" in refused("chek", "solo")
    assert "has a sign or an exponent" in refused("run", "solo", "--until", "1e3 ns")
    assert lantern("check", "solo", "--set", "fibre.length=5 m ", "--seed", "1 ").returncode == 0
    assert lantern("--help").returncode == 0


def test_check_finds_what_run_would_refuse(refused):
    for wrong in (("--firmware", "host0=nothing"), ("--set", "host0.uart.file=/nowhere/a"), ("--event", "1 us fibre0.cutt"),
                  ("--set", "host0.dram_size=4 KiB"), ("--firmware", "host0=")):
        assert refused("check", "solo", *wrong) == refused("run", "solo", *wrong)


def test_check_finds_an_output_in_the_place_of_an_input(refused, programs, tmp_path):
    image, lost = tmp_path / "image.elf", tmp_path / "lost"
    shutil.copy(programs / "hello.elf", image)
    lost.symlink_to("none/new")
    for text, file in ((image, image), (f"raw:{image}@0x8000_0000", image), (image, lost)):
        wrong = ("hello", "--firmware", f"host0={text}", "--set", f"host0.uart.file={file}")
        message = refused("check", *wrong)
        assert f"cannot write `{file}`" in message
        assert message == refused("run", *wrong)


def test_a_file_without_a_machine(refused, tmp_path):
    (tmp_path / "empty.toml").write_text("")
    for command in ("check", "run", "show"):
        assert "empty.toml: is no machine" in refused(command, tmp_path / "empty.toml")


def test_firmware(refused, programs, tmp_path):
    def run(path):
        return refused("run", "solo", "--firmware", f"host0={path}")

    elf = (programs / "pool_demo.elf").read_bytes()
    bad = tmp_path / "bad.elf"
    assert "cannot read firmware" in run(tmp_path / "none.elf")
    bad.write_text("this is text, not a program\n")
    assert "is not an ELF file" in run(bad)
    bad.write_bytes(b"")
    assert "is not an ELF file" in run(bad)
    assert "is for another machine" in run(programs / "lantern")
    assert "is an RV32 ELF; this hart is RV64" in run(programs / "pool_manager.elf")
    bad.write_bytes(elf[: len(elf) // 50])
    assert "truncated" in run(bad)
    for cut in (10, 52, 64, 100, 200, 1000):  # whatever is cut off: a message, never a crash
        bad.write_bytes(elf[:cut])
        assert str(bad) in run(bad)


def test_firmware_outside_memory(refused):
    message = refused("run", "solo", "--set", "host0.dram_size=4 KiB", "--set", "host0.hbm_base=0x10_0000_0000")
    assert "has section `.text` at" in message and "has no memory" in message
