import Testing

/// The server is stopped at once, as in a crash, in the middle of an apply.
@Suite struct ServerStopTests {
  @Test(arguments: [Gate.Place.inTheMiddle, .atCommit])
  func isOldOrNewOnceItIsBack(_ place: Gate.Place) throws {
    let scene = try Scene(.postgres, on: Cluster())
    var change = try Changeover(scene, count: 50)
    try change.plan()
    let gate = try Gate(place, in: scene)
    let apply = try scene.start("\(change.apply) --lock-timeout 1")
    try gate.untilReached()
    try scene.shell("server stop")
    let outcome = try apply.outcome()
    #expect(outcome.status == 7, "\(outcome)")
    #expect(outcome.errors.contains("the connection was lost"), "\(outcome)")
    switch place {
    case .atAKey, .inTheMiddle:
      #expect(outcome.errors.contains("Nothing was written."), "\(outcome)")
    case .atCommit:
      #expect(outcome.errors.contains("apply the same plan again"), "\(outcome)")
    }
    // While it is away, every command says so.
    let away = try scene.run(change.apply)
    #expect(away.status == 7 && away.errors.contains("cannot be opened"), "\(away)")

    try scene.shell("server start")
    #expect(try change.state() == .old)
    let again = try scene.run(change.apply)
    #expect(again.status == 0 && again.output.contains("as change set 2."), "\(again)")
    #expect(try change.state() == .new)
    change.goOn()
    try change.checkNothingIsLeft()
  }

  @Test(arguments: [Gate.Place.inTheMiddle, .atCommit])
  func goesOnWhenItComesBackInTime(_ place: Gate.Place) throws {
    let scene = try Scene(.postgres, on: Cluster())
    var change = try Changeover(scene, count: 50)
    try change.plan()
    let gate = try Gate(place, in: scene)
    let apply = try scene.start(change.apply)
    try gate.untilReached()
    try scene.shell("server stop && server start")
    let outcome = try apply.outcome()
    #expect(outcome.status == 0 && outcome.output.contains("as change set 2."), "\(outcome)")
    #expect(try change.state() == .new)
    change.goOn()
    try change.checkNothingIsLeft()
  }
}
