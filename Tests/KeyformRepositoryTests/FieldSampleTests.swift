import Foundation
import KeyformCore
import Testing

/// Samples written by people hold every field: what takes a sample through the program takes a new
/// field through it as well.
@Suite struct FieldSampleTests {
  private static let everything =
    "Tests/KeyformRepositoryTests/Fixtures/repositories/everything/all.yaml"

  /// Entries that state fields with nothing behind them.
  private static let empty: Set<String> = ["hollow", "inside"]

  @Test(arguments: [
    everything, "Tests/KeyformCommandTests/Fixtures/import/every-field.transcript",
    "Tests/KeyformFaultTests/Complete.swift",
  ])
  func everyFieldIsStated(_ file: String) throws {
    let sections = try Self.sections(of: file)
    for kind in EntityKind.allCases {
      let stated = (sections[kind.section] ?? []).filter { !Self.empty.contains($0.name) }
      for field in Self.ownFields(kind.type) where !stated.contains(where: { $0.states(field) }) {
        Issue.record("\(file): no entry below `\(kind.section)` states \(field.name)")
      }
    }
    let all = sections.values.joined()
    for field in Self.commonFields where !all.contains(where: { $0.states(field) }) {
      Issue.record("\(file): no entry states \(field.name)")
    }
  }

  @Test func everyFieldIsStatedEmpty() throws {
    let sections = try Self.sections(of: Self.everything)
    for kind in EntityKind.allCases {
      let fields = Self.ownFields(kind.type).filter { !$0.isRequired }
      if fields.isEmpty { continue }
      let hollow = try #require(sections[kind.section]?.first { $0.name == "hollow" })
      for field in fields where !hollow.text.contains("\(field.written):") {
        Issue.record(
          "\(Self.everything): `hollow` below `\(kind.section)` has no empty \(field.written)")
      }
    }
  }

  private struct Field {
    let name: String
    let written: String
    let isRequired: Bool

    init<Value>(_ field: EntryField<Value>) {
      name = field.name
      written = field.written
      isRequired = field.isRequired
    }
  }

  private struct Stated {
    let name: String
    var text = ""

    /// The value of a key may be that of a secret, and `keyform record` writes what tells keys apart.
    func states(_ field: Field) -> Bool {
      let last = field.name.split(separator: ".").last ?? ""
      let names = ["value", "tail", "check"].contains(last) ? [last, "secret"] : [last]
      return names.contains { text.contains(" \($0): ") || text.contains("{\($0): ") }
    }
  }

  private static func ownFields<Value: Managed>(_ kind: Value.Type) -> [Field] {
    kind.ownFields.map { Field($0) }
  }

  private static let commonFields = ProductKey.commonFields.map { Field($0) }

  /// The entries below each line that is the name of a section and nothing else, however far it is
  /// indented.
  private static func sections(of file: String) throws -> [String: [Stated]] {
    let text = try String(contentsOf: CatalogFolder.root.appending(path: file), encoding: .utf8)
    let names = Set(EntityKind.allCases.map { "\($0.section):" })
    var sections: [String: [Stated]] = [:]
    var current: (section: String, indent: Int)?
    for line in text.split(separator: "\n") {
      let content = line.drop { $0 == " " }
      let indent = line.count - content.count
      if names.contains(String(content)), current.map({ indent <= $0.indent }) ?? true {
        current = (String(content.dropLast()), indent)
      } else if let (section, outer) = current {
        if indent <= outer {
          current = nil
        } else if indent == outer + 2 {
          let name = String(content.prefix { $0 != ":" })
          sections[section, default: []].append(Stated(name: name, text: line + "\n"))
        } else if let last = sections[section]?.indices.last {
          sections[section]?[last].text += line + "\n"
        }
      }
    }
    return sections
  }
}
