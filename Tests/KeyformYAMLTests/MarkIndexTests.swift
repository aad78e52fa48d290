import KeyformYAML
import Testing

@Suite struct MarkIndexTests {
  private let index = YAMLPositionIndex(
    Array(
      """
      keys:
        win11:
          kind: mak
          products: [a, {b: c}]
        "a/b.0":
          kind: gvlk
        win11:
          kind: twice
      list:
        - x
        - y: 1
      empty:
      """.utf8))

  private static let places: [([String], String)] = [
    (["keys"], "1:1 2:3"), (["keys", "win11"], "2:3 3:5"),
    (["keys", "win11", "kind"], "3:5 3:11"), (["keys", "win11", "products"], "4:5 4:15"),
    (["keys", "win11", "products", "0"], "4:16 4:16"),
    (["keys", "win11", "products", "1"], "4:19 4:19"),
    (["keys", "win11", "products", "1", "b"], "4:20 4:23"),
    (["keys", "a/b.0", "kind"], "6:5 6:11"), (["list", "0"], "10:5 10:5"),
    (["list", "1", "y"], "11:5 11:8"), (["empty"], "12:1 12:7"), ([], "1:1 1:1"),
  ]

  @Test(arguments: places)
  func `a path leads to its place`(path: [String], expected: String) throws {
    let place = try #require(index.place(of: path))
    #expect("\(place.key.written) \(place.value.written)" == expected)
  }

  @Test(arguments: [
    ["x"], ["keys", "x"], ["keys", "win11", "kind", "mak"], ["list", "2"], ["list", "00"],
    ["win11"],
  ])
  func `a path that is not there has no place`(path: [String]) {
    #expect(index.place(of: path) == nil)
  }

  @Test func `a damaged file has the places before the damage`() {
    let damaged = YAMLPositionIndex(Array("a:\n  b: 1\n  c: [2, 'x\n".utf8))
    #expect(damaged.place(of: ["a", "b"])?.value == YAMLPosition(line: 2, column: 6))
    #expect(damaged.place(of: ["a", "c", "0"])?.value == YAMLPosition(line: 3, column: 7))
    #expect(damaged.place(of: ["a", "c", "1"]) == nil)
  }

  @Test(arguments: ["", "# nothing\n", "'x"])
  func `a file without content has no places`(text: String) {
    #expect(YAMLPositionIndex(Array(text.utf8)).place(of: []) == nil)
  }
}
