import Testing

/// A saved plan that is not as it was written is not applied, whatever is left of it.
@Suite struct DamagedPlanTests {
  @Test func nothingOfItIsApplied() throws {
    let scene = try Scene(.sqlite)
    let change = try Changeover(scene, count: 3)
    try change.plan()
    let before = try scene.contents()
    let outcome = try scene.run(
      """
      damaged-copies change.plan damaged
      for file in damaged/*; do
        keyform apply "$file" -C b --yes >>output 2>errors
        echo "$? $(grep -c -e 'Nothing was written' errors) $file"
      done
      """)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 101, "\(outcome)")
    for line in lines { #expect(line.hasPrefix("7 1 "), "\(line)") }
    #expect(try scene.shell("cat output") == "")
    #expect(try scene.contents() == before)
    // The whole one still is good.
    let whole = try scene.run(change.apply)
    #expect(whole.status == 0, "\(whole)")
  }

  /// Whoever can write the file can make its digest fit, but has no key.
  @Test(arguments: 1...6)
  func nothingThatSomebodyWroteAnewIsApplied(_ seed: Int) throws {
    let lines = try Self.mutated(seed)
    #expect(lines.count > 80)
    for line in lines { #expect(!line.hasPrefix("0 ") && line.contains(" [] "), "\(line)") }
  }

  /// Whoever can read the target's key as well gets no row to be other than the files want it.
  @Test(arguments: 7...8)
  func whoKnowsTheKeyGetsWhatTheFilesWant(_ seed: Int) throws {
    let lines = try Self.mutated(seed, "known")
    #expect(lines.count > 80)
    for line in lines { #expect(line.contains(" [] "), "\(line)") }
    #expect(lines.contains { $0.hasPrefix("3 ") } && lines.contains { $0.hasPrefix("0 ") })
  }

  /// A hundred others for each seed.
  private static func mutated(_ seed: Int, _ word: String = "") throws -> [Substring] {
    let scene = try Scene(.sqlite)
    let change = try Changeover(scene, count: 3)
    try change.plan()
    let outcome = try scene.run("mutated-plans change.plan b 100 \(seed) \(word)")
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.output.split(separator: "\n")
  }

  @Test func aNewerFormIsNamed() throws {
    let scene = try Scene(.sqlite)
    let change = try Changeover(scene, count: 3)
    try change.plan()
    let before = try scene.contents()
    try scene.shell("sed -i 's/keyform.plan\\/1/keyform.plan\\/2/' change.plan")
    let outcome = try scene.run(change.apply)
    #expect(outcome.status == 7, "\(outcome)")
    #expect(outcome.errors.contains("The plan has the format keyform.plan/2"), "\(outcome)")
    #expect(outcome.errors.contains("Nothing was written."), "\(outcome)")
    #expect(try scene.contents() == before)
  }
}
