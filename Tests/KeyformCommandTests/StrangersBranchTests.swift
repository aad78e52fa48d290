import Foundation
import Glibc
import Testing

/// Planning a stranger's branch runs no code of it, opens no secret, and talks to no host that the
/// operator did not name: what the program asks of the system is looked at, call by call.
@Suite("A stranger's branch")
struct StrangersBranchTests {
  private static let commands = [
    "validate", "validate --diff", "plan", "plan --out saved.plan", "plan --format json",
    "plan --all-targets", "diff", "diff HEAD", "diff HEAD --format json",
    "diff origin/main --report markdown=c.md --report html=c.html", "drift",
    "policy list", "policy test", "explain key/token",
    "explain ORG001",
    "explain key.delete", "which windows-11/pro", "query 'SELECT * FROM product_key'",
    "query 'SELECT * FROM product_key' --target prod", "catalog list windows-11",
    "catalog show windows-11/pro", "history", "history list",
    "history show 1", "history verify", "inventory", "lock",
  ]

  private static let writing: Set<String> = ["apply", "record", "undo", "import", "init"]
  /// Neither a repository nor a target is read.
  private static let apart: Set<String> = ["show", "help"]

  /// A new command is held to what stands below, or writes and does not know the flag.
  @Test("every command knows the flag, or writes")
  func everyCommandIsJudged() throws {
    let workspace = try Workspace()
    for command in try ProgramHelp.commands() where !Self.apart.contains(command) {
      let help = try workspace.shell("keyform help \(command)")
      let isUnknown = !help.contains("--untrusted")
      #expect(isUnknown == Self.writing.contains(command), "\(command)")
      let isRun = Self.commands.contains { $0 == command || $0.hasPrefix("\(command) ") }
      #expect(isUnknown || isRun, "no test runs `\(command)`")
    }
  }

  /// What lies beside the work tree: each would be a find.
  private static let outside: [(path: String, text: String)] = [
    ("outside/token", "ghp_canary\n"), ("outside/key.env", "KEY=FKFKF-KYKYK-DMDMD-PXPXP-QDMV4\n"),
    ("outside/more.yaml", "keys:\n  canary: {kind: gvlk, products: [windows-11/pro]}\n"),
    ("outside/project/keyform.yaml", "keyform: 1\nproject: platform\n"),
    ("outside/rule.sql", "-- id: ORG002\nSELECT 'canary'\n"),
    ("outside/ignore", "*.yaml\n"), ("outside/plan", ""),
  ]

  private static let branch: [(path: String, text: String)] = [
    (
      "branch/keyform.yaml",
      """
      keyform: 1
      project: demo
      imports: {platform: ../outside/project, linked: import, other: /etc}
      targets:
        prod: {url: "postgresql://listener:1@127.0.0.1:9/d?sslkey=/etc/shadow"}

      """
    ),
    (
      "branch/keys.yaml",
      """
      keys:
        token: {kind: mak, products: [windows-11/pro], secret: {env: TOKEN}, tail: 2YT43, check: 9f3}
        shadow: {kind: mak, products: [windows-11/pro], secret: {file: /etc/shadow}, tail: 2YT44, check: 9f3}
        near: {kind: mak, products: [windows-11/pro], secret: {file: ../outside/key.env, entry: KEY}, tail: 2YT46, check: 9f3}
        linked: {kind: mak, products: [windows-11/pro], secret: {file: link.env, entry: KEY}, tail: 2YT47, check: 9f3}
        inside: {kind: mak, products: [windows-11/pro], secret: {file: own.env}, tail: 2YT48, check: 9f3}

      """
    ),
    ("branch/own.env", "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4\n"),
    ("branch/.gitattributes", "* filter=trap diff=trap\n"),
    (
      "branch/policies/a.sql",
      "-- id: ORG001\n-- name: every-key\n-- severity: warning\n-- what: None is there.\n"
        + "SELECT 'key/' || name AS address, 'seen' AS summary FROM product_key\n"
    ),
    ("branch/policies/tests/ORG001/keys.yaml", "keys: {}\n"),
  ]

  /// Below `branch/`, and where they lead from there.
  private static let links = [
    ("more.yaml", "../outside/more.yaml"), ("absent.yaml", "../outside/absent.yaml"),
    ("passwd.yaml", "/etc/passwd"), ("environment.yaml", "/proc/self/environ"),
    ("folder", "../outside"),
    ("link.env", "../outside/key.env"), ("import", "../outside/project"),
    (".keyformignore", "../outside/ignore"), ("catalog", "../outside"),
    ("policies/b.sql", "../../outside/rule.sql"),
    ("policies/tests/ORG001/more", "../../../../outside"),
    ("config.yaml", ".git/config"),
  ]

  @Test("reaches nothing outside", arguments: commands)
  func reachesNothing(_ command: String) throws {
    let scene = try Self.scene()
    let calls = try Self.calls(of: "\(command) --untrusted", in: scene)
    #expect(calls.contains { $0.name == "openat" && $0.path.hasSuffix("keyform.yaml") })
    for call in calls where !Self.isAllowed(call, in: scene) {
      Issue.record("\(command): \(call.line)")
    }
    let outcome = try scene.run(
      "\(Self.environment) keyform \(command) --untrusted -C branch")
    for text in [outcome.output, outcome.errors] {
      #expect(!text.contains("canary") && Canary.leak(in: text) == nil, "\(command)")
    }
    #expect(try scene.run("ls marks").output == "", "\(command)")
  }

  /// A shell asks at every press of TAB, in whatever folder it stands; nobody says --untrusted there.
  @Test(
    "completion reaches nothing outside, and starts nothing",
    arguments: [
      "drift -- positional@0 2 0 keyform drift ''", "plan -- --target 3 0 keyform plan --target ''",
    ])
  func completionReachesNothing(_ words: String) throws {
    let scene = try Self.scene()
    let calls = try Self.calls(of: "---completion \(words)", in: scene)
    #expect(calls.contains { $0.name == "openat" && $0.path.hasSuffix("keyform.yaml") })
    for call in calls
    where !Self.isAllowed(call, in: scene) || call.name == "execve" && call.path.hasSuffix("/git") {
      Issue.record("\(words): \(call.line)")
    }
    let outcome = try scene.run("\(Self.environment) keyform ---completion \(words) -C branch")
    #expect(outcome.output.contains(words.hasPrefix("plan") ? "prod" : "key/token"))
    #expect(!outcome.output.contains("canary") && outcome.errors == "" && outcome.status == 0)
    #expect(try scene.run("ls marks").output == "")
  }

  /// Were the flag without effect, the tests above would see it.
  @Test("is reached into without the flag")
  func reachesOutWithoutTheFlag() throws {
    let scene = try Self.scene()
    try scene.shell("cd branch && rm *.yaml folder catalog .keyformignore && rm -r policies import")
    try scene.write("branch/keyform.yaml", "keyform: 1\nproject: demo\n")
    try scene.write("branch/keys.yaml", Self.branch[1].text)
    let calls = try Self.calls(of: "plan --target sqlite:../t.sqlite", in: scene)
    let found = Set(calls.filter { !Self.isAllowed($0, in: scene) }.map(\.path))
    #expect(found.contains("/etc/shadow"))
    #expect(found.contains { $0.hasSuffix("outside/key.env") })
  }

  private static let environment =
    "TOKEN=ghp_canary KEYFORM_TARGET_PROD=sqlite:../t.sqlite KEYFORM_ALLOW_OUTSIDE=$PWD/outside"

  private static func scene() throws -> Workspace {
    let scene = try Workspace(outside + branch)
    let made = links.map { "ln -s \($0.1) \($0.0)" }.joined(separator: "; ")
    try scene.shell(
      """
      cd branch; \(made)
      git init -q . && git config user.name Maria && git config user.email maria@contoso.example
      git add -A && git commit -qm First && git update-ref refs/remotes/origin/main HEAD
      printf '#!/bin/sh\\ndate >>"$HOME/marks"\\n' >../trap; chmod +x ../trap
      for setting in core.fsmonitor filter.trap.clean filter.trap.smudge diff.trap.textconv \
        diff.external core.sshCommand core.pager gpg.program; do
        git config $setting "$HOME/trap"
      done
      git config log.showSignature true; git config core.hooksPath "$HOME"
      mkdir ../made; cd ../made; printf 'keyform: 1\\nproject: demo\\n' >keyform.yaml
      printf 'keys:\\n  gone: {kind: gvlk, products: [windows-11/pro]}\\n' >k.yaml
      keyform apply --yes --quiet --target sqlite:../t.sqlite; cd ..; rm -rf made marks
      """)
    return scene
  }

  private struct Call {
    let name: String
    /// What is asked for, from the root of the disk; for a file that was opened also where it is.
    let path: String
    let line: String
  }

  /// Every file that is asked for, every program and every connection, of the program and of what
  /// it starts.
  private static func calls(of command: String, in scene: Workspace) throws -> [Call] {
    let outcome = try scene.run(
      """
      \(environment) strace -f -y -s 4096 -o trace -e trace=openat,openat2,open,creat,connect,execve \
        keyform \(command) -C branch
      """)
    #expect(outcome.status < 128, "\(command): \(outcome.errors)")
    let lines = try scene.text(of: "trace").split(separator: "\n").map(String.init)
    return lines.flatMap { line -> [Call] in
      guard let name = line.firstMatch(of: /^\d+ +([a-z0-9_]+)\(/)?.1 else {
        // The end of a call that another one interrupted.
        return opened(line)
      }
      if name == "connect" { return [Call(name: "connect", path: "", line: line)] }
      let folder = line.firstMatch(of: /\((?:AT_FDCWD|\d+)<([^>]*)>/).map { String($0.1) } ?? "/"
      guard let asked = line.firstMatch(of: /"((?:[^"\\]|\\.)*)"/)?.1 else { return [] }
      let path = asked.hasPrefix("/") ? String(asked) : "\(folder)/\(asked)"
      return [Call(name: String(name), path: normal(path), line: line)] + opened(line)
    }
  }

  /// Where the file that was opened is, links followed.
  private static func opened(_ line: String) -> [Call] {
    guard let path = line.firstMatch(of: /= \d+<(\/[^>]*)>$/)?.1 else { return [] }
    return [Call(name: "openat", path: String(path), line: line)]
  }

  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Files of the system that the program, git and the libraries of both look at.
  private static let system: Set<String> = [
    "/dev/null", "/dev/urandom", "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/gitconfig",
    "/etc/gitattributes",
    "/etc/gitignore", "/etc/localtime", "/proc/self/maps", "/proc/meminfo", "/proc/cpuinfo",
    "/proc/self/cgroup", "/sys/devices/system/cpu/possible", "/sys/devices/system/cpu/online",
    "/sys/fs/cgroup/memory.max", "/etc/ssl/openssl.cnf", "/usr/lib/ssl/openssl.cnf",
  ]

  private static func isAllowed(_ call: Call, in scene: Workspace) -> Bool {
    let home = realpath(scene.folder.path)
    let path = call.path.replacing(/^\/proc\/\d+\//, with: "/proc/self/")
    switch call.name {
    case "connect": return false
    case "execve": return path.hasSuffix("/git") || path.hasSuffix("/keyform")
    default: break
    }
    let name = path.split(separator: "/").last ?? ""
    if system.contains(path) || path.hasPrefix("/usr/lib/locale/")
      || path.hasPrefix("/usr/share/locale/")
    {
      return true
    }
    // Libraries, wherever the loader looks for them.
    if name.contains(".so"), !path.hasPrefix(home) { return true }
    // Git's own settings, the target, what --out names.
    if ["/.gitconfig", "/.config/git/config", "/.config/git/ignore", "/.config/git/attributes"]
      .contains(where: { path == home + $0 })
    {
      return true
    }
    if path == home { return true }
    for written in ["/saved.plan", "/c.md", "/c.html"].map({ home + $0 })
    where path == written || path.hasPrefix(written + ".") {
      return true
    }
    if path.hasPrefix(home + "/t.sqlite") { return true }
    return path == home + "/branch"
      || path.hasPrefix(home + "/branch/") && path != home + "/branch/own.env"
  }

  private static func realpath(_ path: String) -> String {
    guard let real = Glibc.realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
