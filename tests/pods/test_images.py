"""What a hart runs: ELFs as linkers make them by default, position-independent ones, raw binaries; and what it refuses."""

import hashlib
import json
import os
import struct
import subprocess

import pytest

PROGRAM = """
.option norelax           /* position-independent wherever it is linked */
.globl _start, fall
.type _start, @function
.type fall, @function
_start:
  la a0, word
  lw a1, 0(a0)
  li a2, 0x1234
  li t0, 0x10001014       /* system_controller.EXIT */
  li t1, 0x80000000
  beq a1, a2, 1f
  addi t1, t1, 1
1: sw t1, 0(t0)
2: wfi
  j 2b
.size _start, . - _start
fall: .word 0
.size fall, . - fall
.data
word: .word 0x1234
"""
AT_0 = "SECTIONS { . = 0; .text : { *(.text) } .data : { *(.data) } }"
DYN, DYNAMIC, INTERP = 3, 2, 3


@pytest.fixture
def linked(tmp_path):
    """linked(*options): the program above, linked by the toolchain's default script if no option names another."""

    def call(*options):
        (tmp_path / "program.S").write_text(PROGRAM)
        (tmp_path / "at_0.ld").write_text(AT_0)
        path = tmp_path / "program.elf"
        subprocess.run(["riscv64-unknown-elf-gcc", "-march=rv64imac_zicsr", "-mabi=lp64", "-mcmodel=medany", "-nostdlib", "-static",
                        *options, "program.S", "-o", path], cwd=tmp_path, check=True, capture_output=True)
        return path

    return call


@pytest.fixture
def independent(linked):
    """The program as a static PIE; the bare-metal linker makes none, so its type is set here, and a program header made dynamic."""

    def call(first_header=DYNAMIC):
        path = linked("-T", "at_0.ld")
        elf = bytearray(path.read_bytes())
        table, = struct.unpack_from("<Q", elf, 32)
        struct.pack_into("<H", elf, 16, DYN)
        if first_header:
            struct.pack_into("<I", elf, table, first_header)  # RISCV_ATTRIBUTES before
        path.write_bytes(elf)
        return path

    return call


@pytest.fixture
def binary(linked):
    def call(name):
        path = linked("-T", "at_0.ld")
        subprocess.run(["riscv64-unknown-elf-objcopy", "-O", "binary", path, path.with_name(name)], check=True)
        return path.with_name(name)

    return call


@pytest.fixture
def hello(lantern):
    return lambda image, *options: lantern("run", "hello", "--firmware", f"host0={image}", *options, "--until", "1 ms", "--quiet")


def test_an_elf_whose_headers_lie_below_memory_runs(linked, hello):
    assert hello(linked("-Wl,-Ttext=0x80000000")).returncode == 0


def test_so_does_one_without_sections(linked, hello):
    path = linked("-Wl,-Ttext=0x80000000,-n")
    elf = bytearray(path.read_bytes())
    struct.pack_into("<Q", elf, 40, 0)   # e_shoff
    struct.pack_into("<HH", elf, 60, 0, 0)  # e_shnum, e_shstrndx
    path.write_bytes(elf)
    assert hello(path).returncode == 0


def test_a_section_outside_memory_is_named_with_its_address(linked, hello):
    done = hello(linked("-Wl,-Ttext=0x80000000,-Tdata=0x60000000"))
    assert done.returncode == 2
    assert "program.elf: has section `.data` at 0x60000000 to 0x60000003 where `host0.hart` has no memory" in done.stderr


def test_a_position_independent_elf_linked_at_0_goes_to_the_load_base(independent, hello):
    path = independent()
    assert hello(path).returncode == 0
    assert hello(path, "--set", "host0.hart.load_base=0x8010_0000").returncode == 0
    done = hello(path, "--set", "host0.hart.load_base=0x6000_0000")
    assert done.returncode == 2
    assert "section `.text` at 0x60000000" in done.stderr


@pytest.mark.parametrize("header,message", [(None, "no dynamic section"), (INTERP, "needs a dynamic linker")])
def test_what_is_no_static_pie_is_refused(independent, hello, header, message):
    done = hello(independent(header))
    assert done.returncode == 2
    assert "program.elf" in done.stderr and message in done.stderr


def test_a_raw_binary_starts_with_its_first_byte(binary, hello):
    path = binary("program.bin")
    assert hello(path).returncode == 0
    assert hello(path, "--set", "host0.hart.load_base=0x8010_0000").returncode == 0
    assert hello(f"raw:{path}@0x8020_0000").returncode == 0


def test_an_elf_is_known_by_its_first_bytes(linked, hello):
    path = linked("-Wl,-Ttext=0x80001000")
    assert hello(path.rename(path.with_suffix(".bin"))).returncode == 0


def test_what_is_no_image_is_refused_and_the_ways_are_named(binary, hello, tmp_path):
    path = binary("program.img")
    done = hello(path)
    assert done.returncode == 2
    assert "is not an ELF file" in done.stderr and "raw:FILE@ADDRESS" in done.stderr
    assert hello(f"raw:{path}").returncode == 0
    for image, message in [(f"raw:{path}@here", "`here`"), (f"raw:{path}@0x4000_0000", "a raw binary at 0x40000000"), ("raw:none", "No such file")]:
        done = hello(image)
        assert done.returncode == 2 and message in done.stderr
    (tmp_path / "empty.bin").write_bytes(b"")
    done = hello(tmp_path / "empty.bin")
    assert done.returncode == 2 and "empty.bin: is empty" in done.stderr


def test_a_raw_binary_is_an_input_by_the_name_of_its_file(binary, lantern, tmp_path):
    path = binary("program.img")
    for image in (f"raw:{path}@0x8000_0000", "raw:program.img", "raw:./program.img@0x8000_0000"):
        done = lantern("run", "hello", "--firmware", f"host0={image}", "--until", "1 ms", "--json", "r", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        firmware, = (entry for entry in json.loads((tmp_path / "r").read_text())["inputs"] if entry["what"] == "host0.hart.firmware")
        assert (tmp_path / firmware["path"]).samefile(path)
        assert firmware["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_no_file_and_what_does_not_fit_is_refused(binary, hello, tmp_path):
    path, fifo = binary("program.bin"), tmp_path / "fifo"
    os.mkfifo(fifo)
    for image, message in [(fifo, "is no regular file"), (f"raw:{fifo}", "is no regular file"), ("raw:", "lacks the name of a file"),
                           ("raw:@0", "lacks the name of a file"), (f"raw:{path}@0xffff_ffff_ffff_ffff", "ends beyond 2^64")]:
        done = hello(image)
        assert done.returncode == 2 and message in done.stderr, (image, done.stderr)


def test_an_image_that_starts_at_an_odd_address_is_refused(binary, hello):
    done = hello(f"raw:{binary('program.bin')}@0x8000_0001")
    assert done.returncode == 2 and "starts at an odd address" in done.stderr


def test_a_trap_with_no_handler_ever_set_ends_the_run_with_pc_and_function(lantern, linked, hello):
    path = linked("-Wl,-Ttext=0x80000000,-e,fall")
    done = hello(path)
    assert done.returncode == 1
    assert "unhandled trap: host0.hart: illegal instruction (mcause 2, mtval 0x0) at pc 0x8000002" in done.stderr
    assert "mtvec was never written" in done.stderr
    assert "in fall+0x0" in done.stderr
    said = lantern("run", "hello", "--firmware", f"host0={path}", "--until", "1 ms").stdout
    assert "host0.hart: stopped by a trap that nobody handles; last trap: illegal instruction" in said
