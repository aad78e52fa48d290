/// The word last met in a column, and what it means. Most columns repeat: comparing bytes costs a
/// tenth of making and parsing a text.
struct RecentWord<Value> {
  var text: String
  var value: Value
}
