internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  /// `keys: {NAME: [uses]}` is the short form of bindings named DEPLOYMENT.NAME.
  func decodeShortBindings(_ deployment: String) {
    cursor.map("keys") { name, mark in
      guard let reference = keyReference(name, at: mark) else {
        cursor.skip()
        return
      }
      var binding = Binding(name: "\(deployment).\(reference.name)")
      binding.deployment = deployment
      binding.key = reference
      binding.use = cursor.use(name) ?? []
      contents.bindings.append(
        Entry(binding, origin: EntryOrigin(file: file, line: mark.line, column: mark.column)))
    }
  }

  /// A release behind the `@` of `os` counts as `release`; products with several support dates
  /// need one, and it must exist.
  func settleRelease(_ deployment: inout Deployment, _ seen: UInt64, _ mark: YAMLPosition) {
    guard let os = deployment.os else { return }
    // Rollouts of one product and release follow each other.
    if os.slot >= 0, os == memo.pointee.settledProduct, let release = deployment.release,
      release == memo.pointee.settledRelease
    {
      return
    }
    if let named = os.release {
      if let release = deployment.release, release != named {
        cursor.report(
          .contradiction, at: releaseMark, "`os` and `release` name different releases",
          "Keep one of \(named) and \(release).")
      }
      deployment.release = named
      deployment.os = ProductID(String(os.text.prefix { $0 != "@" }), slot: os.slot)
    }
    guard os.slot >= 0 else { return }
    let releases = catalog.releases(of: os)
    if let release = deployment.release {
      guard !releases.isEmpty, !releases.contains(release) else {
        if deployment.os == os {
          (memo.pointee.settledProduct, memo.pointee.settledRelease) = (os, release)
        }
        return
      }
      let near = SpellingSuggestion.question(release, in: releases)
      cursor.report(
        .unknownWord, at: deployment.os == os ? releaseMark : mark,
        "\(os.product) has no release `\(release)`" + near,
        "The catalogue knows \(releases.joined(separator: ", ")).")
    } else if releases.count > 1,
      !isSaid("release", ResourceSchema.deployments, seen)
    {
      cursor.report(
        .missingField, at: mark, "deployment lacks `release`",
        "\(os.product) has several support dates; write one of \(releases.joined(separator: ", "))."
      )
    }
  }
}
