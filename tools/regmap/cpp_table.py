"""Register map -> C++ table for RegisterFile, with a constant for each register, field and encoded value."""

FLAGS = {"singlepulse": "kSinglePulse", "counter": "kCounter", "interrupt": "kInterrupt",
         "sticky": "kSticky", "stickybit": "kStickyBit", "volatile": "kVolatile"}


def _quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _field_row(field):
    flags = " | ".join(FLAGS[f] for f in field.flags) or "0"
    return (f"    {{{_quoted(field.name)}, {field.lsb}, {field.width}, SoftwareAccess::{field.sw}, "
            f"OnRead::{field.onread}, OnWrite::{field.onwrite}, {flags}, {_quoted(field.desc)}}},")


def _symbol(register, first):
    if not register.dims:
        return f"constexpr RegisterId {register.name}{{{first}}};"
    counts = [count for count, _ in register.dims] + [1]
    return f"constexpr RegisterArray {register.name}{{{first}, {counts[0]}, {counts[1]}}};"


def export(regmap):
    index = {register.name: i for i, register in enumerate(regmap.registers)}
    out = [f"// {regmap.desc} Generated from platform/regs/{regmap.source}; do not edit.", "#pragma once", "",
           '#include "models/core/register_map.hpp"', "", f"namespace lantern::{regmap.name}_regs {{", "",
           f"constexpr uint64_t kSize = 0x{regmap.size:x};"]
    first = 0
    for register in regmap.registers:
        out.append("")
        out.append(_symbol(register, first))
        first += register.elements
        for field in register.fields:
            out.append(f"constexpr Field {register.name}_{field.name}{{{field.lsb}, {field.width}}};")
            out += [f"constexpr uint64_t {register.name}_{field.name}_{v} = {n:#x};" for v, n in field.values]
    out.append("")
    for register in regmap.registers:
        out.append(f"constexpr FieldInfo k{register.name}_FIELDS[] = {{")
        out += [_field_row(field) for field in register.fields] + ["};"]
    out += ["", "constexpr RegisterInfo kRegisters[] = {"]
    for register in regmap.registers:
        dims = (register.dims + [(1, 0), (1, 0)])[:2]
        shape = ", ".join(f"{count}, 0x{stride:x}" for count, stride in dims)
        out.append(f"    {{{_quoted(register.name)}, 0x{register.offset:x}, {shape}, {register.bytes}, "
                   f"{register.access_bytes}, 0x{register.reset:x}, {index.get(register.enable, -1)}, "
                   f"{index.get(register.mask, -1)}, k{register.name}_FIELDS, {len(register.fields)}, "
                   f"{_quoted(register.desc)}}},")
    order = "true" if regmap.big_endian else "false"
    out += ["};", "",
            f"constexpr RegisterMap kMap{{{_quoted(regmap.name)}, kSize, {order}, kRegisters, {len(regmap.registers)}, "
            f"{_quoted(regmap.desc)}}};", "", f"}}  // namespace lantern::{regmap.name}_regs"]
    return "\n".join(out) + "\n"
