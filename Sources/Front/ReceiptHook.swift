import Crypto
import DeskDatabase
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// `POST /notify/receipts/{provider}`: a provider tells what became of a message.
///
/// Nobody logs in here: who holds the provider's secret has signed the time and the body
/// (`X-Irra-Timestamp`, `X-Irra-Signature: sha256=` and the HMAC in hex of timestamp, full stop and
/// body). A provider without a secret, an unknown one and a wrong signature get one answer.
struct ReceiptHook: HTTPResponder {
    typealias Context = DeskRequestContext

    static let path = "/notify/receipts/{provider}"

    private static let signatureHeader = HTTPField.Name("X-Irra-Signature")
    private static let timestampHeader = HTTPField.Name("X-Irra-Timestamp")
    private static let prefix = "sha256="

    private struct Receipt: Decodable {
        /// The provider's number for the message.
        let reference: String
        /// `delivered` or `failed`.
        let outcome: String
    }

    let database: ReceiptFunctions
    let maximumBodyBytes: Int

    func respond(to request: Request, context: Context) async throws -> Response {
        let text = try await RequestText.json(
            of: request, isAllowed: true, maximumBytes: maximumBodyBytes)
        let provider = context.parameters.get("provider") ?? ""
        guard let stamp = Self.timestampHeader.flatMap({ request.headers[$0] }),
            let seconds = Int64(stamp),
            let given = Self.signatureHeader.flatMap({ request.headers[$0] }),
            let reference = try await database.secretReference(of: provider)
        else { throw Problem(.receiptNotAccepted) }
        guard let secret = try? SecretReference.resolve(reference) else {
            context.logger.error(
                "a provider's secret cannot be read", metadata: ["provider": "\(provider)"])
            throw Problem(.receiptNotAccepted)
        }
        let code = Array(
            HMAC<SHA256>.authenticationCode(
                for: Array("\(stamp).\(text)".utf8),
                using: SymmetricKey(data: Array(secret.utf8))))
        let wanted = Self.prefix + Self.hexadecimal(code)
        guard ConstantTime.equal(Array(wanted.utf8), Array(given.utf8)) else {
            throw Problem(.receiptNotAccepted)
        }
        guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(text.utf8)) else {
            throw Problem(.invalidRequest, detail: "A receipt has a reference and an outcome")
        }
        let state = try await database.receive(
            provider: provider, signature: code, toldAt: seconds, reference: receipt.reference,
            outcome: receipt.outcome)
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: .init(string: #"{"state":"\#(state)"}"#)))
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
