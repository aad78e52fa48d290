/// The list of one item last met: most lists are one, and the same one, so their rows share it.
struct InternedList<Item: Sendable>: Sendable {
  private var text = ""
  private var list: [Item] = []

  /// Adds the item of this text to a list.
  mutating func add(_ text: String, to items: inout [Item], _ make: (String) -> Item) {
    if items.isEmpty, !list.isEmpty, text == self.text {
      items = list
      return
    }
    let item = make(text)
    guard items.isEmpty else {
      items.append(item)
      return
    }
    items = [item]
    list = items
    self.text = text
  }
}
