"""Two hosts on one pool: capacity moves, what is shared is shared, and nobody sees what another owns."""

import pathlib
import re

import pytest

POD = pathlib.Path(__file__).resolve().parents[2] / "platform" / "pods" / "duo.toml"


def lines_of(text, prefix):
    return [line.split("| ", 1)[1] for line in text.splitlines() if line.startswith(prefix + "|")]


def test_capacity_moves_from_host_to_host_and_arrives_zeroed(report):
    done, summary = report("duo", "--trace-hash")
    assert done.returncode == 0, done.stdout + done.stderr
    text = done.stdout
    host0, host1 = lines_of(text, "host0"), lines_of(text, "host1")
    assert "192 MiB at DPA 0x0, HPA 0x4000000000, asked 1 time(s)" in host0
    assert "not enough capacity now: asking again" in host1
    second = next(line for line in host1 if "MiB at DPA" in line)
    assert second.startswith("192 MiB at DPA 0x0, ")
    assert int(re.search(r"asked (\d+)", second)[1]) > 1
    for host in (host0, host1):
        assert "256 KiB of it read: zeroes" in host
        assert "256 KiB compared: equal" in host
        assert "released; a load now is refused" in host
    assert text.index("host0| released") < text.index("host1| 192 MiB")
    assert summary["counters"]["pool.hdm_decoder.denials"] == 2
    assert summary["counters"]["pool.hdm_decoder.misses"] == 0


def test_a_port_has_the_map_of_the_host_it_is_wired_to(report):
    done, summary = report("duo", "--set", "host1.memory_base=0x50_0000_0000")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pool| port 0: decoder HPA 0x4000000000" in done.stdout and "pool| port 1: decoder HPA 0x5000000000" in done.stdout
    assert re.search(r"host1\| 192 MiB at DPA 0x0, HPA 0x5000000000", done.stdout)
    assert done.stdout.count("256 KiB compared: equal") == 2


def test_duo_has_one_hash(report):
    hashes = {report("duo", "--trace-hash")[1]["trace_hash"] for _ in range(2)}
    assert len(hashes) == 1


def test_an_extent_is_shared_by_a_writer_and_a_reader(report):
    done, summary = report("duo", "--firmware", "host0=pool_share", "--firmware", "host1=pool_share")
    assert done.returncode == 0, done.stdout + done.stderr
    for line in ("host0| sharing with port 1, for loads: ok", "host1| 16 MiB at DPA 0x0, shared", "host1| 4 rounds of 64 KiB read, 0 words wrong",
                 "host1| a store there is refused, the bytes stay"):
        assert line in done.stdout
    assert summary["counters"]["pool.hdm_decoder.denials"] > 0


@pytest.mark.parametrize("implementation", ["tlm", "rtl", "shadow"])
def test_hosts_that_count_together_lose_nothing(report, implementation):
    done, summary = report("duo", "--firmware", "host0=pool_count", "--firmware", "host1=pool_count", "--set", f"pool.hdm_decoder.impl={implementation}")
    assert done.returncode == 0, done.stdout + done.stderr
    for host in range(2):
        assert f"host{host}| 400 of 400 counted, 400 of 400 under the lock" in done.stdout
    atomics = [latency["count"] for name, latency in summary["latency"].items() if name.endswith(".atomic_latency")]
    assert len(atomics) == 2 and min(atomics) >= 600, summary["latency"]


@pytest.mark.long
def test_eight_hosts_with_two_links_each_use_one_pool(report):
    done, summary = report("octo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert summary["exits"] == {f"host{i}": 0 for i in range(8)}
    for i in range(8):
        assert f"host{i}| 256 KiB compared: equal" in done.stdout
        sent = [summary["counters"][f"accelerator{i}.link{k}.bytes_sent"] for k in range(2)]
        assert min(sent) > 131072  # DMA and loads over both
        assert abs(sent[0] - sent[1]) < 16384  # commands go over the first
    places = re.findall(r"192 MiB at DPA (\w+),", done.stdout)
    assert len(places) == 8


def interleaved(hosts, links, granule):
    """octo, for another number of hosts and links."""
    text = (POD.parent / "octo.toml").read_text()
    text = re.sub(r"exits = .*", f"exits = {[f'host{i}' for i in range(hosts)]}", text).replace("count = 8", f"count = {hosts}")
    text = text.replace("count = 16", f"count = {hosts * links}").replace("ports = 16", f"ports = {hosts * links}")
    text = text.replace("links = 2", f'links = {links}\ngranule = "{granule}"').replace("#/2", f"#/{links}").replace("#%2", f"#%{links}")
    for key, value in (("module_interrupt", "host#.module_interrupt_{k}"), ("i2c_interrupt", "host#.i2c_interrupt_{k}"),
                       ("codeword_out", "fibre#*{n}+{k}.codeword_target_0"), ("light_out", "fibre#*{n}+{k}.light_target_0")):
        text = re.sub(rf"{key}_1 = .*\n", "", text)
        lines = "\n".join(f'{key}_{k} = "{value.format(n=links, k=k)}"' for k in range(links))
        text = re.sub(rf"{key}_0 = .*", lines, text)
    return text


@pytest.mark.parametrize("hosts, links, granule", [(2, 1, "256 B"), (4, 4, "256 B"), (2, 8, "256 B"), (2, 2, "4 KiB"), (2, 4, "16 KiB"), (1, 8, "1 KiB")])
def test_interleave_works_over_one_to_eight_links_and_other_granules(report, tmp_path, hosts, links, granule):
    pod = tmp_path / "interleaved.toml"
    pod.write_text(interleaved(hosts, links, granule))
    done, summary = report(pod)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("256 KiB compared: equal") == hosts
    for host in range(hosts):
        assert min(summary["counters"][f"accelerator{host}.link{k}.bytes_sent"] for k in range(links)) > 262144 // links // 2


def test_a_fibre_that_is_not_there_is_named(lantern, tmp_path):
    pod = tmp_path / "three.toml"
    three = POD.read_text().replace("ports = 2", "ports = 3")
    pod.write_text(three)
    done = lantern("check", pod)
    assert done.returncode == 2
    assert "there is no part `host2`; did you mean `host0`?" in done.stderr  # whose map the third port would have
    pod.write_text(three.replace("$host#.memory", "$host0.memory"))
    done = lantern("check", pod)
    assert done.returncode == 2
    assert "fibre2" in done.stderr
