import Testing

/// The clock of the machine is set back between two applies: the journal goes by its numbers.
@Suite struct ClockTests {
  @Test(arguments: Engine.allCases)
  func theJournalDoesNotGoByTheClock(_ engine: Engine) throws {
    let scene = try Scene(engine)
    let year = 366 * 24 * 3600
    var change: Changeover?
    // Ahead first, then as it is, then behind.
    for ahead in [2 * year, 0, -2 * year] {
      if var next = change {
        try next.plan()
        let outcome = try scene.run("clock-moved \(ahead) \(next.apply)")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try next.state() == .new)
        next.goOn()
        change = next
      } else {
        change = try Changeover(scene, count: 10, under: "clock-moved \(ahead)")
      }
    }
    let times = try scene.sql("SELECT substr(applied_at, 1, 4) FROM change_set ORDER BY id")
      .compactMap { Int($0) }
    #expect(times.count == 3 && times[0] > times[1] && times[1] > times[2], "\(times)")
    try change?.checkNothingIsLeft()
    // Newest first is by number.
    let listed = try scene.shell("keyform history -C a").split(separator: "\n").dropFirst()
    #expect(listed.compactMap { $0.first }.prefix(3) == ["3", "2", "1"], "\(listed)")
  }
}
