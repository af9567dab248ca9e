"""The pod `virt`: how a program ends the run there, and what it leaves. The guests are written from QEMU's and Spike's documents."""

import pytest

HOST_WORDS = """
.section .tohost, "aw"
.globl tohost, fromhost
.balign 64
tohost: .dword 0
.balign 64
fromhost: .dword 0
"""


@pytest.mark.parametrize("word, code", [(0x5555, 0), (0x3333 | 42 << 16, 42), (0x3333, 1)])
def test_the_finisher(virt, word, code):
    done = virt(f"li t0, 0x100000\nli t1, {word}\nsw t1, (t0)\n1: j 1b")
    assert done.returncode == (1 if code else 0)
    assert f"exit code {code}\n" in done.stdout


def test_the_finisher_resets(virt):
    """It starts anew, with its memory as it was."""
    done = virt("""
    la t0, times
    lw t1, (t0)
    addi t1, t1, 1
    sw t1, (t0)
    li t2, 3
    li t3, 0x100000
    li t4, 0x7777
    bne t1, t2, 1f
    li t4, 0x5555
1:  sw t4, (t3)
2:  j 2b
.data
times: .word 0
""")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("xlen", [64, 32])
@pytest.mark.parametrize("value, code", [(1, 0), (7, 3), (0x80000001, 0x40000000)])
def test_tohost_ends_the_run(virt, xlen, value, code):
    done = virt(f"la t0, tohost\nli t1, {value}\n1: sw t1, (t0)\nsw zero, 4(t0)\nj 1b\n{HOST_WORDS}", "--set", "virt.hart.tohost=true", xlen=xlen)
    assert done.returncode == (1 if code else 0)
    assert f"exit code {code}\n" in done.stdout


def test_tohost_ends_the_run_when_it_is_stored(virt):
    """1,000 instructions on, at 1 ns each; not at the end of a quantum."""
    done = virt(f"li t2, 500\n1: addi t2, t2, -1\nbnez t2, 1b\nla t0, tohost\nli t1, 1\nsd t1, (t0)\n2: j 2b\n{HOST_WORDS}",
                "--set", "virt.hart.tohost=true", "--set", "quantum=1 ms")
    assert "simulated 1.00" in done.stdout, done.stdout


def test_what_tohost_puts_out(virt):
    """Characters by device 1, a system call's bytes, and each is answered; without the parameter it is a word like another."""
    text = f"""
    la s0, tohost
    la s1, fromhost
    la s2, letters
1:  lbu t0, (s2)
    beqz t0, 3f
    addi s2, s2, 1
    li t1, 0x0101000000000000
    or t1, t1, t0
    sd t1, (s0)
2:  ld t2, (s1)
    beqz t2, 2b
    sd zero, (s1)
    j 1b
3:  la t0, call
    la t1, bytes
    sd t1, 16(t0)
    sd t0, (s0)
4:  ld t2, (s1)
    beqz t2, 4b
    ld t3, (t0)
    slli t3, t3, 1
    ori t3, t3, 1
    sd t3, (s0)
5:  j 5b
{HOST_WORDS}
.data
letters: .asciz "by characters\\n"
.balign 64
call: .dword 64, 1, 0, 8, 0, 0, 0, 0
bytes: .ascii "at once\\n"
"""
    done = virt(text, "--set", "virt.hart.tohost=true")
    assert "exit code 8\n" in done.stdout  # bytes written
    assert "by characters\n" in done.stdout and "at once\n" in done.stdout
    done = virt(text, "--until", "100 us")
    assert done.returncode == 1 and "by characters" not in done.stdout


def test_a_signature(virt, tmp_path):
    done = virt("""
    la t0, begin_signature
    li t1, 0x01020304
    sw t1, 4(t0)
    li t0, 0x100000
    li t1, 0x5555
    sw t1, (t0)
1:  j 1b
.data
.balign 4
.globl begin_signature, end_signature
begin_signature: .word 0xdeadbeef, 0, 5
end_signature: .word 6
""", "--set", f"virt.hart.signature={tmp_path / 'signature'}")
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "signature").read_text() == "deadbeef\n01020304\n00000005\n"


@pytest.mark.parametrize("setting, wrong", [("virt.hart.tohost=true", "symbol `tohost`"), ("virt.hart.signature=/tmp/x", "`begin_signature`")])
def test_a_program_without_its_symbols(virt, setting, wrong):
    done = virt("1: j 1b", "--set", setting)
    assert done.returncode == 2
    assert setting.split("=")[0] in done.stderr and wrong in done.stderr


def test_misaligned_accesses_are_done(virt):
    done = virt("la t0, here\nld t1, 1(t0)\nli t2, 0x0908070605040302\nsub t1, t1, t2\nsnez t1, t1\nli t3, 0x100000\nli t4, 0x5555\nbeqz t1, 1f\n"
                "li t4, 0x3333\n1: sw t4, (t3)\n2: j 2b\n.data\nhere: .byte 1,2,3,4,5,6,7,8,9,10")
    assert done.returncode == 0, done.stdout
