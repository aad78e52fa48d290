#!/usr/bin/env python3
"""Writes a repository of N MAKs, N deployments and N bindings; the same bytes every time.

The key values are fake and cannot pass for real ones: they start with FKFKF, carry no N, and their
last fives are counted through, not drawn, so that no two are equal.
"""

import argparse
import hashlib
import os
import random
import shutil

ALPHABET = "BCDFGHJKMPQRTVWXY2346789"
PER_FILE = 1_000
TAILS = len(ALPHABET) ** 5
SITES = ["berlin", "munich", "vienna", "zurich", "hamburg", "graz"]
TEAMS = ["client-platform", "server-platform", "field-services", "branch-it"]

PROJECT = """\
keyform: 1
project: bench
include: [keys/, rollouts/, bindings/]
"""


def group(number):
    letters = []
    for _ in range(5):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)


def fake_key(i, rng):
    # An odd factor that 3 does not divide has no factor in common with 24**5: no tail comes twice.
    tail = group((i * 5_370_341 + 1_234_567) % TAILS)
    return f"FKFKF-KFKFK-FKFKF-{group(rng.randrange(TAILS))}-{tail}"


def check_value(key):
    return hashlib.sha256(f"keyform check 1:{key}".encode()).hexdigest()[:3]


def key_entry(i, key, machines, rng):
    spare = rng.randrange(50, 500)
    lines = [
        f"  mak-{i:06}:",
        "    kind: mak",
        "    products: [windows-11/enterprise]",
        f"    secret: {{file: secrets.env, entry: MAK_{i:06}}}",
        f"    tail: {key[-5:]}",
        f"    check: {check_value(key)}",
        f"    quantity: {machines + spare}",
        f"    remaining: {{count: {machines + rng.randint(50, spare)}, asOf: 2026-11-10}}",
        f"    owner: {rng.choice(TEAMS)}@bench.example",
        f'    agreement: "V{7_000_000 + i // 250}"',
    ]
    if i % 4 == 0:
        lines.append(f"    labels: {{site: {rng.choice(SITES)}}}")
    return lines


def deployment_entry(i, machines, rng):
    lines = [
        f"  rollout-{i:06}:",
        "    os: windows-11/enterprise",
        "    release: 25H2",
        "    architecture: amd64",
        f"    machines: {machines}",
    ]
    if i % 4 == 0:
        lines.append(f"    owner: {rng.choice(TEAMS)}@bench.example")
    return lines


def binding_entry(i, machines):
    return [
        f"  rollout-{i:06}-licence:",
        f"    deployment: rollout-{i:06}",
        f"    key: mak-{i:06}",
        "    use: [activation]",
        f"    machines: {machines}",
    ]


def write(root, folder, stem, file_number, section, lines):
    path = os.path.join(root, folder, f"{stem}-{file_number:04}.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{section}:\n" + "\n".join(lines) + "\n")


def generate(root, n, seed):
    rng = random.Random(seed)
    shutil.rmtree(root, ignore_errors=True)
    for folder in ["keys", "rollouts", "bindings"]:
        os.makedirs(os.path.join(root, folder))
    with open(os.path.join(root, "keyform.yaml"), "w", encoding="utf-8") as file:
        file.write(PROJECT)
    secrets = open(os.open(os.path.join(root, "secrets.env"), os.O_WRONLY | os.O_CREAT, 0o600), "w")
    with secrets:
        for start in range(0, n, PER_FILE):
            keys, deployments, bindings = [], [], []
            for i in range(start + 1, min(start + PER_FILE, n) + 1):
                key = fake_key(i, rng)
                machines = rng.randrange(5, 300)
                secrets.write(f"MAK_{i:06}={key}\n")
                keys += key_entry(i, key, machines, rng)
                deployments += deployment_entry(i, machines, rng)
                bindings += binding_entry(i, machines)
            number = start // PER_FILE + 1
            write(root, "keys", "mak", number, "keys", keys)
            write(root, "rollouts", "rollout", number, "deployments", deployments)
            write(root, "bindings", "licence", number, "bindings", bindings)


def add_policies(root, source):
    """Copies policies into a workload. They ask for owners at a domain: here it is another one."""
    os.makedirs(os.path.join(root, "policies"), exist_ok=True)
    for name in sorted(os.listdir(source)):
        if not name.endswith(".sql"):
            continue
        with open(os.path.join(source, name), encoding="utf-8") as file:
            text = file.read().replace("contoso.example", "bench.example")
        with open(os.path.join(root, "policies", name), "w", encoding="utf-8") as file:
            file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="is replaced")
    parser.add_argument("--n", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--policies", help="a folder of policies to copy, such as"
                        " examples/policies/policies")
    options = parser.parse_args()
    generate(options.folder, options.n, options.seed)
    if options.policies:
        add_policies(options.folder, options.policies)


if __name__ == "__main__":
    main()
