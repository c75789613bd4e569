/// The archive of a copy: its label is what its own tools have no place for.
enum CopiedFiles {
  /// What the archive says of itself.
  static let label = "files of a running server"

  /// As long as the log of a large database is older than the last of its files, at least.
  static let spanS = 2

  /// The condition of a shell that the file is such a copy.
  static func isOne(_ file: String) -> String {
    "[ \"$(tar --test-label -f \"\(file)\" 2>/dev/null)\" = '\(label)' ]"
  }

  /// Packs the parts in two goes; that a file changes meanwhile is what is wanted.
  static func packing(
    _ folder: String, first: [String], without: [String], into file: String,
    between: String = ":"
  ) -> String {
    let left = (first + without).map { "--exclude='\($0)'" }.joined(separator: " ")
    return """
      tar -V '\(label)' -C "\(folder)" -cf "\(file)" \(first.joined(separator: " ")) || [ $? = 1 ]
      sleep \(spanS)
      \(between)
      tar -C "\(folder)" -rf "\(file)" \(left) . || [ $? = 1 ]
      """
  }
}
