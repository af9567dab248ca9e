"""Where the time of accesses to pooled memory went, by the trace of the first of them."""

import collections
import re

WAITING = "sent again, or waiting"


def read(path):
    """({who accesses: {hop: mean ns}}, {who: accesses}, accesses left out, hops read) of complete accesses; hops without their indices."""
    accesses = collections.defaultdict(list)
    lines = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            at, who, charged, command, _, number = line.split()
            accesses[number].append((int(at), who, int(charged), command))
            lines += 1
    sums, counts = collections.defaultdict(collections.Counter), collections.Counter()
    for hops in accesses.values():
        if not _is_complete(hops):
            continue
        kind = f"{hops[0][1].split('.')[0]} {hops[0][3]}" if not hops[0][1].startswith("accelerator") else f"{hops[0][1].split('.')[0]} DMA {hops[0][3]}"
        counts[kind] += 1
        for hop, ps in _times(hops):
            sums[kind][hop] += ps
    means = {kind: {hop: ps / counts[kind] / 1000 for hop, ps in of.items()} for kind, of in sorted(sums.items())}
    return means, counts, len(accesses) - sum(counts.values()), lines


def _is_complete(hops):
    """One access of one message, which has come there and back over one fibre: not cut into pieces."""
    return sum(who.endswith(".length") for _, who, _, _ in hops) == 2 and len({command for *_, command in hops}) == 1


def _times(hops):
    """(hop, ps), in order; what no hop charges has a name of its own."""
    hops = sorted(hops, key=lambda hop: hop[0])
    end, crossed = hops[0][0], False
    for at, who, charged, _ in hops:
        if at > end:
            yield WAITING, at - end
        name = re.sub(r"(?<=[a-z])[0-9]+(?=\.|$)", "", who)
        if who.endswith(".length"):
            name, crossed = name + (", back" if crossed else ", there"), True
        yield name, charged
        end = max(end, at + charged)
