"""HTML that stands alone: no script, no file beside it, readable on paper and on a telephone."""

import html

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882; --good: #009e73; --bad: #d55e00; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1200px; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
table { border-collapse: collapse; margin: .5rem 0; } th, td { text-align: left; padding: .15rem .7rem .15rem 0; vertical-align: top; }
th { font-weight: 600; white-space: nowrap; border-bottom: 1px solid var(--line); } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
code, pre { font: 12.5px/1.4 ui-monospace, monospace; } pre, .wide { overflow-x: auto; } pre { background: var(--soft); padding: .5rem; }
td code { overflow-wrap: anywhere; } .bad { color: var(--bad); font-weight: 600; } .good { color: var(--good); font-weight: 600; }
.note { opacity: .75; } svg { max-width: 100%; height: auto; } svg[role] { min-width: 680px; } figure { margin: .5rem 0; background: #fff; }
@media print { body { max-width: none; font-size: 10pt; } pre, .wide { overflow: visible; } pre { white-space: pre-wrap; } h2, figure, tr { break-inside: avoid; } }
"""


class Raw(str):
    """HTML already."""


def text(value):
    """For between tags."""
    return value if isinstance(value, Raw) else Raw(html.escape(str(value)))


def code(value):
    return Raw(f"<code>{html.escape(str(value))}</code>")


def table(head, rows, numbers=()):
    """`numbers`: columns that are aligned to the right."""
    kinds = [' class="n"' if column in numbers else "" for column in range(len(head))]
    line = lambda tag, cells: "<tr>" + "".join(f"<{tag}{kind}>{text(cell)}</{tag}>" for kind, cell in zip(kinds, cells)) + "</tr>"
    return Raw(f'<div class="wide"><table>{line("th", head)}{"".join(line("td", row) for row in rows)}</table></div>')


def figure(svg):
    return Raw(f'<figure class="wide">{svg}</figure>')


def section(title, *parts):
    """"" where there is nothing to show."""
    return Raw(f"<section><h2>{text(title)}</h2>{''.join(map(text, parts))}</section>") if any(parts) else Raw("")


def page(title, *parts):
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{text(title)}</title><style>{_STYLE}</style></head>\n<body><h1>{text(title)}</h1>\n" + "\n".join(map(text, parts)) + "\n</body></html>\n")
