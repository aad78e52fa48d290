package import KeyformCore
internal import KeyformYAML

/// Fields of one entry that shall say in the file what a target holds.
package struct Adoption: Sendable {
  /// The entry as the target holds it; under its former name where the file renames it.
  package let stored: Entity
  /// The entry as the file wants it.
  package let written: Entity
  /// Names of fields, as `Managed.Field` has them.
  package let fields: [String]

  package init(_ stored: Entity, into written: Entity, fields: [String]) {
    self.stored = stored
    self.written = written
    self.fields = fields
  }

  var address: Address { written.address }
}

/// Why a field cannot be adopted.
package struct AdoptionRefusal: Error, Hashable, Sendable {
  package let address: Address
  package let field: String?
  /// As a sentence that follows the field's name.
  package let reason: String
}

/// Files with everything adopted that they can say.
package struct AdoptedFiles: Sendable {
  package let files: [(path: String, bytes: [UInt8])]
  /// Fields that the form of their entry cannot say, or that no file may hold.
  package let left: [AdoptionRefusal]
}

extension LoadedRepository {
  /// Each file was read again: it says what the target holds in the fields that were adopted, and
  /// what it said before in all others. Throws where it would not.
  package func adopting(_ adoptions: [Adoption]) throws(AdoptionRefusal) -> AdoptedFiles {
    var edited: [(path: String, bytes: [UInt8])] = []
    var left: [AdoptionRefusal] = []
    for file in Set(adoptions.map(\.written.origin.file)).sorted() {
      let own = adoptions.filter { $0.written.origin.file == file }
      guard files.indices.contains(Int(file)), contents.indices.contains(Int(file)) else {
        throw AdoptionRefusal(
          address: own[0].address, field: nil, reason: "it is written in no file")
      }
      let source = files[Int(file)]
      let writing = AdoptionWriting(
        source: source, file: file, contents: contents[Int(file)], project: project.name,
        catalog: catalog)
      let (bytes, refused) = try writing.bytes(own)
      if bytes != source.bytes { edited.append((source.path, bytes)) }
      left += refused
    }
    return AdoptedFiles(files: edited, left: left)
  }
}

/// Adoptions of one file.
private struct AdoptionWriting {
  let source: SourceFile
  let file: Int32
  let contents: FileContents
  let project: String
  let catalog: ReferenceCatalog

  func bytes(
    _ adoptions: [Adoption]
  ) throws(AdoptionRefusal) -> (bytes: [UInt8], left: [AdoptionRefusal]) {
    var edits: [FieldEdit] = []
    var owners: [[String]: (Address, String)] = [:]
    var left: [AdoptionRefusal] = []
    var sayable: [Adoption] = []
    let spelling = WrittenSpelling(source.bytes, project: project, catalog: catalog)
    for adoption in adoptions {
      let (own, refused) = AdoptionEdits(adoption, spelling).edits()
      left += refused
      for (field, edit) in own {
        owners[edit.path] = (adoption.address, field)
        edits.append(edit)
      }
      let names = Set(refused.compactMap(\.field))
      sayable.append(
        Adoption(
          adoption.stored, into: adoption.written,
          fields: adoption.fields.filter { !names.contains($0) }))
    }
    if edits.isEmpty { return (source.bytes, left) }
    let bytes: [UInt8]
    do {
      bytes = try FieldEdit.applying(edits, to: source.bytes)
    } catch {
      // An edit that fails may be of a part of what was asked for, or of all around it.
      let near = owners.keys.filter { $0.starts(with: error.path) || error.path.starts(with: $0) }
        .min { $0.lexicographicallyPrecedes($1) }
      let owner = owners[error.path] ?? near.flatMap { owners[$0] } ?? (adoptions[0].address, "")
      throw AdoptionRefusal(address: owner.0, field: owner.1, reason: error.reason)
    }
    try AdoptionCheck(
      before: contents,
      after: FileDecoder.decode(
        bytes, file: file, path: source.path, project: project, catalog: catalog),
      adoptions: sayable
    ).check()
    return (bytes, left)
  }
}

/// Which lines of a file an entry takes.
package enum EntryLines {
  /// Counted from 1; nil where the file holds no such entry of its own, as of a binding in short
  /// form.
  package static func of(_ address: Address, in bytes: [UInt8]) -> ClosedRange<Int>? {
    guard let pair = NodeTree(bytes)?.root[address.kind.section]?.value[address.name] else {
      return nil
    }
    let start = pair.key.range.lowerBound
    let end = max(pair.value.range.upperBound, pair.key.range.upperBound)
    let first = 1 + bytes[..<start].count { $0 == 10 }
    return first...(first + bytes[start..<end].count { $0 == 10 })
  }
}
