"""The works on reports: a saved plan of 10,000 changes as Markdown and as a page, and a key typed into
the filter of the page."""

import json
import os
import shutil
import subprocess
import sys

from measure import Work, run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TODAY = ["--today", "2026-11-21"]
JUDGE = os.path.join(ROOT, "Tests", "KeyformReportTests", "Browser", "judge.py")
PYTHON = os.path.join(ROOT, ".venv", "bin", "python")


class Reports:
    def __init__(self, folder, keyform):
        plan = os.path.join(folder, "creates.plan")
        self.page = os.path.join(folder, "creates.html")
        show = [keyform, "show", plan]
        self.json = Work("show --format json", [*show, "--format", "json"])
        self.markdown = Work("show --report markdown", [*show, "--report", "markdown", "--max-bytes", "65000"])
        self.html = Work("show --report html", [*show, "--report", "html"])
        self.write = Work("show --report html=FILE", [*show, "--report", f"html={self.page}"])

    @property
    def works(self):
        return [self.json, self.markdown, self.html]

    @property
    def page_megabytes(self):
        return os.path.getsize(self.page) / 1e6


def set_up(keyform, base, changes):
    """A plan that creates so many entries, a third of each kind and one more."""
    folder = os.path.join(base, f"creates-{changes}")
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-B", os.path.join(HERE, "generate.py"), folder,
                    "--n", str(-(-changes // 3))], check=True)
    plan = os.path.join(folder, "creates.plan")
    run(Work("plan of creates", [keyform, "plan", "-C", folder, "--out", plan, *TODAY]))
    reports = Reports(folder, keyform)
    run(reports.write)
    return reports


def typed_key(small, large):
    """Milliseconds until a typed key is painted, on the page of `small` and on that of `large`; what
    drives a browser is there with what the tests need (scripts/setup)."""
    done = subprocess.run([PYTHON, JUDGE, "speed", small.page, large.page], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: the browser could not be measured: {(done.stdout + done.stderr)[-1000:]}")
    figures = json.loads(done.stdout.splitlines()[-1])
    return figures["small"]["median"], figures["large"]["median"]
