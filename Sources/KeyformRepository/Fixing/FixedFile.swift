package import KeyformCore

/// What `keyform validate --fix` may change.
package enum FixScope: Hashable, Sendable {
  /// Values and names that have one right spelling.
  case spellings
  /// Misspelt names of fields as well.
  case fieldNames
}

/// A file with everything fixed that has one right spelling.
package struct FixedFile: Sendable {
  package let path: String
  package let before: [UInt8]
  package let after: [UInt8]
  /// In the order of the file.
  package let fixes: [Fix]
  /// The bytes that differ, in the order of the file: ranges of `before`, and what takes their
  /// place.
  package let replacements: [(range: Range<Int>, bytes: [UInt8])]
}

extension LoadedRepository {
  /// The files of some targets' sets that hold something to fix, in the order of their paths;
  /// keyform.yaml comes last. `include` as targets state it, one list a set.
  ///
  /// A file that is no YAML, or uses what Keyform refuses (anchors, tags), is left alone whole.
  package func fixed(_ scope: FixScope, include: [[String]]) -> [FixedFile] {
    let sets = include.map { $0.map(FileScanner.normalized) }
    return fixed(scope) { path in
      path == "keyform.yaml" || sets.contains { FileScanner.isIncluded(path, in: $0) }
    }
  }

  /// What `--fix-names` would do about findings: of files that one of them points into. Each with
  /// the fix that takes it away.
  package func fixes(curing diagnostics: [Diagnostic]) -> [(diagnostic: Diagnostic, fix: Fix)] {
    let curable = diagnostics.filter { FixSubject.cured.contains($0.rule) }
    let paths = Set(curable.compactMap(\.place?.file))
    guard !paths.isEmpty else { return [] }
    let fixes = fixed(.fieldNames, where: paths.contains).flatMap(\.fixes)
    let byPlace = Dictionary(
      grouping: fixes.indices.flatMap { index in
        fixes[index].places.map { (place: $0, index: index) }
      }, by: \.place)
    return curable.compactMap { diagnostic in
      let near = diagnostic.place.flatMap { byPlace[$0] } ?? []
      let cure = near.first { fixes[$0.index].cures(diagnostic) }
      return cure.map { (diagnostic, fixes[$0.index]) }
    }
  }

  private func fixed(_ scope: FixScope, where isWanted: (String) -> Bool) -> [FixedFile] {
    let spelling = RightSpelling(self, scope)
    let wanted = files.indices.filter { index in
      // Behind the resource files come those of the repository's own catalogue.
      let isKnown = index < contents.count || files[index].path == "keyform.yaml"
      return isKnown && isWanted(files[index].path)
    }
    // Files are independent once names are settled: both cores work.
    return AllCores.map(wanted.count) { place -> FixedFile? in
      let file = files[wanted[place]]
      return FixedFile(file, isProject: wanted[place] >= contents.count, scope, spelling)
    }.compactMap(\.self)
  }
}
