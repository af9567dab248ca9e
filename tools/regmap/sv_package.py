"""Register map -> SystemVerilog package of packed structs, one a register, reserved bits named."""


def _struct(register):
    rows, bit = [], register.bytes * 8
    for field in sorted(register.fields, key=lambda f: -f.lsb):
        top = field.lsb + field.width
        if bit > top:
            rows.append((bit - top, f"reserved_{top}"))
        rows.append((field.width, field.name.lower()))
        bit = field.lsb
    if bit:
        rows.append((bit, "reserved_0"))
    return [f"    logic [{width - 1}:0] {name};" for width, name in rows]


def export(regmap):
    out = [f"// {regmap.desc} Generated from platform/regs/{regmap.source}; do not edit.",
           f"package {regmap.name}_reg_pkg;"]
    for register in regmap.registers:
        name = register.name
        width = max(1, (regmap.size - 1).bit_length())
        out += ["", f"  localparam logic [{width - 1}:0] {name}_OFFSET = {width}'h{register.offset:x};"]
        for label, (count, stride) in zip(("", "_J"), register.dims):
            out.append(f"  localparam int unsigned {name}_COUNT{label} = {count};")
            out.append(f"  localparam int unsigned {name}_STRIDE{label} = {stride};")
        for field in register.fields:
            out += [f"  localparam logic [{field.width - 1}:0] {name}_{field.name}_{v} = {field.width}'h{n:x};"
                    for v, n in field.values]
        out += ["  typedef struct packed {"] + _struct(register) + [f"  }} {name.lower()}_t;"]
    return "\n".join(out + ["", "endpackage"]) + "\n"
