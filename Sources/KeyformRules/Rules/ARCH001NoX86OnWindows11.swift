internal import KeyformCore

enum ARCH001NoX86OnWindows11: Rule {
  static let metadata = RuleMetadata(
    id: "ARCH001", name: "no-x86-w11", severity: .error,
    what: "Windows 11 is not installed on 32-bit x86.",
    why: "It needs a 64-bit processor; with no 32-bit build the rollout has nothing to install.",
    fix: "Write amd64 or arm64; 32-bit machines stay on Windows 10.",
    source: "Microsoft: Windows 11 requirements")

  static let checks = ImpossibleArchitectures.checks(
    .x86OnClient, "there is no 32-bit build of this product", metadata)
}
