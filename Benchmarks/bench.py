#!/usr/bin/env python3
"""Measures Keyform against its floors; scripts/bench builds what this needs and calls it."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import postgres
import postgres_floor
import report
import reports
import review
import sqlite_floor
from measure import Work, measure, run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TODAY = ["--today", "2026-11-21"]
DATABASE = "keyform.sqlite"


@dataclass
class Size:
    """Everything that is measured at one n."""

    n: int
    events: Work
    read: Work
    insert: Work
    validate: Work
    validate_policies: Work
    plan_nothing: Work
    plan_file: Work
    plan_text: Work
    apply: Work

    @property
    def works(self):
        return [self.events, self.validate, self.validate_policies, self.read, self.plan_nothing, self.plan_file,
                self.insert, self.plan_text, self.apply]


def tool(name):
    path = shutil.which(name)
    return path or sys.exit(f"bench: {name} is not on the PATH")


def remove_database(folder):
    def prepare():
        for suffix in ["", "-journal", "-wal", "-shm"]:
            if os.path.exists(os.path.join(folder, DATABASE + suffix)):
                os.remove(os.path.join(folder, DATABASE + suffix))

    return prepare


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def yaml_files(folder):
    found = (os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)
    return sorted(name for name in found if name.endswith(".yaml"))


def set_up(keyform, floors, base, n):
    """Generates the workload, applies it once, checks that all is as the table will claim."""
    applied, empty = os.path.join(base, "applied"), os.path.join(base, "empty")
    subprocess.run([sys.executable, "-B", os.path.join(HERE, "generate.py"), empty, "--n", str(n)],
                   check=True)
    shutil.rmtree(applied, ignore_errors=True)
    shutil.copytree(empty, applied)
    ruled = os.path.join(base, "ruled")
    subprocess.run([sys.executable, "-B", os.path.join(HERE, "generate.py"), ruled, "--n", str(n),
                    "--policies", os.path.join(ROOT, "examples", "policies", "policies")],
                   check=True)

    def command(name, folder, *arguments, prepare=lambda: None):
        return Work(name, [keyform, *arguments, "-C", folder, *TODAY], prepare=prepare)

    fresh = remove_database(empty)
    run(command("validate --fail-on warning", empty, "validate", "--fail-on", "warning"))
    # Ten policies that find nothing: what is measured is looking.
    run(command("validate with policies", ruled, "validate", "--fail-on", "warning"))
    run(command("plan of everything", empty, "plan", "--detailed-exitcode"), expected=2)
    run(command("apply", applied, "apply", "--yes"))
    run(command("plan of nothing", applied, "plan", "--detailed-exitcode"))

    database = os.path.join(applied, DATABASE)
    counts = sqlite_floor.row_counts(database)
    for table in ["product_key", "deployment", "binding"]:
        if counts.get(table) != n:
            sys.exit(f"bench: {table} holds {counts.get(table)} rows after apply, not {n}")
    read = write(os.path.join(base, "read.sql"), sqlite_floor.read_script(database))
    imported = os.path.join(base, "imported.sqlite")
    insert = write(
        os.path.join(base, "insert.sql"),
        sqlite_floor.write_import(database, os.path.join(base, "csv")))

    def no_import():
        if os.path.exists(imported):
            os.remove(imported)

    size = Size(
        n=n,
        events=Work("event loop", [os.path.join(floors, "eventloop"), *yaml_files(empty)]),
        read=Work("sqlite3 select", [tool("sqlite3"), "-readonly", "-bail", database], stdin=read),
        insert=Work("sqlite3 import", [tool("sqlite3"), "-bail", imported], stdin=insert,
                    prepare=no_import),
        validate=command("validate", empty, "validate"),
        validate_policies=command("validate, ten policies", ruled, "validate"),
        plan_nothing=command("plan, nothing to change", applied, "plan"),
        plan_file=command("plan --out", empty, "plan", "--out", os.path.join(base, "all.plan"),
                          prepare=fresh),
        plan_text=command("plan, all to create", empty, "plan", prepare=fresh),
        apply=command("first apply", empty, "apply", "--yes", prepare=fresh),
    )
    run(size.insert)
    if sqlite_floor.row_counts(imported) != counts:
        sys.exit("bench: sqlite3 did not import the rows that Keyform wrote")
    return size


def start_up(keyform, floors, base):
    """The works of the start-up rows: bare Swift, --version, plan on an applied small example."""
    small = os.path.join(base, "minimal")
    shutil.rmtree(small, ignore_errors=True)
    shutil.copytree(os.path.join(ROOT, "examples", "minimal"), small)
    arguments = ["-C", small, *TODAY]
    run(Work("apply on examples/minimal", [keyform, "apply", "--yes", *arguments],
             prepare=remove_database(small)))
    return [
        Work("bare Swift", [os.path.join(floors, "bare")]),
        Work("--version", [keyform, "--version"]),
        Work("plan on examples/minimal", [keyform, "plan", *arguments]),
    ]


def measure_postgres(keyform, base, n, runs, is_quick):
    """The rows of PostgreSQL, on a private cluster that ends with them."""
    print("bench: applying on PostgreSQL", file=sys.stderr)
    script = os.path.join(ROOT, "scripts", "postgres")
    folder = os.path.join(tempfile.gettempdir(), f"keyform-bench-{os.getpid()}")
    with postgres_floor.Cluster(script, folder) as cluster:
        large = postgres.set_up(keyform, cluster, base, os.path.join(base, "large", "empty"), n)
        small = None if is_quick else postgres.set_up(
            keyform, cluster, base, os.path.join(base, "small", "empty"), n // 10)
        one, every = postgres.many_targets(keyform, cluster, base)
        events = Work("event loop", [os.path.join(os.path.dirname(base), "benchmarks", "floors",
                                                  "eventloop"),
                                     *yaml_files(os.path.join(base, "large", "empty"))])
        measure([events, *large.works, *(small.works if small else [])], runs)
        measure([one, every], 2 * runs + 1)
    return report.postgres_table(events, large, small, one, every)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keyform", required=True)
    parser.add_argument("--floors", required=True)
    parser.add_argument("--n", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--review", action="store_true",
                        help="the works on a change alone; the table is only printed")
    parser.add_argument("--quick", action="store_true",
                        help="n = 5,000, three runs, no growth; the table is only printed")
    options = parser.parse_args()
    n, runs = (5_000, 3) if options.quick else (options.n, options.runs)
    keyform, floors = os.path.abspath(options.keyform), os.path.abspath(options.floors)
    base = os.path.join(ROOT, ".build", "benchmarks")

    changed = 6_600 if options.quick else review.N
    print(f"bench: generating and changing n = {changed:,}", file=sys.stderr)
    changes = review.set_up(keyform, os.path.join(base, "review"), changed)
    small_report, large_report = [
        reports.set_up(keyform, os.path.join(base, "review"), size) for size in (1_000, 10_000)]
    measure(changes.works, runs)
    measure(large_report.works, 2 * runs + 1)
    keys = reports.typed_key(small_report, large_report)
    review_table = report.review_table(changes, changed, large_report, keys)
    if options.review:
        print(review_table)
        return
    print(f"bench: generating and applying n = {n:,}", file=sys.stderr)
    large = set_up(keyform, floors, os.path.join(base, "large"), n)
    small = None if options.quick else set_up(keyform, floors, os.path.join(base, "small"), n // 10)
    starts = start_up(keyform, floors, base)
    measure(large.works + (small.works if small else []), runs)
    measure(starts, 4 * runs + 1)
    files = yaml_files(os.path.join(base, "large", "empty"))
    parts = [report.table(large, small, starts, runs, files), review_table,
             measure_postgres(keyform, base, n, runs, options.quick)]
    table = "\n\n".join(parts)
    print(table)
    if not options.quick:
        report.replace(os.path.join(ROOT, "docs", "performance.md"), table)


if __name__ == "__main__":
    main()
