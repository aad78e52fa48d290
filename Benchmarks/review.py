"""The works on changes: a diff against the commit before, and a plan that tells by it what waits."""

import os
import re
import shutil
import subprocess
import sys

from measure import Work, run

HERE = os.path.dirname(os.path.abspath(__file__))
TODAY = ["--today", "2026-11-21"]
# 198 files of 1,000 entries.
N = 66_000


class Change:
    """A checkout with one commit behind HEAD, and what is measured in it."""

    def __init__(self, name, folder, keyform, most):
        self.name = name
        self.most = most
        self.validate = Work(f"validate, {name}", [keyform, "validate", "-C", folder, *TODAY])
        self.diff = Work(f"diff, {name}", [keyform, "diff", "HEAD~1", "-C", folder, *TODAY])


class Review:
    def __init__(self, changes, plan, plan_base):
        self.changes = changes
        self.plan = plan
        self.plan_base = plan_base

    @property
    def works(self):
        return [work for change in self.changes for work in (change.validate, change.diff)] + [
            self.plan, self.plan_base]


def git(folder, *arguments):
    subprocess.run(
        ["git", "-C", folder, "-c", "user.name=Bench", "-c", "user.email=bench@bench.example",
         "-c", "commit.gpgSign=false", "-c", "core.autocrlf=false", *arguments],
        check=True, stdout=subprocess.DEVNULL)


def files(folder):
    found = (os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)
    return sorted(name for name in found if name.endswith(".yaml") and "keyform" not in name)


def count_up(path, every=False):
    """Another number in the first entry of a file, or in each."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    changed = re.sub(r"((?:quantity|machines): )(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}",
                     text, count=0 if every else 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(changed)


def change_one(folder):
    count_up(files(os.path.join(folder, "keys"))[0], every=True)


def rename_half(folder):
    for path in files(folder)[::2]:
        os.rename(path, os.path.join(os.path.dirname(path), "a-" + os.path.basename(path)))


def change_all(folder):
    for path in files(folder):
        count_up(path)


def set_up(keyform, base, n=N):
    """One repository, committed; a copy of it for each kind of change. The plan is of what was applied
    before the change."""
    first = os.path.join(base, "first")
    shutil.rmtree(base, ignore_errors=True)
    subprocess.run([sys.executable, "-B", os.path.join(HERE, "generate.py"), first, "--n", str(n)],
                   check=True)
    with open(os.path.join(first, ".gitignore"), "w", encoding="utf-8") as file:
        file.write("secrets.env\n*.sqlite*\n")
    git(first, "init", "-q", "-b", "main")
    git(first, "add", "-A")
    git(first, "commit", "-q", "-m", "First")
    run(Work("apply before the change", [keyform, "apply", "--yes", "-C", first, *TODAY]))
    changes = []
    for name, make, most in [("one file changed", change_one, 1.35),
                             ("half of the files renamed", rename_half, 1.35),
                             ("every file changed", change_all, 2.3)]:
        folder = os.path.join(base, name.replace(" ", "-"))
        shutil.copytree(first, folder)
        make(folder)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "Second")
        changes.append(Change(name, folder, keyform, most))
    folder = os.path.join(base, "one-file-changed")
    plan = Work("plan, one file changed", [keyform, "plan", "-C", folder, *TODAY])
    plan_base = Work("plan --base", [*plan.arguments, "--base", "HEAD~1"])
    return Review(changes, plan, plan_base)
