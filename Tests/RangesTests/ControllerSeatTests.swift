import Testing
import Vocabulary

@testable import Ranges

@Suite struct ControllerSeatTests {
  private static let renew = AgentRequest.Ask.renew

  @Test("The first controller that changes something is the only one until it leaves")
  func one() {
    var seat = ControllerSeat()
    #expect(seat.refusal(of: Self.renew, from: 1, isHolding: false, at: .seconds(1)) == nil)
    let refused = seat.refusal(of: Self.renew, from: 2, isHolding: false, at: .seconds(2))
    #expect(refused?.contains("another controller") == true)
    seat.leave(1)
    #expect(seat.refusal(of: Self.renew, from: 2, isHolding: false, at: .seconds(3)) == nil)
  }

  @Test("Anybody may look and heal while another controller is at work")
  func lookers() {
    var seat = ControllerSeat()
    #expect(seat.refusal(of: Self.renew, from: 1, isHolding: false, at: .seconds(1)) == nil)
    for ask in [AgentRequest.Ask.status, .heal(fault: "cut"), .prove(probes: [], limitNs: .zero)] {
      #expect(seat.refusal(of: ask, from: 2, isHolding: true, at: .seconds(2)) == nil)
    }
  }

  @Test("Nobody takes over, and so renews, the faults of a controller that is gone")
  func orphans() {
    var seat = ControllerSeat()
    #expect(seat.refusal(of: Self.renew, from: 1, isHolding: false, at: .seconds(1)) == nil)
    seat.leave(1)
    let refused = seat.refusal(of: Self.renew, from: 2, isHolding: true, at: .seconds(2))
    #expect(refused?.contains("still held") == true)
    #expect(seat.refusal(of: .retire, from: 2, isHolding: true, at: .seconds(2)) == nil)
    #expect(seat.refusal(of: Self.renew, from: 2, isHolding: false, at: .seconds(3)) == nil)
  }

  @Test("A controller that is silent for long, and holds nothing, is replaced")
  func silence() {
    var seat = ControllerSeat()
    #expect(seat.refusal(of: Self.renew, from: 1, isHolding: false, at: .seconds(1)) == nil)
    #expect(seat.refusal(of: .status, from: 1, isHolding: false, at: .seconds(20)) == nil)
    #expect(seat.refusal(of: Self.renew, from: 2, isHolding: false, at: .seconds(40)) != nil)
    #expect(seat.refusal(of: Self.renew, from: 2, isHolding: false, at: .seconds(51)) == nil)
    #expect(seat.refusal(of: Self.renew, from: 1, isHolding: false, at: .seconds(52)) != nil)
  }
}
