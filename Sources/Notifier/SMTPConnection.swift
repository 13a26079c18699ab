import CCurl
import DeskDatabase
import Dispatch

/// One libcurl handle, which keeps its connection from one mail to the next.
///
/// libcurl blocks, so each has a queue of its own: never Swift's pool. Everything is touched on
/// that queue only, which makes it safe to send.
final class SMTPConnection: @unchecked Sendable {
    private let queue = DispatchQueue(label: "irra.smtp")
    private let settings: SMTPSettings
    private let password: String?
    private let timeoutMilliseconds: Int64
    private let handle: UnsafeMutableRawPointer?

    private static let globalStart: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    private static let patternSpecials: Set<Character> = ["<", ">", "\r", "\n", " ", "\0"]

    init(settings: SMTPSettings, password: String?, timeoutMilliseconds: Int64) {
        self.settings = settings
        self.password = password
        self.timeoutMilliseconds = timeoutMilliseconds
        handle = Self.globalStart == CURLE_OK ? curl_easy_init() : nil
    }

    deinit {
        if let handle { curl_easy_cleanup(handle) }
    }

    /// Hands one mail over. A connection that the server has closed meanwhile is dialled anew.
    func deliver(_ mail: String, to recipient: String) async -> DeliveryOutcome.Result {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.perform(mail, recipient)) }
        }
    }

    private func perform(_ mail: String, _ recipient: String) -> DeliveryOutcome.Result {
        guard let handle else { return .failed(.provider, "libcurl cannot start") }
        // What would end the envelope's command begins another one.
        guard !recipient.contains(where: Self.patternSpecials.contains),
            recipient.contains("@")
        else { return .failed(.address, "this is no mail address") }
        var replies = SMTPReplies()
        var source = SMTPBody(bytes: Array(mail.utf8))
        // libcurl keeps its connections over a reset.
        curl_easy_reset(handle)
        let recipients = curl_slist_append(nil, "<\(recipient)>")
        defer { curl_slist_free_all(recipients) }
        let code = withUnsafeMutablePointer(to: &replies) { replies in
            withUnsafeMutablePointer(to: &source) { source in
                configure(handle, recipients, replies, source)
                return curl_easy_perform(handle)
            }
        }
        if code == CURLE_OK { return .delivered(reference: replies.queueName) }
        return replies.failure(of: code, reason: String(cString: curl_easy_strerror(code)))
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>?,
        _ replies: UnsafeMutablePointer<SMTPReplies>, _ source: UnsafeMutablePointer<SMTPBody>
    ) {
        // Signals are the process's, not a thread's.
        irra_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        irra_curl_set_text(handle, CURLOPT_URL, settings.url)
        irra_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        irra_curl_set_long(handle, CURLOPT_TIMEOUT_MS, Int(timeoutMilliseconds))
        irra_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(timeoutMilliseconds))
        if settings.encryption != .none {
            irra_curl_set_long(handle, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
            irra_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
            irra_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
            if let caFile = settings.caFile {
                irra_curl_set_text(handle, CURLOPT_CAINFO, caFile)
            }
        }
        if let username = settings.username {
            irra_curl_set_text(handle, CURLOPT_USERNAME, username)
            irra_curl_set_text(handle, CURLOPT_PASSWORD, password ?? "")
        }
        irra_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(settings.envelopeFrom)>")
        irra_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        irra_curl_set_long(handle, CURLOPT_UPLOAD, 1)
        irra_curl_set_pointer(handle, CURLOPT_READDATA, source)
        irra_curl_set_transfer(handle, CURLOPT_READFUNCTION) { bytes, size, count, context in
            context!.assumingMemoryBound(to: SMTPBody.self).pointee
                .read(into: bytes!, atMost: size * count)
        }
        irra_curl_set_pointer(handle, CURLOPT_HEADERDATA, replies)
        irra_curl_set_transfer(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            context!.assumingMemoryBound(to: SMTPReplies.self).pointee.add(line)
            return size * count
        }
    }
}
