import CQREncode

/// QR codes as SVG: what an authenticator app photographs from the ops page.
enum QRCode {
    /// Libqrencode found no version that holds the text, or no memory.
    struct Failure: Error {}

    /// Light modules around the code, as ISO/IEC 18004 asks.
    private static let quietModules = 4

    /// The code of a text, one path of dark squares on white; a unit is a module.
    static func svg(_ text: String) throws(Failure) -> String {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
            throw Failure()
        }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let modules = code.pointee.data else { throw Failure() }
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                var end = column
                // The lowest bit of a module says whether it is dark.
                while end < width, modules[row * width + end] & 1 == 1 { end += 1 }
                if end > column {
                    let (x, y) = (column + quietModules, row + quietModules)
                    path += "M\(x) \(y)h\(end - column)v1h-\(end - column)z"
                }
                column = max(end, column) + 1
            }
        }
        let size = width + 2 * quietModules
        return #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(size) \#(size)" "#
            + ##"shape-rendering="crispEdges"><rect width="\##(size)" height="\##(size)" "##
            + ##"fill="#fff"/><path fill="#000" d="\##(path)"/></svg>"##
    }
}
