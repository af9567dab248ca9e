"""Register map -> C header: offset macros that take array indices, field masks, encoded values."""


def _offset(register):
    if not register.dims:
        return "", f"0x{register.offset:x}u"
    names = ["i", "j"][: len(register.dims)]
    terms = "".join(f" + ({n}) * 0x{stride:x}u" for n, (_, stride) in zip(names, register.dims))
    return f"({', '.join(names)})", f"(0x{register.offset:x}u{terms})"


def export(regmap):
    prefix = regmap.name.upper()
    out = [f"/* {regmap.desc} Generated from platform/regs/{regmap.source}; do not edit. */",
           "#pragma once", "", f"#define {prefix}_SIZE 0x{regmap.size:x}u"]
    for register in regmap.registers:
        name = f"{prefix}_{register.name}"
        arguments, offset = _offset(register)
        out += ["", f"/* {register.desc} */" if register.desc else "", f"#define {name}{arguments} {offset}"]
        for label, (count, _) in zip(("COUNT", "COUNT_J"), register.dims):
            out.append(f"#define {name}_{label} {count}u")
        suffix = "ull" if register.bytes == 8 else "u"
        for field in register.fields:
            mask = ((1 << field.width) - 1) << field.lsb
            out.append(f"#define {name}_{field.name}_LSB {field.lsb}")
            out.append(f"#define {name}_{field.name}_MASK 0x{mask:x}{suffix}")
            out += [f"#define {name}_{field.name}_{v} 0x{n:x}u" for v, n in field.values]
    return "\n".join(out) + "\n"
