internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

extension FileDecoder {
  func decodeBinding(_ name: String, _ origin: Origin, _ mark: Mark, _ isPresent: Bool) {
    var binding = Binding(name: name)
    var ignores: [Ignore] = []
    let schema = ResourceSchema.bindings
    var seen: UInt64 = 0
    while isPresent,
      let index = cursor.nextField(schema.list, seen: &seen, of: "a binding")
    {
      guard let field = BindingField(rawValue: index) else {
        if let common = CommonField(rawValue: index - schema.commonStart) {
          decodeCommon(common, &binding.annotations, &ignores)
        }
        continue
      }
      switch field {
      case .deployment: binding.deployment = cursor.text("deployment") ?? ""
      case .key: binding.key = reference("key") ?? binding.key
      case .use: binding.use = cursor.use("use") ?? []
      case .machines: binding.machines = cursor.count("machines")
      case .activated: binding.activated = cursor.observation("activated")
      }
    }
    requireFields(schema, seen: seen, at: mark)
    contents.bindings.append(
      Entry(binding, origin: origin, ignores: ignores, flaws: flaws, was: was))
  }

  /// A reference to a key, of this project or of another one.
  func reference(_ field: String) -> KeyReference? {
    cursor.text(field).flatMap { keyReference($0, at: cursor.reader.mark) }
  }

  /// Names of this project's keys are checked where they are looked up.
  func keyReference(_ text: String, at mark: Mark) -> KeyReference? {
    let reference = KeyReference(text)
    guard let other = reference.project else { return reference }
    if EntryName.isValid(other), EntryName.isValid(reference.name) {
      return reference.seen(from: project)
    }
    cursor.report(
      .badName, at: mark, "`\(text)` is no reference to a key of another project",
      "Write project:name, such as platform:win11-ent-mak.")
    return nil
  }
}
