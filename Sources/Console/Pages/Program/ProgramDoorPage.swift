import Debrief

/// Pages of a program for those who are not in, or where there is no program yet.
enum ProgramDoorPage {
  /// How a team begins; it says nothing of anybody.
  static let nothing = Plain.draw(
    title: "No program yet",
    """
    <p class="lead">A program says who practises what, and when: people, services, and the \
    half-day of each quarter.</p>
    <ol class="begin">
    <li>In the team's own repository: <code>cygnet program init</code> writes a commented \
    <code>cygnet.yaml</code>. Put your people and services in.</li>
    <li><code>cygnet ledger rebuild</code> takes in the exercises that were played already.</li>
    <li><code>cygnet console</code>, started there, shows the program at this address.</li>
    <li><code>cygnet program invite NAME</code> prints a link for each who may read it.</li>
    </ol>
    """)

  /// The link's page; the button, not the link, uses the invitation up.
  static func ask(_ invitation: String) -> Markup {
    Plain.draw(
      title: "The team's program",
      """
      <p class="lead">You are invited to read a team's program: windows, findings, trends.</p>
      <p>The invitation opens once, in this browser.</p>
      <form method="post" action="/program/join/\(invitation)">
      <button class="primary">Open the program</button></form>
      """)
  }
}
