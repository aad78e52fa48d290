import Foundation

/// A published table as it was handed over, for comparison with the catalogue.
struct CSVTable {
  /// Each row by the names of its columns.
  let rows: [[String: String]]

  init(fixture name: String) throws {
    let url = CatalogFolder.tests.appending(path: "Fixtures/" + name)
    let lines = Self.parse(try String(contentsOf: url, encoding: .utf8))
    let header = lines.first ?? []
    rows = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// Fields with quotes may hold commas and doubled quotes.
  private static func parse(_ text: String) -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    var field = ""
    var isQuoted = false
    var previous: Character = "\n"
    for character in text {
      switch character {
      case "\"" where isQuoted: isQuoted = false
      case "\"":
        if previous == "\"" { field.append(character) }
        isQuoted = true
      case "," where !isQuoted:
        line.append(field)
        field = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        lines.append(line + [field])
        line = []
        field = ""
      default: field.append(character)
      }
      previous = character
    }
    if !line.isEmpty { lines.append(line + [field]) }
    return lines
  }
}

extension String {
  /// The slug of a product or edition, worked out apart from the product's own code.
  var slug: String {
    lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }
}
