internal import KeyformCore

/// Who wrote rows last, for a message: what cannot be found out is left out.
enum LastWriters {
  static func of(
    _ fields: [StaleField], in target: any DeploymentTarget, project: String
  ) -> [Address: LastWriter] {
    var writers: [Address: LastWriter] = [:]
    for address in Set(fields.prefix(Failure.staleFieldsShown).map(\.address)) {
      writers[address] = try? target.lastWriter(project: project, of: address)
    }
    return writers
  }
}
