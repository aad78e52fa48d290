import Testing

/// Somebody edits rows between plan and apply: no edit of what the plan touches is overwritten.
@Suite struct EditedRowTests {
  @Test(arguments: Engine.allCases)
  func noColumnIsAppliedOver(_ engine: Engine) throws {
    let complete = try Complete(engine)
    let scene = complete.scene
    let columns = try Column.all(of: scene)
    #expect(columns.count > 120)
    try scene.shell("keep")
    for column in columns {
      try scene.shell("put-back")
      try scene.sql(column.edit(on: engine))
      let before = try scene.contents()
      switch column.table {
      case "change_set", "change_item":
        let outcome = try scene.run("keyform history verify -C sooner")
        // Rows of another project are not looked at; then change set 1 is not there any more.
        #expect(outcome.status == 7 || column.name == "project", "\(column) \(outcome)")
        let named = #/change set 1|row change_(item|set)/1/#
        #expect(outcome.description.contains(named) == (outcome.status == 7), "\(outcome)")
      case "product":
        // What the catalogue says of an id, for other programs: written anew with every use.
        let outcome = try scene.run(Complete.apply)
        #expect(outcome.status == 0, "\(column) \(outcome)")
        continue
      case _ where column.name == "change_set":
        // Which change set wrote a row last is no part of the row.
        let outcome = try scene.run(Complete.apply)
        #expect(outcome.status == 0, "\(column) \(outcome)")
        continue
      default:
        let outcome = try scene.run(Complete.apply)
        #expect(Self.refuses(outcome), "\(column) \(outcome)")
      }
      #expect(try scene.contents() == before, "\(column)")
    }
    try scene.shell("put-back")
    let outcome = try scene.run(Complete.apply)
    #expect(outcome.status == 0, "\(outcome)")
  }

  /// Stale, naming row and field; or damaged, naming the row; or another target altogether.
  private static func refuses(_ outcome: Outcome) -> Bool {
    switch outcome.status {
    case 3:
      outcome.errors.contains("the plan was made for another database")
        || outcome.errors.contains(#/\n  [a-z]+/[^ ]+ ([^ ]+: planned from .+, now |is )/#)
          && outcome.errors.contains("plan --rebase")
    case 7:
      outcome.errors.contains(#/row [a-z_]+(/[^ ]+)? is damaged: /#)
        && outcome.errors.contains("nothing was changed")
    default: false
    }
  }

  /// Another key with another tail; and one that has tail and check of the planned one, which no
  /// field of the plan tells from it.
  private static let otherKeys = [
    ("FKFKF-KFKFK-FKFKF-KFKFK-QRTVW", "QRTVW", "abe", "tail: planned from BCDFG, now QRTVW"),
    (
      "FKFKF-KFKFK-FKFKF-KBMPX-BCDFG", "BCDFG", "2b7",
      "value: planned from …-BCDFG (2b7), now …-BCDFG (2b7)"
    ),
  ]

  @Test(arguments: Engine.allCases)
  func anotherKeyIsSeen(_ engine: Engine) throws {
    let scene = try Complete(engine).scene
    for (value, tail, check, reason) in Self.otherKeys {
      try scene.sql(
        """
        UPDATE product_key SET value = '\(value)', tail = '\(tail)', check_value = '\(check)'
        WHERE name = 'mak'
        """)
      let before = try scene.contents()
      let outcome = try scene.run(Complete.apply)
      #expect(outcome.status == 3, "\(outcome)")
      #expect(outcome.errors.contains("key/mak \(reason)"), "\(outcome)")
      #expect(!(outcome.errors + outcome.output).contains("-KFKFK-"))
      #expect(try scene.contents() == before)
    }
  }

  /// Counts that somebody has read since are no reason to plan again, and stay.
  @Test(arguments: Engine.allCases)
  func newerCountsStay(_ engine: Engine) throws {
    let scene = try Complete(engine).scene
    try scene.sql(
      "UPDATE product_key SET remaining = 399, remaining_as_of = '2026-11-20' WHERE name = 'mak'")
    try scene.sql("UPDATE binding SET activated = 9, activated_as_of = '2026-11-20'")
    let outcome = try scene.run(Complete.apply)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try scene.sql("SELECT remaining FROM product_key WHERE name = 'mak'") == ["399"])
    #expect(try scene.sql("SELECT activated, title FROM binding") == ["9|later"])
    try scene.shell("keyform history verify -C later")
  }

  /// An edit of rows that the plan does not touch makes nothing stale.
  @Test(arguments: Engine.allCases)
  func editsElsewhereDoNotMatter(_ engine: Engine) throws {
    let scene = try Scene(engine)
    let change = try Changeover(scene, count: 10)
    try scene.shell(
      "keyform plan -C b --only 'key/*' --out change.plan \(Changeover.today) >/dev/null")
    try scene.sql("UPDATE deployment SET note = 'by hand'")
    let outcome = try scene.run(change.apply)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try scene.sql("SELECT DISTINCT note FROM deployment") == ["by hand"])
  }
}
