import KeyformCore
import Testing

/// Each field goes into its shown form and back: saved plans rest on it.
@Suite struct FieldTests {
  @Test func everyFieldComesBack() throws {
    try check(Samples.key()) { Samples.value($0) }
    try check(Samples.deployment()) { Samples.value($0) }
    try check(Samples.binding()) { Samples.value($0) }
    try check(Samples.host()) { Samples.value($0) }
    try check(Samples.directory()) { Samples.value($0) }
  }

  private func check<Value: Managed>(
    _ full: Value, _ sample: (EntryField<Value>) -> FieldValue
  ) throws {
    var copy = Value(name: full.name)
    for field in Value.fields {
      #expect(full[field] == sample(field), "\(Value.kind) \(field.name)")
      let fits = copy.set(field, to: full[field])
      #expect(fits, "\(Value.kind) \(field.name)")
    }
    #expect(copy == full)
    var walked: [String] = []
    full.forEachField { name, _ in walked.append(name) }
    #expect(walked == Value.fields.map(\.name))
    // An empty entry comes back too, through its absent fields.
    let empty = Value(name: full.name)
    var again = empty
    for field in Value.fields { _ = again.set(field, to: empty[field]) }
    #expect(again == empty)
  }

  /// Saved plans hold counts and flags as text.
  @Test func textOfCountsAndFlagsIsTaken() throws {
    func asText(_ value: FieldValue) -> FieldValue {
      switch value {
      case .count(let count): .text(String(count))
      case .flag(let flag): .text(String(flag))
      case .none, .text, .list: value
      }
    }
    #expect(try Samples.full("win11") { asText(Samples.value($0)) } == Samples.key())
    #expect(try Samples.full("berlin") { asText(Samples.value($0)) } == Samples.deployment())
    #expect(try Samples.full("licence") { asText(Samples.value($0)) } == Samples.binding())
    #expect(try Samples.full("kms") { asText(Samples.value($0)) } == Samples.host())
    #expect(try Samples.full("forest") { asText(Samples.value($0)) } == Samples.directory())
  }

  /// A value that does not fit is refused, never read as absent.
  @Test func whatDoesNotFitIsRefused() throws {
    try refuse(Samples.key()) { Samples.value($0) }
    try refuse(Samples.deployment()) { Samples.value($0) }
    try refuse(Samples.binding()) { Samples.value($0) }
    try refuse(Samples.host()) { Samples.value($0) }
    try refuse(Samples.directory()) { Samples.value($0) }
  }

  private func refuse<Value: Managed>(
    _ full: Value, _ sample: (EntryField<Value>) -> FieldValue
  ) throws {
    for field in Value.fields {
      let wrong: [FieldValue] =
        switch sample(field) {
        case .list: [.text("a"), .count(1), .flag(true)]
        case .text: [.list(["a"]), .count(1), .flag(true)]
        case .count: [.list(["a"]), .text("many"), .flag(true)]
        case .flag: [.list(["a"]), .text("maybe"), .count(1)]
        case .none: []
        }
      for value in wrong {
        var copy = full
        let fits = copy.set(field, to: value)
        #expect(!fits, "\(Value.kind) \(field.name) takes \(value)")
        #expect(copy == full, "\(Value.kind) \(field.name) was changed by \(value)")
      }
    }
  }

  @Test(arguments: [
    (Quantity.unlimited, FieldValue.text("unlimited")), (.count(1), .count(1)),
  ])
  func quantities(_ quantity: Quantity, _ shown: FieldValue) throws {
    var key = ProductKey(name: "a")
    key.quantity = quantity
    #expect(try key[Self.field("quantity")] == shown)
    var copy = ProductKey(name: "a")
    let fits = copy.set(try Self.field("quantity"), to: shown)
    #expect(fits && copy == key)
  }

  private static func field(_ name: String) throws -> EntryField<ProductKey> {
    try #require(ProductKey.fields.first { $0.name == name })
  }

  /// Fields that more is known of are fields.
  @Test func namedFieldsAreThere() {
    let keys = Set(ProductKey.fields.map(\.name))
    #expect(ProductKey.Field.allCases.allSatisfy { keys.contains($0.rawValue) })
    let bindings = Set(Binding.fields.map(\.name))
    #expect(Binding.Field.allCases.allSatisfy { bindings.contains($0.rawValue) })
  }

  /// The value of a secret key is not among its fields, whatever was read.
  @Test func secretKeysShowTheirIdentityAlone() throws {
    var key = ProductKey(name: "mak")
    key.keyKind = .mak
    let material = try FakeKeys.material()
    key.tail = material.tail
    key.check = KeyCheck(of: material)
    #expect(try key[Self.field("value")] == .none)
    #expect(key.isSecret)
    #expect(key.identity == KeyIdentity(of: material))
    #expect(ProductKey(name: "unknown").isSecret)
  }

  @Test(
    arguments: [
      (FieldValue.none, nil), (.text("a"), "a"), (.count(5), "5"), (.flag(true), "true"),
      (.list(["a", "b"]), "a, b"),
    ] as [(FieldValue, String?)])
  func shownForms(_ value: FieldValue, _ shown: String?) {
    #expect(value.shown == shown)
  }
}
