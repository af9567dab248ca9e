"""tools/regs: a bad map ends with file and line; a moved register moves everywhere; what is committed is current."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAP = """addrmap block {
    reg {
        field { sw = rw; hw = r; } LANE[3:0] = 0;
    } LANES[4] @ 0x28 += 0x10;
    reg {
        field { sw = rw; hw = r; } SIZE[31:0] = 0;
    } SIZE @ 0x80;
};
"""


@pytest.fixture
def regs(tmp_path):
    def call(text):
        path = tmp_path / "block.rdl"
        path.write_text(text)
        done = subprocess.run([ROOT / "tools" / "regs", path, "--out", tmp_path], capture_output=True, text=True, timeout=400)
        if done.returncode == 77:
            pytest.skip(done.stderr.strip())
        return done, tmp_path

    return call


def test_a_good_map_gives_each_language_its_file(regs):
    done, out = regs(MAP)
    assert done.returncode == 0, done.stderr
    assert "#define BLOCK_LANES(i) (0x28u + (i) * 0x10u)" in (out / "block_regs.h").read_text()
    assert "constexpr Field LANES_LANE{0, 4};" in (out / "block_regs.hpp").read_text()
    assert "logic [3:0] lane;" in (out / "block_reg_pkg.sv").read_text()
    assert "LANES" in (out / "block.md").read_text()


def test_a_moved_register_is_one_line(regs):
    _, out = regs(MAP.replace("@ 0x80", "@ 0x90"))
    assert "#define BLOCK_SIZE 0x90u" in (out / "block_regs.h").read_text() or "BLOCK_SIZE 0x90u" in (out / "block_regs.h").read_text()


@pytest.mark.parametrize("old,new,line,word", [
    ("@ 0x80", "@ 0x48", 7, "overlaps"),
    ("sw = rw; hw = r; } SIZE", "sw = rw; hww = r; } SIZE", 6, "hww"),
    ("SIZE[31:0]", "SIZE[32:1]", 6, ""),
    ("} SIZE @", "} SIZE @@", 7, ""),
], ids=["overlap", "unknown word", "field past the end", "syntax"])
def test_a_bad_map_ends_with_file_and_line(regs, old, new, line, word):
    assert old in MAP
    done, out = regs(MAP.replace(old, new))
    assert done.returncode == 2
    assert f"block.rdl:{line}:" in done.stderr
    assert word in done.stderr
    assert not (out / "block_regs.h").exists()
