"""The golden table of the HDM decoder: register accesses and look-ups with what must come of them, by formula.

    w OFFSET BYTES VALUE                  a register write
    r OFFSET VALUE  # NAME                a register must read as VALUE
    l PORT load|store|atomic HPA LENGTH OUTCOME [DPA]

Written from CXL's endpoint rule and the register map alone; nothing here comes from the model or the RTL.
"""

import random
import signal
import sys

GIB, MIB = 1 << 30, 1 << 20
GRAIN = 256 * MIB  # decoders begin and end at multiples of it
REGION, BLOCK = 16 * GIB, 8 * MIB
PORTS = 16
STRIDE = 0x20
NEEDS = {"load": 1, "store": 2, "atomic": 3}  # bits of a row, a port
BASE, SIZE, CONTROL, SKIP = 0x00, 0x08, 0x10, 0x14
EXTENTS, MISSES, DENIALS, EXTENT = 0x400, 0x404, 0x408, 0x4000
LOCK, COMMIT, COMMITTED, ERROR = 1 << 8, 1 << 9, 1 << 10, 1 << 11


class Table:
    """Keeps what the decoders must hold while it writes lines."""

    def __init__(self):
        self.lines = []
        self.window = {}  # by port: (base, size, skip, granularity, ways) in force
        self.rows = [0] * (REGION // BLOCK)
        self.misses = self.denials = 0

    def write(self, offset, value, size=4):
        self.lines.append(f"w {offset:#x} {size} {value:#x}")

    def read(self, offset, value, name):
        self.lines.append(f"r {offset:#x} {value:#x}  # {name}")

    def permit(self, block, row):
        self.rows[block] = row
        self.write(EXTENT + 4 * block, row)

    def commit(self, port, base, size, skip, ig, iw, lock=False):
        """The decoder of `port`, which is not locked; then its control register."""
        at = STRIDE * port
        self.release(port)
        for place, value in ((BASE, base), (SIZE, size), (SKIP, skip)):
            self.write(at + place, value, 8)
        command = ig | iw << 4 | (LOCK if lock else 0) | COMMIT
        self.write(at + CONTROL, command)
        ways = 2 ** iw
        good = (ig <= 6 and iw <= 3 and size > 0 and size % (GRAIN * ways) == 0 and base + size < 2 ** 64
                and skip + size // ways <= REGION)
        self.window[port] = (base, size, skip, 256 * 2 ** ig, ways) if good else None
        self.read(at + CONTROL, command | (COMMITTED if good else ERROR), f"DECODER_CONTROL[{port}]")

    def release(self, port):
        self.window[port] = None
        self.write(STRIDE * port + CONTROL, 0)

    def look_up(self, port, kind, hpa, length):
        outcome = self.outcome(port, kind, hpa, length)
        self.misses += outcome == "miss"
        self.denials += outcome == "denied"
        self.lines.append(f"l {port} {kind} {hpa:#x} {length} {outcome}")

    def outcome(self, port, kind, hpa, length):
        if not self.window.get(port):
            return "miss"
        base, size, skip, granularity, ways = self.window[port]
        if not base <= hpa < base + size or hpa + length > base + size:
            return "miss"
        number, inner = divmod(hpa - base, granularity)
        if ways > 1 and inner + length > granularity:
            return "unsplit"
        dpa = skip + number // ways * granularity + inner
        if dpa // BLOCK != (dpa + length - 1) // BLOCK:
            return "unsplit"
        permissions = self.rows[dpa // BLOCK] // 4 ** port % 4
        return f"hit {dpa:#x}" if permissions & NEEDS[kind] == NEEDS[kind] else "denied"

    def counts(self):
        self.read(MISSES, self.misses, "MISSES")
        self.read(DENIALS, self.denials, "DENIALS")


def around(rng, base, size, granularity, ways):
    """An address and a length that have a chance to be interesting."""
    length = rng.choice([1, 4, 8, 32, 64, 64, 64, 128, 256, rng.randint(1, 4096)])
    edge = rng.choice([base, base + size, base + granularity, base + granularity * ways, base + BLOCK,
                       base + BLOCK * ways, base + rng.randrange(size)])
    return max(0, edge + rng.choice([0, 0, 1, -1, -length, 1 - length, 64, -64, rng.randint(-8192, 8192)])), length


def exhaustive(table, rng):
    """All ways and granularities: the first granules, the window's and a granule's ends, what lies beyond."""
    for iw in range(4):
        for ig in range(7):
            port, base, size, skip = rng.randrange(PORTS), 0x40_0000_0000, 4 * GIB, rng.randrange(16) * GRAIN
            granularity, ways = 256 << ig, 1 << iw
            table.commit(port, base, size, skip, ig, iw)
            for number in (0, 1, 2, 3, 7, 12345 % (size // granularity)):
                for inner in (0, granularity - 64, granularity - 63):
                    table.look_up(port, "load", base + number * granularity + inner, 64)
            for end in (base, base + size):
                for hpa, length in ((end - 64, 64), (end - 64, 65), (end - 1, 1), (end, 1), (end - 32, 64)):
                    table.look_up(port, "store", hpa, length)
            for length in (granularity, granularity + 1, 4096, 8192):  # longer than any message, not than the pins
                table.look_up(port, "load", base + 16, length)
            table.counts()


def registers(table):
    """Commits that must be refused, narrow writes, a lock, what cannot be written."""
    base = 0x40_0000_0000
    for port, (size, skip, ig, iw) in enumerate([(0, 0, 0, 0), (REGION + GRAIN, 0, 0, 0), (4 * GIB, 13 * GIB, 0, 0), (4 * GIB, 0, 7, 0),
                                                 (4 * GIB, 0, 0, 4), (GIB + GRAIN, 0, 0, 3), (REGION * 8, 0, 0, 3)]):
        table.commit(port, base, size, skip, ig, iw)
        table.look_up(port, "load", base, 64)
    table.commit(7, 2 ** 64 - GRAIN, GRAIN, 0, 0, 0)  # ends beyond the last address
    table.release(8)
    table.write(STRIDE * 8 + BASE + 4, 0x11223344)
    table.write(STRIDE * 8 + BASE + 5, 0xaa, 1)
    table.read(STRIDE * 8 + BASE + 4, 0x1122aa44, "DECODER_BASE_HIGH[8]")
    table.write(EXTENT, 0)
    table.write(EXTENT + 2, 0xbeef, 2)
    table.read(EXTENT, 0xbeef0000, "EXTENT[0]")
    table.rows[0] = 0xbeef0000
    table.write(EXTENTS, 0xffffffff)
    table.read(EXTENTS, REGION // BLOCK | 23 << 16, "EXTENTS")
    table.write(MISSES, 0)
    table.commit(15, base, GIB, 0, 0, 0, lock=True)
    table.write(STRIDE * 15 + BASE + 4, 0)
    table.read(STRIDE * 15 + BASE + 4, base >> 32, "DECODER_BASE_HIGH[15]")
    table.write(STRIDE * 15 + CONTROL, 0)
    table.read(STRIDE * 15 + CONTROL, LOCK | COMMIT | COMMITTED, "DECODER_CONTROL[15]")
    table.look_up(15, "load", base, 64)
    table.counts()


def at_random(table, rng, count):
    """Decoders, rows and look-ups as they come; port 15 is locked."""
    for number in range(count):
        if number % 60 == 0:
            iw, ig, port = rng.randrange(4), rng.randrange(7), rng.randrange(PORTS - 1)
            size = rng.choice([1, 2, 4, 8]) * GRAIN << iw
            base = rng.choice([0, GRAIN, 0x40_0000_0000, rng.getrandbits(44) * GRAIN % (2 ** 64 - 2 * size)]) // GRAIN * GRAIN
            table.commit(port, base, size, rng.randrange(REGION // GRAIN) * GRAIN, ig, iw)
            table.counts()
        if number % 20 == 0:
            table.permit(rng.randrange(len(table.rows)), rng.getrandbits(32))
        port = rng.choice([p for p, window in table.window.items() if window] + [rng.randrange(PORTS)])
        window = table.window.get(port) or (0x40_0000_0000, GIB, 0, 256, 1)
        hpa, length = around(rng, window[0], window[1], window[3], window[4])
        table.look_up(port, rng.choice(["load", "store", "load", "store", "atomic"]), hpa, length)


def golden_table(seed=1, count=3000):
    table, rng = Table(), random.Random(seed)
    table.write(EXTENT, 0x5a, 1)  # a row reads as 0 where it has not been written, the rest of this one, too
    table.read(EXTENT, 0x5a, "EXTENT[0]")
    for block in range(len(table.rows)):
        table.permit(block, rng.choice([0, 0xffffffff, rng.getrandbits(32), rng.getrandbits(32)]))
    exhaustive(table, rng)
    registers(table)
    at_random(table, rng, count)
    table.counts()
    return table.lines


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # who reads may stop at the first difference
    print("\n".join(golden_table(*map(int, sys.argv[1:]))))
