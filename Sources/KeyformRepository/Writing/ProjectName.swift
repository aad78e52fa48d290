/// The name of a project, the owner mark on its rows.
package struct ProjectName: Hashable, Sendable {
  package let text: String

  /// Nil where keyform.yaml would not take it.
  package init?(_ text: String) {
    guard EntryName.isValid(text), !EntryName.isLikeKey(text) else { return nil }
    self.text = text
  }

  /// What is usable of a folder's name: letters and digits in lower case, without marks, all else as
  /// one `-`. Nil where nothing is.
  package init?(folder: String) {
    let plain = folder.lowercased().unicodeScalars.map(Self.plain).joined()
    let words = plain.utf8.split { !Self.isUsable($0) }
    let joined = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    self.init(String(Self.trimmed(joined[...]).prefix(EntryName.maximumLength)))
  }

  package static let rule = EntryName.rule

  /// A Latin letter without its marks, by its name in Unicode.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    guard !scalar.isASCII, let name = scalar.properties.name else { return String(scalar) }
    if name == "LATIN SMALL LETTER SHARP S" { return "ss" }
    let words = name.split(separator: " ")
    guard words.count > 4, words.prefix(3).elementsEqual(["LATIN", "SMALL", "LETTER"]),
      words[3].utf8.count == 1, words[4] == "WITH"
    else { return String(scalar) }
    return words[3].lowercased()
  }

  /// As it is written in keyform.yaml.
  package var yaml: String { YAMLScalar.written(text, in: .block) }

  private static func isUsable(_ byte: UInt8) -> Bool {
    byte >= 97 && byte <= 122 || byte >= 48 && byte <= 57 || byte == 0x2E || byte == 0x5F
  }

  /// A name begins and ends with a letter or a digit.
  private static func trimmed(_ text: Substring) -> Substring {
    let isInner: (Character) -> Bool = { $0 == "." || $0 == "_" || $0 == "-" }
    var text = text.drop(while: isInner)
    while let last = text.last, isInner(last) { text.removeLast() }
    return text
  }
}

/// A DNS domain of the organisation.
package struct OwnDomain: Hashable, Sendable {
  package let text: String

  /// Nil where the text is no domain: labels of letters, digits and `-`, joined by dots. One label
  /// alone is none: it would rather be an answer to the question whether there are any.
  package init?(_ text: String) {
    let text = text.lowercased()
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    let isLabel: (Substring) -> Bool = { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy {
          $0 >= 97 && $0 <= 122 || $0 >= 48 && $0 <= 57 || $0 == 0x2D
        }
    }
    guard labels.count > 1, text.utf8.count <= 253, labels.allSatisfy(isLabel),
      !EntryName.isLikeKey(text)
    else {
      return nil
    }
    self.text = text
  }

  /// As it is written in a list of keyform.yaml.
  package var yaml: String { YAMLScalar.written(text, in: .flow) }
}
