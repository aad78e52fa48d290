package import KeyformCore

/// Fields of one entry that shall say in the file what a target holds.
package struct Adoption: Sendable {
  /// The entry as the target holds it.
  package let stored: Entity
  /// Where the entry is written.
  package let origin: Origin
  /// Names of fields, as `Managed.Field` has them.
  package let fields: [String]

  package init(_ stored: Entity, origin: Origin, fields: [String]) {
    self.stored = stored
    self.origin = origin
    self.fields = fields
  }
}

/// Why an adoption cannot be written.
package struct AdoptionRefusal: Error, Hashable, Sendable {
  package let address: Address
  package let field: String?
  /// As a sentence that follows the field's name.
  package let reason: String
}

extension LoadedRepository {
  /// The files with everything adopted, by path. Each was read again: it says what the targets hold
  /// in the fields that were adopted, and what it said before in all others.
  package func adopting(
    _ adoptions: [Adoption]
  ) throws(AdoptionRefusal) -> [(path: String, bytes: [UInt8])] {
    var edited: [(path: String, bytes: [UInt8])] = []
    for file in Set(adoptions.map(\.origin.file)).sorted() {
      let own = adoptions.filter { $0.origin.file == file }
      guard files.indices.contains(Int(file)), contents.indices.contains(Int(file)) else {
        throw AdoptionRefusal(
          address: own[0].stored.address, field: nil, reason: "it is written in no file")
      }
      let source = files[Int(file)]
      let writing = AdoptionWriting(
        source: source, contents: contents[Int(file)], project: project.name, catalog: catalog)
      edited.append((source.path, try writing.bytes(own)))
    }
    return edited
  }
}

/// Adoptions of one file.
struct AdoptionWriting {
  let source: SourceFile
  let contents: FileContents
  let project: String
  let catalog: ReferenceCatalog

  func bytes(_ adoptions: [Adoption]) throws(AdoptionRefusal) -> [UInt8] {
    var edits: [FieldEdit] = []
    var owners: [[String]: (Address, String)] = [:]
    let spelling = WrittenSpelling(source.bytes, project: project, catalog: catalog)
    for adoption in adoptions {
      let planner = AdoptionEdits(adoption, spelling)
      for (field, edit) in try planner.edits() {
        owners[edit.path] = (adoption.stored.address, field)
        edits.append(edit)
      }
    }
    let bytes: [UInt8]
    do {
      bytes = try FieldEdit.applying(edits, to: source.bytes)
    } catch {
      let owner = owners[error.path] ?? (adoptions[0].stored.address, "")
      throw AdoptionRefusal(address: owner.0, field: owner.1, reason: error.reason)
    }
    try AdoptionCheck(
      before: contents,
      after: FileDecoder.decode(
        bytes, file: adoptions[0].origin.file, path: source.path, project: project,
        catalog: catalog)
    ).check(adoptions)
    return bytes
  }
}
