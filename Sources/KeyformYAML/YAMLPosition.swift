/// A place in a file: line and column, both from 1, the column counted in characters.
///
/// A byte order mark is not counted.
package struct YAMLPosition: Hashable, Sendable, Comparable {
  package let line: Int32
  package let column: Int32

  package init(line: Int32, column: Int32) {
    self.line = line
    self.column = column
  }

  package static func < (left: YAMLPosition, right: YAMLPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// Where each key and value of a file stands: made on demand, when a finding points at a field.
package struct YAMLPositionIndex: Sendable {
  /// The marks of a key and of its value; for sequence elements both are the element's.
  package struct Place: Hashable, Sendable {
    package let key: YAMLPosition
    package let value: YAMLPosition
  }

  private struct Step: Hashable {
    let parent: Int
    let name: String
  }

  private var nodes: [Step: Int] = [:]
  private var places: [Place] = []

  /// Reads the whole file; of a key that is written twice the first stays.
  ///
  /// After a fatal problem the places before it are there.
  package init(_ bytes: [UInt8]) {
    let reader = YAMLReader(bytes)
    let event = reader.next()
    guard event != .end else { return }
    places.append(Place(key: reader.mark, value: reader.mark))
    addChildren(of: 0, from: event, reader)
  }

  /// The place of what a path names: mapping keys by their text, sequence elements by their
  /// index in decimal ("0", "1"). The empty path is the whole document.
  package func place(of path: [String]) -> Place? {
    var node = 0
    for name in path {
      guard let child = nodes[Step(parent: node, name: name)] else { return nil }
      node = child
    }
    return node < places.count ? places[node] : nil
  }

  // The reader's depth limit bounds the recursion.
  private mutating func addChildren(of parent: Int, from event: YAMLEvent, _ reader: YAMLReader) {
    switch event {
    case .mappingStart:
      while reader.next() == .scalar {
        let name = reader.text
        let key = reader.mark
        let value = reader.next()
        guard value != .end else { return }
        let node = add(name, to: parent, Place(key: key, value: reader.mark))
        addChildren(of: node, from: value, reader)
      }
    case .sequenceStart:
      var count = 0
      while true {
        let element = reader.next()
        guard element != .sequenceEnd, element != .end else { return }
        let node = add(String(count), to: parent, Place(key: reader.mark, value: reader.mark))
        addChildren(of: node, from: element, reader)
        count += 1
      }
    case .scalar, .mappingEnd, .sequenceEnd, .end: break
    }
  }

  private mutating func add(_ name: String, to parent: Int, _ place: Place) -> Int {
    let node = places.count
    places.append(place)
    let step = Step(parent: parent, name: name)
    if nodes[step] == nil { nodes[step] = node }
    return node
  }
}
