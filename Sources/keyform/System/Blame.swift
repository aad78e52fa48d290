internal import KeyformCore

/// Who wrote lines of the repository last, as git says; one process a file.
///
/// git blames the file that is checked out only after a filter of the repository's settings: so it
/// is asked for the commit's lines, and which of them are still there is found here.
struct Blame {
  private let root: String
  private let checkout: GitCheckout?
  private let objects: GitObjects?
  private let commit: GitCommit?
  /// Where a shallow clone begins: what wrote their lines may be older.
  private let oldest: Set<String>
  /// Beyond so many lines the whole file is asked for: a command line has its limits.
  private static let mostRanges = 200

  init(root: String) {
    self.root = root
    checkout = GitCheckout(around: root)
    objects = checkout.flatMap { GitObjects(of: $0) }
    commit = objects?.commit("HEAD")
    oldest = checkout.map { GitFolder(of: $0).shallowCommits } ?? []
  }

  /// The lines, each with its last commit.
  func lines(of places: [FileLocation]) -> [FileLocation: WrittenLine] {
    var found: [FileLocation: WrittenLine] = [:]
    for (file, own) in Dictionary(grouping: places, by: \.file) {
      let origins = origins(of: file, Set(own.map(\.line)))
      for place in own {
        found[place] = WrittenLine(place: place, origin: origins[place.line] ?? .unknown)
      }
    }
    return found
  }

  private func origins(of file: String, _ lines: Set<Int>) -> [Int: LineOrigin] {
    guard let checkout, let objects, !objects.hasFailed else { return [:] }
    var origins = Dictionary(uniqueKeysWithValues: lines.map { ($0, LineOrigin.notCommitted) })
    let path = checkout.path(file)
    guard let commit, let new = try? DiskFile.read(root + "/" + file) else { return origins }
    let id: String
    switch objects.entry(path, of: commit) {
    case .unknown: return [:]
    case .entry(let entry, let rest) where entry.kind == .file && rest.isEmpty: id = entry.id
    case .entry, .nothing: return origins
    }
    // Not at hand: who knows what stood in it.
    guard let old = objects.object(id) else { return [:] }
    let kept = KeptLines(of: new, since: old.bytes)
    let wanted = Set(lines.compactMap { kept[$0] })
    guard !wanted.isEmpty else { return origins }
    let commits = commits(of: path, wanted, checkout, commit)
    for line in lines {
      if let number = kept[line] { origins[line] = commits[number] ?? .unknown }
    }
    return origins
  }

  private func commits(
    of path: String, _ lines: Set<Int>, _ checkout: GitCheckout, _ commit: GitCommit
  ) -> [Int: LineOrigin] {
    var arguments = [
      "blame", "--porcelain", "--encoding=UTF-8", "--no-ext-diff", "--no-textconv",
    ]
    if lines.count <= Self.mostRanges {
      arguments += lines.sorted().flatMap { ["-L", "\($0),\($0)"] }
    }
    guard let output = checkout.answer(arguments + [commit.id, "--", path]) else { return [:] }
    return PorcelainBlame(output, beginningWith: oldest).lines
  }
}

/// The form of `git blame --porcelain`: of each line its commit, of each commit its particulars
/// where it comes first.
private struct PorcelainBlame {
  private(set) var lines: [Int: LineOrigin] = [:]

  private struct Particulars {
    var author = ""
    var seconds = 0
    var subject = ""
  }

  /// `oldest` are the commits before which the clone has none.
  init(_ output: [UInt8], beginningWith oldest: Set<String>) {
    var commits: [Substring: Particulars] = [:]
    var commitOfLine: [Int: Substring] = [:]
    var current: Substring = ""
    var line = 0
    // Bytes, not characters: a carriage return before the break is one character with it.
    for bytes in output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      let text = String(decoding: bytes, as: UTF8.self)
      if text.hasPrefix("\t") {
        commitOfLine[line] = current
        continue
      }
      let words = text.split(separator: " ", maxSplits: 1)
      guard let first = words.first else { continue }
      let rest = words.count > 1 ? words[1] : ""
      switch first {
      case "author": commits[current, default: Particulars()].author = String(rest)
      case "author-time": commits[current, default: Particulars()].seconds = Int(rest) ?? 0
      case "summary": commits[current, default: Particulars()].subject = String(rest)
      case _ where first.utf8.count >= 40 && first.allSatisfy(\.isHexDigit):
        current = first
        let numbers = rest.split(separator: " ")
        line = numbers.count > 1 ? Int(numbers[1]) ?? 0 : 0
      default: break
      }
    }
    for (line, id) in commitOfLine {
      guard let known = commits[id] else { continue }
      if oldest.contains(String(id)) {
        lines[line] = .olderThanClone
        continue
      }
      let day = CalendarDate(days: Int32(clamping: known.seconds / 86_400))
      lines[line] = .commit(
        LineCommit(
          id: String(id), author: known.author, date: day.description, subject: known.subject))
    }
  }
}
