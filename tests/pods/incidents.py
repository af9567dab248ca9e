"""Random incidents: what can break in a pod, one at a time or two, and what a run may end in after it."""

import random
import re

MS = 1_000_000_000

# A run in which all that broke was mended ends with exit code 0 and its data compared. Where something stays broken, or data was changed
# unseen, it may end with exit code 1, if a host says what it met; or with the time limit where a host's own hart stands still.
SAYINGS = (r"module \d+: failed while", r"no link at \d+ us", r"mailbox does not answer at \d+ us", r"capacity: ", r"extents of before: ", r"release: ",
           r"DMA [\w ]+: no completion", r"given up after \d+ attempts", r"poisoned lines filled with zeroes: failed")
CHANGED = (r"256 KiB compared: DIFFERENT", r"256 KiB of it read: NOT ZERO", r"loads, \d+ ns each; [1-9]\d* wrong")


class Shape:
    """How many of each a pod has."""

    def __init__(self, hosts, links):
        self.hosts, self.ports, self.links = hosts, hosts * links, links

    def module(self, rng):
        host, link = rng.randrange(self.hosts), rng.randrange(self.links)
        return rng.choice([f"pool.port{host * self.links + link}.transceiver", f"accelerator{host}.transceiver{link}"])


SHAPES = {"solo": Shape(1, 1), "duo": Shape(2, 1), "octo": Shape(8, 2)}
SPAN = {"solo": 42 * MS, "duo": 52 * MS, "octo": 190 * MS}  # an undisturbed run, and a little


def kinds(rng, shape):
    """[(what breaks, what mends it or None)]: every fault that `lantern show --faults` lists. Those that are over by themselves come alone."""
    fibre, module, host = f"fibre{rng.randrange(shape.ports)}", shape.module(rng), f"host{rng.randrange(shape.hosts)}"
    lane, line = rng.randrange(4), rng.randrange(0, 320 << 10, 64)
    return [(f"{fibre}.cut", f"{fibre}.repair"), (f"{fibre}.loss=20 dB", f"{fibre}.loss=0 dB"), (f"{module}.laser.fade=20 dB", f"{module}.laser.fade=0 dB"),
            (f"{module}.removed", f"{module}.inserted"), (f"{module}.lane_dead={lane}", f"{module}.lane_restored={lane}"),
            (f"{module}.i2c_stuck", f"{module}.removed", f"{module}.inserted"), (f"{module}.silent", f"{module}.removed", f"{module}.inserted"),
            (f"{module}.data_path.refuse_application", f"{module}.removed", f"{module}.inserted"),
            (f"{host}.hart.stall", f"{host}.system_controller.press_reset"),
            (f"{fibre}.ber_burst={rng.randrange(1, 300)} us",), (f"{module}.module_fault",), ("pool.hart.stall",), ("pool.scrub.stall",),
            ("pool.system_controller.press_reset",), (f"{host}.system_controller.press_reset",), (f"pool.media.corrected={line:#x}",),
            (f"pool.media.uncorrected={line:#x}",), (f"pool.media.flipped={line:#x}",)]


class Incident:
    """Something that breaks at a random time and, but for one in `stays`, is mended a random time later."""

    def __init__(self, rng, pod, stays=0):
        chosen = rng.choice(kinds(rng, SHAPES[pod]))
        at = rng.randrange(0, SPAN[pod])
        self.name = re.sub(r"\d+|=.*", "", chosen[0])
        self.changes_data = "media.flipped" in chosen[0]
        self.stays = len(chosen) > 1 and bool(stays) and rng.randrange(stays) == 0
        self.stops_host = self.stays and "hart.stall" in chosen[0]
        self.events = []
        for fault in chosen[:1] if self.stays else chosen:
            self.events.append(f"{at} ps {fault}")
            at += int(10 ** rng.uniform(3, 10.3))  # 1 ns to 20 ms


def incidents(seed, pod, pairs=False, stays=4):
    rng = random.Random(seed)
    return [Incident(rng, pod, stays) for _ in range(2 if pairs else 1)]


def ending(hosts, found, done):
    """(what the run ended in, whether it may), `done` being the process."""
    text = done.stdout
    if done.returncode == 0:
        right = all(f"{host}| 256 KiB compared: equal" in text for host in hosts) and "STILL WORKS" not in text
        wrong = any(re.search(saying, text) for saying in CHANGED)
        return ("data right" if right and not wrong else "PASSED WITHOUT ITS WORK"), right and (not wrong or any(i.changes_data for i in found))
    if done.returncode != 1:
        return f"died with {done.returncode}", False
    why = re.search(r"^FAILED: (.*) \(seed", text, re.M)
    why = why[1] if why else "no line FAILED"
    stops = any(i.stops_host for i in found)
    if "no exit code" in why:
        return "time limit", stops
    stays = any(i.stays for i in found)
    said = re.search("|".join(SAYINGS), text)
    changed = any(i.changes_data for i in found) and any(re.search(saying, text) for saying in CHANGED)
    return f"{why}: {said[0] if said else 'data changed' if changed else 'NOT SAID WHY'}", bool(changed or (said and stays))
