package import KeyformCore
internal import KeyformYAML

extension LoadedRepository {
  /// The lines that an entry takes in its file, counted from 1; nil where it has none of its own,
  /// as a binding in short form.
  package func lines(of address: Address, _ origin: Origin) -> ClosedRange<Int>? {
    let bytes = bytes(ofFile: origin.file)
    guard let pair = NodeTree(bytes)?.root[address.kind.section]?.value[address.name] else {
      return nil
    }
    let end = max(pair.value.range.upperBound, pair.key.range.upperBound)
    let breaks = bytes[pair.key.range.lowerBound..<end].count { $0 == 10 }
    return Int(origin.line)...(Int(origin.line) + breaks)
  }

  /// Whether `bytes` are those of the file that was read.
  package func isUnchanged(_ path: String, _ bytes: [UInt8]) -> Bool {
    files.first { $0.path == path }?.bytes == bytes
  }
}
