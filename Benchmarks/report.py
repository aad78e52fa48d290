"""Turns what was measured into the table of docs/performance.md."""

import os
import re
import subprocess

BEGIN, END = "<!-- table:begin -->", "<!-- table:end -->"
PEAK_MEGABYTES = 250
GROWTH = 11


def milliseconds(seconds):
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def verdict(value, bound):
    return "met" if value <= bound else f"over by {(value / bound - 1) * 100:.0f} %"


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def facts(large, runs, files):
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    commit = output("git", "-C", root, "rev-parse", "--short=10", "HEAD")
    changed = output("git", "-C", root, "status", "--porcelain", "--untracked-files=no", "--",
                     ".", ":!docs/performance.md")
    events = int(output(*large.events.arguments))
    swift = re.search(r"Swift version ([\d.]+)", output("swift", "--version")).group(1)
    sqlite = output("sqlite3", "--version").split()[0]
    yaml = output("pkg-config", "--modversion", "yaml-0.1")
    megabytes = sum(os.path.getsize(path) for path in files) / 1e6
    return [
        f"Commit {commit}{' with changes' if changed else ''},"
        f" {len(os.sched_getaffinity(0))} cores,"
        f" Swift {swift}, libyaml {yaml}, SQLite {sqlite}.",
        f"n = {large.n:,}: {3 * large.n:,} entries, {megabytes:.1f} MB of YAML"
        f" in {len(files)} files, {events:,} events.",
        f"Median of {runs} runs in turn, whole processes. F, the event loop, takes"
        f" {milliseconds(large.events.median)} here.",
    ]


def bounds(large):
    """Name, work, what it is compared with, the floor's seconds, the factor, seconds on top."""
    events, read = large.events.median, large.read.median
    insert, plan = large.insert.median, large.plan_text.median
    return [
        ("`validate`", large.validate, "F", events, 1.5, 0),
        ("`plan`, nothing to change", large.plan_nothing, "F + `sqlite3` reading all rows",
         events + read, 1.5, 0),
        ("`plan --out`, all to create", large.plan_file, "F", events, 3.0, 0),
        ("first `apply`", large.apply, "`sqlite3` inserting the same rows; on top, the plan",
         insert, 2.5, plan),
    ]


def work_rows(large):
    yield row("work", "time", "floor", "floor's time", "ratio", "at most", "verdict",
              "peak memory", f"at most {PEAK_MEGABYTES} MB")
    yield row(*["---"] * 9)
    for name, work, floor, seconds, factor, extra in bounds(large):
        ratio = (work.median - extra) / seconds
        on_top = f" + {milliseconds(extra)}" if extra else ""
        yield row(name, milliseconds(work.median), floor, milliseconds(seconds) + on_top,
                  f"{ratio:.2f}", f"{factor:.1f}",
                  verdict(work.median, factor * seconds + extra),
                  f"{work.peak_megabytes:.0f} MB", verdict(work.peak_megabytes, PEAK_MEGABYTES))


def growth_rows(large, small):
    yield row("work", f"n = {small.n:,}", f"n = {large.n:,}", "growth", "at most", "verdict")
    yield row(*["---"] * 6)
    for (name, work, *_), (_, before, *_) in zip(bounds(large), bounds(small)):
        growth = work.median / before.median
        yield row(name, milliseconds(before.median), milliseconds(work.median),
                  f"{growth:.1f}", str(GROWTH), verdict(growth, GROWTH))


def policy_rows(large):
    yield row("policies", "time", "above `validate`", "at most", "verdict")
    yield row(*["---"] * 5)
    above = large.validate_policies.median - large.validate.median
    yield row("`validate` with ten policies", milliseconds(large.validate_policies.median),
              milliseconds(above), milliseconds(0.5), verdict(above, 0.5))


def review_rows(review, n):
    yield row(f"work on a change, n = {n:,}", "time", "beside", "its time", "ratio", "at most",
              "verdict", "peak memory", f"at most {PEAK_MEGABYTES} MB")
    yield row(*["---"] * 9)
    works = [(f"`diff HEAD~1`, {change.name}", change.diff, "`validate` of the same files",
              change.validate, change.most) for change in review.changes]
    works.append(("`plan --base HEAD~1`, one file changed", review.plan_base, "`plan`",
                  review.plan, 1.4))
    for name, work, beside, floor, most in works:
        yield row(name, milliseconds(work.median), beside, milliseconds(floor.median),
                  f"{work.median / floor.median:.2f}", f"{most:.2f}",
                  verdict(work.median, most * floor.median),
                  f"{work.peak_megabytes:.0f} MB", verdict(work.peak_megabytes, PEAK_MEGABYTES))


def report_rows(reports, keys):
    yield row("report of 10,000 changes", "time", "beside", "its time", "ratio", "at most", "verdict",
              "peak memory", f"at most {PEAK_MEGABYTES} MB")
    yield row(*["---"] * 9)
    for name, work, most in [("`show PLAN --report markdown --max-bytes 65000`", reports.markdown, 1.2),
                             ("`show PLAN --report html`", reports.html, 1.6)]:
        floor = reports.json.median
        yield row(name, milliseconds(work.median), "`show PLAN --format json`", milliseconds(floor),
                  f"{work.median / floor:.2f}", f"{most:.2f}", verdict(work.median, most * floor),
                  f"{work.peak_megabytes:.0f} MB", verdict(work.peak_megabytes, PEAK_MEGABYTES))
    small, large = (key / 1000 for key in keys)
    yield row("a key typed into the filter of the page, until it is painted", milliseconds(large),
              "the same with 1,000", milliseconds(small), f"{large / small:.2f}", "3.00",
              verdict(large, 3 * small), "", "")
    yield ""
    yield f"The page has {reports.page_megabytes:.1f} MB (at most 10 MB:" \
          f" {verdict(reports.page_megabytes, 10)})."


def review_table(review, n, reports, keys):
    return "\n".join([*review_rows(review, n), "", *report_rows(reports, keys)])


def postgres_rows(events, large, small, one, every):
    yield row("work on PostgreSQL", "time", "floor", "floor's time", "ratio", "at most", "verdict",
              "peak memory", f"at most {PEAK_MEGABYTES} MB")
    yield row(*["---"] * 9)
    plan = large.plan_all.median
    for name, work, floor, seconds, factor, extra in [
        ("`plan`, nothing to change", large.plan_nothing, "F + `COPY … TO STDOUT` of all rows",
         events.median + large.read.median, 1.5, 0),
        ("first `apply`", large.apply, "`COPY … FROM` of the same rows; on top, the plan",
         large.insert.median, 2.5, plan),
        ("50 targets of 1,000 rows, `plan --all-targets`", every, "one target", one.median, 10, 0),
    ]:
        ratio = (work.median - extra) / seconds
        on_top = f" + {milliseconds(extra)}" if extra else ""
        yield row(name, milliseconds(work.median), floor, milliseconds(seconds) + on_top,
                  f"{ratio:.2f}", f"{factor:.1f}",
                  verdict(work.median, factor * seconds + extra),
                  f"{work.peak_megabytes:.0f} MB", verdict(work.peak_megabytes, PEAK_MEGABYTES))
    yield ""
    # It judges the plan by all rows, and sees inside its transaction that they are still the same.
    yield row("saved plan on PostgreSQL", "time", "`plan`, nothing to change", "factor", "at most",
              "verdict")
    yield row(*["---"] * 6)
    for size in [size for size in [small, large] if size]:
        plan = size.plan_nothing.median
        yield row(f"`apply PLAN` of 100 changes, n = {size.n:,}",
                  milliseconds(size.hundred.median), milliseconds(plan),
                  f"{size.hundred.median / plan:.2f}", "2.0",
                  verdict(size.hundred.median, 2 * plan))


def postgres_table(events, large, small, one, every):
    return "\n".join(postgres_rows(events, large, small, one, every))


def start_rows(starts):
    bare, version, plan = starts
    yield row("start-up", "time", "above a bare Swift program", "at most", "verdict")
    yield row(*["---"] * 5)
    yield row("a bare Swift program", milliseconds(bare.median), "", "", "")
    for name, work, most in [("`keyform --version`", version, 0.010),
                             ("`keyform plan` on `examples/minimal`, applied", plan, 0.025)]:
        above = work.median - bare.median
        yield row(name, milliseconds(work.median), milliseconds(above), milliseconds(most),
                  verdict(above, most))


def table(large, small, starts, runs, files):
    parts = [facts(large, runs, files), work_rows(large), policy_rows(large)]
    if small:
        parts.append(growth_rows(large, small))
    parts.append(start_rows(starts))
    return "\n\n".join("\n".join(part) for part in parts)


def replace(path, text):
    """Rewrites what stands between the markers; the prose around them is kept."""
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")
