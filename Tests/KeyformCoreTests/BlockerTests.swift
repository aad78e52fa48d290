import KeyformCore
import Testing

/// A rule's error blocks the plan that touches the entry, or one that refers to it.
@Suite struct BlockerTests {
  @Test(arguments: [
    ("binding/b", true), ("deployment/d", true), ("key/k", true), ("key/other", false),
    ("host/h", false), ("deployment/other", false),
  ])
  func bindingsReachDeploymentAndKey(_ concerned: String, _ blocks: Bool) throws {
    var binding = Binding(name: "b")
    binding.deployment = "d"
    binding.key = KeyReference("k")
    try check([Change(.create(.binding(Entry(stored: binding))))], concerned, blocks)
  }

  @Test(arguments: [
    ("deployment/d", true), ("host/h", true), ("directory/h", true), ("key/k", false),
  ])
  func deploymentsReachTheirServers(_ concerned: String, _ blocks: Bool) throws {
    var deployment = Deployment(name: "d")
    deployment.servedBy = ["h"]
    try check([Change(.create(.deployment(Entry(stored: deployment))))], concerned, blocks)
  }

  @Test(arguments: [
    ("host/h", true), ("key/k", true), ("key/far", false), ("key/platform:far", false),
  ])
  func hostsReachTheirKeys(_ concerned: String, _ blocks: Bool) throws {
    var host = KMSHost(name: "h")
    host.hostKeys = [KeyReference("k"), KeyReference("platform:far")]
    try check([Change(.create(.host(Entry(stored: host))))], concerned, blocks)
    var directory = Directory(name: "h")
    directory.hostKeys = host.hostKeys
    let address = concerned.replacing("host/", with: "directory/")
    try check([Change(.create(.directory(Entry(stored: directory))))], address, blocks)
  }

  @Test func deletesReachThemselvesAlone() throws {
    var binding = Binding(name: "b")
    binding.deployment = "d"
    let changes = [Change(.delete(.binding(Entry(stored: binding))))]
    try check(changes, "binding/b", true)
    try check(changes, "deployment/d", false)
  }

  @Test func onlyErrorsBlock() throws {
    let changes = [Change(.create(.key(Entry(stored: ProductKey(name: "k")))))]
    for severity in Severity.allCases {
      let blockers = Blocker.findings([diagnostic("key/k", severity)], on: changes)
      #expect(blockers.count == (severity == .error ? 1 : 0))
      #expect(blockers.allSatisfy { $0.cause == .finding && $0.text == "KEY004 key/k: wrong" })
    }
    #expect(Blocker.findings([diagnostic("key/k", .error)], on: []).isEmpty)
    #expect(Blocker.findings([diagnostic(nil, .error)], on: changes).isEmpty)
  }

  @Test func findingsOnChangedEntriesBecomeErrors() throws {
    var binding = Binding(name: "b")
    binding.deployment = "d"
    let create = [Change(.create(.binding(Entry(stored: binding))))]
    let remove = [Change(.delete(.deployment(Entry(stored: Deployment(name: "d")))))]
    let touchy = diagnostic("deployment/d", .warning, isErrorOnChange: true)
    #expect(Diagnostic.weighed([touchy], on: create).map(\.severity) == [.error])
    #expect(Diagnostic.weighed([touchy], on: remove).map(\.severity) == [.warning])
    #expect(Diagnostic.weighed([touchy], on: []).map(\.severity) == [.warning])
    let calm = diagnostic("deployment/d", .warning)
    #expect(Diagnostic.weighed([calm], on: create) == [calm])
  }

  private func check(_ changes: [Change], _ concerned: String, _ blocks: Bool) throws {
    let found = Blocker.findings([diagnostic(concerned, .error)], on: changes)
    #expect(found.isEmpty == !blocks, "\(concerned)")
  }

  private func diagnostic(
    _ address: String?, _ severity: Severity, isErrorOnChange: Bool = false
  ) -> Diagnostic {
    Diagnostic(
      rule: "KEY004", severity: severity, address: address.flatMap { Address($0) },
      summary: "wrong", detail: "", place: nil, isErrorOnChange: isErrorOnChange)
  }
}
