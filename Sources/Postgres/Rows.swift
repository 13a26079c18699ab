import CLibPQ

/// What one statement answered. Values are decoded when they are asked for.
public struct Rows: Sendable, RandomAccessCollection {
    let handle: ResultHandle
    public let endIndex: Int

    init(_ handle: ResultHandle) {
        self.handle = handle
        endIndex = Int(PQntuples(handle.pointer))
    }

    public var startIndex: Int { 0 }

    public subscript(position: Int) -> Row {
        precondition(indices.contains(position), "row \(position) of \(endIndex)")
        return Row(handle: handle, index: Int32(position))
    }

    /// The columns' names, in order.
    public var columnNames: [String] {
        (0..<PQnfields(handle.pointer)).map { String(cString: PQfname(handle.pointer, $0)) }
    }

    /// How many rows an insert, update, delete, merge, select or COPY touched; 0 for others.
    public var affected: Int { Int(String(cString: PQcmdTuples(handle.pointer))) ?? 0 }

    /// The row of a statement that answers exactly one; throws `.decoding` for none or several.
    public func only() throws -> Row {
        guard count == 1 else { throw PostgresError.decoding("\(count) rows instead of one") }
        return self[0]
    }
}
