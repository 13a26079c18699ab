import CLibPQ

/// Owns one `PGresult`. libpq never changes a finished result, so any thread may read it.
final class ResultHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    /// False for errors that libpq itself reports, such as the loss of the connection.
    var isFromServer: Bool {
        PQresultErrorField(pointer, Int32(UInt8(ascii: "C"))) != nil
    }

    /// The error this result carries.
    func serverError(statementIndex: Int?) -> ServerError {
        func field(_ code: Character) -> String? {
            PQresultErrorField(pointer, Int32(code.asciiValue!)).map { String(cString: $0) }
        }
        return ServerError(
            sqlState: SQLState(rawValue: field("C") ?? "XX000"),
            severity: field("V") ?? "ERROR",
            message: field("M") ?? PQresultErrorMessage(pointer).map { String(cString: $0) } ?? "",
            detail: field("D"), hint: field("H"), context: field("W"), schemaName: field("s"),
            tableName: field("t"), columnName: field("c"), constraintName: field("n"),
            statementIndex: statementIndex, routine: field("R"))
    }
}
