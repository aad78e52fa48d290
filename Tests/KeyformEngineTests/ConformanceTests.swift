import KeyformTestSupport
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: TargetConformance.allCases)
  func memoryConforms(_ conformance: TargetConformance) throws {
    try conformance.run(on: MemoryTarget())
  }
}
