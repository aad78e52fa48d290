import KeyformCore
import Testing

/// What a change has to do with findings: known again by rule, address and field.
@Suite struct CausedFindingTests {
  private func found(
    _ rule: String, _ name: String?, line: Int = 1, _ severity: Severity = .error,
    field: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: severity, address: name.map { Address(.key, $0) }, summary: "s",
      detail: "", place: FileLocation(file: "a.yaml", line: line, column: 1), field: field)
  }

  private func causes(
    _ before: [Diagnostic], _ after: [Diagnostic], unsilenced: [Diagnostic]? = nil,
    renamed: [Address: Address] = [:]
  ) -> [String] {
    CausedFinding.causes(before: before, after: after, unsilenced: unsilenced, renamed: renamed)
      .map { "\($0.cause) \($0.diagnostic.rule) \($0.diagnostic.place?.line ?? 0)" }
  }

  @Test func aLineIsNotWhatAFindingIsKnownBy() {
    #expect(causes([found("A", "a", line: 1)], [found("A", "a", line: 9)]) == ["thereBefore A 9"])
  }

  @Test func anotherFieldOrEntryIsNew() {
    let before = found("A", "a", field: ["x"])
    let after = [found("A", "a", field: ["y"]), found("A", "b", field: ["x"])]
    #expect(causes([before], after) == ["new A 1", "new A 1", "fixed A 1"])
  }

  @Test func aSecondOneOfTheSameSiteIsNew() {
    let one = found("A", "a")
    #expect(causes([one], [one, found("A", "a", line: 2)]) == ["thereBefore A 1", "new A 2"])
    #expect(causes([one, one], [one]) == ["thereBefore A 1", "fixed A 1"])
  }

  @Test func whatWeighsMoreIsNew() {
    #expect(causes([found("A", "a", .warning)], [found("A", "a", .error)]) == ["new A 1"])
    #expect(causes([found("A", "a", .error)], [found("A", "a", .warning)]) == ["thereBefore A 1"])
  }

  @Test func aRenameKeepsIt() {
    let renamed = [Address(.key, "a"): Address(.key, "b")]
    #expect(causes([found("A", "a")], [found("A", "b")], renamed: renamed) == ["thereBefore A 1"])
  }

  @Test func whatIsOnlyHiddenIsSilencedAndNotFixed() {
    let one = found("A", "a")
    #expect(causes([one], [], unsilenced: [one]) == ["silenced A 1"])
    #expect(causes([], [], unsilenced: [one]) == ["silenced A 1"])
    #expect(causes([one], [], unsilenced: []) == ["fixed A 1"])
    let lighter = found("A", "a", .info)
    #expect(causes([one], [lighter], unsilenced: [one]) == ["thereBefore A 1", "silenced A 1"])
  }
}
