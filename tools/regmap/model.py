"""A register map as the exporters see it: one flat list of registers, arrays kept as counts and strides."""

from dataclasses import dataclass, field

from systemrdl import node as rdl

class BadMap(Exception):
    """What SystemRDL allows and Lantern does not; the text holds file and line."""


@dataclass
class Field:
    name: str
    lsb: int
    width: int
    sw: str  # "rw", "r", "w" or "na"
    onread: str
    onwrite: str
    flags: list
    reset: int
    desc: str
    values: list = field(default_factory=list)  # (name, value) of its encoding


@dataclass
class Register:
    name: str
    offset: int
    dims: list  # (count, stride in bytes), outermost first
    bytes: int
    access_bytes: int
    fields: list
    desc: str
    enable: str = ""
    mask: str = ""

    @property
    def reset(self):
        return sum(f.reset << f.lsb for f in self.fields)

    @property
    def elements(self):
        total = 1
        for count, _ in self.dims:
            total *= count
        return total


@dataclass
class Map:
    name: str
    desc: str
    size: int
    big_endian: bool
    registers: list


def _where(node):
    src = node.inst.inst_src_ref
    if src is None:
        return node.get_path()
    line = getattr(src, "line", None)
    return f"{src.path}:{line}" if line else str(src.path)


def _text(node):
    return " ".join((node.get_property("desc") or "").split())


def _on(value):
    return value.name if value is not None else "none"


def _interrupt_partner(node, prop, register):
    """The register whose field of the same place enables or masks this interrupt field."""
    partner = node.get_property(prop)
    if partner is None:
        return ""
    other = partner.node if hasattr(partner, "node") else partner
    if not isinstance(other, rdl.FieldNode) or (other.low, other.width) != (node.low, node.width):
        raise BadMap(f"{_where(node)}: error: {prop} of {node.get_path()} must be a field at the same bits")
    return _flat_name(other.parent)


def _flat_name(reg):
    parts = []
    while not isinstance(reg, rdl.AddrmapNode):
        parts.insert(0, reg.inst_name)
        reg = reg.parent
    return "_".join(parts)


def _field(node):
    intr = node.get_property("intr")
    flags = [flag for flag, on in (
        ("singlepulse", node.get_property("singlepulse")),
        ("counter", node.get_property("counter")),
        ("interrupt", intr),
        ("sticky", node.get_property("sticky")),
        ("stickybit", node.get_property("stickybit")),
        ("volatile", node.get_property("volatile", default=False)),
    ) if on]
    encode = node.get_property("encode")
    reset = node.get_property("reset")
    if reset is not None and not isinstance(reset, int):
        raise BadMap(f"{_where(node)}: error: reset of {node.get_path()} must be a number")
    return Field(node.inst_name, node.low, node.width, node.get_property("sw").name,
                 _on(node.get_property("onread")), _on(node.get_property("onwrite")), flags,
                 reset or 0, _text(node),
                 [(m.name, m.value) for m in encode] if encode else [])


def _register(node):
    dims, offset, walk = [], 0, node
    while not isinstance(walk, rdl.AddrmapNode):
        offset += walk.inst.addr_offset
        if walk.is_array:
            if len(walk.array_dimensions) > 1:
                raise BadMap(f"{_where(walk)}: error: {walk.inst_name} has more than one dimension; use a regfile")
            dims.insert(0, (walk.array_dimensions[0], walk.array_stride))
        walk = walk.parent
    if len(dims) > 2:
        raise BadMap(f"{_where(node)}: error: {node.inst_name} is in more than two arrays")
    register = Register(_flat_name(node), offset, dims, node.get_property("regwidth") // 8,
                        node.get_property("accesswidth") // 8, [], _text(node))
    for field_node in node.fields():
        register.fields.append(_field(field_node))
        for prop in ("enable", "mask"):
            partner = _interrupt_partner(field_node, prop, register)
            if partner and getattr(register, prop) not in ("", partner):
                raise BadMap(f"{_where(field_node)}: error: two {prop} registers for {register.name}")
            if partner:
                setattr(register, prop, partner)
    return register


def build(top):
    """The Map of an elaborated addrmap; raises BadMap."""
    registers = [_register(node) for node in top.descendants(unroll=False) if isinstance(node, rdl.RegNode)]
    return Map(top.inst_name, _text(top), top.size, bool(top.get_property("bigendian")), registers)
