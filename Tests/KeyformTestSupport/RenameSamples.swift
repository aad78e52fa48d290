internal import KeyformCore

/// Entries of every kind called `a`, `b` and `c` that differ in all they say, and what becomes of
/// them under other names.
struct RenameSamples {
  static let names = ["a", "b", "c"]

  /// New names by old ones: a new name, an exchange, a cycle of three, a chain.
  static let moves: [[String: String]] = [
    ["a": "z"], ["a": "b", "b": "a"], ["a": "b", "b": "c", "c": "a"],
    ["a": "b", "b": "c", "c": "d"],
  ]

  static var secrets: [String: KeyMaterial] {
    ["a": SampleKeys.secret(101), "b": SampleKeys.secret(102), "c": SampleKeys.secret(103)]
  }

  /// With the entries under their new names. `references` gives the name by which the others are
  /// referred to.
  static func inventory(
    _ moves: [String: String] = [:], references: (String) -> String = { $0 }
  ) -> Inventory {
    let named = names.map { (old: $0, new: moves[$0] ?? $0) }
    return Inventory(
      keys: EntrySet(named.map { Entry(key($0.old, $0.new), origin: .none) }),
      deployments: EntrySet(named.map { Entry(deployment($0.old, $0.new), origin: .none) }),
      bindings: EntrySet(
        named.map { Entry(binding($0.old, $0.new, references($0.old)), origin: .none) }),
      hosts: EntrySet(
        named.map { Entry(host($0.old, $0.new, references($0.old)), origin: .none) }),
      directories: EntrySet(
        named.map { Entry(directory($0.old, $0.new, references($0.old)), origin: .none) }))
  }

  private static func key(_ old: String, _ new: String) -> ProductKey {
    var key = ProductKey(name: new)
    key.keyKind = .mak
    key.products = [ProductID(old == "a" ? "windows-10/enterprise" : "windows-11/enterprise")]
    key.tail = secrets[old]?.tail
    key.check = secrets[old].map { KeyCheck(of: $0) }
    key.annotations = annotations(old)
    return key
  }

  private static func deployment(_ old: String, _ new: String) -> Deployment {
    var deployment = Deployment(name: new)
    deployment.os = ProductID("windows-11/enterprise")
    deployment.machines = old == "a" ? 10 : old == "b" ? 20 : nil
    deployment.annotations = annotations(old)
    return deployment
  }

  private static func binding(_ old: String, _ new: String, _ other: String) -> Binding {
    var binding = Binding(name: new)
    binding.deployment = other
    binding.key = KeyReference(name: other)
    binding.use = old == "b" ? [.activation] : [.installation]
    binding.annotations = annotations(old)
    return binding
  }

  private static func host(_ old: String, _ new: String, _ other: String) -> KMSHost {
    var host = KMSHost(name: new)
    host.fqdn = "\(old).contoso.example"
    host.hostKeys = [KeyReference(name: other)]
    host.annotations = annotations(old)
    return host
  }

  private static func directory(_ old: String, _ new: String, _ other: String) -> Directory {
    var directory = Directory(name: new)
    directory.forest = "\(old).example"
    directory.hostKeys = [KeyReference(name: other)]
    directory.annotations = annotations(old)
    return directory
  }

  private static func annotations(_ old: String) -> Annotations {
    var annotations = Annotations()
    annotations.title = old
    annotations.labels = [Label(name: old, value: old)]
    return annotations
  }
}
