internal import KeyformCore

enum IDLE002UnusedHost: Rule {
  static let metadata = RuleMetadata(
    id: "IDLE002", name: "unused-host", severity: .info,
    what: """
      A KMS host is asked: a deployment names it in `servedBy`, or one that names none is activated \
      through KMS. Nothing is said where the repository has no deployments.
      """,
    why: """
      A host that nobody asks still holds one of the six activations of its CSVLK, and has to be \
      patched and guarded.
      """,
    fix:
      "Name it in `servedBy` of what it serves, or take the host out of service and remove the entry.",
    source: "Keyform, file format: hosts")

  static let checks: [RuleCheck] = [.repository(check)]

  private static func check(_ context: LintContext) -> [Finding] {
    let hosts = context.inventory.hosts
    guard hosts.count > 0, context.inventory.deployments.count > 0 else { return [] }
    let loads = context.demand.loads
    let named = Set(context.inventory.deployments.entries.lazy.flatMap(\.value.servedBy))
    return FoldedAdvice.findings(
      hosts.entries.indices.filter { !loads[$0].isAsked && !named.contains(hosts.entries[$0].name) }
        .map { hosts.entries[$0] }, of: metadata,
      each: { Finding($0, "no deployment asks the host", metadata.advice) },
      all: { "no deployment asks \($0) hosts" })
  }
}
