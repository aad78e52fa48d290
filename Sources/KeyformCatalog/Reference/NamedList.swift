internal import KeyformYAML

/// The entries of one section by id, in the order in which they came, each with its place.
struct NamedList<Value> {
  /// Where an entry stands: index of its file, and its mark.
  struct Place {
    let file: Int32
    let mark: Mark
  }

  private(set) var values: [Value] = []
  private(set) var places: [Place] = []
  private var indexes: [String: Int] = [:]

  subscript(id: String) -> Value? { indexes[id].map { values[$0] } }

  func place(of id: String) -> Place? { indexes[id].map { places[$0] } }

  /// By id, whatever the order of the files.
  var sorted: [Value] { indexes.keys.sorted().compactMap { self[$0] } }

  /// Adds the entry, or replaces the one with its id.
  mutating func put(_ value: Value, id: String, at place: Place) {
    if let index = indexes[id] {
      values[index] = value
      places[index] = place
    } else {
      indexes[id] = values.count
      values.append(value)
      places.append(place)
    }
  }
}
