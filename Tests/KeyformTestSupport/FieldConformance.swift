internal import KeyformCore
internal import Testing

/// Every field of every kind, changed alone: from what the sample says to nothing, and back.
enum FieldConformance {
  static func run(_ session: TargetSession) throws {
    try session.apply(SampleInventory.full)
    let full = SampleInventory.full
    try check(session, full.keys) { $0.keys = $1 }
    try check(session, full.deployments) { $0.deployments = $1 }
    try check(session, full.bindings) { $0.bindings = $1 }
    try check(session, full.hosts) { $0.hosts = $1 }
    try check(session, full.directories) { $0.directories = $1 }
  }

  private static func check<Value: Managed>(
    _ session: TargetSession, _ entries: EntrySet<Value>,
    _ put: (inout Inventory, EntrySet<Value>) -> Void
  ) throws {
    for field in Value.fields {
      var isExercised = false
      for entry in entries.entries {
        var value = entry.value
        let new = other(than: value[field], field.name)
        guard value.set(field, to: new), value != entry.value else { continue }
        isExercised = true
        var desired = SampleInventory.full
        put(
          &desired,
          EntrySet(
            entries.entries.map { $0.name == value.name ? Entry(value, origin: .none) : $0 }))
        var secrets = SampleInventory.secrets
        // Tail and check of the sample stand for no value here: none is handed over.
        if field.name == "tail" || field.name == "check" { secrets = [:] }
        try session.apply(desired, secrets: secrets)
        let changes = Difference.changes(from: try session.read(), to: desired)
        #expect(changes.isEmpty, "\(Value.kind.rawValue)/\(value.name) \(field.name)")
        try session.apply(SampleInventory.full)
      }
      #expect(isExercised, "no sample says anything in \(Value.kind.rawValue) \(field.name)")
    }
    let left = Difference.changes(from: try session.read(), to: SampleInventory.full)
    #expect(left.isEmpty)
  }

  /// Nothing, where a field may be absent; else another value of its form.
  private static func other(than value: FieldValue, _ field: String) -> FieldValue {
    switch field {
    // A key that turns from public to secret is another key: that is not one field.
    case "kind": .text(value == .text("gvlk") ? "setup-default" : "oem")
    case "state": .text("retired")
    case "os": .text("windows-11/education")
    case "deployment": .text("minimal")
    case "key": .text("retail")
    case "use": .list(["activation"])
    case "fqdn": .text("other.contoso.example")
    case "forest": .text("other.example")
    case "port", "activationInterval", "renewalInterval": .count(99)
    default: .none
    }
  }
}
