"""SVG by hand, for what is no curve: the machine, and its time line."""

import collections
import html

from ..time import Time

GOOD, WARN, BAD, IDLE, BLUE = "#009e73", "#e69f00", "#d55e00", "#999999", "#0072b2"
_COLUMN, _BOX, _ROW = 270, 180, 52
_LABEL, _WIDTH, _LANE = 215, 960, 18


class Svg:
    """Shapes, as text."""

    def __init__(self):
        self._shapes = []

    def rectangle(self, x, y, width, height, fill, title="", **more):
        self._add("rect", f"<title>{html.escape(title)}</title>" if title else "", x=x, y=y, width=max(width, 0.5), height=height, fill=fill, **more)

    def line(self, x1, y1, x2, y2, stroke, **more):
        self._add("line", "", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **more)

    def path(self, points, fill, **more):
        self._add("path", "", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points), fill=fill, **more)

    def text(self, x, y, text, size=11, **more):
        self._add("text", html.escape(str(text)), x=x, y=y, font_size=size, **{"fill": "#222", **more})

    def _add(self, tag, inner, **attributes):
        words = " ".join(f'{name.replace("_", "-")}="{f"{value:.1f}" if isinstance(value, float) else value}"' for name, value in attributes.items())
        self._shapes.append(f"<{tag} {words}>{inner}</{tag}>")

    def whole(self, width, height):
        return (f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="system-ui, sans-serif" role="img">'
                f'{"".join(self._shapes)}</svg>')


def colour_of(state):
    """Of a link's or a module's status."""
    words = state.lower()
    if any(word in words for word in ("no light", "fault", "removed", "absent")):
        return BAD
    if "half" in words or "degraded" in words or "train" in words:
        return WARN
    if words.startswith("up") or "dpactivated" in words.replace("deactivated", ""):
        return GOOD
    return IDLE if "down" in words or "lowpwr" in words or "mgmtinit" in words else WARN


# The machine.


def machine(described, status, notes):
    """Nodes in columns by their distance from the hosts; `notes`: lines for a node's box."""
    tops = [child["name"] for child in described["children"] if child["kind"] in ("part", "module")]
    edges = _edges(described, tops, status)
    columns = _columns(tops, edges, described)
    height = _ROW * max(map(len, columns)) + 10
    place, drawing = {}, Svg()
    for x, column in enumerate(columns):
        for y, name in enumerate(column):
            place[name] = (x * _COLUMN + 5, 5 + (y + 0.5) * (height - 10) / len(column) - (_ROW - 8) / 2)
    for (a, b), states in edges.items():
        (ax, ay), (bx, by) = sorted((place[a], place[b]))
        colour = max((colour_of(state) for state in states), key=[GOOD, WARN, IDLE, BAD].index) if states else "#555"
        drawing.line(ax + _BOX, ay + (_ROW - 8) / 2, bx, by + (_ROW - 8) / 2, colour, stroke_width=2)
    for name, (x, y) in place.items():
        drawing.rectangle(x, y, _BOX, _ROW - 8, "#f4f6f8", stroke="#555", rx=4)
        drawing.text(x + 8, y + 16, name, 12, font_weight=600)
        drawing.text(x + 8, y + 33, notes.get(name, "")[:32], 10, fill="#444")
    return drawing.whole(len(columns) * _COLUMN - (_COLUMN - _BOX) + 10, height)


def _edges(described, tops, status):
    """{(node, node): states of the links on it}."""
    edges = collections.defaultdict(list)
    for name, wire in _wires(described):
        for peer in wire["peers"]:
            other = peer.split(" ", 1)[1]
            a, b = name.split(".")[0], other.split(".")[0]
            if a == b or a not in tops or b not in tops:
                continue
            states = edges[min(a, b), max(a, b)]
            if state := status.get(f"{name.rsplit('.', 1)[0]}.state"):
                states.append(state)
    return edges


def _wires(described):
    for child in described.get("children", ()):
        if child["kind"] == "wire":
            yield child["name"], child
        yield from _wires(child)


def _columns(tops, edges, described):
    near = collections.defaultdict(set)
    for a, b in edges:
        near[a].add(b)
        near[b].add(a)
    first = [name for name in described.get("expect", {}).get("exits", ()) if name in tops] or tops[:1]
    distance, front = dict.fromkeys(first, 0), list(first)
    while front:
        front = [other for name in front for other in sorted(near[name]) if distance.setdefault(other, distance[name] + 1) == distance[name] + 1]
        front = list(dict.fromkeys(front)) if len(distance) < len(tops) else []
    for name in tops:
        distance.setdefault(name, 0)
    columns = [[name for name in tops if distance[name] == at] for at in range(max(distance.values()) + 1)]
    return [sorted(column, key=_by_number) for column in columns if column]


def _by_number(name):
    digits = name[len(name.rstrip("0123456789")) :]
    return name.rstrip("0123456789"), int(digits or 0)


# The time line.


def time_line(end, events, lines, states, counters):
    """Times in ps. `events`: [(time, text)]; `lines`: {console: [(time, text)]}; `states`: {name: [(time, text)]}; `counters`: {name: [(time,
    value)]}, drawn as rates."""
    drawing, y = Svg(), 18
    x = lambda at: _LABEL + (_WIDTH - _LABEL) * min(at / max(end, 1), 1)
    lanes = bool(events) + len(lines) + len(states) + 2 * len(counters)
    bottom = y + 6 + _LANE * lanes + 6
    for at in _ticks(end):
        drawing.line(x(at), y, x(at), bottom, "#ddd")
        drawing.text(x(at), y - 5, str(Time(at)), 10, text_anchor="middle", fill="#444")
    y += 6
    if events:
        drawing.text(0, y + 12, "events")
        for at, text in events:
            drawing.line(x(at), y, x(at), bottom, BAD, stroke_dasharray="3 3")
            drawing.rectangle(x(at) - 3, y + 3, 6, _LANE - 6, BAD, f"{Time(at)} {text}")
        y += _LANE
    for name, said in lines.items():
        drawing.text(0, y + 12, name)
        for at, text in said:
            drawing.rectangle(x(at), y + 3, 1.5, _LANE - 6, BLUE, f"{Time(at)} {text}")
        y += _LANE
    for name, changes in states.items():
        drawing.text(0, y + 12, name.removesuffix(".state"))
        for (at, text), (until, _) in zip(changes, [*changes[1:], (end, "")]):
            drawing.rectangle(x(at), y + 3, x(until) - x(at), _LANE - 6, colour_of(text), f"{Time(at)} {text}")
        y += _LANE
    for name, points in counters.items():
        y += 2 * _LANE
        _rate(drawing, x, y, name, points, end)
    return drawing.whole(_WIDTH + 5, bottom)


def _rate(drawing, x, y, name, points, end):
    """Bytes a second in bins of a three-hundredth of the run, as an area over `y`."""
    bins, width = 300, max(end / 300, 1)
    sums, before = [0] * bins, 0
    for at, value in points:
        sums[min(int(at / width), bins - 1)] += value - before
        before = value
    most = max(sums) or 1
    drawing.text(0, y - 20, name)
    drawing.text(0, y - 7, f"most {most / width * 1000:.3g} GB/s over {Time(round(width))}" if "bytes" in name else f"{before} in all", 10, fill="#666")
    top = 2 * _LANE - 8
    outline = [(x(0), y)]
    for i, count in enumerate(sums):
        outline += [(x(i * width), y - top * count / most), (x((i + 1) * width), y - top * count / most)]
    drawing.path([*outline, (x(end), y)], BLUE, opacity=0.7)


def _ticks(end):
    """Some eight, at round times."""
    step = 1
    while end / step > 10:
        step *= 10
    for finer in (5, 2):
        if end / step < 4 and step >= finer:
            step = step * 2 // finer if finer == 5 else step // 2
            break
    return range(0, int(end) + 1, max(step, 1))


# Where time went.


def bars(rows):
    """Stacked: {row: {part: ns}}; the parts of all rows have one colour each. Returns (svg, {part: colour})."""
    parts = list(dict.fromkeys(part for of in rows.values() for part in of))
    # By the golden angle: neighbours differ most. Light and dark in turn, for those who see no hue.
    colours = {part: f"hsl({i * 137.5 % 360:.0f} 55% {(38, 62)[i % 2]}%)" for i, part in enumerate(parts)}
    most = max((sum(of.values()) for of in rows.values()), default=1) or 1
    drawing = Svg()
    for i, (name, of) in enumerate(rows.items()):
        at = _LABEL
        drawing.text(0, 26 * i + 17, name)
        for part, ns in of.items():
            width = (_WIDTH - _LABEL - 80) * ns / most
            drawing.rectangle(at, 26 * i + 3, width, 20, colours[part], f"{part}: {ns:.1f} ns")
            at += width
        drawing.text(at + 6, 26 * i + 17, f"{sum(of.values()):.0f} ns")
    return drawing.whole(_WIDTH, 26 * max(len(rows), 1) + 4), colours
