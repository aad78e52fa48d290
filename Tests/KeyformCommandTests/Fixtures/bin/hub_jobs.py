"""Jobs of the forge that `hub` is.

Each `run:` is run as it stands by `bash --noprofile --norc -eo pipefail`; `if:` and `${{ }}` are evaluated, a
token has the rights that `permissions:` names, and a job that names an environment has its secrets. What is not
known here is an error.
"""
import io
import json
import os
import re
import subprocess
import zipfile

import ruamel.yaml

HOME = os.environ["HOME"]
FOLDER = os.path.join(HOME, "hub")
BARE = os.path.join(FOLDER, "keys.git")
STATE = os.path.join(FOLDER, "state.json")
LOGINS = {
    "keyform-preview": "keyform_ci_preview", "keyform-plan": "keyform_ci_planner", "keyform-apply": "keyform_ci_writer"}
WHO = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
       for what, value in (("NAME", "Forge"), ("EMAIL", "forge@contoso.example"))}


def git(*arguments, **options):
    return subprocess.run(
        ["git", "-C", options.pop("at", BARE), *arguments], check=True, capture_output=True, text=True,
        env={**os.environ, **WHO}, **options).stdout.strip()


def load():
    with open(STATE) as file:
        return json.load(file)


def save(state):
    with open(STATE, "w") as file:
        json.dump(state, file, indent=1)


def trunk():
    """The default branch."""
    return load()["branch"]


def added(state):
    state["next"] += 1
    return state["next"]


def sql(statement, database=None):
    url = os.environ["KEYFORM_TEST_POSTGRES"]
    if database:
        url = url.replace("/postgres?", f"/{database}?")
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement], check=True,
                   stdout=subprocess.DEVNULL)


def url(role):
    server = os.environ["KEYFORM_TEST_POSTGRES"]
    state = load()
    password = state["passwords"].get(role)
    user = f"{role}:{password}" if password else role
    return server.replace("postgres@", f"{user}@").replace("/postgres?", f"/{state['database']}?")


TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||!=|==|!|\(|\)|[A-Za-z_][\w.-]*)")


def value(expression, context):
    """Of what stands in `${{ }}`; a name that nothing gave a value is empty, as in a forge."""
    words, end = [], 0
    while end < len(expression.rstrip()):
        match = TOKEN.match(expression, end)
        if not match:
            raise SystemExit(f"hub: does not understand {expression!r}")
        token, end = match[1], match.end()
        if token in ("&&", "||", "!", "!=", "==", "(", ")"):
            words.append({"&&": "and", "||": "or", "!": "not"}.get(token, token))
        elif token.startswith("'"):
            words.append(repr(token[1:-1]))
        elif token in ("cancelled", "always"):
            words.append("(lambda: %s)" % (token == "always"))
        else:
            found = context
            for part in token.split("."):
                found = (found or {}).get(part, "") if isinstance(found, dict) else ""
            words.append(repr(found))
    return eval(" ".join(words), {"__builtins__": {}})


def text(written, context):
    def one(match):
        found = value(match[1], context)
        return str(found).lower() if isinstance(found, bool) else str(found)
    return re.sub(r"\$\{\{(.*?)\}\}", one, str(written))


def holds(condition, context, default):
    if condition is None:
        return default
    words = re.fullmatch(r"\s*\$\{\{(.*)\}\}\s*", str(condition))
    judged = bool(value(words[1] if words else str(condition), context))
    return judged and (default or "cancelled()" in str(condition) or "always()" in str(condition))


def run_workflow(name, commit, event, rights=None, secrets=True):
    """The workflow as it stands in a commit. `rights` is the most that its tokens may, if not None."""
    source = git("show", f"{commit}:.github/workflows/{name}.yml")
    workflow = ruamel.yaml.YAML(typ="safe").load(source)
    state = load()
    run = {"id": added(state), "path": f".github/workflows/{name}.yml", **event["run"],
           "repository": {"id": 1}}
    state["runs"].append(run)
    save(state)
    results = {}
    for job, description in workflow["jobs"].items():
        needs = description.get("needs", [])
        needs = [needs] if isinstance(needs, str) else needs
        context = {**event["context"], "needs": {n: {"outputs": results[n][1]} for n in needs}}
        default = all(results[n][0] == "success" for n in needs)
        if not holds(description.get("if"), context, default) or not default:
            results[job] = ("skipped", {})
        else:
            results[job] = run_job(workflow, job, description, run, commit, context, rights, secrets)
        print(f"{workflow['name']} / {job}: {results[job][0]}", flush=True)
    return run


def run_job(workflow, job, description, run, commit, context, rights, secrets):
    state = load()
    token = f"ghs_{added(state)}canary{os.urandom(8).hex()}"
    granted = description.get("permissions", workflow.get("permissions", {}))
    state["tokens"][token] = granted if rights is None else {
        right: min(level, rights, key=["none", "read", "write"].index) for right, level in granted.items()}
    save(state)
    folder = os.path.join(FOLDER, "jobs", f"{run['id']}-{job}")
    work, temporary = os.path.join(folder, "work"), os.path.join(folder, "temp")
    os.makedirs(temporary)
    environment = description.get("environment")
    given = {}
    if environment and secrets:
        given = {"KEYFORM_TARGET_PROD": url(LOGINS[environment])}
        if environment == "keyform-apply":
            given.update(state["secrets"])
    context = {**context, "secrets": given, "runner": {"temp": temporary}, "vars": {}, "steps": {}}
    context["github"] = {**context["github"], "token": token}
    result, log = "success", open(os.path.join(FOLDER, "logs", f"{run['id']}-{job}"), "w")
    for step in description["steps"]:
        if not holds(step.get("if"), context, result == "success"):
            continue
        log.write(f"--- {step['name']}\n")
        log.flush()
        options = {key: text(v, context) for key, v in step.get("with", {}).items()}
        if "uses" in step:
            action(step["uses"].split("@")[0], options, work, run, commit)
            continue
        outputs = os.path.join(folder, "outputs")
        open(outputs, "w").close()
        variables = {}
        for level in (workflow, description, step):
            variables.update({k: text(v, context) for k, v in level.get("env", {}).items()})
        status = shell(step["run"], work, log, {
            **variables, "GITHUB_ACTIONS": "true", "RUNNER_TEMP": temporary, "GITHUB_OUTPUT": outputs,
            "GITHUB_STEP_SUMMARY": os.path.join(folder, "summary")})
        with open(outputs) as file:
            context["steps"][step.get("id", "")] = {
                "outputs": dict(line.rstrip("\n").split("=", 1) for line in file)}
        if status:
            result = f"failure ({status})"
    log.close()
    outputs = {key: text(v, context) for key, v in description.get("outputs", {}).items()}
    return result, outputs


def shell(line, work, log, variables):
    """A step, in the environment of a runner: nothing of the test's own comes through."""
    keep = {key: os.environ[key] for key in ("LC_ALL", "TZ", "TMPDIR", "GIT_CONFIG_NOSYSTEM", "KEYFORM_OPERATOR")}
    shims = os.path.join(FOLDER, "shims")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line], cwd=work, stdout=log, stderr=log,
        stdin=subprocess.DEVNULL,
        env={**keep, "HOME": os.path.join(FOLDER, "home"), "PATH": f"{shims}:{os.environ['PATH']}", **variables},
    ).returncode


def action(name, options, work, run, commit):
    if name == "actions/checkout":
        depth = [] if options.get("fetch-depth") == "0" else ["--depth=1"]
        git("clone", "--quiet", "--no-checkout", *depth, f"file://{BARE}", work, at=FOLDER)
        wanted = options.get("ref") or commit
        git("fetch", "--quiet", *depth, "origin", wanted, at=work)
        git("checkout", "--quiet", "--detach" if options.get("ref") else "-B", *([] if options.get("ref") else [trunk()]),
            wanted, at=work)
        return
    state = load()
    if name == "actions/upload-artifact":
        if not os.path.isdir(options["path"]):
            return
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for folder, _, files in os.walk(options["path"]):
                for file in sorted(files):
                    whole = os.path.join(folder, file)
                    archive.write(whole, os.path.relpath(whole, options["path"]))
        leave(state, options["name"], run["id"], content.getvalue())
        save(state)
    elif name == "actions/download-artifact":
        kept = [a for a in state["artifacts"]
                if a["name"] == options["name"] and a["workflow_run"]["id"] == run["id"]]
        with zipfile.ZipFile(os.path.join(FOLDER, f"{kept[-1]['id']}.zip")) as archive:
            archive.extractall(options["path"])
    else:
        raise SystemExit(f"hub: knows no action {name}")


def leave(state, name, run, content):
    number = added(state)
    with open(os.path.join(FOLDER, f"{number}.zip"), "wb") as file:
        file.write(content)
    state["artifacts"].append({
        "id": number, "name": name, "size_in_bytes": len(content), "expired": False,
        "created_at": f"2026-11-30T12:00:00.{number:06}Z", "workflow_run": {"id": run}})
