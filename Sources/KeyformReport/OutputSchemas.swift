internal import KeyformCore

/// The JSON Schemas of the JSON that Keyform writes, for `schemas/`.
package enum OutputSchemas {
  package static var all: [(file: String, json: String)] {
    [
      PlanJSON.schemaFile, ValidateOutcome.document.schema, PlanOutcome.document.schema,
      AppliedRun.document.schema, Review.document.schema, RebaseReport.document.schema,
      ReviewedPlan.document.schema, DriftReport.document.schema,
      LockReport.document.schema, InventoryReport.document.schema, WrittenReport.document.schema,
      JournalDocuments.list.schema, JournalDocuments.changeSet.schema,
      JournalDocuments.life.schema, JournalVerdict.document.schema, InForceReport.document.schema,
      CatalogReport.document.schema, EntryExplanation.document.schema,
      RuleMetadata.document.schema, Hazard.document.schema, ReportWord.document.schema,
      LimitSubject.document.schema,
      ExitReport.document.schema, WhichReport.document.schema, ResultTable.document.schema,
      PolicyReport.document.schema, PolicyTestReport.document.schema,
    ]
  }
}
