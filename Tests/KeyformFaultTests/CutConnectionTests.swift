import Testing

/// The server ends the connection of an apply, or its answer to COMMIT is lost: the user is told
/// which of the two happened, and the journal agrees.
@Suite struct CutConnectionTests {
  @Test(arguments: Gate.Place.allCases)
  func goesOnOnANewConnection(_ place: Gate.Place) throws {
    var change = try Self.change(place)
    let outcome = try Self.cut(change, place)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("as change set 2."), "\(outcome)")
    #expect(try change.state() == .new)
    change.goOn()
    try change.checkNothingIsLeft()
  }

  /// Who does not want to wait gets an answer: before the commit it is sure that nothing was
  /// written; during it only the next apply can tell.
  @Test(arguments: Gate.Place.allCases)
  func saysSoWithoutPatience(_ place: Gate.Place) throws {
    var change = try Self.change(place)
    let outcome = try Self.cut(change, place, "--lock-timeout 0")
    #expect(outcome.status == 7, "\(outcome)")
    switch place {
    case .atAKey, .inTheMiddle:
      #expect(outcome.errors.contains("the connection was lost: "), "\(outcome)")
      #expect(outcome.errors.contains("Nothing was written."), "\(outcome)")
    case .atCommit:
      #expect(outcome.errors.contains("the connection was lost during the commit"), "\(outcome)")
      #expect(outcome.errors.contains("apply the same plan again"), "\(outcome)")
    }
    #expect(try change.state() == .old)
    let again = try change.scene.run(change.apply)
    #expect(again.status == 0 && again.output.contains("as change set 2."), "\(again)")
    change.goOn()
    try change.checkNothingIsLeft()
  }

  @Test func theJournalTellsWhenTheAnswerIsLost() throws {
    var change = try Self.change(nil)
    let outcome = try change.scene.run("answer-lost once \(change.apply)")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("as change set 2."), "\(outcome)")
    #expect(
      outcome.errors.contains(
        "The connection was lost during the commit; the journal says that it happened."),
      "\(outcome)")
    #expect(try change.state() == .new)
    change.goOn()
    try change.checkNothingIsLeft()
  }

  @Test func theNextApplyTellsWhenTheServerStaysAway() throws {
    var change = try Self.change(nil)
    let outcome = try change.scene.run("answer-lost for-ever \(change.apply) --lock-timeout 1")
    #expect(outcome.status == 7, "\(outcome)")
    #expect(outcome.errors.contains("the connection was lost during the commit"), "\(outcome)")
    #expect(outcome.errors.contains("apply the same plan again"), "\(outcome)")
    let again = try change.scene.run(change.apply)
    #expect(again.status == 0, "\(again)")
    #expect(again.output.contains("already applied"), "\(again)")
    #expect(again.output.contains("as change set 2; nothing was written."), "\(again)")
    #expect(try change.state() == .new)
    change.goOn()
    try change.checkNothingIsLeft()
  }

  private static func change(_ place: Gate.Place?) throws -> Changeover {
    let change = try Changeover(Scene(.postgres), count: 50)
    try change.plan()
    return change
  }

  /// An apply whose connection is cut when it has come to `place`.
  private static func cut(
    _ change: Changeover, _ place: Gate.Place, _ options: String = ""
  ) throws -> Outcome {
    let gate = try Gate(place, in: change.scene)
    let apply = try change.scene.start("\(change.apply) \(options)")
    try gate.untilReached()
    try gate.endWhoWaits()
    let outcome = try apply.outcome()
    // What the server says of a row that was on its way holds the whole row.
    #expect(!outcome.errors.contains("FKFKF") && !outcome.output.contains("FKFKF"), "\(outcome)")
    return outcome
  }
}
