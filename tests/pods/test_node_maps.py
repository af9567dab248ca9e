"""What firmware is built with is what the machine is: `node_map.h` and `node.ld`, made of a part's file, beside the machine as the platform describes it."""

import re

import pytest

# Each node with firmware: its part, its router, and the maps behind its windows.
NODES = {
    "hello": {"host0": ("hello_node", {"NODE": "host0.router"})},
    "duo": {"host1": ("host", {"NODE": "host1.router", "BAR": "accelerator1.bar", "IO": "pool.port1.io"}), "pool": ("pool", {"NODE": "pool.router"})},
    "octo": {"host3": ("host", {"NODE": "host3.router", "BAR": "accelerator3.bar", "IO": "pool.port6.io"}), "pool": ("pool", {"NODE": "pool.router"})},
}

# What raises each source, by the header's name for it.
ENDS = {"UART": r".*\.uart\.interrupt", "RING": r"accelerator\d\.accelerator\.interrupt_\d", "MODULE": r"accelerator\d\.module_control\d\.interrupt",
        "I2C": r"accelerator\d\.i2c\d\.interrupt", "MEDIA": r"pool\.media\.interrupt", "SCRUB": r"pool\.scrub\.interrupt",
        "PORT_MODULE": r"pool\.port\d+\.module_control\.interrupt", "PORT_MAILBOX": r"pool\.port\d+\.mailbox\.interrupt",
        "PORT_LINK": r"pool\.port\d+\.registers\.interrupt", "PORT_I2C": r"pool\.port\d+\.i2c\.interrupt"}


def found(described, name):
    """The object of that full name."""
    for child in described.get("children", ()):
        if child["name"] == name:
            return child
        if name.startswith(child["name"] + ".") and (inner := found(child, name)):
            return inner
    return None


def macros(text):
    """{name: [base] or [base, stride]} of the header, sizes and sources the same."""
    plain = re.findall(r"#define (\w+) (0x[0-9a-f]+|\d+)ul?$", text, re.MULTILINE)
    strided = re.findall(r"#define (\w+)\(i\) \((0x[0-9a-f]+|\d+)ul? \+ \(i\)(?: \* (0x[0-9a-f]+)ul)?\)$", text, re.MULTILINE)
    return {**{name: [int(base, 0)] for name, base in plain}, **{name: [int(base, 0), int(stride or "1", 0)] for name, base, stride in strided}}


def words(to):
    """`port3.i2c.target` -> (PORT_I2C, 3)."""
    path = to.split(".")
    path = path[:-1] or path
    digits = [found[0] for word in path if (found := re.findall(r"\d+$", word))]
    return "_".join(re.sub(r"\d+$", "", word) for word in path).upper(), int(digits[0]) if digits else 0


@pytest.fixture
def header(programs):
    return lambda part: macros((programs.parent / "node" / part / "node_map.h").read_text())


@pytest.mark.parametrize("pod", NODES)
def test_bases_are_those_of_the_machine(pods, header, pod):
    described = pods(pod).description
    for node, (part, routers) in NODES[pod].items():
        known = header(part)
        for prefix, router in routers.items():
            windows = found(described, router)["windows"]
            seen = set()
            for window in windows:
                name, index = words(window["to"])
                base, *stride = known[f"{prefix}_{name}_BASE"]
                assert base + index * (stride or [0])[0] == window["base"], (node, window)
                assert known[f"{prefix}_{name}_SIZE"] == [window["size"]], (node, window)
                seen.add(f"{prefix}_{name}_BASE")
            assert seen == {name for name in known if name.startswith(f"{prefix}_") and name.endswith("_BASE")}


@pytest.mark.parametrize("pod", NODES)
def test_sources_are_those_of_the_machine(pods, header, pod):
    described = pods(pod).description
    for node, (part, _) in NODES[pod].items():
        numbers = {base + i * (stride or [1])[0]: name for name, (base, *stride) in header(part).items() if name.endswith("_SOURCE")
                   for i in range(16 if stride else 1)}
        wired = {int(wire["name"].rsplit("_", 1)[1]): wire["peers"][0].removeprefix("from ") for wire in found(described, f"{node}.plic")["children"]
                 if wire["kind"] == "wire" and ".source_" in wire["name"] and wire["peers"]}
        assert wired
        for number, end in wired.items():
            name = numbers[number].removeprefix("NODE_").removesuffix("_SOURCE")
            assert re.fullmatch(ENDS[re.sub("^RING_.", "RING", name)], end), (node, number, end, name)


@pytest.mark.parametrize("pod", NODES)
def test_the_linker_script_stays_in_memory(pods, programs, pod):
    described = pods(pod).description
    for part, routers in NODES[pod].values():
        memories = {(window["base"], window["size"]) for window in found(described, routers["NODE"])["windows"]
                    if window["to"].split(".")[0] in ("dram", "sram", "flash", "ram")}
        script = (programs.parent / "node" / part / "node.ld").read_text()
        regions = {name: (int(base, 0), int(size, 0)) for name, base, size in re.findall(r"(\w+) \(\w+\) *: ORIGIN = (\w+), LENGTH = (\w+)", script)}
        assert set(regions) == {"stack", "data", "code"}
        for base, size in regions.values():
            assert any(at <= base and base + size <= at + length for at, length in memories), (part, regions, memories)
        assert regions["stack"][0] + regions["stack"][1] == regions["data"][0]  # the stack grows down, off the memory's end
        assert regions["stack"][0] in {base for base, _ in memories}
