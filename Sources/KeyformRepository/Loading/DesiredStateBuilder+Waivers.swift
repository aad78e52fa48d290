internal import KeyformCore

extension DesiredStateBuilder {
  /// The waivers in scope, by name; of two with one name the first in file order stays.
  mutating func waivers() -> [Waiver] {
    let all = scope.flatMap { repository.contents[$0].waivers }
    if all.count < 2 { return all }
    let sorted = all.enumerated().sorted { left, right in
      (left.element.name, left.offset) < (right.element.name, right.offset)
    }
    var unique: [Waiver] = []
    for (_, waiver) in sorted {
      guard let first = unique.last, first.name == waiver.name else {
        unique.append(waiver)
        continue
      }
      let place = repository.place(of: first.origin)
      let known = place.map { "\($0.file):\($0.line)" } ?? "elsewhere"
      diagnostics.append(
        Diagnostic(
          rule: StructureRule.duplicateName.rawValue, severity: .error,
          summary: "waiver `\(waiver.name)` is already defined at \(known)",
          detail: "Names are unique within one target's set: rename one of the two.",
          place: repository.place(of: waiver.origin),
          related: place.map { [.init(place: $0, text: "first defined here")] } ?? [],
          isStructural: true))
    }
    return unique
  }
}
