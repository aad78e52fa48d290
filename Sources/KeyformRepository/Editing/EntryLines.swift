package import KeyformCore
internal import KeyformYAML

/// Which lines of a file an entry takes.
package enum EntryLines {
  /// Counted from 1; nil where the file holds no such entry of its own, as of a binding in short
  /// form.
  package static func of(_ address: Address, in bytes: [UInt8]) -> ClosedRange<Int>? {
    guard let pair = NodeTree(bytes)?.root[address.kind.section]?.value[address.name] else {
      return nil
    }
    let start = pair.key.range.lowerBound
    let end = max(pair.value.range.upperBound, pair.key.range.upperBound)
    let first = 1 + bytes[..<start].count { $0 == 10 }
    return first...(first + bytes[start..<end].count { $0 == 10 })
  }
}
