"""tools/regs: compile platform/regs/*.rdl; see --help."""

import argparse
import pathlib
import shutil
import sys
import tempfile

from peakrdl_html import HTMLExporter
from systemrdl import RDLCompileError, RDLCompiler

from . import c_header, cpp_table, model, sv_package

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAPS = ROOT / "platform" / "regs"


def compile_map(path):
    """The elaborated top of one .rdl file and its Map; raises RDLCompileError (already printed) or BadMap."""
    compiler = RDLCompiler()
    compiler.compile_file(str(path), incl_search_paths=[str(MAPS)])
    root = compiler.elaborate(top_def_name=path.stem)
    regmap = model.build(root.top)
    regmap.source = path.name
    return root.top, regmap


def generate(path, out):
    top, regmap = compile_map(path)
    (out / f"{regmap.name}_regs.h").write_text(c_header.export(regmap))
    (out / f"{regmap.name}_regs.hpp").write_text(cpp_table.export(regmap))
    (out / f"{regmap.name}_reg_pkg.sv").write_text(sv_package.export(regmap))
    return top


def stale(fresh, committed):
    """Names of the files that differ between two folders, or exist in one only."""
    names = {p.name for p in fresh.iterdir()} | {p.name for p in committed.iterdir()}
    return sorted(n for n in names if not (fresh / n).is_file() or not (committed / n).is_file()
                  or (fresh / n).read_bytes() != (committed / n).read_bytes())


def main():
    parser = argparse.ArgumentParser(prog="tools/regs", description=__doc__.split(": ", 1)[1])
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="maps to compile (default: all of platform/regs)")
    parser.add_argument("--out", type=pathlib.Path, default=MAPS / "generated", help="folder for the generated files")
    parser.add_argument("--html", type=pathlib.Path, help="write one HTML site of the maps into this folder, and nothing else")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a committed file is not current")
    options = parser.parse_args()
    files = options.files or sorted(p for p in MAPS.glob("*.rdl") if p.stem != "properties")
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch)
        try:
            tops = [generate(path, out) for path in files]
        except RDLCompileError:
            return 2
        except model.BadMap as bad:
            print(bad, file=sys.stderr)
            return 2
        if options.html:
            HTMLExporter().export(tops, str(options.html))
            print(f"tools/regs: {options.html / 'index.html'}")
        elif options.check:
            old = stale(out, options.out)
            for name in old:
                print(f"{options.out / name}: not current; run tools/regs and commit it", file=sys.stderr)
            return 1 if old else 0
        else:
            options.out.mkdir(parents=True, exist_ok=True)
            changed = [p for p in sorted(out.iterdir())
                       if not (options.out / p.name).exists() or p.read_bytes() != (options.out / p.name).read_bytes()]
            for path in changed:  # the others keep their times, so that nothing is built again for them
                shutil.copyfile(path, options.out / path.name)
            print(f"tools/regs: {len(changed)} of {len(list(out.iterdir()))} files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
