internal import KeyformCore

enum ARCH003LateX86: Rule {
  static let metadata = RuleMetadata(
    id: "ARCH003", name: "w10-x86-late", severity: .info,
    what: "32-bit Windows 10 from 2004 on is not installed from the media of a device maker.",
    why: """
      Microsoft gives 32-bit builds of these releases to no device maker: they exist for volume \
      media, and new devices come with 64-bit Windows.
      """,
    fix: """
      Write `architecture: amd64`, or `media: volume` where the machines are installed from your own \
      32-bit media.
      """,
    source: "Microsoft: Windows 10 minimum hardware requirements")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.deviceMedia])]

  private static let product = "windows-10"
  /// The first release without 32-bit builds for device makers.
  private static let firstRelease = "2004"

  private static func check(_ entry: Entry<Deployment>, _ context: LintContext) -> Finding? {
    guard entry.value.media == .oem, entry.value.architectures.contains(.known(.x86)),
      let os = entry.value.os, os.product == product, let release = entry.value.release
    else { return nil }
    let releases = context.catalog.releases(of: os)
    guard let first = releases.firstIndex(of: firstRelease),
      let own = releases.firstIndex(of: release), own >= first
    else { return nil }
    return Finding(
      entry, at: ["architecture"], "device makers have no 32-bit build of this release",
      "Windows 10 \(release): \(metadata.advice)")
  }
}
