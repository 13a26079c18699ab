extension String {
    /// Fit for a terminal: what would move its cursor, change its colours or turn its writing
    /// round is spelled out. Texts of the exchange and of clients are printed, too, and must do
    /// nothing but be read.
    /// - Parameter keepsLines: ends of lines and the tabs between columns stay; otherwise they are
    ///   spelled out as well, so that nobody's text looks like a line of ours.
    public func plain(keepsLines: Bool) -> String {
        guard unicodeScalars.contains(where: { !Self.isPlain($0, keepsLines) }) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if Self.isPlain(scalar, keepsLines) {
                text.unicodeScalars.append(scalar)
            } else {
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return text
    }

    private static func isPlain(_ scalar: Unicode.Scalar, _ keepsLines: Bool) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: keepsLines && (scalar == "\n" || scalar == "\t")
        case .lineSeparator, .paragraphSeparator, .surrogate: false
        // Indian scripts and emoji join their letters by these two; the others turn text round.
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
        default: true
        }
    }
}
