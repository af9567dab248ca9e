"""Part file -> what its firmware is built with: node_map.h (bases, interrupt sources) and node.ld (linker script).

generate.py OUT PART.toml [PART.toml:ROUTER ...]: the later ones are maps behind a window of the node, as offsets.
"""

import pathlib
import re
import sys
import tomllib

UNITS = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}
SOURCE = re.compile(r"plic\.source_(?:(\d+)|#\+(\d+))")


def number(value, parameters):
    """A window's base, size or count, as the platform reads it."""
    if isinstance(value, int):
        return value
    if value.startswith("$"):
        return number(parameters[value[1:]], parameters)
    text, _, unit = value.partition(" ")
    return int(text, 0) * UNITS[unit or "B"]


def windows_of(part, router):
    return part["module"][router]["window"], part.get("parameter", {})


def words(prefix, to):
    """`port#.i2c.target` -> NODE_PORT_I2C; the socket is left out."""
    path = to.split(".")
    return "_".join([prefix] + [w.replace("#", "") for w in (path[:-1] or path)]).upper()


def bases(prefix, windows, parameters):
    for window in windows:
        name, base = words(prefix, window["to"]), number(window["base"], parameters)
        if "count" in window:
            yield f"#define {name}_BASE(i) (0x{base:x}ul + (i) * 0x{number(window['stride'], parameters):x}ul)"
        else:
            yield f"#define {name}_BASE 0x{base:x}ul"
        yield f"#define {name}_SIZE 0x{number(window['size'], parameters):x}ul"


def sources(part):
    """What interrupts: `uart.interrupt = "plic.source_1"` -> NODE_UART_SOURCE 1."""
    tables = [(n, t) for kind in ("module", "part") for n, t in part.get(kind, {}).items()]
    for owner, table in tables + [("", part.get("port", {}))]:
        for key, value in table.items():
            found = SOURCE.fullmatch(value) if isinstance(value, str) else None
            if not found:
                continue
            name = "_".join(w for w in ["NODE", owner, *key.split("_")] if w not in ("", "#", "interrupt")).upper()
            yield f"#define {name}_SOURCE {found[1]}u" if found[1] else f"#define {name}_SOURCE(i) ({found[2]}u + (i))"


def regions(part, windows, parameters):
    """Base and size of stack, data and code: the stacks at the bottom of the data's memory, code after it where both are one."""
    by_module = {w["to"].split(".")[0]: w for w in windows}
    code, data = (by_module[part["firmware"][k]] for k in ("code", "data"))
    base, size = number(data["base"], parameters), number(data["size"], parameters)
    for window in windows:
        if number(window["base"], parameters) + number(window["size"], parameters) == base:
            sys.exit(f"a stack that grows below 0x{base:x} would meet `{window['to']}`: leave a gap before the data's memory")
    if code is data:
        size //= 2
    stack = size // 8
    at = (base + size, size) if code is data else (number(code["base"], parameters), number(code["size"], parameters))
    return {"STACK": (base, stack), "DATA": (base + stack, size - stack), "CODE": at}


def script(template, part, windows, parameters):
    text = template.read_text()
    for key, (base, size) in regions(part, windows, parameters).items():
        text = text.replace(f"@{key}_BASE@", hex(base)).replace(f"@{key}_SIZE@", hex(size))
    return text


def write(path, text):
    """What would be the same is left as it is, with its time: nothing that was built from it is built again."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main():
    out, path = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    part = tomllib.loads(path.read_text())
    windows, parameters = windows_of(part, "router")
    lines = [f"/* Where things are in a `{path.stem}`. Generated from its part file; do not edit. */", "#pragma once", ""]
    lines += [*bases("NODE", windows, parameters), "", *sources(part)]
    for behind in sys.argv[3:]:
        file, router = behind.rsplit(":", 1)
        lines += ["", f"/* Offsets in `{router}` of a `{pathlib.Path(file).stem}`. */"]
        lines += bases(router, *windows_of(tomllib.loads(pathlib.Path(file).read_text()), router))
    out.mkdir(parents=True, exist_ok=True)
    write(out / "node_map.h", "\n".join(lines) + "\n")
    template = pathlib.Path(__file__).parents[2] / "firmware" / "hal" / "node.ld.in"
    write(out / "node.ld", script(template, part, windows, parameters))


if __name__ == "__main__":
    main()
