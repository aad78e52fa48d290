/// Tells where in the files a finding stands. Rules know entries and fields, never paths.
package protocol FindingPlaces {
  /// Nil where no file has to do with it.
  func place(of finding: Finding) -> Place?
  func place(of origin: Origin) -> Place?
}
