internal import KeyformCore

// List items that several kinds have in the same form.

extension Label {
  init(_ item: ListItem) { self.init(name: item.first, value: item.second) }
}

extension ListItem {
  init(_ label: Label) { self.init(label.name, label.value) }

  /// A key in `key_project` and `key_name`; `project` is the one that refers.
  init(_ key: KeyReference, from project: String) { self.init(key.project ?? project, key.name) }
}

extension KeyReference {
  /// The way back: a key of the project that refers has no project.
  init(project: String, name: String, from own: String) {
    self.init(project: project == own ? nil : project, name: name)
  }
}
