extension Glob {
  /// Whether every `[` has its `]` and every `\` its character: else the pattern fits nothing.
  package var isWhole: Bool {
    var rest = Array(pattern.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): if rest.popFirst() == nil { return false }
      case UInt8(ascii: "["):
        guard let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return false }
        rest = rest[(close + 1)...]
      default: break
      }
    }
    return true
  }
}
