import DeskDatabase

/// Tells the database how far a dump is, and again and again that its worker lives.
actor DumpProgressKeeper {
    private let order: DumpOrder
    private let functions: DumpFunctions
    private var last = DumpProgress(.copying, 0, of: 0)

    init(order: DumpOrder, functions: DumpFunctions) {
        self.order = order
        self.functions = functions
    }

    /// Throws `DumpJob.Lost` when the dump is another worker's by now.
    func note(_ progress: DumpProgress) async throws {
        last = progress
        guard try await functions.note(order, progress) else { throw DumpJob.Lost() }
    }

    func repeatLast() async throws { try await note(last) }
}
