"""The works on PostgreSQL: a plan of nothing, a first apply, a small plan, and many targets."""

import itertools
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import postgres_floor
from measure import Work, run

HERE = os.path.dirname(os.path.abspath(__file__))
TODAY = ["--today", "2026-11-21"]
TARGETS = 50
CHANGES = 100


@dataclass
class Postgres:
    """What is measured on one cluster at one n."""

    n: int
    read: Work
    insert: Work
    plan_nothing: Work
    plan_all: Work
    apply: Work
    hundred: Work

    @property
    def works(self):
        return [self.read, self.plan_nothing, self.insert, self.plan_all, self.apply, self.hundred]


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def set_up(keyform, cluster, base, folder, n):
    """`folder` holds the workload of n; every database of it is made in `cluster`."""
    applied, fresh, imported = f"applied{n}", f"fresh{n}", f"imported{n}"

    def command(name, database, *arguments, source=folder, prepare=lambda: None):
        return Work(name, [keyform, *arguments, "-C", source, "--target", cluster.url(database),
                           *TODAY], prepare=prepare)

    for database in [applied, fresh, imported]:
        cluster.make(database)
    run(command("apply", applied, "apply", "--yes"))
    run(command("plan of nothing", applied, "plan", "--detailed-exitcode"))
    counts = postgres_floor.row_counts(cluster, applied)
    for table in ["product_key", "deployment", "binding"]:
        if counts.get(table) != n:
            sys.exit(f"bench: {table} holds {counts.get(table)} rows after apply, not {n}")
    read = write(os.path.join(base, f"read{n}.pgsql"), postgres_floor.read_script(cluster, applied))
    insert = write(
        os.path.join(base, f"insert{n}.pgsql"),
        postgres_floor.write_import(cluster, applied, os.path.join(base, f"copy{n}")))
    works = Postgres(
        n=n,
        read=Work("psql COPY TO", cluster.psql("-f", read, database=applied)),
        insert=Work("psql COPY FROM", cluster.psql("-f", insert, database=imported),
                    prepare=lambda: cluster.make(imported)),
        plan_nothing=command("plan, nothing to change, PostgreSQL", applied, "plan"),
        plan_all=command("plan, all to create, PostgreSQL", fresh, "plan",
                         prepare=lambda: cluster.make(fresh)),
        apply=command("first apply, PostgreSQL", fresh, "apply", "--yes",
                      prepare=lambda: cluster.make(fresh)),
        hundred=hundred(keyform, cluster, base, folder, n),
    )
    run(works.insert)
    if postgres_floor.row_counts(cluster, imported) != counts:
        sys.exit("bench: psql did not copy in the rows that Keyform wrote")
    return works


def hundred(keyform, cluster, base, folder, n):
    """Applies a saved plan of so many changes, other ones each time: no plan is applied twice."""
    database = f"hundred{n}"
    cluster.make(database)
    url = cluster.url(database)
    plan = os.path.join(base, f"hundred{n}.plan")
    changed = os.path.join(base, f"changed{n}")
    shutil.rmtree(changed, ignore_errors=True)
    shutil.copytree(folder, changed)
    path = os.path.join(changed, "rollouts", "rollout-0001.yaml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    run(Work("apply", [keyform, "apply", "--yes", "-C", folder, "--target", url, *TODAY]))
    rounds = itertools.count(1)

    def prepare():
        write(path, text.replace("    machines: ", f"    machines: {next(rounds)}", CHANGES))
        if os.path.exists(plan):
            os.remove(plan)
        made = subprocess.run(
            [keyform, "plan", "--out", plan, "--quiet", "--detailed-exitcode", "-C", changed,
             "--target", url, *TODAY], check=False)
        if made.returncode != 2:
            sys.exit(f"bench: the plan of {CHANGES} changes ended with {made.returncode}")

    # By the files of the repository that it was made from a plan is judged again. It tells no user.
    return Work(
        "apply of 100 changes",
        [keyform, "apply", plan, "--yes", "-C", changed, "--target", url, *TODAY], prepare=prepare)


def many_targets(keyform, cluster, base):
    """`plan --all-targets` over 50 databases of 1,000 rows, and of one of them."""
    folder = os.path.join(base, "targets")
    subprocess.run([sys.executable, "-B", os.path.join(HERE, "generate.py"), folder, "--n",
                    str(1_000 // 3)], check=True)
    names = [f"site{number:02}" for number in range(TARGETS)]
    lines = [f'  {name}: {{url: "{cluster.url(name)}"}}' for name in names]
    with open(os.path.join(folder, "keyform.yaml"), "a", encoding="utf-8") as file:
        file.write("targets:\n" + "\n".join(lines) + "\n")
    for name in names:
        cluster.make(name)
    run(Work("apply to all", [keyform, "apply", "--all-targets", "--yes", "-C", folder, *TODAY]))
    one = Work("plan of one target", [keyform, "plan", "--target", names[0], "-C", folder, *TODAY])
    every = Work(f"plan of {TARGETS} targets",
                 [keyform, "plan", "--all-targets", "-C", folder, *TODAY])
    return one, every
