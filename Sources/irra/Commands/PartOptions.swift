import ArgumentParser

/// `--without a,b`: parts to leave out.
struct PartOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Parts to leave out, to run them elsewhere, separated by commas: "
                + Part.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "parts"),
        transform: { text in
            try text.split(separator: ",").map { name in
                guard let part = Part(rawValue: String(name)) else {
                    throw ValidationError("there is no part '\(name)'")
                }
                return part
            }
        })
    var without: [Part]?

    var left: Set<Part> { Set(without ?? []) }
}
