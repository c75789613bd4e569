/// The pages of an exercise by their names in the path.
enum PageName: String, CaseIterable {
  /// The page that a role works on.
  case main = ""
  case actions
  case terminal
  case mission
  case editor
  case proposal
  case watch
  case preflight
  case grading
  case people
  case seal
  case debrief
}
