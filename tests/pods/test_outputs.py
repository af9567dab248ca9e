"""What a run writes: whole, through what is no file, or said and failed; and what the report says that made it."""

import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess

import pytest

PLATFORM = pathlib.Path(__file__).resolve().parents[2] / "platform"
RTL = ("--set", "pool.hdm_decoder.impl=rtl")
OUTPUTS = {  # arguments that lead to FILE
    "report": ("run", "hello", "--quiet", "--json", "FILE"),
    "trace": ("run", "hello", "--quiet", "--trace", "FILE"),
    "waves": ("run", "solo", *RTL, "--quiet", "--waves", "FILE"),
    "console": ("run", "hello", "--quiet", "--set", "host0.uart.file=FILE"),
}


def arguments(output, path):
    return [word.replace("FILE", str(path)) for word in OUTPUTS[output]]


def limited(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("output,size", [("report", 100), ("trace", 4096), ("waves", 1000), ("waves", 8192), ("waves", 40000), ("console", 10)])
def test_a_file_that_cannot_be_written_whole_is_said(lantern, tmp_path, output, size):
    path = tmp_path / "out"
    path.write_text("old")
    done = lantern(*arguments(output, path), preexec_fn=limited(size))
    assert done.returncode == 1
    assert "cannot write" in done.stderr and str(path) in done.stderr and "File too large" in done.stderr
    if output != "console":  # which is written in place
        assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_device_is_written_through(lantern, tmp_path, output):
    full, null = tmp_path / "full", tmp_path / "null"
    try:
        os.mknod(full, 0o600 | 0o020000, os.makedev(1, 7))
        os.mknod(null, 0o600 | 0o020000, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes devices")
    assert lantern(*arguments(output, null)).returncode == 0
    done = lantern(*arguments(output, full))
    assert done.returncode == (2 if output == "report" else 1)  # the report's device is tried before the run
    assert "No space left on device" in done.stderr
    assert full.is_char_device() and null.is_char_device()


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_link_and_a_fifo_are_written_through(lantern, programs, tmp_path, output):
    file, link, fifo = tmp_path / "file", tmp_path / "link", tmp_path / "fifo"
    assert lantern(*arguments(output, file)).returncode == 0
    size = file.stat().st_size
    file.write_text("")
    link.symlink_to("file")
    assert lantern(*arguments(output, link)).returncode == 0
    assert link.is_symlink()
    os.mkfifo(fifo)
    process = subprocess.Popen([programs / "lantern", *arguments(output, fifo)])
    got = fifo.read_bytes()
    assert process.wait(timeout=60) == 0
    assert fifo.is_fifo()
    for written in (file.stat().st_size, len(got)):
        assert abs(written - size) < 20  # the time that the host took may have another length


@pytest.mark.parametrize("arguments,words", [
    (("--json", "a", "--trace", "./a"), "is the file of --json, too"),
    (("--json", "a", "--set", "host0.uart.file=a"), "is the file of --json, too"),
    (("--json", "mine.toml"), "this run reads it"),
    (("--trace", "mine.elf"), "this run reads it"),
    (("--trace", "folder"), "is a folder"),
    (("--json", "loop"), "Too many levels of symbolic links"),
    (("--json", "a" * 300), "File name too long"),
    (("--json", ""), "that is no name"),
    (("--json=", "--quiet"), "--json: lacks its file: `--quiet` is an option"),
    (("--trace=", "--quiet"), "--trace: lacks its file"),
    (("--waves=", "--quiet"), "--waves: lacks its file"),
    (("--trace", "t", "--json", "to_new", "--set", "host0.uart.file=new"), "is the file of --json, too"),
    (("--json", "to_new", "--trace", "also_to_new"), "is the file of --json, too"),
    (("--json", "lost"), "No such file"),
    # Whatever is refused last: the first output is as it was.
    (("--trace", "old", "--json", "link_to_old2", "--set", "host0.uart.file=mine.elf"), "this run reads it"),
    (("--trace", "old", "--waves", "w"), "no block of this pod is RTL"),
    (("--trace", "old", "--set", "host0.uart.file=lost"), "No such file"),
    (("--trace-only", "host0"), "there is no --trace"),
    (("--set", "host0.uart.file=folder"), "is a folder"),
    (("--set", "host0.uart.input=folder"), "cannot read console input"),
    (("--firmware", "host0=folder"), "cannot read firmware"),
    (("--firmware", "host0=./folder"), "is a folder"),
    (("--firmware", "host0=loop"), "cannot read firmware"),
])
def test_refused_and_nothing_is_touched(lantern, programs, tmp_path, arguments, words):
    shutil.copy(PLATFORM / "pods" / "hello.toml", tmp_path / "mine.toml")
    shutil.copy(programs / "hello.elf", tmp_path / "mine.elf")
    (tmp_path / "folder").mkdir()
    for link, target in (("loop", "loop"), ("to_new", "new"), ("also_to_new", "./to_new"), ("lost", "none/new"), ("link_to_old2", "old2")):
        (tmp_path / link).symlink_to(target)
    for old in ("old", "old2"):
        (tmp_path / old).write_text("old")

    def there():
        return {path.name: not path.is_symlink() and path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}

    before = there()
    firmware = () if "--firmware" in arguments else ("--firmware", "host0=mine.elf")
    done = lantern("run", "mine.toml", *firmware, *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert there() == before


def test_a_refused_run_leaves_old_waves(lantern, tmp_path):
    waves, script = tmp_path / "w", tmp_path / "script"
    waves.write_text("old")
    script.write_text("")
    done = lantern("run", "solo", *RTL, "--waves", waves, "--set", f"host0.uart.input={script}", "--set", f"pool.uart.file={script}")
    assert done.returncode == 2 and "this run reads it" in done.stderr
    assert waves.read_text() == "old"


def test_standard_output_and_error_are_files_too(programs, tmp_path):
    def shell(line):
        return subprocess.run(["sh", "-c", f"$L run hello {line}"], cwd=tmp_path, env={**os.environ, "L": str(programs / "lantern")}, capture_output=True, text=True)

    for line in ("--trace x --json - >x", "--json - --trace /dev/stdout >x", "--json - --trace /dev/stdout | cat >y; grep -q . y && exit 9; exit 2"):
        done = shell(line)
        assert done.returncode == 2, line
        assert "--trace, too" in done.stderr or "--json, too" in done.stderr
    shell("--json e 2>e")
    assert "standard error goes there" in (tmp_path / "e").read_text()
    assert shell("--json - >/dev/null --trace /dev/stdout").returncode == 0


def test_a_file_whose_name_cannot_be_taken_is_written_through(lantern, programs, tmp_path):
    mounted, other = tmp_path / "mounted", tmp_path / "other"
    mounted.write_text("old" * 100_000)
    other.write_text("")
    line = f"mount --bind {other} {mounted} || exit 77; exec {programs}/lantern run hello --quiet --json {mounted}"
    done = subprocess.run(["unshare", "-rm", "sh", "-c", line], capture_output=True, text=True)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("no mount may be made")
    assert done.returncode == 0, done.stderr
    assert json.loads(other.read_text())["code"] == 0
    assert sorted(tmp_path.iterdir()) == [mounted, other]


def test_two_consoles_do_not_share_a_file(lantern, tmp_path):
    for command in ("check", "run"):
        done = lantern(command, "duo", "--set", f"host.uart.file={tmp_path}/a")
        assert done.returncode == 2
        assert "host0.uart.file, too" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_run_that_is_refused_leaves_files_as_they_were(lantern, tmp_path):
    path = tmp_path / "old"
    path.write_text("old")
    for output in OUTPUTS:
        assert lantern(*arguments(output, path), "--set", "nothing.here=1").returncode == 2
        assert lantern(*arguments(output, path), "--firmware", "host0=nothing").returncode == 2
        assert path.read_text() == "old"
    assert lantern("check", "hello", "--set", f"host0.uart.file={path}").returncode == 0
    assert path.read_text() == "old"


def test_standard_output_that_takes_nothing_fails(programs):
    for command in (["run", "hello"], ["show", "duo"], ["check", "duo"], ["--help"], ["--version"], ["run", "hello", "--json", "-"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run([programs / "lantern", *command], stdout=full, stderr=subprocess.PIPE, text=True)
        assert done.returncode == 1, command
        assert "No space left on device" in done.stderr
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([programs / "lantern", "run", "hello"], stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert done.returncode == 1 and "Broken pipe" in done.stderr


def test_closed_descriptors(programs, tmp_path):
    def shell(line):
        return subprocess.run(["sh", "-c", line], cwd=tmp_path, env={**os.environ, "L": str(programs / "lantern")}, capture_output=True, text=True)

    assert shell("$L run hello --quiet <&-").returncode == 0
    assert shell("$L run hello --quiet <&- >&- 2>&-").returncode == 0
    assert shell("$L run hello --set host0.uart.input=live <&-").returncode == 0
    done = shell("$L run hello --trace t --set host0.uart.file=c >&-")
    assert done.returncode == 1 and "standard output: Bad file descriptor" in done.stderr
    assert "host0|" not in (tmp_path / "t").read_text() + (tmp_path / "c").read_text()
    assert "hello from RV64" in (tmp_path / "c").read_text()


def test_a_report_on_standard_output_has_it_alone(lantern):
    done = lantern("run", "hello", "--json", "-")
    assert json.loads(done.stdout)["exits"] == {"host0": 0}
    assert "host0| hello from RV64" in done.stderr and "PASSED" in done.stderr
    assert lantern("run", "hello", "--json", "-", "--quiet").stderr == ""


def test_names_of_any_bytes(programs, tmp_path):
    pod, report, console = (os.fsencode(tmp_path) + b"/x\xff." + end for end in (b"toml", b"json", b"txt"))
    shutil.copy(PLATFORM / "pods" / "hello.toml", pod)
    subprocess.run([programs / "lantern", "run", pod, "--quiet", "--json", report, "--set", b"host0.uart.file=" + console], check=True)
    with open(report, encoding="utf-8") as file:
        assert json.load(file)["pod"].endswith("/x\N{REPLACEMENT CHARACTER}.toml")
    assert os.path.getsize(console)


def test_a_folder_may_have_the_name_of_a_pod_or_an_image(lantern, tmp_path):
    for name in ("hello", "duo"):
        (tmp_path / name).mkdir()
    assert lantern("check", "duo", cwd=tmp_path).returncode == 0
    assert lantern("run", "hello", cwd=tmp_path).returncode == 0
    assert lantern("run", "hello.toml", "--firmware", "host0=hello", cwd=tmp_path).returncode == 0


def test_a_pod_may_come_through_a_pipe(programs, tmp_path):
    fifo = tmp_path / "pod"
    os.mkfifo(fifo)
    process = subprocess.Popen([programs / "lantern", "check", fifo])
    fifo.write_text((PLATFORM / "pods" / "hello.toml").read_text())
    assert process.wait(timeout=60) == 0


def test_the_report_says_what_made_the_run(lantern, programs, tmp_path):
    shutil.copy(PLATFORM / "pods" / "hello.toml", tmp_path / "mine.toml")
    firmware = tmp_path / "mine.elf"
    shutil.copy(programs / "hello.elf", firmware)
    done = lantern("run", "mine.toml", "--firmware", "host0=./mine.elf", "--seed", "0x10", "--event", "90 ms host0.system_controller.press_reset",
                   "--until", "80000 us", "--json", "r.json", cwd=tmp_path)
    report = json.loads((tmp_path / "r.json").read_text())
    version = report["version"]
    assert version == lantern("--version").stdout.strip().removeprefix("lantern ")
    assert report["seed"] == 16
    assert report["settings"] == {"host0.hart.firmware": "./mine.elf", "seed": "0x10"}
    assert report["until_ps"] == 80_000_000_000
    assert re.search("^  until +80 ms$", done.stdout, re.MULTILINE)
    assert report["events"] == ["90 ms host0.system_controller.press_reset"]
    inputs = {entry["what"]: entry for entry in report["inputs"]}
    assert {"pod", "part", "host0.hart.firmware"} == set(inputs)
    for entry in inputs.values():
        assert entry["sha256"] == hashlib.sha256((tmp_path / entry["path"]).read_bytes()).hexdigest()
        assert f"{entry['path']}, sha256 {entry['sha256'][:16]}" in done.stdout
    assert version in done.stdout


def test_the_version_is_the_commits(lantern, tmp_path):
    assert re.fullmatch(r"lantern \d+\.\d+ \(.+\)\n", lantern("--version").stdout)
    script = PLATFORM.parent / "tools" / "cmake" / "version.cmake"
    source, out = tmp_path / "source", tmp_path / "version.cpp"
    source.mkdir()

    def git(*words):
        identity = ["-c", "user.name=x", "-c", "user.email=x"]
        return subprocess.run(["git", "-C", source, *identity, *words], check=True, capture_output=True, text=True).stdout.strip()

    def written():
        subprocess.run(["cmake", f"-DSOURCE={source}", f"-DOUT={out}", "-DVERSION=0.1", "-P", script], check=True)
        return out.read_text(), out.stat().st_mtime_ns

    assert '"0.1 (no git: a copy of the sources)"' in written()[0]
    git("init", "-q")
    (source / "file").write_text("1")
    git("add", "file")
    git("commit", "-qm", "x")
    first = written()
    assert f'"0.1 ({git("rev-parse", "--short", "HEAD")})"' in first[0]
    assert written() == first  # not touched: nothing is built again
    (source / "file").write_text("2")
    assert ", modified)" in written()[0]
    git("commit", "-qam", "y")
    assert f'"0.1 ({git("rev-parse", "--short", "HEAD")})"' in written()[0]


def test_percentiles_lie_between_the_least_and_the_greatest(report):
    for record in report("solo")[1]["latency"].values():
        steps = [record[key] for key in ("min_ps", "p50_ps", "p99_ps", "p99.9_ps", "max_ps")]
        assert steps == sorted(steps)
        assert record["percentile_error"] == 0  # some thousand records at most


def test_a_run_that_is_stopped_leaves_its_report(running, tmp_path):
    process = running("--json", tmp_path / "r.json")
    process.send_signal(signal.SIGTERM)
    assert "ended by SIGTERM" in process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert json.loads((tmp_path / "r.json").read_text())["verdict"] == "ended by SIGTERM"


def test_what_stands_in_a_trace_can_be_asked_for(lantern, tmp_path):
    path = tmp_path / "t"
    assert lantern("run", "solo", "--quiet", "--trace", path).returncode == 0
    names = {line.split()[1] for line in path.read_text().splitlines() if line[0] != "#"}
    assert "pool.port0.link" in names  # its queue
    asked = [word for name in names for word in ("--trace-only", name)]
    assert lantern("run", "solo", "--quiet", "--trace", path, "--until", "1 us", *asked).returncode == 1  # too early, not refused


def test_a_run_that_shall_survive_its_terminal_does(running):
    process = running(before=["nohup"])
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.5)
    process.send_signal(signal.SIGTERM)
    assert "ended by SIGTERM" in process.communicate(timeout=60)[0]
