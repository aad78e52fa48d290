package import KeyformRepository

/// What `keyform init` writes.
package struct StarterRepository {
  /// Owner mark on the rows: two repositories of one name would take each other's.
  private let project: ProjectName
  private let domains: [OwnDomain]

  package init(project: ProjectName, domains: [OwnDomain]) {
    self.project = project
    self.domains = domains
  }

  /// Those that a folder must not have yet. The file of ``ignoring(after:)`` comes beside them.
  package var files: [(path: String, text: String)] {
    [
      ("keyform.yaml", head + Self.rest), ("keys/windows-11.yaml", Self.keys),
      ("rollouts/clients.yaml", Self.rollouts),
    ]
  }

  /// What git ignores is said here. A forge writes this file into each new repository.
  package static let ignoreFile = ".gitignore"

  /// What the file that says what git ignores has to hold after the bytes that are in it; and how
  /// many patterns that adds. Nil where it has all of them.
  package static func ignoring(after bytes: [UInt8]) -> (bytes: [UInt8], patterns: Int)? {
    let known = Set(lines(of: bytes))
    let wanted = lines(of: Array(ignored.utf8))
    let missing = wanted.filter { !$0.hasPrefix("#") && !known.contains($0) }
    if missing.isEmpty { return nil }
    let gap = bytes.isEmpty ? "" : bytes.last == UInt8(ascii: "\n") ? "\n" : "\n\n"
    let text = (wanted.filter { $0.hasPrefix("#") } + missing).map { $0 + "\n" }.joined()
    return (bytes + Array((gap + text).utf8), missing.count)
  }

  /// Blanks at the end of a line mean nothing to git.
  private static func lines(of bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map { line in
      let end = line.lastIndex { ![0x20, 0x09, 0x0D].contains($0) }.map { $0 + 1 }
      return String(decoding: line[..<(end ?? line.startIndex)], as: UTF8.self)
    }
  }

  private var head: String {
    let list = domains.isEmpty ? "contoso.example" : domains.map(\.yaml).joined(separator: ", ")
    return """
      # yaml-language-server: $schema=.keyform/schemas/keyform.schema.json
      keyform: 1                 # version of the file format
      # Owner mark on every row that this repository manages: no other one may have it.
      project: \(project.yaml)

      # The organisation's own DNS domains, in which its KMS hosts lie.
      \(domains.isEmpty ? "# " : "")domains: [\(list)]


      """
  }

  private static let rest = """
    # Databases, by name. Without any, keyform uses sqlite:keyform.sqlite in this folder.
    # targets:
    #   lab: {url: "sqlite:lab.sqlite"}
    # defaultTarget: lab

    # Severities and settings of rules; `keyform explain LC002` tells of one.
    # rules: {LC002: error}

    """

  private static let keys = """
    # yaml-language-server: $schema=../.keyform/schemas/resource.schema.json
    keys:
      # A public KMS client key: the catalogue fills in its value.
      win11-ent-kms:
        kind: gvlk
        products: [windows-11/enterprise]

      # A secret key is a reference, never a value. `keyform record` notes the last five
      # characters and a check value beside it.
      # win11-ent-mak:
      #   kind: mak
      #   products: [windows-11/enterprise]
      #   secret: {env: WIN11_ENT_MAK}
      #   quantity: 500

    """

  private static let rollouts = """
    # yaml-language-server: $schema=../.keyform/schemas/resource.schema.json
    deployments:
      office-clients:
        os: windows-11/enterprise
        release: 25H2
        architecture: amd64
        machines: 40
        keys:
          win11-ent-kms: [installation]   # installation, activation, or both

    """

  static let ignored = """
    # Databases and secrets hold keys in clear text, and plans are for one moment: none of them is committed.
    *.sqlite*
    *.plan
    secrets*

    """
}
