import Testing

/// The disk of the server is full. Needs to mount a small file system, so root: where that is
/// refused the test fails, and says so.
@Suite struct FullDiskTests {
  @Test func nothingIsHalfDone() throws {
    let scene = try Scene(.postgres, on: Cluster(script: "keep-small-disk"))
    try scene.shell("psql -Xqd postgres -c \"ALTER DATABASE $DATABASE SET TABLESPACE small\"")
    var change = try Changeover(scene)
    try change.plan()
    // Fills the disk up to a rest that the apply does not fit into.
    try scene.shell(
      """
      sql 'CREATE SCHEMA room; CREATE TABLE room.taken (text text)'
      while sql "INSERT INTO room.taken SELECT string_agg(md5(random()::text), '') \
        FROM generate_series(1, 50) a, generate_series(1, 100) b GROUP BY b" 2>full; do :; done
      grep -q 'No space left' full
      """)
    let before = try scene.contents()
    let outcome = try scene.run(change.apply)
    #expect(outcome.status == 7, "\(outcome)")
    #expect(outcome.errors.contains(": the disk is full"), "\(outcome)")
    #expect(outcome.errors.contains("Make room and apply again"), "\(outcome)")
    #expect(try scene.contents() == before)
    #expect(try change.state() == .old)
    try change.checkNothingIsLeft()

    try scene.sql("DROP SCHEMA room CASCADE")
    let again = try scene.run(change.apply)
    #expect(again.status == 0 && again.output.contains("as change set 2."), "\(again)")
    #expect(try change.state() == .new)
    change.goOn()
    try change.checkNothingIsLeft()
  }
}
