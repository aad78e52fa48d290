/// Finds characters by their number, in rising order, in one walk over valid UTF-8.
struct CharacterIndex {
  private var characters = 0
  private var offset: Int

  init(start: Int) { offset = start }

  /// The first byte of a character; its number must not be smaller than in the call before.
  mutating func byte(ofCharacter number: Int, in bytes: [UInt8]) -> UInt8? {
    while characters < number, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      characters += 1
    }
    return offset < bytes.count ? bytes[offset] : nil
  }
}
