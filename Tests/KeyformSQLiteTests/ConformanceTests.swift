import KeyformTestSupport
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: TargetConformance.allCases)
  func sqliteConforms(_ conformance: TargetConformance) throws {
    let folder = try TemporaryFolder()
    try conformance.run(on: folder.target)
  }
}
