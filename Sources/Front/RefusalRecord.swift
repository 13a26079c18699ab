import DeskDatabase
import Postgres

/// A raised rule undid what the call had written; that it was tried is written down on its own.
///
/// The answer does not depend on the record.
struct RefusalRecord: Sendable {
    let database: APIFunctions

    func write(
        _ error: PostgresError, of function: APIFunction, as caller: APIFunctions.Caller,
        context: DeskRequestContext
    ) async {
        guard let error = error.serverError, error.sqlState.isDeskRule else { return }
        do {
            try await database.recordRefusal(
                of: function, as: caller, code: error.sqlState.rawValue, detail: error.detail)
        } catch {
            context.logger.error(
                "a refusal could not be recorded",
                metadata: [
                    "function": "\(function.name)",
                    "error": "\((error as? PostgresError)?.detailForLog ?? "\(error)")",
                ])
        }
    }
}
