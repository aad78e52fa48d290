package import KeyformCore
internal import KeyformYAML

/// A field of an entry to write anew in its file. Whatever does not belong to the value stays byte
/// by byte: comments, layout, quoting style, line ends, a byte order mark.
package struct FieldEdit: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case scalar(EditedScalar)
    /// A list whose order says something.
    case list([EditedScalar])
    /// A list whose order says nothing: elements that stay are not moved.
    case set([EditedScalar])
    /// Names and values; at least one.
    case map([Member])
    /// The field goes.
    case absent
  }

  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: EditedScalar

    package init(_ name: String, _ value: EditedScalar) {
      self.name = name
      self.value = value
    }
  }

  /// Section, name of the entry, and the field: `keys`, `mak`, `quantity`.
  package let path: [String]
  package let value: Value
  /// The field in front of which it stands where it is new; nil: behind all others.
  let next: String?

  package init(_ path: [String], _ value: Value) { self.init(path, value, before: nil) }

  init(_ path: [String], _ value: Value, before next: String?) {
    self.path = path
    self.value = value
    self.next = next
  }

  /// Why a field cannot be edited where it stands, as a sentence that follows its name.
  package struct Obstacle: Error, Hashable, Sendable {
    package let path: [String]
    package let reason: String
  }

  /// Makes all edits, later ones of an entry on what earlier ones left.
  package static func applying(
    _ edits: [FieldEdit], to bytes: [UInt8]
  ) throws(Obstacle) -> [UInt8] {
    var bytes = bytes
    var rest = edits
    while !rest.isEmpty {
      // One edit an entry and round: entries lie apart, so that no two edits of a round meet.
      var taken = Set<[String]>()
      var later: [FieldEdit] = []
      var patches: [Patch] = []
      guard let tree = NodeTree(bytes) else {
        throw Obstacle(path: rest[0].path, reason: "its file cannot be read as YAML")
      }
      let layout = TextLayout(bytes)
      for edit in rest {
        guard taken.insert(Array(edit.path.prefix(2))).inserted else {
          later.append(edit)
          continue
        }
        do {
          patches += try edit.patches(in: tree.root, layout)
        } catch {
          throw Obstacle(path: edit.path, reason: error.reason)
        }
      }
      guard let edited = Patch.applying(patches, to: bytes) else {
        throw Obstacle(
          path: rest[0].path, reason: "it cannot be told apart from what is next to it")
      }
      bytes = edited
      rest = later
    }
    return bytes
  }

  /// Writes tail and check value beside the secret of the key `name`; nil where the entry has a
  /// shape that cannot be edited safely.
  package static func recording(
    _ identity: KeyIdentity, for name: String, in bytes: [UInt8]
  ) -> [UInt8]? {
    // Each goes right in front of `secret`, so the tail comes first and the check behind it.
    let edits = [("tail", identity.tail.text), ("check", identity.check.text)].map {
      FieldEdit(["keys", name, $0], .scalar(EditedScalar($1)), before: "secret")
    }
    return try? applying(edits, to: bytes)
  }

  private func patches(
    in root: NodeTree.Node, _ layout: TextLayout
  ) throws(EditRefusal) -> [Patch] {
    guard let name = path.last, path.count > 2 else {
      throw EditRefusal("it is no field of an entry")
    }
    var node = root
    for step in path.dropLast() {
      guard let pair = node[step] else { throw EditRefusal("the file does not hold it") }
      node = pair.value
    }
    return try MappingEdit(node, layout).setting(name, to: value, before: next)
  }
}

/// Why one edit is not made; `FieldEdit` adds which.
struct EditRefusal: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  static let layout = EditRefusal("it is written in a way that cannot be edited safely")
}

/// A scalar to write into a file.
package struct EditedScalar: Hashable, Sendable {
  package let text: String
  /// Written without quotes whatever was there: a count, a flag, a day.
  package let isBare: Bool

  package init(_ text: String, isBare: Bool = false) {
    self.text = text
    self.isBare = isBare
  }

  func written(in place: YAMLScalar.Place) -> String {
    isBare ? text : YAMLScalar.written(text, in: place)
  }

  /// Quoted as what it takes the place of.
  func written(in place: YAMLScalar.Place, insteadOf old: ArraySlice<UInt8>) -> String {
    isBare ? text : YAMLScalar.written(text, in: place, like: YAMLScalar.Style(of: old))
  }
}
