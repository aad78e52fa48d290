/// How the bytes of a scalar read as something else than text.
extension Span where Element == UInt8 {
  /// Nothing, `~`, or `null` in the spellings of YAML's core schema.
  var isNull: Bool {
    switch count {
    case 0: true
    case 1: self[0] == UInt8(ascii: "~")
    case 4: isEqual(to: "null") || isEqual(to: "Null") || isEqual(to: "NULL")
    default: false
    }
  }

  /// The value of one or more ASCII digits, if it fits.
  var decimal: Int? {
    guard !isEmpty else { return nil }
    var value = 0
    for index in indices {
      let digit = Int(self[index]) - 0x30
      guard 0...9 ~= digit else { return nil }
      let (tenfold, overflowed) = value.multipliedReportingOverflow(by: 10)
      let (sum, carried) = tenfold.addingReportingOverflow(digit)
      guard !overflowed, !carried else { return nil }
      value = sum
    }
    return value
  }

  private func isEqual(to word: StaticString) -> Bool {
    word.withUTF8Buffer { buffer in
      indices.allSatisfy { self[$0] == buffer[$0] }
    }
  }
}
