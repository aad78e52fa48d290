import Testing

/// `kill -9` leaves the old or the new state, and a journal that agrees; the next apply finds its
/// way.
@Suite struct KillTests {
  @Test(arguments: Engine.allCases)
  func isOldOrNewAfterAKillAtAnyMoment(_ engine: Engine) throws {
    let scene = try Scene(engine)
    var change = try Changeover(scene, count: 600)
    // How long an apply takes that nobody kills: the kills are spread over it.
    try change.plan()
    var whole = try scene.run(change.apply)
    #expect(whole.status == 0, "\(whole)")
    change.goOn()

    var killed = 0
    for point in 0..<20 {
      try change.plan()
      let seconds = whole.seconds * (Double(point) + 0.5) / 20
      let attempt = try scene.run("killed-after \(seconds) \(change.apply)")
      #expect(attempt.status == 137 || attempt.status == 0, "point \(point): \(attempt)")
      if attempt.status == 137 { killed += 1 }

      let state = try change.state()
      if attempt.status == 0 { #expect(state == .new) }
      whole = try scene.run(change.apply)
      #expect(whole.status == 0, "point \(point): \(whole)")
      let saidSo = whole.output.contains(
        "is already applied to lab (\(scene.shownURL)) as change set \(change.changeSets + 1);")
      #expect(saidSo == (state == .new), "point \(point): \(whole)")
      if state == .new { whole = attempt }
      #expect(try change.state() == .new)
      change.goOn()
      try change.checkNothingIsLeft()
    }
    #expect(killed >= 10, "most of the kills came too late")
  }
}
