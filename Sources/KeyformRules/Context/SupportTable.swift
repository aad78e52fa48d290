internal import KeyformCore

/// The support dates of every edition's releases, by slot, without the texts around them.
struct SupportTable: Sendable {
  struct Row: Sendable {
    let release: String
    /// The last day without Extended Security Updates.
    let end: CalendarDate
    let esuEnd: CalendarDate?
    /// Number of the build, such as 26100; 0 where the catalogue has another text.
    let build: Int
  }

  private let rows: [[Row]]

  init(_ catalog: ReferenceCatalog) {
    rows = catalog.editions.map { facts in
      catalog.lifecycles(of: facts.id).map { dates in
        Row(
          release: dates.release, end: dates.extendedEnd, esuEnd: dates.esuEnd,
          build: BuildNumber(dates.build)?.release ?? 0)
      }
    }
  }

  /// Without a release: the only row there is, or nil.
  func row(_ id: ProductID, release: String?) -> Row? {
    guard id.slot >= 0, Int(id.slot) < rows.count else { return nil }
    let own = rows[Int(id.slot)]
    guard let release else { return own.count == 1 ? own[0] : nil }
    for row in own where row.release == release { return row }
    return nil
  }

  /// Of all releases, in the order of the catalogue.
  func rows(_ id: ProductID) -> [Row] {
    id.slot >= 0 && Int(id.slot) < rows.count ? rows[Int(id.slot)] : []
  }
}
