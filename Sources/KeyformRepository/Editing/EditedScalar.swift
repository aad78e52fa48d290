/// A scalar to write into a file.
package struct EditedScalar: Hashable, Sendable {
  package let text: String
  /// Written without quotes whatever was there: a count, a flag, a day.
  package let isBare: Bool

  package init(_ text: String, isBare: Bool = false) {
    self.text = text
    self.isBare = isBare
  }

  func written(in place: YAMLScalar.Place) -> String {
    isBare ? text : YAMLScalar.written(text, in: place)
  }

  /// Quoted as what it takes the place of.
  func written(in place: YAMLScalar.Place, insteadOf old: ArraySlice<UInt8>) -> String {
    isBare ? text : YAMLScalar.written(text, in: place, like: YAMLScalar.Style(of: old))
  }
}
