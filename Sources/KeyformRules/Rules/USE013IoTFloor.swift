internal import KeyformCore

enum USE013IoTFloor: Rule {
  static let metadata = RuleMetadata(
    id: "USE013", name: "iot-floor", severity: .error,
    what: """
      Machines whose edition is changed by key have at least the build that the change needs: \
      10.0.19044.2905 for Enterprise LTSC 2021 to IoT Enterprise LTSC 2021.
      """,
    why: "Older builds do not know the key and refuse it (0xC004F050).",
    fix: "Install a cumulative update that brings the build first, then the key; correct `build`.",
    source: "Microsoft: volume licensing of Windows IoT Enterprise LTSC")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.formerEdition])]

  private static func check(_ entry: Entry<Deployment>, _ context: LintContext) -> Finding? {
    guard let os = entry.value.os, let former = entry.value.fromEdition,
      let written = entry.value.build, let build = BuildNumber(written),
      let minimum = context.catalog.editionChange(from: former, to: os)?.minimumBuild,
      let least = BuildNumber(minimum), build.isBefore(least) == true
    else { return nil }
    return Finding(
      entry, at: ["build"], "the build is too old for this change of edition",
      """
      The change from \(context.catalog.name(of: former)) to \(context.catalog.name(of: os)) needs \
      build \(minimum) or later, and the machines have \(written). \(metadata.advice)
      """)
  }
}
