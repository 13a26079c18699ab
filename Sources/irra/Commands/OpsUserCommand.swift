import ArgumentParser
import FoundationEssentials
import Front
import PrivateDesk

/// `irra ops-user`: the ops team of the private backup database, for whoever owns it.
struct OpsUserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ops-user", abstract: "Add, list and disable members of the ops team.",
        subcommands: [Add.self, List.self, Disable.self, Code.self])

    /// What a member may be, as the database knows it.
    enum Role: String, CaseIterable, ExpressibleByArgument {
        case viewer = "ops_viewer"
        case agent = "ops_agent"
        case supervisor = "ops_supervisor"
        case admin = "ops_admin"
        case auditor
    }

    /// The desk with its backup running; everything here needs its database.
    private static func desk(_ options: SettingsOptions) async throws -> Desk {
        let settings = try await options.settings()
        guard let desk = try Desk.existing(settings), desk.isRunning(.backup) else {
            throw DeskError.state("the backup cluster in \(settings.home) does not run: `irra up`")
        }
        return desk
    }

    /// Adds a member and shows both factors once.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a member; password and second factor are shown once.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The name to log in with: lower-case letters, digits, dots, dashes.")
        var username: String
        @Option(help: "What the member may do.")
        var role: Role
        @Option(help: "The name others see.")
        var displayName: String?
        @Option(help: "Where messages for this member go.")
        var email: String?

        func run() async throws {
            // The database's rule; here so that a wrong name is told in a sentence.
            guard username.wholeMatch(of: /[a-z][a-z0-9._-]{1,62}/) != nil else {
                throw ValidationError("'\(username)' is no name to log in with")
            }
            let desk = try await OpsUserCommand.desk(options)
            guard try await !desk.members().contains(where: { $0.username == username }) else {
                throw DeskError.state("there is a member '\(username)' already")
            }
            let person = Person(
                username: username, displayName: displayName ?? username, role: role.rawValue)
            try await desk.register(person, email: email)
            Terminal.say("password:      \(person.password)")
            Terminal.say("second factor: \(person.otpauth)")
        }
    }

    /// Lists all members.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all members.")

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            for member in try await OpsUserCommand.desk(options).members() {
                let factor = member.hasSecondFactor ? "second factor" : "no second factor"
                let state = member.isDisabled ? "disabled" : "enabled"
                Terminal.say(
                    "\(member.username)\t\(member.role)\t\(factor)\t\(state)\t\(member.displayName)"
                )
            }
        }
    }

    /// Disables a member; open sessions end at once.
    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Disable a member; open sessions end at once.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The member's name.")
        var username: String

        func run() async throws {
            guard try await OpsUserCommand.desk(options).disable(username) else {
                throw DeskError.state("there is no enabled member '\(username)'")
            }
            Terminal.say("\(username) is disabled")
        }
    }

    /// Prints the present one-time code of one of the desk's invented people.
    struct Code: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the present one-time code of one of the invented people.",
            discussion: """
                Works for the people `irra up` made, whose secrets are in $IRRA_HOME/secrets. \
                Each code counts once: after a log-in wait for the next, up to 30 seconds.
                """)

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The person's name.")
        var username: String

        func run() async throws {
            let settings = try await options.settings()
            guard let desk = try Desk.existing(settings),
                let person = try Person.load(desk.home.secrets)
                    .first(where: { $0.username == username }), let totp = person.totp
            else {
                throw DeskError.state(
                    "\(settings.home) has no second factor of '\(username)': it keeps those of"
                        + " the people that `irra up` invented")
            }
            let now = Int64(Date().timeIntervalSince1970)
            Terminal.say(totp.code(step: TOTP.step(at: now)))
        }
    }
}
