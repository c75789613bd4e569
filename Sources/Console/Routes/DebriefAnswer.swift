import Debrief

/// The stand-alone debrief as the console serves it.
enum DebriefAnswer {
  /// The page with its style sheet as a file of its own: nothing written inline is loaded here.
  ///
  /// Only the very text that this program put there is replaced, so that nothing else of the
  /// page's can pass for it.
  static func linked(_ page: String) -> String {
    let inline = "<style>\n\(DebriefStyle.css)\n</style>"
    guard let place = page.firstRange(of: inline) else { return page }
    return page.replacingCharacters(place)
  }
}

extension String {
  fileprivate func replacingCharacters(_ place: Range<String.Index>) -> String {
    self[..<place.lowerBound] + "<link rel=\"stylesheet\" href=\"/assets/debrief.css\">"
      + self[place.upperBound...]
  }
}
