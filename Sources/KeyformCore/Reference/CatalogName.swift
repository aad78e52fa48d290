/// How names are compared: as slugs, so that case, blanks and punctuation do not matter.
package enum CatalogName {
  /// Lower case, every run of other characters than ASCII letters and digits a `-`, none at the
  /// ends: `Datacenter: Azure Edition` becomes `datacenter-azure-edition`.
  package static func folded(_ written: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(written.utf8.count)
    var isPending = false
    for byte in written.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isPending { bytes.append(UInt8(ascii: "-")) }
        isPending = false
        bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if isPending { bytes.append(UInt8(ascii: "-")) }
        isPending = false
        bytes.append(byte + 32)
      default:
        isPending = !bytes.isEmpty
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
