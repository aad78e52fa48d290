internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

/// Decodes one resource file straight from events into entries: no generic tree, no dictionary of
/// strings. Returns what could be read, and a problem for everything else.
final class FileDecoder {
  let cursor: FieldCursor
  let catalog: ReferenceCatalog
  /// Name of the project that the file belongs to.
  let project: String
  let file: Int32
  var contents = FileContents()
  /// Behind a pointer, as nearly every field touches it: a class's own variables are checked for
  /// exclusive access at run time.
  let memo: UnsafeMutablePointer<RepeatedValues>
  /// What the current entry cannot hold; made on the first flaw.
  var flaws: EntryIssues?
  /// What the current entry says that is no state.
  var was: String?
  var ignores: [Ignore] = []
  var secret: SecretReference?
  /// The current key's `value:`.
  var keyReading: KeyReading?
  /// Whether something else than a mapping stands for the current entry, which has been reported.
  private(set) var isMisshapen = false
  /// Where the current deployment's release stands.
  var releaseMark = YAMLPosition(line: 0, column: 0)

  private init(
    _ bytes: [UInt8], file: Int32, path: String, project: String, catalog: ReferenceCatalog
  ) {
    cursor = FieldCursor(bytes, in: path)
    self.catalog = catalog
    self.project = project
    self.file = file
    memo = .allocate(capacity: 1)
    memo.initialize(to: RepeatedValues())
  }

  deinit {
    memo.deinitialize(count: 1)
    memo.deallocate()
  }

  /// `file` is the index of `path` in the repository's sorted list.
  static func decode(
    _ bytes: [UInt8], file: Int32, path: String, project: String, catalog: ReferenceCatalog
  ) -> FileContents {
    let decoder = FileDecoder(bytes, file: file, path: path, project: project, catalog: catalog)
    decoder.decodeSections()
    decoder.cursor.finish()
    decoder.contents.diagnostics = decoder.cursor.problems
    return decoder.contents
  }

  private func decodeSections() {
    guard cursor.advance() != .end, cursor.enterMapping("a resource file") else { return }
    var seen: UInt64 = 0
    while cursor.advanceToScalar() {
      guard let index = cursor.reader.index(in: ResourceSection.words) else {
        skipUnknownSection()
        continue
      }
      let mark = cursor.reader.mark
      cursor.advance()
      guard seen & 1 << UInt64(index) == 0 else {
        cursor.report(
          .duplicateKey, at: mark, "section `\(ResourceSection.all[index].name)` is written twice",
          "Join the two sections: YAML readers do not agree which of them counts.")
        cursor.skip()
        continue
      }
      seen |= 1 << UInt64(index)
      switch ResourceSection.all[index] {
      case .entries(let schema): decodeSection(schema)
      case .waivers: decodeWaivers()
      }
    }
  }

  private func skipUnknownSection() {
    let name = cursor.reader.text
    let mark = cursor.reader.mark
    let known = ResourceSection.all.map(\.name)
    cursor.advance()
    if !name.hasPrefix("x-") {
      let near = SpellingSuggestion.question(name, in: known)
      let hint =
        name == "keyform"
        ? "This looks like a project file: name it keyform.yaml."
        : "A resource file holds the sections \(known.joined(separator: ", "))."
      cursor.report(.unknownSection, at: mark, "unknown section `\(name)`\(near)", hint)
    }
    cursor.skip()
  }

  /// A section is a map by name; each entry goes to the decoder of its kind.
  private func decodeSection(_ schema: ResourceSchema) {
    guard cursor.enterMapping("section `\(schema.kind.section)`") else { return }
    while cursor.advanceToScalar() {
      let name = cursor.reader.text
      let mark = cursor.reader.mark
      cursor.advance()
      if EntryName.isLikeKey(name) {
        // Without the name, and without the entry: both would carry the key into every report.
        cursor.report(
          .badName, at: mark, "an entry is named like a product key",
          "Give it another name: names stand in plans, journals and reports. \(EntryName.rule)")
        cursor.skip()
        continue
      }
      cursor.address = Address(schema.kind, name)
      if !EntryName.isValid(name) {
        cursor.report(.badName, at: mark, "`\(name)` is no name", EntryName.rule)
      }
      let origin = EntryOrigin(file: file, line: mark.line, column: mark.column)
      let isPresent = cursor.enterMapping("entry `\(name)`")
      isMisshapen = !isPresent && (!cursor.isAbsent || cursor.reader.isAlias)
      flaws = nil
      (was, ignores, secret, keyReading) = (nil, [], nil, nil)
      if !cursor.misspelt.isEmpty { cursor.misspelt = [] }
      decodeEntry(schema, name, origin, mark, isPresent)
      cursor.address = nil
    }
  }

  private func decodeEntry(
    _ schema: ResourceSchema, _ name: String, _ origin: EntryOrigin, _ mark: YAMLPosition,
    _ isPresent: Bool
  ) {
    func entry<Value>(
      _ schema: EntrySchema<Value>, _ settle: (inout Value, UInt64) -> Void = { _, _ in }
    ) -> Entry<Value> {
      self.entry(schema, name, origin, isPresent) { value, seen in
        requireFields(schema.resource, seen: seen, at: mark)
        settle(&value, seen)
      }
    }
    switch schema.kind {
    case .key:
      contents.keys.append(
        self.entry(ResourceSchema.keys, name, origin, isPresent) { complete(&$0, $1, at: mark) })
    case .deployment:
      contents.deployments.append(
        entry(ResourceSchema.deployments) { settleRelease(&$0, $1, mark) })
    case .binding: contents.bindings.append(entry(ResourceSchema.bindings))
    case .host: contents.hosts.append(entry(ResourceSchema.hosts))
    case .directory: contents.directories.append(entry(ResourceSchema.directories))
    }
  }

  /// Reports the required fields of `schema` that are not in `seen`.
  private func requireFields(
    _ schema: ResourceSchema, seen: UInt64, at mark: KeyformYAML.YAMLPosition
  ) {
    guard schema.list.required & ~seen != 0, !isMisshapen else { return }
    for (index, spec) in schema.fields.enumerated()
    where spec.isRequired && seen & 1 << UInt64(index) == 0 && !cursor.misspelt.contains(spec.name)
    {
      cursor.report(
        .missingField, at: mark, "\(schema.kind.rawValue) lacks `\(spec.name)`", spec.description)
    }
  }

  func note(_ change: (inout EntryIssues) -> Void) {
    var noted = flaws ?? EntryIssues()
    change(&noted)
    flaws = noted
  }
}

/// Values of the entry before, field by field: sharing an equal string saves its allocation.
struct RepeatedValues {
  /// By the field's place in its kind, from 0; then those that no kind has.
  var texts = [String](repeating: "", count: 64)
  static let architecture = 58
  static let label = 59
  static let reason = 60
  static let env = 61
  static let file = 62
  static let entry = 63
  var products: [ProductID] = []
  var lastWritten = ""
  var lastProduct: ProductID?
  /// Product and release that were found to fit each other.
  var settledProduct = ProductID("")
  var settledRelease = ""
}
