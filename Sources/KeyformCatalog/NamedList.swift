internal import KeyformCore
internal import KeyformYAML

/// The entries of one section by id, in the order in which they came, each with its place.
struct NamedList<Value: Sendable>: Sendable {
  private(set) var ids: [String] = []
  private(set) var values: [Value] = []
  private(set) var places: [EntryPlace] = []
  private var indexes: [String: Int] = [:]

  subscript(id: String) -> Value? { indexes[id].map { values[$0] } }

  func place(of id: String) -> EntryPlace? { indexes[id].map { places[$0] } }

  /// By id, whatever the order of the files.
  var sorted: [Value] { zip(ids, values).sorted { $0.0 < $1.0 }.map(\.1) }

  /// Adds the entry, or replaces the one with its id.
  mutating func put(_ value: Value, id: String, at place: EntryPlace) {
    if let index = indexes[id] {
      values[index] = value
      places[index] = place
    } else {
      indexes[id] = values.count
      ids.append(id)
      values.append(value)
      places.append(place)
    }
  }
}

/// Where an entry stands: index of its file, and its mark.
struct EntryPlace: Sendable {
  let file: Int32
  let mark: YAMLPosition

  /// With its file counted from `first`.
  func origin(behind first: Int32) -> EntryOrigin {
    EntryOrigin(file: file - first, line: mark.line, column: mark.column)
  }

  func place(in paths: [String]) -> FileLocation {
    FileLocation(file: paths[Int(file)], line: Int(mark.line), column: Int(mark.column))
  }
}
