import CLibPQ
import Glibc

/// One row. Accessors throw `PostgresError.decoding` for a column that is missing, null (except the
/// `optional…` ones) or of another type.
public struct Row: Sendable {
    let handle: ResultHandle
    let index: Int32

    /// The value of a column; nil for null and for a column that does not exist.
    public subscript(column: Column) -> Field? {
        guard let number = number(of: column) else { return nil }
        return field(number)
    }

    public func string(_ column: Column) throws -> String { try required(column).string }

    public func optionalString(_ column: Column) throws -> String? { try optional(column)?.string }

    public func integer(_ column: Column) throws -> Int64 { try required(column).integer() }

    public func optionalInteger(_ column: Column) throws -> Int64? {
        try optional(column)?.integer()
    }

    public func boolean(_ column: Column) throws -> Bool { try required(column).boolean() }

    public func optionalBoolean(_ column: Column) throws -> Bool? {
        try optional(column)?.boolean()
    }

    public func double(_ column: Column) throws -> Double { try required(column).double() }

    public func optionalDouble(_ column: Column) throws -> Double? {
        try optional(column)?.double()
    }

    /// A `bytea` column.
    public func bytes(_ column: Column) throws -> [UInt8] { try required(column).bytes() }

    public func optionalBytes(_ column: Column) throws -> [UInt8]? {
        try optional(column)?.bytes()
    }

    /// The UTF-8 text of a value of any type, without a detour through `String`: for JSON bodies.
    public func utf8(_ column: Column) throws -> [UInt8] { try required(column).utf8 }

    public func optionalUTF8(_ column: Column) throws -> [UInt8]? { try optional(column)?.utf8 }

    /// A `timestamptz`, `timestamp` (taken as UTC) or `date` (its midnight) in microseconds since
    /// 1970-01-01 UTC.
    public func timestamp(_ column: Column) throws -> Int64 { try required(column).timestamp() }

    public func optionalTimestamp(_ column: Column) throws -> Int64? {
        try optional(column)?.timestamp()
    }

    /// A one-dimensional array by the text forms of its elements.
    public func textArray(_ column: Column) throws -> [String?] {
        try required(column).textArray()
    }

    /// A one-dimensional array of integers without nulls.
    public func integerArray(_ column: Column) throws -> [Int64] {
        try required(column).integerArray()
    }

    private func required(_ column: Column) throws -> Field {
        guard let field = try optional(column) else {
            throw PostgresError.decoding("column \(column) is null")
        }
        return field
    }

    private func optional(_ column: Column) throws -> Field? {
        guard let number = number(of: column) else {
            throw PostgresError.decoding("no column \(column)")
        }
        return field(number)
    }

    private func field(_ number: Int32) -> Field? {
        if PQgetisnull(handle.pointer, index, number) == 1 { return nil }
        return Field(handle: handle, row: index, column: number)
    }

    /// Names are compared as they are: `PQfnumber` would fold capitals and allocate.
    private func number(of column: Column) -> Int32? {
        let count = PQnfields(handle.pointer)
        switch column {
        case .index(let index): return index >= 0 && index < Int(count) ? Int32(index) : nil
        case .name(let name):
            return name.withCString { wanted in
                (0..<count).first { PQfname(handle.pointer, $0).map { strcmp($0, wanted) } == 0 }
            }
        }
    }
}
