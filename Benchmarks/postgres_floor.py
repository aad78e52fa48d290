"""The floors of PostgreSQL: psql copying out the rows that Keyform wrote, and copying them in."""

import os
import shutil
import subprocess

JOURNAL_AND_META = {"change_set", "change_item", "keyform_meta"}


class Cluster:
    """A private cluster on a socket, with the server's own settings: it syncs as in earnest."""

    def __init__(self, script, folder):
        self.script, self.folder = script, folder

    def __enter__(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        # A socket's path may have 107 bytes, so the folder has to be a short one.
        subprocess.run([self.script, "start", self.folder], check=True)
        self.socket = os.path.realpath(self.folder)
        return self

    def __exit__(self, *_):
        subprocess.run([self.script, "stop", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.socket}"

    def psql(self, *arguments, database="postgres"):
        return [shutil.which("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1",
                "-h", self.socket, "-U", "postgres", "-d", database, *arguments]

    def run(self, *statements, database="postgres"):
        words = [word for statement in statements for word in ("-c", statement)]
        subprocess.run(self.psql(*words, database=database), check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def query(self, sql, database):
        out = subprocess.run(self.psql("-A", "-t", "-c", sql, database=database), check=True,
                             capture_output=True, text=True).stdout
        return [line.split("|") for line in out.splitlines()]

    def make(self, database):
        self.run(f"DROP DATABASE IF EXISTS {database}", f"CREATE DATABASE {database}")


def tables(cluster, database):
    """The names of all tables, those that others refer to first."""
    names = [name for name, in cluster.query(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " ORDER BY relname", database)]
    refers = cluster.query(
        "SELECT conrelid::regclass, confrelid::regclass FROM pg_constraint WHERE contype = 'f'",
        database)
    waiting = {name: {other for own, other in refers if own == name} - {name} for name in names}
    ordered = []
    while waiting:
        ready = sorted(name for name, others in waiting.items() if not others & waiting.keys())
        ordered += ready
        for name in ready:
            del waiting[name]
    return ordered


def row_counts(cluster, database):
    return {name: int(cluster.query(f'SELECT count(*) FROM "{name}"', database)[0][0])
            for name in tables(cluster, database)}


def read_script(cluster, database):
    """A script that copies every row of every data table to standard output."""
    data = [name for name in tables(cluster, database) if name not in JOURNAL_AND_META]
    return "".join(f'COPY "{name}" TO STDOUT;\n' for name in data)


def write_import(cluster, database, folder):
    """Copies all tables to files in the folder; returns a psql script that makes the same schema
    and copies them in, in one transaction: tables with their keys first, indexes and views last,
    in the order in which Keyform makes them."""
    os.makedirs(folder, exist_ok=True)
    names = tables(cluster, database)
    for name in names:
        with open(os.path.join(folder, f"{name}.copy"), "wb") as file:
            subprocess.run(cluster.psql("-c", f'COPY "{name}" TO STDOUT', database=database),
                           stdout=file, check=True)
    dump = subprocess.run(
        [shutil.which("pg_dump"), "-s", "-O", "-x", "-h", cluster.socket, "-U", "postgres",
         database], check=True, capture_output=True, text=True).stdout
    statements = [part.strip() for part in dump.split(";\n") if part.strip()]
    late = [part for part in statements if "CREATE INDEX" in part or "CREATE VIEW" in part]
    early = [part for part in statements if part not in late]
    script = "BEGIN;\n" + ";\n".join(early) + ";\n"
    for name in names:
        script += f"\\copy public.\"{name}\" FROM '{os.path.join(folder, name)}.copy'\n"
    return script + ";\n".join(late) + ";\nCOMMIT;\n"
