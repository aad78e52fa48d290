import KeyformCore
import Testing

@Suite struct BuildNumberTests {
  @Test(
    arguments: [
      ("26100", 26_100, nil), ("26100.1742", 26_100, 1_742), ("10.0.26100", 26_100, nil),
      ("10.0.26100.1742", 26_100, 1_742), ("6.3.9600.18378", 9_600, 18_378),
    ] as [(String, Int, Int?)])
  func isReadInBothForms(_ text: String, _ release: Int, _ update: Int?) throws {
    let build = try #require(BuildNumber(text))
    #expect(build.release == release && build.update == update)
  }

  @Test(arguments: [
    "", "25H2", "26100.", ".1742", "26100.1742.1.2", "26100.-1", "1.2.3.4.5", "10.0", "+26100",
    "999",
  ])
  func otherTextsAreNone(_ text: String) { #expect(BuildNumber(text) == nil) }

  /// By number, not by letters.
  @Test(
    arguments: [
      ("17763.1999", "17763.5458"), ("14393.2641", "17763.1"), ("20348", "20349.1"),
      ("10.0.17763.999", "17763.1000"),
    ])
  func comesBefore(_ left: String, _ right: String) throws {
    let (left, right) = (try #require(BuildNumber(left)), try #require(BuildNumber(right)))
    #expect(left.isBefore(right) == true && right.isBefore(left) == false)
  }

  @Test func aReleaseAloneDoesNotTell() throws {
    let (release, update) = (
      try #require(BuildNumber("20348")), try #require(BuildNumber("20348.1"))
    )
    #expect(release.isBefore(update) == nil && update.isBefore(release) == false)
  }
}
