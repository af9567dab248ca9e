"""tools/regs: a bad map ends with file and line; a moved register moves everywhere; what is committed is current."""

import os
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
    def call(text, *options):
        path = tmp_path / "block.rdl"
        path.write_text(text)
        done = subprocess.run([ROOT / "tools" / "regs", path, "--out", tmp_path, *options], capture_output=True, text=True, timeout=400)
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


def test_a_moved_register_is_one_line(regs):
    _, out = regs(MAP.replace("@ 0x80", "@ 0x90"))
    assert "#define BLOCK_SIZE 0x90u" in (out / "block_regs.h").read_text() or "BLOCK_SIZE 0x90u" in (out / "block_regs.h").read_text()


def test_maps_can_be_read_as_html(regs, tmp_path):
    site = tmp_path / "site"
    done, out = regs(MAP, "--html", site)
    assert done.returncode == 0, done.stderr
    assert (site / "index.html").is_file()
    assert any("LANES" in path.read_text() for path in (site / "content").iterdir())
    assert not list(out.glob("block_reg*"))


def test_an_environment_left_half_made_is_made_once_for_all(tmp_path):
    for half in ("regmap-venv", "regmap-venv.new"):
        (tmp_path / half / "bin").mkdir(parents=True)
    environment = {**os.environ, "LANTERN_CACHE": str(tmp_path)}
    runs = [subprocess.Popen([ROOT / "tools" / "regs", "--check"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
            for _ in range(3)]
    said = [run.communicate(timeout=400)[0] for run in runs]
    if all(run.returncode == 77 for run in runs):
        pytest.skip(said[0].strip())
    assert [run.returncode for run in runs] == [0, 0, 0], said
    assert not (tmp_path / "regmap-venv.new").exists()


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
