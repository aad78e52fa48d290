internal import KeyformCore
internal import KeyformYAML

/// The ids of what the decoder itself finds; `StructuralRules` explains them.
enum StructureRule: String, CaseIterable {
  case duplicateKey = "YAML006"
  case unknownSection = "SCH001"
  case unknownField = "SCH002"
  case wrongType = "SCH003"
  case missingField = "SCH004"
  case unknownWord = "SCH005"
  case badCount = "SCH006"
  case badDate = "SCH007"
  case badName = "SCH008"
  case notYet = "SCH009"
  case contradiction = "SCH010"
  case tooMany = "SCH011"
  case formatVersion = "SCH012"
  case badPattern = "SCH013"
  case badText = "SCH014"
  case badTarget = "SCH015"
  case passwordInURL = "SCH016"
  case duplicateName = "REF001"
  case unknownReference = "REF002"
  case notShared = "REF003"
  case notChecked = "REF004"
  case badImport = "REF005"
  case notReleased = "REF006"
  case wasTaken = "WAS003"
}

/// A structural problem at a mark of the file that is being decoded.
struct StructureProblem {
  let rule: String
  let severity: Severity
  let mark: Mark
  let address: Address?
  let summary: String
  let detail: String

  init(
    _ rule: StructureRule, at mark: Mark, on address: Address? = nil, _ summary: String,
    _ detail: String, severity: Severity = .error
  ) {
    self.severity = severity
    self.rule = rule.rawValue
    self.mark = mark
    self.address = address
    self.summary = summary
    self.detail = detail
  }

  init(_ problem: YAMLProblem) {
    rule = problem.kind.rawValue
    severity = .error
    mark = problem.mark
    address = nil
    summary = problem.summary
    detail = problem.detail
  }

  func diagnostic(in file: String) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: severity, address: address, summary: summary, detail: detail,
      place: Place(file: file, line: Int(mark.line), column: Int(mark.column)), isStructural: true)
  }
}
