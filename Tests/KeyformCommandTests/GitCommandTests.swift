import Foundation
import Testing

/// Whoever writes a repository, or a folder that looks like one, must not choose what is run where
/// `keyform` is run.
@Suite("Git runs no command of a repository")
struct GitCommandTests {
  /// Every command that asks git, or opens a database whose folder may be one of git's.
  private static let commands = [
    "plan", "plan --out p.plan", "apply", "apply --yes", "drift", "drift --format json",
    "drift --adopt", "lock", "history", "history show 1", "history verify", "inventory",
    "query 'SELECT name FROM deployment'", "import --into new",
    "explain deployment/desks", "explain key/mak", "undo 2 --out u.plan",
    "record --all", "which windows-11/enterprise", "validate",
  ]

  private static let repository: [(path: String, text: String)] = [
    ("keyform.yaml", "keyform: 1\nproject: demo\nrules: {SEC005: off}\n"),
    (".gitignore", "*.sqlite*\n*.plan\nsecrets*\nmarks\n"),
    ("secrets.env", "OLD=FKFKF-KYKYK-DMDMD-PXPXP-QDMV4\nNEW=FKFKF-KYKYK-DMDMD-PXPXP-QDMV6\n"),
    (
      "keys.yaml",
      """
      keys:
        mak:
          kind: mak
          products: [windows-11/enterprise]
          secret: {file: secrets.env, entry: OLD}
          quantity: 500

      """
    ),
    (
      "rollout.yaml",
      """
      deployments:
        desks: {os: windows-11/enterprise, release: 25H2, machines: 30}

      """
    ),
  ]

  /// Plain files that git takes for a bare repository.
  private static let buried: [(path: String, text: String)] = [
    ("data/HEAD", "ref: refs/heads/main\n"), ("data/objects/.keep", ""), ("data/refs/.keep", ""),
    (
      "data/config",
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = false
      \tworktree = ..
      \tfsmonitor = "date >>\\"$HOME/marks\\"; false"

      """
    ),
  ]

  @Test("that is buried in its folders")
  func buriedRepository() throws {
    let workspace = try Workspace(Self.files(Self.repository + Self.buried))
    try prepare(workspace, target: "sqlite:data/k.sqlite")
    // The trap is one: git falls into it where it is asked there.
    try workspace.shell("git -C ready/data ls-files; rm marks")
    try expectNothingRuns(workspace, "sqlite:data/k.sqlite")
  }

  /// Each leaves a mark when git runs it.
  private static let settings = [
    "git config core.fsmonitor \"$MARK; false\"",
    "git config filter.trap.clean \"$MARK; cat\"; git config filter.trap.smudge \"$MARK; cat\"",
    "git config filter.trap.process \"$MARK\"; git config filter.trap.required true",
    "git config diff.trap.textconv \"$MARK; cat\"; git config diff.trap.command \"$MARK\";"
      + " git config diff.external \"$MARK\"",
    "git config core.hooksPath hooks",
    "git config core.sshCommand \"$PWD/hooks/any\"; git config extensions.partialClone origin;"
      + " git config remote.origin.promisor true; git config remote.origin.url ssh://host.example/x;"
      + " git config protocol.allow always; git config core.repositoryFormatVersion 1",
    "git config remote.origin.url \"ext::$PWD/hooks/any\"; git config extensions.partialClone origin;"
      + " git config remote.origin.promisor true; git config protocol.ext.allow always;"
      + " git config core.repositoryFormatVersion 1",
    "cp hooks/any ../git-remote-own; git config remote.origin.url own://x;"
      + " git config extensions.partialClone origin; git config remote.origin.promisor true;"
      + " git config protocol.own.allow always; git config core.repositoryFormatVersion 1",
  ]

  @Test("that its settings name", arguments: settings)
  func settingsOfTheRepository(_ setting: String) throws {
    let workspace = try Workspace(Self.files(Self.repository))
    try workspace.write("ready/hooks/any", "#!/bin/sh\ndate >>\"$HOME/marks\"\n")
    try prepare(workspace, target: "sqlite:keyform.sqlite")
    // Only what is missing is fetched: an object of a line's history, and the commit's own file.
    try workspace.shell(
      """
      cd ready; chmod +x hooks/any
      for hook in post-index-change pre-commit reference-transaction; do ln -s any hooks/$hook; done
      for name in HEAD~1:keys.yaml HEAD:rollout.yaml; do
        blob=$(git rev-parse $name); rm -f ".git/objects/${blob:0:2}/${blob:2}"
      done
      echo '* filter=trap diff=trap' >.gitattributes
      MARK="date >>\\"$HOME/marks\\""; \(setting); rm -f ~/marks
      """)
    try expectNothingRuns(workspace, "sqlite:keyform.sqlite")
  }

  private static func files(_ files: [(path: String, text: String)]) -> [(
    path: String, text: String
  )] {
    files.map { (path: "ready/" + $0.path, text: $0.text) }
  }

  /// Two commits, two change sets, a row that drifted, and a file that changed since.
  private func prepare(_ workspace: Workspace, target: String) throws {
    try workspace.shell(
      """
      cd ready
      git init -q . && git config user.name Maria && git config user.email maria@contoso.example
      keyform record --all && git add -A && git commit -qm First
      keyform apply --yes --quiet --target \(target)
      sed -i '/tail:/d; /check:/d; s/OLD/NEW/' keys.yaml
      keyform record --all && git add -A && git commit -qm Second
      keyform apply --yes --quiet --allow rotates-key --target \(target)
      sqlite3 \(target.dropFirst(7)) \
        "UPDATE deployment SET machines = 25; UPDATE product_key SET note = 'x'"
      echo '# note' >>rollout.yaml; rm -f ~/marks
      """)
  }

  /// Each command in a copy of its own.
  private func expectNothingRuns(_ workspace: Workspace, _ target: String) throws {
    for command in Self.commands {
      let asksTarget = !["record", "which", "validate"].contains { command.hasPrefix($0) }
      let outcome = try workspace.run(
        """
        rm -rf marks copy; cp -r ready copy; cd copy; touch *.yaml; PATH=$PATH:$HOME
        keyform \(command)\(asksTarget ? " --target \(target)" : "")
        """)
      #expect(outcome.status < 64, "\(command): \(outcome.errors)")
      #expect(try workspace.run("ls marks").output == "", "\(command)")
    }
  }
}
