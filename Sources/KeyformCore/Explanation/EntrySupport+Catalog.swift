extension EntrySupport {
  /// Of the products that an entry names; those without dates are left out.
  static func of(
    _ entity: Entity, _ catalog: ReferenceCatalog, today: CalendarDate
  ) -> [EntrySupport] {
    let named: [(product: ProductID, release: String?)]
    switch entity {
    case .deployment(let entry):
      let deployment = entry.value
      named =
        (deployment.os.map { [($0, deployment.release)] } ?? [])
        + deployment.office.map { ($0, nil) }
    default: named = entity.productIDs.map { ($0, nil) }
    }
    return named.compactMap { EntrySupport($0.product, $0.release, catalog, today) }
  }

  /// Without a release: the one that is supported longest.
  private init?(
    _ product: ProductID, _ release: String?, _ catalog: ReferenceCatalog, _ today: CalendarDate
  ) {
    if let end = catalog.facts(of: product)?.ends {
      self.init(
        product: product.text, release: nil, isNewest: false, end: end, esuEnd: nil,
        days: end.days(since: today))
      return
    }
    let all = catalog.lifecycles(of: product)
    let exact = catalog.lifecycle(of: product, release: release)
    guard let dates = exact ?? all.max(by: { $0.extendedEnd < $1.extendedEnd }),
      release == nil || exact != nil
    else { return nil }
    self.init(
      product: product.text, release: all.count > 1 ? dates.release : nil,
      isNewest: exact == nil, end: dates.extendedEnd, esuEnd: dates.esuEnd,
      days: dates.extendedEnd.days(since: today))
  }
}
