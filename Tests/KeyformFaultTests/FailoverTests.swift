import Testing

/// A primary that stops in the middle of an apply, and a standby that takes over: the same command,
/// with both hosts in its URL, goes on there.
@Suite struct FailoverTests {
  @Test(arguments: [Gate.Place.inTheMiddle, .atCommit])
  func goesOnAtTheStandby(_ place: Gate.Place) throws {
    let pair = try Cluster(script: "keep-pair")
    let standby = pair.folder.dropLast() + "b"
    let scene = try Scene(
      .postgres, on: pair,
      settings: "?host=\(pair.folder),\(standby)&target_session_attrs=read-write")
    var change = try Changeover(scene, count: 50)
    try change.plan()
    let gate = try Gate(place, in: scene)
    let apply = try scene.start(change.apply)
    try gate.untilReached()
    try scene.shell("server stop")
    scene.server = String(standby)
    try scene.shell("psql -XqAt -d postgres -c 'SELECT pg_promote()'")

    let outcome = try apply.outcome()
    #expect(outcome.status == 0 && outcome.output.contains("as change set 2."), "\(outcome)")
    #expect(try change.state() == .new)
    change.goOn()
    try change.checkNothingIsLeft()
  }

  /// A standby alone can be read, and says what it lacks when it is to be written.
  @Test func aStandbyIsNotWritten() throws {
    let pair = try Cluster(script: "keep-pair")
    let scene = try Scene(.postgres, on: pair)
    let change = try Changeover(scene, count: 50)
    try change.plan()
    scene.server = pair.folder.dropLast() + "b"
    let outcome = try scene.run(change.apply)
    #expect(outcome.status == 7, "\(outcome)")
    #expect(outcome.errors.contains("target_session_attrs=read-write"), "\(outcome)")
    scene.server = pair.folder
    #expect(try change.state() == .old)
  }
}
