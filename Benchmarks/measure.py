"""Runs whole processes and notes wall time and peak memory."""

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from typing import Callable


@dataclass
class Work:
    """One command that is measured, and what makes its run comparable with the one before."""

    name: str
    arguments: list[str]
    folder: str | None = None
    stdin: str | None = None
    prepare: Callable[[], None] = lambda: None
    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def peak_megabytes(self):
        return max(self.peaks) / 1e6


def run(work, expected=0):
    """Runs it once; returns wall seconds and peak resident bytes, start and exit included."""
    work.prepare()
    # What earlier runs wrote goes to the disk now, not while this one is timed.
    os.sync()
    errors = tempfile.TemporaryFile()
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, work.stdin or os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_DUP2, errors.fileno(), 2),
    ]
    home = os.getcwd()
    os.chdir(work.folder or home)
    try:
        begin = time.perf_counter()
        arguments = work.arguments
        process = os.posix_spawn(arguments[0], arguments, os.environ, file_actions=actions)
        _, status, usage = os.wait4(process, 0)
        seconds = time.perf_counter() - begin
    finally:
        os.chdir(home)
    code = os.waitstatus_to_exitcode(status)
    if code != expected:
        command = " ".join(work.arguments[:8])
        shown = os.pread(errors.fileno(), 2_000, 0).decode(errors="replace").strip()
        sys.exit(f"bench: {work.name}: exit {code}, not {expected}: {command}\n{shown}")
    errors.close()
    return seconds, usage.ru_maxrss * 1024


def measure(works, rounds):
    """Every work once a round, in turn, so that a slow minute of the machine meets all of them."""
    terminal = sys.stderr.isatty()
    for number in range(rounds):
        for work in works:
            if terminal:
                shown = f"round {number + 1} of {rounds}: {work.name:<40}"
                print(f"\r{shown}", end="", file=sys.stderr)
            seconds, peak = run(work)
            work.seconds.append(seconds)
            work.peaks.append(peak)
    if terminal:
        print(f"\r{'':<60}\r", end="", file=sys.stderr)
