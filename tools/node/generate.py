"""Part file -> what its firmware is built with: node_map.h (bases) and node.ld (linker script)."""

import pathlib
import re
import sys
import tomllib

UNITS = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}


def number(value, parameters):
    """A window's base, size or count, as the platform reads it."""
    if isinstance(value, int):
        return value
    if value.startswith("$"):
        return number(parameters[value[1:]], parameters)
    text, _, unit = value.partition(" ")
    return int(text, 0) * UNITS[unit or "B"]


def macro(to):
    """`port#.registers.target` -> NODE_PORT_REGISTERS."""
    words = [re.sub(r"[#]|_\d+$", "", w) for w in to.split(".")]
    return "NODE_" + "_".join(w for w in words if w != "target").upper()


def header(part, windows, parameters):
    out = [f"/* Where things are in a `{part}`. Generated from its part file; do not edit. */", "#pragma once", ""]
    for window in windows:
        name, base = macro(window["to"]), number(window["base"], parameters)
        if "count" in window:
            out.append(f"#define {name}_BASE(i) (0x{base:x}ul + (i) * 0x{number(window['stride'], parameters):x}ul)")
        else:
            out.append(f"#define {name}_BASE 0x{base:x}ul")
        out.append(f"#define {name}_SIZE 0x{number(window['size'], parameters):x}ul")
    return "\n".join(out) + "\n"


def script(template, firmware, windows, parameters):
    by_module = {w["to"].split(".")[0]: w for w in windows}
    code, data = (by_module[firmware[k]] for k in ("code", "data"))
    text = template.read_text()
    for key, window in (("CODE", code), ("DATA", data)):
        text = text.replace(f"@{key}_BASE@", hex(number(window["base"], parameters)))
        text = text.replace(f"@{key}_SIZE@", hex(number(window["size"], parameters)))
    return text.replace("@DATA_LOAD@", "data" if code is data else "code")


def main():
    path, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    part = tomllib.loads(path.read_text())
    windows = part["module"]["router"]["window"]
    parameters = part.get("parameter", {})
    out.mkdir(parents=True, exist_ok=True)
    (out / "node_map.h").write_text(header(path.stem, windows, parameters))
    template = pathlib.Path(__file__).parents[2] / "firmware" / "hal" / "node.ld.in"
    (out / "node.ld").write_text(script(template, part["firmware"], windows, parameters))


if __name__ == "__main__":
    main()
