import FoundationEssentials

/// `notify.providers.settings` of kind http: how a provider wants to be asked.
///
/// `url`, `body` and the values of `headers` may hold {{to}}, {{text}}, {{message_id}},
/// {{dlt_template_id}} and {{secret}}; values are escaped for the place where they stand.
struct TextSettings: Sendable, Decodable {
    struct Signature: Sendable, Decodable {
        /// Gets hex HMAC-SHA256 over the timestamp, a full stop and the body.
        let header: String
        let prefix: String?
        /// Gets the seconds since 1970 that are signed.
        let timestampHeader: String
    }

    let url: String
    let method: String?
    let contentType: String?
    let headers: [String: String]?
    let body: String
    let secretRef: String?
    let signature: Signature?
    /// Where the provider's number stands in its JSON answer: keys joined by full stops.
    let referencePath: String?
    /// Words in an answer of status 400 to 499 that mean the number is wrong.
    let addressErrors: [String]?

    var mediaType: String { contentType ?? "application/json" }
}
