internal import KeyformCore
internal import KeyformRepository

/// What became of whole files that judge: `.keyformignore`, the repository's own catalogue, and a
/// keyform.yaml in a folder, which takes it out of the project.
struct FileGuards: GuardReading {
  let before: LoadedRepository
  let after: LoadedRepository

  var changes: [GuardChange] { ignored + otherProjects + catalogue }

  /// What stands below the keyform.yaml of another project is no part of this one, and not judged here.
  private var otherProjects: [GuardChange] {
    let old = before.otherProjects
    let new = after.otherProjects
    func change(_ folder: String, _ count: Int, isGone: Bool) -> GuardChange? {
      if count == 0 { return nil }
      let here = "\(count == 1 ? "1 entry" : "\(count) entries") of this project"
      let path = folder + "/keyform.yaml"
      return GuardChange(
        what: "project file \(shown(path))", place: first(of: path),
        before: isGone ? "another project" : here, after: isGone ? here : "another project",
        effect: isGone ? .tightens : .loosens)
    }
    return new.filter { !old.contains($0) }.compactMap { folder in
      change(folder, before.entryCount(below: folder), isGone: false)
    }
      + old.filter { !new.contains($0) }.compactMap { folder in
        change(folder, after.entryCount(below: folder), isGone: true)
      }
  }

  /// What is not read is not judged. Lines that say the opposite (`!`) are weighed the other way.
  private var ignored: [GuardChange] {
    let (old, new) = (before.ignoreFile, after.ignoreFile)
    guard old?.bytes != new?.bytes, let file = new ?? old else { return [] }
    let was = Patterns(old?.bytes ?? [])
    let now = Patterns(new?.bytes ?? [])
    let hidden = now.hiding.subtracting(was.hiding).union(was.showing.subtracting(now.showing))
    let seen = was.hiding.subtracting(now.hiding).union(now.showing.subtracting(was.showing))
    // The last pattern that matches decides, so that the order counts, too.
    let (common, others) = (Set(was.list), Set(now.list))
    let isReordered = was.list.filter(others.contains) != now.list.filter(common.contains)
    if hidden.isEmpty, seen.isEmpty, was.list == now.list { return [] }
    return [
      GuardChange(
        what: file.path, place: first(of: file.path), before: count(old, was),
        after: count(new, now),
        effect: hidden.isEmpty && (seen.isEmpty || isReordered)
          ? .changes : .init(adding: hidden, removing: seen),
        difference: TextDifference(from: old?.bytes ?? [], to: new?.bytes ?? [], after.masking))
    ]
  }

  private func count(_ file: SourceFile?, _ patterns: Patterns) -> String? {
    file.map { _ in counted(patterns.list.count, "pattern") }
  }

  private struct Patterns {
    /// In the order of the file.
    let list: [Exact<String>]
    let hiding: Set<Exact<String>>
    let showing: Set<Exact<String>>

    init(_ bytes: [UInt8]) {
      list = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        .map(String.init).filter { !$0.hasPrefix("#") && !$0.allSatisfy { $0 == " " } }
        .map { Exact($0) }
      hiding = Set(list.filter { !$0.wrappedValue.hasPrefix("!") })
      showing = Set(list.filter { $0.wrappedValue.hasPrefix("!") })
    }
  }

  /// What the catalogue says of products, keys and support dates every rule believes.
  private var catalogue: [GuardChange] {
    let old = before.catalogFiles
    let new = after.catalogFiles
    let paths = Set((old + new).map(\.path)).sorted()
    return paths.compactMap { path in
      let was = old.first { $0.path == path }
      let now = new.first { $0.path == path }
      guard was?.bytes != now?.bytes else { return nil }
      return GuardChange(
        what: "catalogue \(shown(path))", place: first(of: path),
        before: was.map { counted(before.overrideCount(inFile: $0.path), "override") },
        after: now.map { counted(after.overrideCount(inFile: $0.path), "override") },
        effect: .changes,
        difference: TextDifference(from: was?.bytes ?? [], to: now?.bytes ?? [], after.masking))
    }
  }
}
