import Evidence
import Exercises
import Vocabulary

extension LiveExercise {
  /// Writes down what a delivery brought before this process, where a crash came in between.
  ///
  /// Shape: the body is kept before anything follows from it. Its sender got no answer and says it
  ///        again, but to the inbox that is a repeat: without this nobody would ever hear of it.
  func tellAgain(of change: InboxChange, at moment: Nanoseconds) {
    guard !isTold(change), !LiveSeal(folder).isFinal(in: record.exercise.phase) else { return }
    tell(of: change, at: moment)
  }

  private func isTold(_ change: InboxChange) -> Bool {
    record.timeline.contains { event in
      let fields = event.fields
      return switch change {
      case .fired(let alert): event.kind == .alertFired && fields["id"]?.text == alert.id
      case .resolved(let alert): event.kind == .alertResolved && fields["id"]?.text == alert.id
      case .acknowledged(let alert, _):
        event.kind == .alertAcknowledged && fields["id"]?.text == alert.id
      case .noted(let text, let person, _):
        event.kind == .noteTaken && event.lane == .blue && fields["text"]?.text == text
          && fields["by"]?.text == person
      }
    }
  }
}
