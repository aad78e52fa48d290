import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// One mistake in one field of an entry that is otherwise right, made from the format's own table:
/// a field that is added is tried with everything that its type refuses.
struct Mistake: CustomTestStringConvertible, Sendable {
  /// Such as `keys.quantity: 0x10`.
  let name: String
  let text: String
  /// The diagnostic, and nothing but it.
  let rule: String
  /// Why a JSON Schema cannot see it; nil: it has to.
  let blindness: String?

  var testDescription: String { name }

  /// The shortest entry of each kind.
  private static let base: [EntityKind: [(field: String, value: String)]] = [
    .key: [("kind", "mak"), ("tail", "2YT43"), ("check", "9f3")],
    .deployment: [("os", "windows-server-2025/standard")],
    .binding: [("deployment", "d"), ("key", "k"), ("use", "[activation]")],
    .host: [("fqdn", "h.contoso.example"), ("hostKey", "k")],
    .directory: [("forest", "contoso.example"), ("hostKey", "k")],
  ]

  /// What the entries refer to, in a file of its own.
  static let surroundings = """
    keys: {k: {kind: csvlk, tail: 2YT43, check: 9f3}}
    deployments: {d: {os: windows-server-2025/standard}}
    """

  static let all: [Mistake] = ResourceSchema.all.flatMap { schema in
    schema.fields.flatMap { field in
      wrong(field).map { value, rule, blindness in
        Mistake(
          name: "\(schema.kind.section).\(field.name): \(value)",
          text: entry(schema.kind, setting: field.name, to: value), rule: rule,
          blindness: blindness)
      }
    } + missing(schema)
  }

  private static func missing(_ schema: ResourceSchema) -> [Mistake] {
    let required = schema.fields.filter(\.isRequired).map(\.name)
    let absent = required.filter { $0 != "kind" }.flatMap { name in
      ["", "~", "null"].map {
        ("\(name): \($0)", entry(schema.kind, setting: name, to: $0), "SCH004")
      }
        + [("no \(name)", entry(schema.kind, leavingOut: name), "SCH004")]
    }
    let unknown = [
      ("unknown", entry(schema.kind, setting: "colour", to: "red"), "SCH002"),
      ("bad name", entry(schema.kind, named: "Upper"), "SCH008"),
      ("long name", entry(schema.kind, named: String(repeating: "n", count: 101)), "SCH008"),
      ("a text", "\(schema.kind.section): {n: text}\n", "SCH003"),
      ("a list", "\(schema.kind.section): {n: [text]}\n", "SCH003"),
      ("section a text", "\(schema.kind.section): text\n", "SCH003"),
      ("section a list", "\(schema.kind.section): [text]\n", "SCH003"),
    ]
    return (absent + unknown).map {
      Mistake(name: "\(schema.kind.section) \($0)", text: $1, rule: $2, blindness: nil)
    }
  }

  private static func entry(
    _ kind: EntityKind, named name: String = "n", setting field: String = "", to value: String = "",
    leavingOut left: String = ""
  ) -> String {
    var fields = (base[kind] ?? []).filter { $0.field != field && $0.field != left }
    if !field.isEmpty { fields.append((field, value)) }
    return "\(kind.section):\n  \(name):\n"
      + fields.map { "    \($0.field): \($0.value)\n" }.joined()
  }

  private typealias Wrong = (value: String, rule: String, blindness: String?)

  private static func wrong(_ field: FieldSpec) -> [Wrong] {
    if field.isLater {
      return [("a", "SCH009", nil), ("[a]", "SCH009", nil), ("{a: b}", "SCH009", nil)]
    }
    switch field.name {
    // Rule ARCH006 and the references judge the texts of these.
    case "tail": return shapes(".scalar") + [("2YT4", "SCH005", nil), ("2YT4A", "SCH005", nil)]
    case "check": return shapes(".scalar") + [("9f33", "SCH005", nil), ("xyz", "SCH005", nil)]
    default: return wrong(field.type)
    }
  }

  private static func shapes(_ type: String) -> [Wrong] {
    let texts =
      type == ".scalar" ? ["[a]", "{a: b}", "[]", "{}"] : type == ".list" ? ["{a: b}"] : ["[a]"]
    return texts.map { ($0, "SCH003", nil) }
  }

  private static func wrong(_ type: FieldType) -> [Wrong] {
    switch type {
    case .text: shapes(".scalar")
    case .pattern(let pattern):
      shapes(".scalar") + [(pattern.contains(":") ? "\"a:No Name\"" : "No Name", "SCH008", nil)]
    case .count(let minimum):
      shapes(".scalar") + counts("SCH006") + [(String(minimum - 1), "SCH006", nil)]
    case .quantity: shapes(".scalar") + counts("SCH006") + [("Unlimited", "SCH006", nil)]
    case .date:
      shapes(".scalar") + [
        ("soon", "SCH007", nil), ("2026-1-1", "SCH007", nil),
        ("20261101", "SCH007", nil),
        ("2026-02-30", "SCH007", "a pattern does not know the calendar"),
      ]
    case .flag:
      shapes(".scalar") + [
        ("yes", "SCH003", nil), ("\"true\"", "SCH003", nil), ("1", "SCH003", nil),
        ("True", "SCH003", "YAML readers resolve it to true"),
      ]
    case .word: shapes(".scalar") + [("nonsense", "SCH005", nil), ("1", "SCH005", nil)]
    case .list(let element, _):
      shapes(".list") + [("a", "SCH003", nil), ("[]", "SCH003", nil), ("[~]", "SCH003", nil)]
        + wrong(element).map { ("[\($0.value)]", $0.rule, $0.blindness) }
    case .oneOrList(let element):
      [("[]", "SCH003", nil), ("[~]", "SCH003", nil)]
        + wrong(element).filter { !$0.value.hasPrefix("[") }
        + wrong(element).map { ("[\($0.value)]", $0.rule, $0.blindness) }
    case .fields(let specs): shapes(".map") + [("a", "SCH003", nil)] + fields(specs)
    case .map(let names, let element):
      shapes(".map") + [("a", "SCH003", nil)] + map(names, element)
    case .extensible, .either, .orEmpty: []
    }
  }

  private static func fields(_ specs: [FieldSpec]) -> [Wrong] {
    let needed = specs.filter(\.isRequired).map { "\($0.name): 1" }
    func with(_ name: String, _ value: String) -> String {
      "{"
        + (needed.filter { !$0.hasPrefix(name + ":") } + ["\(name): \(value)"]).joined(
          separator: ", ")
        + "}"
    }
    return specs.flatMap { spec in
      wrong(spec).map { (with(spec.name, $0.value), $0.rule, $0.blindness) }
        + (spec.isRequired ? [("{}", "SCH004", nil), (with(spec.name, "~"), "SCH004", nil)] : [])
    } + [(with("colour", "red"), "SCH002", nil)]
  }

  private static func map(_ names: MapNames, _ element: FieldType) -> [Wrong] {
    let name: String
    var found: [Wrong] = []
    switch names {
    case .any: name = "k"
    case .entries:
      name = "a"
      found = [("{Upper: b}", "SCH008", nil)]
    case .references:
      name = "k"
      found = [("{\"a:No Name\": [activation]}", "SCH008", nil)]
    case .rules: name = "LC002"
    case .words(let words): name = words[0]
    }
    if case .orEmpty(let inner) = element {
      return found + wrong(inner).map { ("{\(name): \($0.value)}", $0.rule, $0.blindness) }
    }
    return found + [("{\(name): ~}", "SCH004", nil)]
      + wrong(element).map { ("{\(name): \($0.value)}", $0.rule, $0.blindness) }
  }

  private static func counts(_ rule: String) -> [Wrong] {
    let resolved = [
      "0x10": "16", "0o17": "15", "1e3": "1000.0, an integer to JSON Schema",
      "1_000": "1000", "1.0": "1.0, an integer to JSON Schema", "+5": "5",
    ]
    return ["many", "-5", "1.5", "\"5\"", "'5'", "2147483648", "true", "5 0"].map {
      ($0, rule, nil)
    }
      + resolved.sorted { $0.key < $1.key }.map {
        ($0.key, rule, "YAML readers resolve it to \($0.value)")
      }
  }
}
