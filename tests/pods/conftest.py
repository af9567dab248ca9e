"""Guests in assembly for the pod `virt`."""

import subprocess

import pytest

LINK = "ENTRY(_start) SECTIONS { . = 0x80000000; .text : { *(.text) } .tohost ALIGN(64) : { *(.tohost) } .data : { *(.data) } }"


@pytest.fixture
def image(tmp_path):
    """image(assembly, xlen) -> its ELF for `virt`."""
    def call(text, xlen=64):
        source, script, out = tmp_path / "guest.S", tmp_path / "guest.ld", tmp_path / "guest.elf"
        source.write_text(".globl _start\n_start:\n" + text)
        script.write_text(LINK)
        subprocess.run(["riscv64-unknown-elf-gcc", "-nostdlib", "-static", f"-march=rv{xlen}imac_zicsr", f"-mabi={'lp64' if xlen == 64 else 'ilp32'}",
                        "-Wl,--no-warn-rwx-segments", "-T", script, source, "-o", out], check=True)
        return out
    return call


@pytest.fixture
def virt(lantern, image):
    def call(text, *options, xlen=64):
        return lantern("run", "virt", "--firmware", f"virt={image(text, xlen)}", "--set", f"virt.hart.xlen={xlen}", *options)
    return call
