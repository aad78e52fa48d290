import KeyformCore
import KeyformRepository
import Testing

/// A field is written anew and no other byte changes.
@Suite struct FieldEditTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let field: [String]
    let value: FieldEdit.Value
    let before: String
    let after: String

    var testDescription: String { name }

    init(
      _ name: String, _ field: [String], _ value: FieldEdit.Value, _ before: String,
      _ after: String
    ) {
      self.name = name
      self.field = field
      self.value = value
      self.before = before
      self.after = after
    }
  }

  @Test(arguments: FieldEditSamples.scalars + FieldEditSamples.lists + FieldEditSamples.fields)
  func becomes(_ sample: Sample) throws {
    let edit = FieldEdit(["keys", "a"] + sample.field, sample.value)
    for (lead, ending) in [("", "\n"), ("", "\r\n"), ("\u{FEFF}", "\n"), ("\u{FEFF}", "\r\n")] {
      let before = lead + sample.before.replacing("\n", with: ending)
      let after = lead + sample.after.replacing("\n", with: ending)
      let edited = try FieldEdit.applying([edit], to: Array(before.utf8))
      #expect(edited == Array(after.utf8), "\(String(decoding: edited, as: UTF8.self))")
      // Once it says so, nothing more is to do.
      #expect(try FieldEdit.applying([edit], to: edited) == edited)
    }
  }

  /// What cannot be edited without guessing is left alone, with a reason.
  @Test(arguments: [
    "keys: {a: {kind: &x mak}}", "keys: {a: ", "keys: [a]", "keys: {b: {kind: mak}}",
    "keys:\n  a: mak\n", "keys:\n  a:\n    ? kind\n    : [mak]\n", "keys: {a: {kind}}",
    "keys:\n  a:\n    kind: {x: y}\n", "", "# nothing\n", "keys:\n  a:\n    kind: 1\n    kind:",
    "keys:\n  a: !!map {kind: mak}\n",
  ])
  func otherShapesAreLeftAlone(_ text: String) {
    let edit = FieldEdit(["keys", "a", "kind"], .scalar(EditedScalar("oem")))
    let edited = try? FieldEdit.applying([edit], to: Array(text.utf8))
    if text.hasSuffix("kind:") {
      // Of a name that is written twice the first counts; reading it reports the second.
      #expect(edited == Array(text.replacing("1", with: "oem").utf8))
    } else {
      #expect(edited == nil)
    }
  }

  @Test func theLastFieldOfAnEntryStays() {
    let edit = FieldEdit(["keys", "a", "kind"], .absent)
    #expect(throws: FieldEdit.Obstacle.self) {
      try FieldEdit.applying([edit], to: Array("keys:\n  a:\n    kind: mak\n".utf8))
    }
  }

  /// Several edits of several entries of one file.
  @Test func allEditsOfAFileGoTogether() throws {
    let before = """
      keys:
        a: {kind: mak, note: x} # a
        b:
          kind: mak # b
          labels: {x: w}
      hosts:
        h: {fqdn: f}
      """
    let edits = [
      FieldEdit(["keys", "a", "note"], .absent),
      FieldEdit(["keys", "a", "owner"], .scalar(EditedScalar("me"))),
      FieldEdit(["keys", "a", "kind"], .scalar(EditedScalar("oem"))),
      FieldEdit(["keys", "b", "labels"], .map([.init("z", EditedScalar("1"))])),
      FieldEdit(["keys", "b", "title"], .scalar(EditedScalar("b: it"))),
      FieldEdit(["hosts", "h", "port"], .scalar(EditedScalar("1689", isBare: true))),
    ]
    let after = """
      keys:
        a: {kind: oem, owner: me} # a
        b:
          kind: mak # b
          labels: {z: "1"}
          title: "b: it"
      hosts:
        h: {fqdn: f, port: 1689}
      """
    let edited = try FieldEdit.applying(edits, to: Array(before.utf8))
    #expect(String(decoding: edited, as: UTF8.self) == after)
  }
}
