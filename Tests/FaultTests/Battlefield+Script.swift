extension Battlefield {
    /// The market of every run: some orders fill at once, some in parts, some rest until somebody
    /// changes or cancels them.
    private static let market = """
        on order chance=20% do fill none
        on order chance=30% do fill random
        on order chance=10% do hold 300ms

        """

    /// What goes wrong on the exchange's side in `misconduct`. Each is something that the desk must
    /// bear: lost, repeated, late and disordered answers, orders that were taken and forgotten,
    /// trades taken back.
    private static let faults = """
        on order chance=2% do cut before-journal
        on order chance=2% do cut before-answer
        on order chance=1% do ignore
        on order chance=2% do reject 99 "refused by chance"
        on cancel chance=4% do cut before-answer
        on cancel chance=4% do ignore
        on cancel chance=4% do reject 2 "not now"
        on replace chance=4% do cut before-journal
        on replace chance=4% do cut before-answer
        on replace chance=4% do ignore
        on replace chance=6% do reject 2 "not so"
        on ack chance=3% do lose
        on fill chance=3% do lose
        on cancelled chance=5% do lose
        on report chance=2% do duplicate
        on report chance=3% do again
        on report chance=2% do delay 150ms
        on report chance=2% do reorder 3
        on report chance=1% do scramble 3
        on report chance=1% do cut after-sending
        on report chance=1% do cut before-sending
        on trade chance=3% after=100ms do bust trade this
        on trade chance=3% after=1500ms do bust trade this
        on logon chance=10% do cut line

        """

    /// The script of the exchange.
    static func script(_ scenario: RunSettings.Scenario) -> String {
        switch scenario {
        case .outages, .takeover, .alerts: market
        case .misconduct: faults + market
        }
    }
}
