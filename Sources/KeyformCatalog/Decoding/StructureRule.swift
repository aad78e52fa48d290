package import KeyformCore

/// The ids of what the decoder itself finds; `StructuralRules` explains them.
package enum StructureRule: String, CaseIterable {
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

  /// What it is called in the files of a catalogue.
  var inCatalog: CatalogProblem {
    switch self {
    case .duplicateKey, .duplicateName: .duplicate
    case .unknownSection: .unknownSection
    case .unknownField: .unknownField
    case .wrongType: .wrongShape
    case .missingField: .missingField
    case .unknownReference: .unresolved
    case .unknownWord, .badCount, .badDate, .badName, .notYet, .contradiction, .tooMany,
      .formatVersion, .badPattern, .badText, .badTarget, .passwordInURL, .notShared, .notChecked,
      .badImport, .notReleased, .wasTaken:
      .wrongValue
    }
  }
}

extension StructureRule {
  /// A structural error.
  package func diagnostic(
    _ summary: String, _ detail: String, at place: FileLocation?, on address: Address? = nil,
    related: [Diagnostic.Related] = []
  ) -> Diagnostic {
    Diagnostic(
      rule: rawValue, severity: .error, address: address, summary: summary, detail: detail,
      place: place, related: related, isStructural: true)
  }
}
