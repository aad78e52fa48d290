package import KeyformCore

extension LoadedRepository: FindingPlaces {
  /// The place of the field, or of its nearest part that is written.
  package func place(of finding: Finding) -> Place? {
    if finding.address == nil, finding.field.isEmpty { return place(of: finding.origin) }
    return places.place(finding.origin, finding.address, finding.field)
  }
}
