/// The rule that a file is called as what it holds.
enum FileName {
  /// The name under `key`; reports where the file is called otherwise.
  static func read(_ section: Section, key: String) -> String {
    let name = section.required(key, .word, example: "\(key): name-of-the-file")
    let file = section.report.file.split(separator: "/").last.map(String.init) ?? ""
    let stem = file.split(separator: ".").first.map(String.init) ?? ""
    if section.node(key) != nil, name != Reading<String>.word.placeholder, name != stem {
      section.report.add(
        section.valuePosition(of: key), "the file is called `\(file)`, but this says `\(name)`",
        hint: "call the file `\(name).yaml`, or write `\(key): \(stem)`")
    }
    return name
  }
}
