internal import KeyformCore

enum ARCH002NoX86OnServers: Rule {
  static let metadata = RuleMetadata(
    id: "ARCH002", name: "no-x86-server", severity: .error,
    what: "Windows Server 2008 R2 and later are not installed on 32-bit x86.",
    why: "It is 64-bit only since then: with no 32-bit build the rollout has nothing to install.",
    fix: "Write amd64.",
    source: "Microsoft: Windows Server requirements")

  static let checks = ImpossibleArchitectures.checks(
    .x86OnServer, "there is no 32-bit build of this server", metadata)
}
