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
    rows = catalog.editions.map { context in
      catalog.lifecycles(of: context.id).map { dates in
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

/// Until when a product of a deployment is supported, its Extended Security Updates included.
struct SupportEnd {
  let product: ProductID
  let release: String?
  /// The field that names the product or its release.
  let field: String
  /// The last day of support that counts.
  let day: CalendarDate
  /// Whether that is the last day of a bound year of Extended Security Updates.
  let isExtended: Bool
  /// Whether Extended Security Updates are still to be had on `today`.
  let mayBeExtended: Bool

  var name: String { product.text + (release.map { "@\($0)" } ?? "") }

  /// The products whose support ends on `limit` or before it; those without dates are left out.
  static func upTo(
    _ limit: CalendarDate, _ deployment: Deployment, at index: Int, _ context: LintContext
  ) -> [SupportEnd] {
    var ends: [SupportEnd] = []
    if let os = deployment.os, let row = context.support.row(os, release: deployment.release),
      row.end <= limit
    {
      // Only a release that is near its end is worth a look at the keys.
      let extended = extendedEnd(of: os, row, at: index, context)
      let end = SupportEnd(
        product: os, release: deployment.release,
        field: deployment.release == nil ? "os" : "release", day: extended ?? row.end,
        isExtended: extended != nil, mayBeExtended: row.esuEnd.map { $0 >= context.today } ?? false)
      if end.day <= limit { ends.append(end) }
    }
    for product in deployment.office {
      guard let row = context.support.row(product, release: product.release), row.end <= limit
      else {
        continue
      }
      ends.append(
        SupportEnd(
          product: product, release: nil, field: "office", day: row.end, isExtended: false,
          mayBeExtended: false))
    }
    return ends
  }

  /// The last day of the latest year whose key is bound to the deployment and active.
  private static func extendedEnd(
    of os: ProductID, _ row: SupportTable.Row, at index: Int, _ context: LintContext
  ) -> CalendarDate? {
    guard let esuEnd = row.esuEnd else { return nil }
    let addon = context.catalog.extendedUpdates(for: os.product)?.addon
    var last: CalendarDate?
    for binding in context.bindingsOfDeployment[index] {
      guard let key = context.key(ofBinding: Int(binding))?.value, key.keyKind == .esuMAK,
        key.state == .active
      else { continue }
      // A product whose years the catalogue does not tell apart is covered to the end.
      guard let addon else { return esuEnd }
      for product in key.products where product.product == addon {
        let day = context.catalog.facts(of: product)?.ends ?? esuEnd
        last = max(last ?? day, day)
      }
    }
    return last
  }
}
