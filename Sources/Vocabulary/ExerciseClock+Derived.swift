extension ExerciseClock {
  /// What failed operations are put down to, on the exercise's clock.
  ///
  /// It is judged on the clock on which operations were recorded, for a cause has its effects
  /// during a pause as well.
  package func time(_ attribution: Attribution) -> Attribution {
    guard hasStood else { return attribution }
    var attribution = attribution
    for place in attribution.entries.indices {
      attribution.entries[place].firstNs = time(attribution.entries[place].firstNs)
      attribution.entries[place].lastNs = time(attribution.entries[place].lastNs)
    }
    for place in attribution.marks.indices {
      attribution.marks[place].startNs = time(attribution.marks[place].startNs)
      attribution.marks[place].endNs = time(attribution.marks[place].endNs)
    }
    return attribution
  }

  /// What a terminal showed, on the exercise's clock.
  package func time(_ terminal: TerminalOutput) -> TerminalOutput {
    guard hasStood else { return terminal }
    var terminal = terminal
    for place in terminal.frames.indices {
      terminal.frames[place].timeNs = time(terminal.frames[place].timeNs)
    }
    return terminal
  }

  /// A restore on the exercise's clock.
  package func time(_ figures: RestoreFigures) -> RestoreFigures {
    guard hasStood else { return figures }
    var figures = figures
    figures.commandedNs = time(figures.commandedNs)
    figures.takenNs = figures.takenNs.map { time($0) }
    figures.startedNs = figures.startedNs.map { time($0) }
    figures.lastAcknowledgedNs = figures.lastAcknowledgedNs.map { time($0) }
    figures.firstAcknowledgedNs = figures.firstAcknowledgedNs.map { time($0) }
    figures.firstLostNs = figures.firstLostNs.map { time($0) }
    figures.lastLostNs = figures.lastLostNs.map { time($0) }
    return figures
  }
}
