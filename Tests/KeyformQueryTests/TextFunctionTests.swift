import KeyformQuery
import Testing

/// Functions on texts that stand in for SQLite's own give what those give.
@Suite struct TextFunctionTests {
  private let sample = QuerySample()

  /// The results are those of SQLite 3.40.
  @Test(arguments: [
    (#"instr('abcabc','c')"#, "3"),
    (#"instr('abc','')"#, "1"),
    (#"instr('','a')"#, "0"),
    (#"instr('äöü','ü')"#, "3"),
    (#"instr(NULL,'a')"#, "-"),
    (#"instr('a',NULL)"#, "-"),
    (#"instr(12345,34)"#, "3"),
    (#"instr(x'c3a4c3b6', x'b6')"#, "4"),
    (#"replace('aaa','a','bb')"#, "bbbbbb"),
    (#"replace('abc','','x')"#, "abc"),
    (#"replace('abc','b',NULL)"#, "-"),
    (#"replace('abc',NULL,'x')"#, "-"),
    (#"replace(NULL,'a','b')"#, "-"),
    (#"replace(1212,2,'z')"#, "1z1z"),
    (#"replace('aXbX','X','')"#, "ab"),
    (#"replace('aaaa','aa','a')"#, "aa"),
    (#"typeof(replace(5,'','x'))"#, "integer"),
    (#"trim('xxaxbxx','x')"#, "axb"),
    (#"ltrim('xyxaxb','xy')"#, "axb"),
    (#"rtrim('axbxyx','yx')"#, "axb"),
    (#"trim('ääaä','ä')"#, "a"),
    (#"trim('öäaö','ä')"#, "öäaö"),
    (#"trim('abc','')"#, "abc"),
    (#"trim('aaa','a')"#, ""),
    (#"trim(NULL,'a')"#, "-"),
    (#"trim('abc',NULL)"#, "-"),
    (#"trim(77177,'7')"#, "1"),
    (#"rtrim('aß','s')"#, "aß"),
    (#"'ABC' LIKE 'abc'"#, "1"),
    (#"'äBC' LIKE 'Äbc'"#, "0"),
    (#"'abc' LIKE 'a_c'"#, "1"),
    (#"'aXc' LIKE 'a\_c' ESCAPE '\'"#, "0"),
    (#"'a_c' LIKE 'a\_c' ESCAPE '\'"#, "1"),
    (#"'a%c' LIKE 'aä%c' ESCAPE 'ä'"#, "1"),
    (#"NULL LIKE 'a'"#, "-"),
    (#"'a' LIKE NULL"#, "-"),
    (#"5 LIKE '5'"#, "1"),
    (#"'' LIKE ''"#, "1"),
    (#"'abc' GLOB 'a*'"#, "1"),
    (#"'abc' GLOB 'A*'"#, "0"),
    (#"'abc' GLOB '[a-c]b?'"#, "1"),
    (#"'abc' GLOB NULL"#, "-"),
    (#"'aXc' LIKE 'aXc' ESCAPE 'X'"#, "0"),
    (#"'a' LIKE 'a' ESCAPE NULL"#, "-"),
  ])
  func givesWhatSQLiteGives(_ expression: String, _ result: String) throws {
    #expect(try sample.rows("SELECT \(expression)") == [result])
  }

  @Test func refusesWhatSQLiteRefuses() {
    let long = sample.problem("SELECT 'a' LIKE format('%.201c', 'a')")
    #expect(long?.summary == "it fails: LIKE or GLOB pattern too complex")
    let escape = sample.problem("SELECT 'a' LIKE 'a' ESCAPE 'ab'")
    #expect(escape?.summary == "it fails: ESCAPE expression must be a single character")
  }
}
