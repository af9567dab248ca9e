"""`--trace-commits`: the form is that of Spike's commit log as its users quote it; the values are worked out by hand."""

import pytest

GUEST = """
    la s0, data
    li t0, -2
    sd t0, (s0)
    sb t0, 8(s0)
    lhu t1, (s0)
    lw t2, (s0)
    mv a6, s0
    lw a6, 4(a6)
    li a0, 5
    amoadd.w a1, a0, (s0)
    lr.w a2, (s0)
    sc.w a3, a0, (s0)
    sc.w a4, a0, (s0)
    la t3, handler
    csrw mtvec, t3
    csrrs a5, mscratch, zero
    csrrwi zero, mscratch, 3
    .word 0
    j end
.balign 4
handler:
    la t3, end
    csrw mepc, t3
    mret
end:
    li t3, 0x100000
    li t4, 0x5555
    sw t4, (t3)
1:  j 1b
.data
.balign 64
data: .dword 0, 0
"""


def of(line):
    """The part behind pc and instruction; and these."""
    head, _, rest = line.partition(") ")
    core, privilege, pc, bits = head.replace("core", "").replace("(", "").replace(":", " ").split()
    return (int(core), int(privilege), pc, bits.rstrip(")")), rest


def test_each_effect(virt, tmp_path):
    log = tmp_path / "commits"
    done = virt(GUEST, "--trace-commits", log)
    assert done.returncode == 0, done.stdout
    lines = [of(line) for line in log.read_text().splitlines()]
    assert [head for head, _ in lines][0][:3] == (0, 3, "0x0000000080000000")
    data = next(rest.split()[1] for _, rest in lines[1:] if rest.startswith("x8 "))  # la: auipc, then addi or c.mv
    effects = [rest for _, rest in lines]
    second, beyond = (f"0x{int(data, 16) + offset:016x}" for offset in (4, 8))
    for wanted in [f"mem {data} 0xfffffffffffffffe", f"mem {beyond} 0xfe", f"x6  0x000000000000fffe mem {data}", f"x7  0xfffffffffffffffe mem {data}", f"x16 0xffffffffffffffff mem {second}",
                   f"x11 0xfffffffffffffffe mem {data} mem {data} 0x00000003", f"x12 0x0000000000000003 mem {data}",
                   f"x13 0x0000000000000000 mem {data} 0x00000005", "x14 0x0000000000000001", "x15 0x0000000000000000", "c832_mscratch 0x0000000000000003",
                   "mem 0x0000000000100000 0x00005555"]:
        assert effects.count(wanted) == 1, (wanted, effects)
    assert any(rest.startswith("c773_mtvec 0x") for rest in effects)
    assert all(int(bits, 16) for (_, _, _, bits), _ in lines)  # the illegal one is not carried out
    heads = [head for head, _ in lines]
    returns = next(i for i, head in enumerate(heads) if head[3] == "0x30200073")
    assert effects[returns].startswith("c768_mstatus 0x")
    assert any(len(bits) == 6 for _, _, _, bits in heads)  # compressed ones are of four digits
    assert [head[1] for head in heads[:returns + 1]] == [3] * (returns + 1)


def test_words_of_32_bits(virt, tmp_path):
    log = tmp_path / "commits"
    done = virt("li t0, 0x100000\nli t1, 0x5555\nsw t1, (t0)\n1: j 1b", "--trace-commits", log, xlen=32)
    assert done.returncode == 0, done.stdout
    assert log.read_text().splitlines()[:2] == ["core   0: 3 0x80000000 (0x001002b7) x5  0x00100000", "core   0: 3 0x80000004 (0x6315) x6  0x00005000"]


@pytest.mark.parametrize("pod", ["hello", "solo", "duo"])
def test_the_run_is_the_same_and_none_is_missing(lantern, tmp_path, pod):
    def hash_and_instructions(*options):
        done = lantern("run", pod, "--trace-hash", *options)
        assert done.returncode == 0, done.stdout
        return ([line for line in done.stdout.splitlines() if "trace hash" in line],
                int(next(line for line in done.stdout.splitlines() if "instructions" in line).split(" instructions")[0].split()[-1]))

    plain = hash_and_instructions()
    assert hash_and_instructions("--trace-commits", tmp_path / "log") == plain
    with open(tmp_path / "log", "rb") as log:
        lines = sum(piece.count(b"\n") for piece in iter(lambda: log.read(1 << 20), b""))
    assert lines == plain[1]


@pytest.mark.parametrize("option", ["--gdb", "--socket"])
def test_who_steps_the_harts_is_one(lantern, tmp_path, option):
    done = lantern("run", "hello", "--trace-commits", tmp_path / "log", option, tmp_path / "socket")
    assert done.returncode == 2 and option in done.stderr
    assert not (tmp_path / "log").exists()
