import Foundation
import FoundationXML

/// What an XML document of test results may hold: a strict check of its structure.
///
/// It is no schema: elements, attributes and what is required were read out of junit-10.xsd of
/// Jenkins' xunit plug-in (MIT), by hand. `scripts/check-exports` asks the schema itself.
enum JUnitForm {
  private static let children: [String: Set<String>] = [
    "testsuites": ["testsuite"],
    "testsuite": ["testsuite", "properties", "testcase", "system-out", "system-err"],
    "properties": ["property"], "property": [],
    "testcase": ["skipped", "error", "failure", "system-out", "system-err"],
    "skipped": [], "error": [], "failure": [], "system-out": [], "system-err": [],
  ]
  private static let required: [String: Set<String>] = [
    "testsuite": ["name", "tests", "failures", "errors"], "property": ["name", "value"],
    "testcase": ["name"],
  ]
  private static let optional: [String: Set<String>] = [
    "testsuites": ["name", "time", "tests", "failures", "errors"],
    "testsuite": ["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file"],
    "testcase": ["time", "classname", "group"], "skipped": ["type", "message"],
    "error": ["type", "message"], "failure": ["type", "message"],
  ]
  private static let texts: Set = ["skipped", "error", "failure", "system-out", "system-err"]

  /// What is wrong, a sentence each; empty where nothing is.
  static func violations(_ text: String) -> [String] {
    guard let root = XMLTree.read(text) else { return ["it is not well-formed"] }
    guard root.name == "testsuites" || root.name == "testsuite" else {
      return ["its root is \(root.name)"]
    }
    return check(root)
  }

  private static func check(_ element: XMLTree.Element) -> [String] {
    let name = element.name
    guard let allowed = children[name] else { return ["there is no element \(name)"] }
    var found: [String] = []
    for child in element.children where !allowed.contains(child.name) {
      found.append("\(name) holds \(child.name)")
    }
    let given = Set(element.attributes.keys)
    let needed = required[name] ?? []
    found += needed.subtracting(given).sorted().map { "\(name) lacks \($0)" }
    found += given.subtracting(needed).subtracting(optional[name] ?? []).sorted().map {
      "\(name) has no attribute \($0)"
    }
    if !texts.contains(name), element.text.contains(where: { !$0.isWhitespace }) {
      found.append("\(name) holds text")
    }
    if name != "testcase", let time = element.attributes["time"], !isTime(time) {
      found.append("\(name) takes the time \(time)")
    }
    if name == "testsuite" { found += counts(of: element) }
    return found + element.children.flatMap(check)
  }

  /// Digits, perhaps a fraction, as the schema's pattern has them.
  private static func isTime(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private static func counts(of suite: XMLTree.Element) -> [String] {
    let cases = suite.children.filter { $0.name == "testcase" }
    func holding(_ name: String) -> Int {
      cases.count { element in element.children.contains { $0.name == name } }
    }
    let expected = [
      ("tests", cases.count), ("failures", holding("failure")), ("errors", holding("error")),
      ("skipped", holding("skipped")),
    ]
    return expected.compactMap { name, count in
      guard let said = suite.attributes[name], said != "\(count)" else { return nil }
      return "it says \(said) \(name) and has \(count)"
    }
  }
}

/// An XML document as a tree, as Foundation's parser reads it.
final class XMLTree: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var children: [Element] = []
    var text = ""
  }

  private var open: [Element] = []
  private var root: Element?

  /// The root; nil where the text is not well-formed.
  static func read(_ text: String) -> Element? {
    let tree = XMLTree()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = tree
    return parser.parse() ? tree.root : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    open.append(Element(name: elementName, attributes: attributeDict))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += string
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    guard let last = open.popLast() else { return }
    if open.isEmpty {
      root = last
    } else {
      open[open.count - 1].children.append(last)
    }
  }
}
