import HTTPTypes

/// Every code that an answer can carry; the rows of `core.error_codes` and docs/error_codes.md say
/// the same, which a test compares.
enum ErrorCode: String, CaseIterable, Sendable {
    case invalidRequest = "IR101"
    case unknownField = "IR102"
    case missingField = "IR103"
    case notFound = "IR104"
    case idempotencyKeyMissing = "IR105"
    case idempotencyKeyReused = "IR106"
    case notAMultipleOfLot = "IR107"
    case notAMultipleOfTick = "IR108"
    case methodNotAllowed = "IR109"
    case requestTooLarge = "IR110"
    case unsupportedMediaType = "IR111"
    case answerNotKept = "IR112"
    case passwordNotAcceptable = "IR113"
    case wrongSiteMode = "IR201"
    case transitionNotAllowed = "IR202"
    case noSession = "IR203"
    case approvalNotWaiting = "IR204"
    case clientServedElsewhere = "IR205"
    case approvalWaitsAlready = "IR206"
    case paused = "IR207"
    case replacementUnderWay = "IR208"
    case handoverNotPossible = "IR209"
    case readBackDiffers = "IR210"
    case notAcknowledged = "IR211"
    case replicationRunning = "IR212"
    case memberInTheWay = "IR213"
    case batchOutOfOrder = "IR214"
    case doneAlready = "IR215"
    case aboveAvailable = "IR301"
    case nothingToClose = "IR302"
    case notTradable = "IR303"
    case fundsDoNotSuffice = "IR304"
    case notAuthenticated = "IR401"
    case oneTimeCodeNeeded = "IR402"
    case notEntitled = "IR403"
    case ownApproval = "IR404"
    case sessionEnded = "IR405"
    case callerCodeNeeded = "IR406"
    case tooManyAttempts = "IR429"
    case leaseLost = "IR501"
    case databaseBusy = "IR502"
    case tookTooLong = "IR503"
    case bookIncomplete = "IR504"
    case bookMoved = "IR505"
    case templateNotValid = "IR601"
    case receiptNotAccepted = "IR602"
    case textShowsSecret = "IR603"
    case invariantBroken = "IR901"

    var status: HTTPResponse.Status {
        switch self {
        case .invalidRequest, .unknownField, .missingField, .idempotencyKeyMissing,
            .idempotencyKeyReused, .notAMultipleOfLot, .notAMultipleOfTick, .passwordNotAcceptable,
            .templateNotValid, .textShowsSecret:
            .badRequest
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .requestTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .wrongSiteMode, .transitionNotAllowed, .noSession, .approvalNotWaiting,
            .clientServedElsewhere, .approvalWaitsAlready, .paused, .replacementUnderWay,
            .handoverNotPossible, .readBackDiffers, .answerNotKept, .notAcknowledged,
            .replicationRunning, .memberInTheWay, .batchOutOfOrder, .doneAlready:
            .conflict
        case .aboveAvailable, .nothingToClose, .notTradable, .fundsDoNotSuffice:
            .unprocessableContent
        case .notAuthenticated, .oneTimeCodeNeeded, .sessionEnded: .unauthorized
        case .notEntitled, .ownApproval, .callerCodeNeeded, .receiptNotAccepted: .forbidden
        case .tooManyAttempts: .tooManyRequests
        case .leaseLost, .databaseBusy, .tookTooLong, .bookIncomplete, .bookMoved:
            .serviceUnavailable
        case .invariantBroken: .internalServerError
        }
    }

    /// The status of a code that is newer than this program: by its class, as the database means
    /// it.
    static func status(ofUnknown code: String) -> HTTPResponse.Status {
        switch code.dropFirst(2).first {
        case "1": .badRequest
        case "2": .conflict
        case "3": .unprocessableContent
        case "4": .forbidden
        case "5": .serviceUnavailable
        default: .internalServerError
        }
    }

    /// The constant title, word for word the row's.
    var title: String {
        switch self {
        case .invalidRequest: "The request body or a parameter is not valid"
        case .unknownField: "The request has an unknown field"
        case .missingField: "A required field is missing"
        case .notFound: "Not found"
        case .idempotencyKeyMissing: "The idempotency key is missing or malformed"
        case .idempotencyKeyReused: "The idempotency key was used before for another request"
        case .notAMultipleOfLot: "The quantity is not a multiple of the lot"
        case .notAMultipleOfTick: "The price is not a multiple of the tick or is out of range"
        case .methodNotAllowed: "The method is not allowed here"
        case .requestTooLarge: "The request is too large"
        case .unsupportedMediaType: "The body must be application/json"
        case .answerNotKept:
            "The answer under this idempotency key was shown once and is not kept"
        case .passwordNotAcceptable: "The new password is not acceptable"
        case .wrongSiteMode: "The site is not in a mode that allows this"
        case .transitionNotAllowed: "This transition is not allowed"
        case .noSession: "No session serves this exchange and segment"
        case .approvalNotWaiting: "The approval is not waiting or has expired"
        case .clientServedElsewhere: "The client is already served in another call"
        case .approvalWaitsAlready: "An approval for this is already waiting"
        case .paused: "Paused or stopped by a control"
        case .replacementUnderWay: "A replacement is already on its way"
        case .handoverNotPossible: "The call cannot be handed over"
        case .readBackDiffers: "What was read back is not what would be sent"
        case .notAcknowledged: "The primary has not acknowledged what the desk did"
        case .replicationRunning: "Replication is running"
        case .memberInTheWay: "Not possible with this member now"
        case .batchOutOfOrder: "The batch is not the next one of its source"
        case .doneAlready: "This is being done already"
        case .aboveAvailable: "The quantity is above what is available"
        case .nothingToClose: "There is nothing to close"
        case .notTradable: "The instrument or product cannot be traded"
        case .fundsDoNotSuffice: "The funds do not suffice"
        case .notAuthenticated: "Not authenticated"
        case .oneTimeCodeNeeded: "The one-time code is missing or wrong"
        case .notEntitled: "Not entitled"
        case .ownApproval: "Nobody approves their own request"
        case .sessionEnded: "The session has ended"
        case .callerCodeNeeded: "The caller's one-time code is needed, wrong or too old"
        case .tooManyAttempts: "Too many attempts"
        case .leaseLost: "The lease was lost"
        case .databaseBusy: "The database is busy or cannot be reached"
        case .tookTooLong: "The request took too long"
        case .bookIncomplete: "The book is being copied"
        case .bookMoved: "The book moved while this was decided"
        case .templateNotValid: "The template is not valid"
        case .receiptNotAccepted: "The receipt is not accepted"
        case .textShowsSecret: "The text shows a secret"
        case .invariantBroken: "An invariant is broken"
        }
    }
}
