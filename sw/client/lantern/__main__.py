"""`lantern script FILE.py` and `lantern shell POD`: Python with the client at hand."""

import argparse
import atexit
import code
import os
import pathlib
import runpy
import sys
import traceback

import lantern


def main():
    parser = argparse.ArgumentParser(prog="lantern")
    commands = parser.add_subparsers(required=True)
    script = commands.add_parser("script", help="run a Python script that drives pods")
    script.add_argument("file", metavar="FILE.py")
    script.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="for the script, in sys.argv")
    script.set_defaults(run=run_script)
    shell = commands.add_parser("shell", help="a Python prompt with a pod in it, as `pod`")
    shell.add_argument("pod", metavar="POD", nargs="?", default="duo")
    shell.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    shell.add_argument("--firmware", action="append", default=[], metavar="NODE=FILE")
    shell.add_argument("--seed", type=int)
    shell.add_argument("--socket", metavar="PATH", help="attach to the pod that is served there, instead")
    shell.set_defaults(run=run_shell)
    add_campaign(commands)
    add_regress(commands)
    page = commands.add_parser("page", help="draw what `lantern run --report` hands over, to standard output")
    page.add_argument("data")
    page.add_argument("hops")
    page.set_defaults(run=draw_page)
    given = parser.parse_args()
    return given.run(given)


def add_campaign(commands):
    parser = commands.add_parser("campaign", help="many runs of a pod, as a file says")
    parser.add_argument("file", metavar="FILE.toml", help="or a name of Lantern's own; or `merge INTO.sqlite FROM.sqlite ...`: slices in one store")
    parser.add_argument("stores", nargs="*", metavar="STORE", help=argparse.SUPPRESS)
    parser.add_argument("--store", metavar="FILE", help="SQLite; otherwise of the campaign's name, in this folder")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="rows at a time; otherwise one a processor")
    parser.add_argument("--dask", metavar="ADDRESS", help="on the workers of that Dask scheduler, e.g. tcp://10.0.0.1:8786, instead")
    parser.add_argument("--rows", metavar="A..B", help="only rows A to B, without B")
    parser.add_argument("--again", type=int, metavar="ROW", help="run that row alone, from reset, and say what was found")
    parser.add_argument("--cold", action="store_true", help="run every row from reset")
    parser.add_argument("--csv", metavar="FILE")
    parser.add_argument("--junit", metavar="FILE")
    parser.add_argument("--html", metavar="FILE", help="a page: outcomes, curves, distributions, commands")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    parser.set_defaults(run=run_campaign)


def add_regress(commands):
    parser = commands.add_parser("regress", help="pods, implementations, seeds and scripts, as a suite's file says")
    parser.add_argument("file", metavar="SUITE.toml")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="cases at a time; otherwise one a processor")
    parser.add_argument("--junit", metavar="FILE")
    parser.add_argument("--artefacts", metavar="FOLDER", default="lantern-artefacts", help="where a case that fails leaves consoles, report and page")
    parser.add_argument("--keep", action="store_true", help="what cases that passed leave, too")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    parser.set_defaults(run=run_regress)


def run_regress(given):
    """0 where all passed, 1 where a case failed, 2 where the suite is wrong."""
    from . import regress

    try:
        return regress.main(given)
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}")
    except lantern.LanternError as error:
        return complain(str(error).removeprefix("lantern: "))


def draw_page(given):
    from .report import run as run_report

    sys.stdout.write(run_report.draw(given.data, given.hops))
    return 0


def run_campaign(given):
    """0 where no row failed, 1 where one did, 2 where the file is wrong."""
    import sqlite3

    from .campaign import command

    try:
        return command.main(given)
    except lantern.Crashed as crash:
        complain(str(crash))
        return 1
    except sqlite3.Error as error:
        complain(f"the store: {error}; what was done before stands")
        return 1
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}")
    except lantern.LanternError as error:
        return complain(str(error).removeprefix("lantern: "))


def run_script(given):
    """1 where the script fails, 2 where it cannot be run."""
    path = pathlib.Path(given.file)
    try:
        path.read_bytes()
    except OSError as error:
        return complain(f"cannot read `{given.file}`: {error.strerror}")
    sys.argv = [given.file, *given.arguments]
    sys.path.insert(0, str(path.resolve().parent))
    try:
        runpy.run_path(given.file, run_name="__main__")
    except SyntaxError as error:
        if error.filename != given.file:
            raise
        return complain(f"{error.filename}:{error.lineno}: {error.msg}")
    except lantern.NotStarted as error:
        return complain(str(error).removeprefix("lantern: "))
    except lantern.LanternError as error:
        place = next((f for f in reversed(traceback.extract_tb(error.__traceback__)) if f.filename == given.file), None)
        where = f"{place.filename}:{place.lineno}: " if place else ""
        complain(f"{where}{type(error).__name__}: {error}")
        return 1
    return 0


def complain(text):
    print(f"lantern: {text}", file=sys.stderr)
    return 2


class Shell(code.InteractiveConsole):
    """Ctrl-C stops the pod, and neither ends the shell."""

    def __init__(self, pod):
        super().__init__({"lantern": lantern, "pod": pod})
        self._pod = pod

    def showtraceback(self):
        error = sys.exc_info()[1]
        if isinstance(error, KeyboardInterrupt):
            self.write(f"stopped at {self._pod.now}\n")
        elif isinstance(error, lantern.LanternError):
            self.write(f"{type(error).__name__}: {error}\n")
        else:
            super().showtraceback()

    def runcode(self, compiled):
        try:
            exec(compiled, self.locals)
        except SystemExit:
            raise
        except BaseException:
            self.showtraceback()


def run_shell(given):
    try:
        if given.socket:
            pod = lantern.Pod.attach(given.socket)
        else:
            pairs = [dict(word.partition("=")[::2] for word in words) for words in (given.set, given.firmware)]
            pod = lantern.Pod(given.pod, set=pairs[0], firmware=pairs[1], seed=given.seed)
    except lantern.LanternError as error:
        return complain(str(error).removeprefix("lantern: "))
    except OSError as error:
        return complain(f"cannot attach to `{given.socket}`: {error.strerror}")
    with pod:
        shell = Shell(pod)
        with_completion(shell.locals)
        shell.interact(f"{pod!r} stands at {pod.now}: `pod.run(\"1 ms\")`, `pod.host0.uart.text`, `help(pod)`", "")
    return 0


def with_completion(names):
    """Tab and history, where the terminal has them."""
    try:
        import readline
        import rlcompleter
    except ImportError:
        return
    readline.set_completer(rlcompleter.Completer(names).complete)
    readline.parse_and_bind("tab: complete")
    history = pathlib.Path.home() / ".lantern_history"
    try:
        readline.read_history_file(history)
    except OSError:
        pass
    readline.set_history_length(1000)
    atexit.register(write_history, readline, history)


def write_history(readline, history):
    try:
        readline.write_history_file(history)
    except OSError:
        pass


if __name__ == "__main__":
    sys.exit(main())
