import KeyformTestSupport
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: TargetConformance.allCases)
  func postgresConforms(_ conformance: TargetConformance) throws {
    let schema = try TemporarySchema()
    try conformance.run(on: schema.target())
  }
}
