internal import KeyformCore

enum ARCH004Itanium: Rule {
  static let metadata = RuleMetadata(
    id: "ARCH004", name: "itanium", severity: .error,
    what:
      "ia64 goes with the two Itanium editions (Server 2008 and 2008 R2), and those with nothing else.",
    why: "The keys of the two are bound to the edition: any other is refused (0xC004F069).",
    fix: "Write amd64, or name the edition for-itanium-based-systems with ia64.",
    source: "Microsoft: KMS client activation and product keys")

  static let checks = ImpossibleArchitectures.checks(
    .itanium, "ia64 and the edition do not belong together", metadata)
}
