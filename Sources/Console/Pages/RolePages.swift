import Debrief
import Exercises

/// Which pages a role has, and what draws those that are made of a view alone.
enum RolePages {
  /// The page; nil where the role has none of that name.
  static func draw(_ name: PageName, _ view: RoleView, _ visitor: Visitor) -> Markup? {
    switch view {
    case .blue(let view): blue(name, view, visitor)
    case .control(let view):
      view.role == .white ? white(name, view, visitor) : red(name, view, visitor)
    case .observer(let view): name == .main ? ObserverPage.draw(view, visitor) : nil
    }
  }

  /// The links on top of each page, in the order of an exercise's day.
  static func links(_ role: Role) -> [(name: PageName, title: String)] {
    switch role {
    case .blue:
      [(.main, "Ops room"), (.actions, "My actions"), (.terminal, "Terminal")]
        + [(.debrief, "Debrief")]
    case .red:
      [(.mission, "Mission"), (.editor, "Editor"), (.main, "Run console")]
        + [(.watch, "Terminals"), (.debrief, "Debrief")]
    case .white:
      [(.mission, "Mission"), (.preflight, "Pre-flight"), (.main, "Control room")]
        + [(.watch, "Terminals"), (.people, "People"), (.grading, "Grading"), (.seal, "Seal")]
        + [(.debrief, "Debrief")]
    case .observer: [(.main, "Gallery"), (.debrief, "Debrief")]
    }
  }

  private static func blue(_ name: PageName, _ view: BlueView, _ visitor: Visitor) -> Markup? {
    switch name {
    case .main: OpsRoom.draw(view, visitor)
    case .actions: ActionsPage.draw(view, visitor)
    case .terminal: TerminalPage.draw(view, visitor)
    default: nil
    }
  }

  private static func red(_ name: PageName, _ view: ControlView, _ visitor: Visitor) -> Markup? {
    switch name {
    case .main: RunConsole.draw(view, visitor)
    case .mission: MissionPage.draw(view, visitor)
    default: nil
    }
  }

  private static func white(
    _ name: PageName, _ view: ControlView, _ visitor: Visitor
  ) -> Markup? {
    switch name {
    case .main: ControlRoom.draw(view, visitor)
    case .mission: MissionPage.draw(view, visitor)
    case .preflight: PreflightPage.draw(view, visitor)
    case .grading: GradingPage.draw(view, visitor)
    case .people: PeoplePage.draw(view, visitor)
    case .seal: SealPage.draw(view, visitor)
    default: nil
    }
  }
}
