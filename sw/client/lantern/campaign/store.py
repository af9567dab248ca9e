"""What a campaign has found, row by row, in SQLite: what is in it was done, however the campaign ended."""

import contextlib
import csv
import json
import sqlite3
import xml.etree.ElementTree as ElementTree

from .. import errors

_COLUMNS = ("row", "outcome", "verdict", "simulated_ps", "host_seconds", "seed", "parameters", "events", "counts", "trace_hash", "command")


class OtherCampaign(errors.LanternError):
    """The store holds rows of another file, or of another Lantern."""


def made_of_store(path):
    """What the rows of the store at `path` have in common. Raises `OtherCampaign`: it is no store."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        try:
            return dict(database.execute("select name, text from made_of"))
        except sqlite3.DatabaseError as error:
            raise OtherCampaign(f"{path} is no store of a campaign: {error}") from None


class Store:
    """The rows at `path` of the campaign that `made_of` describes, a text by name. Raises `OtherCampaign`."""

    def __init__(self, path, made_of):
        self.path = path
        self._database = sqlite3.connect(path)
        self._database.execute("create table if not exists made_of (name text primary key, text text)")
        self._database.execute("create table if not exists rows (row integer primary key, outcome text, verdict text, simulated_ps integer, "
                               "host_seconds real, seed integer, parameters text, events text, counts text, trace_hash text, command text)")
        if not self.done():  # nothing was made yet, so it may be of another now
            self._database.execute("delete from made_of")
        before = self.made_of()
        different = [name for name in made_of if before and before.get(name) != made_of[name]]
        if different:
            raise OtherCampaign(f"{path} holds rows that were made with another {', '.join(different)}: name another file, or remove it")
        self._database.executemany("insert or ignore into made_of values (?, ?)", made_of.items())
        self._database.commit()

    def made_of(self):
        """What its rows have in common, a text by name."""
        return dict(self._database.execute("select name, text from made_of"))

    def done(self):
        """Numbers of the rows that are in it."""
        return {row for row, in self._database.execute("select row from rows")}

    def add(self, found):
        """A row, by column. When this returns, it stands."""
        values = [json.dumps(found[name]) if name in ("parameters", "events", "counts") else found[name] for name in _COLUMNS]
        self._database.execute(f"insert or replace into rows values ({', '.join('?' * len(_COLUMNS))})", values)
        self._database.commit()

    def take(self, other):
        """All rows of the store at `other`, of the same campaign. Raises `OtherCampaign`."""
        made_of_store(other)
        for found in Store(other, self.made_of()).rows():
            self.add(found)

    def rows(self):
        """All, in order, by column."""
        for values in self._database.execute(f"select {', '.join(_COLUMNS)} from rows order by row"):
            found = dict(zip(_COLUMNS, values))
            yield {name: json.loads(of) if name in ("parameters", "events", "counts") else of for name, of in found.items()}

    def outcomes(self):
        """How many of each."""
        return dict(self._database.execute("select outcome, count(*) from rows group by outcome order by count(*) desc, outcome"))

    def close(self):
        self._database.close()

    def write_csv(self, path):
        """A line a row; a column each parameter and each value."""
        rows = list(self.rows())
        parameters = sorted({name for row in rows for name in row["parameters"]})
        counts = sorted({name for row in rows for name in row["counts"]})
        with open(path, "w", newline="") as file:
            writer = csv.writer(file)
            plain = [name for name in _COLUMNS if name not in ("parameters", "counts", "events")]
            writer.writerow([*plain, "events", *parameters, *counts])
            for row in rows:
                writer.writerow([*(row[name] for name in plain), "; ".join(row["events"]), *(row["parameters"].get(name, "") for name in parameters),
                                 *(row["counts"].get(name, "") for name in counts)])

    def write_junit(self, path, name, fail):
        """A test case a row; an outcome of `fail` is a failure."""
        rows = list(self.rows())
        suite = ElementTree.Element("testsuite", name=name, tests=str(len(rows)), failures=str(sum(row["outcome"] in fail for row in rows)))
        for row in rows:
            case = ElementTree.SubElement(suite, "testcase", classname=name, name=f"row {row['row']}", time=f"{row['host_seconds']:.3f}")
            if row["outcome"] in fail:
                failure = ElementTree.SubElement(case, "failure", message=f"{row['outcome']}: {row['verdict']}")
                failure.text = row["command"]
        ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
