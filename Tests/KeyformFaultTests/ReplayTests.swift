import Testing

/// A plan counts as applied as long as nothing has changed its entries again.
@Suite struct ReplayTests {
  /// There and back and there again: the third plan has the bytes of the first, and is applied.
  @Test(arguments: Engine.allCases)
  func theSamePlanComesTwice(_ engine: Engine) throws {
    let scene = try Scene(engine)
    var change = try Changeover(scene, count: 10)
    for changeSet in 2...5 {
      try change.plan()
      let outcome = try scene.run(change.apply)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.output.contains("as change set \(changeSet)."), "\(outcome)")
      let again = try scene.run(change.apply)
      #expect(again.status == 0, "\(again)")
      #expect(
        again.output.contains("as change set \(changeSet); nothing was written."), "\(again)")
      #expect(try change.state() == .new)
      try scene.shell("mv change.plan \(change.next)-\(changeSet).plan")
      change.goOn()
    }
    try scene.shell("cmp b-2.plan b-4.plan && cmp a-3.plan a-5.plan")
    try change.checkNothingIsLeft()
  }
}
