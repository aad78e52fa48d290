"""The floors of the database: sqlite3 printing the rows that Keyform wrote, and inserting them."""

import contextlib
import os
import re
import sqlite3
import subprocess

JOURNAL_AND_META = {"change_set", "change_item", "keyform_meta"}


def opened(database):
    return contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True))


def tables(connection):
    """The names of all tables, those that others refer to first."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master"
        " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    waiting = {}
    for (name,) in rows.fetchall():
        referred = connection.execute("SELECT \"table\" FROM pragma_foreign_key_list(?)", (name,))
        waiting[name] = {other for (other,) in referred} - {name}
    ordered = []
    while waiting:
        ready = sorted(name for name, others in waiting.items() if not others & waiting.keys())
        if not ready:
            raise SystemExit(f"bench: tables refer to each other in a circle: {sorted(waiting)}")
        ordered += ready
        for name in ready:
            del waiting[name]
    return ordered


def read_script(database):
    """SQL that selects every row of every data table."""
    with opened(database) as connection:
        data = [name for name in tables(connection) if name not in JOURNAL_AND_META]
    return "".join(f'SELECT * FROM "{name}";\n' for name in data)


def row_counts(database):
    with opened(database) as connection:
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in tables(connection)
        }


def write_import(database, folder):
    """Dumps all tables to CSV files in the folder; returns a sqlite3 script that inserts them.

    The schema is the same but for what CSV cannot pass: it has no NULL, so CHECK and NOT NULL
    hold other values than in the original. CHECKs are off, STRICT is left out. Both save the floor
    some work, so the comparison is hard on Keyform, never kind.
    """
    with opened(database) as connection:
        names = tables(connection)
        schema = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name"
        ).fetchall()
    os.makedirs(folder, exist_ok=True)
    for name in names:
        with open(os.path.join(folder, f"{name}.csv"), "wb") as file:
            subprocess.run(
                ["sqlite3", "-readonly", "-csv", database, f'SELECT * FROM "{name}"'],
                stdout=file,
                check=True,
            )
    script = "PRAGMA foreign_keys = ON;\nPRAGMA ignore_check_constraints = ON;\nBEGIN;\n"
    for (sql,) in schema:
        script += re.sub(r"\bSTRICT\b(?=[\s,]*(WITHOUT\s+ROWID)?\s*$)|,\s*STRICT\s*$", "", sql)
        script += ";\n"
    for name in names:
        script += f'.import --csv "{os.path.join(folder, name)}.csv" {name}\n'
    return script + "COMMIT;\n"
