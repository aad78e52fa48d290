import KeyformCore
import Testing

/// Texts that differ in Unicode's normal form alone are two texts.
struct ExactTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  @Test func bytesDecide() {
    #expect(Self.composed == Self.decomposed, "Swift's own equality")
    #expect(!Self.composed.isExactly(Self.decomposed))
    #expect(Self.composed.isExactly("caf" + "\u{E9}"))
    // Of one length, and of the same marks in another order.
    #expect(!"a\u{301}\u{323}".isExactly("a\u{323}\u{301}"))
    #expect(!Optional("a").isExactly(nil))
    #expect(["a", Self.composed].isExactly(["a", Self.composed]))
    #expect(!["a", Self.composed].isExactly(["a", Self.decomposed]))
    #expect(Set([Exact(Self.composed), Exact(Self.decomposed), Exact(Self.composed)]).count == 2)
  }

  @Test func valuesOfFieldsAreExact() {
    #expect(FieldValue.text(Self.composed) != .text(Self.decomposed))
    #expect(FieldValue.list([Self.composed]) != .list([Self.decomposed]))
    #expect(FieldValue.list([Self.composed]) == .list([Self.composed]))
    #expect(FieldValue.text("1") != .count(1))
    #expect(FieldValue.none == .none)
    #expect(SecretReference.file(Self.composed) != .file(Self.decomposed))
    #expect(SecretReference.entry(file: "a", name: "B") == .entry(file: "a", name: "B"))
    #expect(SecretReference.file("a") != .environment("a"))
  }

  /// Whatever field holds a text: an entry with the other form is another entry, by its own equality
  /// and in what is planned.
  @Test func everyTextOfAnEntryIsExact() {
    var texts = Texts(forms: (Self.composed, Self.decomposed))
    texts.visit(ProductKey.self)
    texts.visit(Deployment.self)
    texts.visit(Binding.self)
    texts.visit(KMSHost.self)
    texts.visit(Directory.self)
    #expect(texts.kinds == EntityKind.allCases)
    #expect(texts.same == [])
    #expect(texts.found.count > 20, "\(texts.found)")
  }

  private struct Texts {
    let forms: (String, String)
    var kinds: [EntityKind] = []
    var found: [String] = []
    var same: [String] = []

    mutating func visit<Value: Managed>(_ type: Value.Type) {
      kinds.append(Value.kind)
      for field in Value.fields {
        for (left, right) in [
          (FieldValue.text(forms.0), FieldValue.text(forms.1)),
          (.list([forms.0]), .list([forms.1])),
          (.list(["a=\(forms.0)"]), .list(["a=\(forms.1)"])),
        ] {
          var (one, other) = (Value(name: "a"), Value(name: "a"))
          guard one.set(field, to: left), other.set(field, to: right), one[field] == left
          else { continue }
          let name = "\(Value.kind.rawValue).\(field.name)"
          found.append(name)
          if one == other || FieldChange.between(one, other).count != 1 { same.append(name) }
        }
      }
    }
  }
}
