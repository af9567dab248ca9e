"""A report says all that its run was made of: `lantern run --from REPORT.json` is that run again."""

import json
import shutil

import pytest

MADE = ["duo", "--set", "fibre.length=50 m", "--set", "fibre.ber=1.5e-3", "--seed", "5", "--event", "33940 us fibre0.cut", "--event", "36 ms fibre0.repair"]


@pytest.fixture
def again(lantern, tmp_path):
    """again(*more) -> (CompletedProcess, report) of `lantern run --from report.json`."""

    def call(*more):
        path = tmp_path / "again.json"
        done = lantern("run", "--from", tmp_path / "report.json", "--quiet", "--json", path, *more)
        return done, json.loads(path.read_text()) if path.exists() else None

    return call


def same(one, other):
    return {**one, "host_seconds": 0} == {**other, "host_seconds": 0}


@pytest.mark.parametrize("more", [["--trace-hash"], ["--until", "34 ms"]])
def test_a_run_is_had_again(report, again, more):
    _, made = report(*MADE, *more, "--quiet")
    done, now = again()
    assert done.stderr == ("" if made["code"] == 0 else done.stderr)
    assert same(made, now)


def test_what_is_said_beside_it_counts(report, again):
    report(*MADE, "--trace-hash", "--quiet")
    done, now = again("--set", "fibre.length=51 m")
    assert (now["settings"]["fibre.length"], now["settings"]["seed"]) == ("51 m", "5")
    assert "lantern: --from: the trace hash was " in done.stderr
    assert again("solo")[1]["pod"].endswith("solo.toml")


def test_a_file_that_is_another_is_told(report, again, programs, tmp_path):
    image = tmp_path / "image.elf"
    shutil.copy(programs / "hello.elf", image)
    report("hello", "--firmware", f"host0={image}", "--quiet")
    assert again()[0].stderr == ""
    shutil.copy(programs / "bench_short.elf", image)
    assert f"lantern: --from: host0.hart.firmware `{image}` is not what it was" in again()[0].stderr


@pytest.mark.parametrize("folder, given", [("there", "./image.elf"), (".", "../image.elf")])
def test_a_file_that_was_given_from_another_folder_is_found(lantern, again, programs, tmp_path, folder, given):
    (tmp_path / "there").mkdir()
    shutil.copy(programs / "hello.elf", tmp_path / folder / "image.elf")
    (tmp_path / "there" / "typed.txt").write_text("1 ms hello\n")
    lantern("run", "hello", "--firmware", f"host0={given}", "--set", "host0.uart.input=typed.txt", "--json", "../report.json", cwd=tmp_path / "there")
    done, now = again()
    assert (done.stderr, now["exits"]) == ("", {"host0": 0})
    assert now["settings"]["host0.hart.firmware"] == str(tmp_path / folder / "image.elf")


@pytest.mark.parametrize("text, said", [(None, "cannot read"), ("{}", "is no report"), ("x", "is no report"), ('{"pod": 1, "settings": {}, "events": []}', "is no report")])
def test_what_is_no_report(again, tmp_path, text, said):
    if text is not None:
        (tmp_path / "report.json").write_text(text)
    done, _ = again()
    assert done.returncode == 2
    assert said in done.stderr and "report.json" in done.stderr
