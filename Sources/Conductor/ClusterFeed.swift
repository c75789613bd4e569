import Databases
import Foundation
import Ranges
import Vocabulary

/// Everything that a range says of its own accord, handed to whoever conducts at the moment.
///
/// Shape: one reader of the connection's events for the whole life of a cluster.
actor ClusterFeed {
  private(set) var last: ClusterStatus?
  private var ended: [String: Int32] = [:]
  private var lines: [String: String] = [:]
  private(set) var isGone = false
  /// What the pager has shown.
  private(set) var paged = PagedAlerts()
  private let pages: PageLog?
  private var listener: (@Sendable (AgentMessage.Say) async -> Void)?

  /// A feed; each page is written to `pages` as it comes.
  init(pages: PageLog? = nil) { self.pages = pages }

  /// Reads until the agent is gone.
  func read(_ events: AsyncStream<AgentMessage.Say>) async {
    for await event in events {
      switch event {
      case .line("monitor", let text):
        last = (try? CanonicalJSON.decode(ClusterStatus.self, from: text)) ?? last
      case .line("pager", let text):
        pages?.append(text)
        if let page = try? CanonicalJSON.decode(Page.self, from: text) { _ = paged.handle(page) }
      case .line(let name, let text): lines[name] = text
      case .ended(let name, let status): ended[name] = status
      default: break
      }
      await listener?(event)
    }
    isGone = true
    await listener?(.failed(message: "the range's agent is gone"))
  }

  /// Hands every further event to `listener`, or with nil to nobody.
  func listen(_ listener: (@Sendable (AgentMessage.Say) async -> Void)?) {
    self.listener = listener
  }

  /// Takes in the pages that another process wrote, so that none of them is news.
  func recall(pages path: String) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    for line in data.split(separator: UInt8(ascii: "\n")) {
      if let page = try? CanonicalJSON.decode(Page.self, from: Data(line)) {
        _ = paged.handle(page)
      }
    }
  }

  /// How a helper ended; nil while it runs.
  func ending(of helper: String) -> Int32? { ended[helper] }

  /// The last line that a helper wrote.
  func lastLine(of helper: String) -> String? { lines[helper] }
}
