/// What git leaves in a file where it could not merge two sides.
package enum ConflictMarker {
  /// The one problem of such a file: what else is wrong with it follows from that. Nil where the
  /// file has no such marker.
  package static func problem(in bytes: [UInt8]) -> YAMLProblem? {
    var line: Int32 = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      line += 1
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.endIndex
      if isMarker(bytes[start..<end]) {
        return YAMLProblem(
          kind: .conflict, mark: Mark(line: line, column: 1),
          summary: "a merge is not finished: this is a conflict marker of git's",
          detail: "Finish the merge: keep what is right, and remove the lines with `<<<<<<<`, "
            + "`=======` and `>>>>>>>`.")
      }
      start = end + 1
    }
    return nil
  }

  /// Seven of `<` or `>` where a line begins, alone or before a name.
  private static func isMarker(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, first == 0x3C || first == 0x3E else { return false }
    let rest = line.drop { $0 == first }
    guard line.count - rest.count == 7 else { return false }
    return rest.isEmpty || rest.first == 32 || rest.first == 13
  }
}
