extension Problem {
    /// A refusal that a function returned instead of raising it, so that what it wrote stays:
    /// `{"problem": {"code": …, "title": …, "detail": …}}`, where `detail` is text or an object.
    init(refusal answer: [UInt8]) throws {
        let text = String(decoding: answer, as: UTF8.self)
        guard let refusal = JSONValue(json: text)?.object?["problem"]?.object,
            let code = refusal["code"]?.string, let title = refusal["title"]?.string
        else { throw Problem(.invariantBroken) }
        self.init(
            code: code, title: title, detail: refusal["detail"]?.string,
            facts: refusal["detail"]?.object ?? [:])
    }
}
