/// The program file that `cygnet program init` writes.
enum ProgramExample {
  static let text = """
    # A team's program: who practises what, and when. It lies in the team's own repository, beside
    # its missions, and says nothing that blue may not know. docs/reference/program.md explains it.
    program: orders
    owner: ada.obi@example.org     # one of the people below; moves deadlines, and answers for it

    # One line for each human being: no team, no bot, no shared mailbox. Leavers stay, with
    # active: false, so that what they owned shows up as nobody's.
    people:
      - {name: Ada Obi, email: ada.obi@example.org, zone: Europe/Berlin}
      - {name: Bela Novak, email: bela.novak@example.org, zone: Europe/Berlin}
      # - {name: Dana Roth, email: dana.roth@example.org, zone: Europe/Berlin, active: false}

    services:
      - service: orders
        database: etcd
        target: orders-prod
        sla: 30m                   # from the fault's effect to containment
        rto: 1h
        rpo: 15m
        error-budget: 0.1%

    # The hour is that of the zone, so that it does not move with daylight saving.
    cadence: 2nd Thursday of February, May, August, November, 13:00, 4h, Europe/Berlin
    # moved:
    #   - {from: 2027-05-13, to: 2027-05-20, why: half of the team is at a conference}

    missions: 3                    # that one window has room for
    design: weeks 1-3              # of the quarter
    freeze: 5                      # days before the window
    remediation: weeks 7-13

    # What the next quarter should practise: real incidents, and changes that were announced.
    # incidents:
    #   - id: INC-2041
    #     on: 2026-12-03
    #     title: Writes stalled for nine minutes while a member was upgraded
    #     service: orders
    #     family: quorum-erosion
    # changes:
    #   - id: CHG-17
    #     on: 2027-01-20
    #     title: The third member moves to another rack behind a new firewall
    #     service: orders
    #     family: asymmetric-visibility

    """
}
