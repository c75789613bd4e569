import Glibc
import LinuxHost
import Vocabulary

/// How long and how often a probe of cuts must look while other faults degrade the same links.
struct LinkPatience {
  /// How long nothing may arrive before a link counts as cut.
  var quiet = Nanoseconds.milliseconds(15)
  /// How long one pass waits for links that should be open.
  var pass = Nanoseconds.milliseconds(500)
  /// How long a fresh connection may take.
  var handshake = Nanoseconds.milliseconds(500)
  /// How often to send, so that loss alone blocks a link in one of 10,000 looks.
  var passes = 1
  /// Links that lose so much, either way, that a TCP connection may stall by that alone.
  private var stalling: Set<ProbeLink>

  init(
    _ links: [Link], without answerless: [Link], degradation: (Link) throws -> LinkSetting
  ) rethrows {
    stalling = Set(answerless.map(ProbeLink.init))
    var slowest = Nanoseconds.zero
    for link in links {
      let there = try degradation(link)
      let back = try degradation(link.reversed)
      for setting in [there, back] {
        let queued = setting.rateBytes == nil ? Nanoseconds.zero : .seconds(1)
        slowest = max(slowest, setting.longestDelayNs + queued)
      }
      let lost = 1 - (1 - there.loss) * (1 - there.corrupt)
      let answersLost = 1 - (1 - back.loss) * (1 - back.corrupt)
      if lost > 0 { passes = max(passes, min(60, Int((log(1e-4) / log(lost)).rounded(.up)))) }
      if max(lost, answersLost) > 0.2 { stalling.insert(ProbeLink(link)) }
    }
    quiet = quiet + slowest
    // Where it must be tried often, one try need not wait long.
    pass = (passes > 1 ? .milliseconds(60) : pass) + slowest + slowest
    handshake = handshake + slowest + slowest + slowest
  }

  func keepsStreams(_ link: ProbeLink) -> Bool { !stalling.contains(link) }

  func isOpen(_ probe: LinkProbe?, over link: ProbeLink) -> Bool {
    guard let probe else { return false }
    return probe.udpPassed && (probe.tcpPayloadPassed || stalling.contains(link))
  }
}

extension ProbeLink {
  init(_ link: Link) { self.init(from: link.from, to: link.to) }
}

extension Link {
  /// The way back.
  var reversed: Link { Link(from: to, to: from) }
}
