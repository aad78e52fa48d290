internal import KeyformCore

enum ARCH005ARM64: Rule {
  static let metadata = RuleMetadata(
    id: "ARCH005", name: "arm64", severity: .warning,
    what: "arm64 goes with Windows 10 from 1709 on and with Windows 11; servers need confirming.",
    why:
      "No generally available build for arm64 was found: the rollout would have nothing to install.",
    fix:
      "Correct `architecture` or `release`; where you do have such a build, say so with `ignore`.",
    source: "inferred from release notes")

  static let checks = ImpossibleArchitectures.checks(
    .arm64, "no arm64 build of this product is known", metadata)
}
