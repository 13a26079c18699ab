import ArgumentParser
import FoundationEssentials
import Front
import PrivateDesk

/// `irra ops-user`: the ops team of the private backup database, for whoever owns it.
struct OpsUserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ops-user", abstract: "Add, list and change members of the ops team.",
        subcommands: [
            Add.self, List.self, Change.self, Disable.self, Enable.self, Unlock.self, Reset.self,
            Code.self,
        ])

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

    private static func nobody(_ username: String) -> DeskError {
        .state("there is no member '\(username)'")
    }

    /// Adds a member and shows the initial password once.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a member; an initial password is shown once.",
            discussion: """
                The initial password opens the first log-in, within three days. There the member \
                sets a password and enrols a second factor.
                """)

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The name to log in with: lower-case letters, digits, dots, dashes.")
        var username: String
        @Option(help: "What the member may do.")
        var role: Role
        @Option(help: "The name others see.")
        var displayName: String?
        @Option(help: "Where messages for this member go.")
        var email: String?
        @Option(help: "Their telephone number with its country, as +919000012345.")
        var phone: String?

        func run() async throws {
            // The database's rule; here so that a wrong name is told in a sentence.
            guard username.wholeMatch(of: /[a-z][a-z0-9._-]{1,62}/) != nil else {
                throw ValidationError("'\(username)' is no name to log in with")
            }
            let desk = try await OpsUserCommand.desk(options)
            guard try await !desk.members().contains(where: { $0.username == username }) else {
                throw DeskError.state("there is a member '\(username)' already")
            }
            let password = InitialPassword.make()
            try await desk.register(
                .init(
                    username: username, displayName: displayName ?? username, role: role.rawValue,
                    email: email, phone: phone), password: password)
            Terminal.say("initial password: \(password)")
            Terminal.say("\(username) sets a password and enrols at the first log-in")
        }
    }

    /// Lists all members.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all members.")

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            for member in try await OpsUserCommand.desk(options).members() {
                let state = member.isDisabled ? "disabled" : "enabled"
                Terminal.say(
                    "\(member.username)\t\(member.role)\t\(member.factor)\t\(state)\t"
                        + member.displayName
                )
            }
        }
    }

    /// Changes what is given of a member.
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a member; another role ends open sessions at once.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The member's name.")
        var username: String
        @Option(help: "What the member may do.")
        var role: Role?
        @Option(help: "The name others see.")
        var displayName: String?
        @Option(help: "Where messages for this member go.")
        var email: String?
        @Option(help: "Their telephone number with its country, as +919000012345.")
        var phone: String?

        func run() async throws {
            guard role != nil || displayName != nil || email != nil || phone != nil else {
                throw ValidationError("nothing to change: --role, --display-name, --email, --phone")
            }
            let change = Desk.MemberChange(
                displayName: displayName, role: role?.rawValue, email: email, phone: phone)
            guard try await OpsUserCommand.desk(options).change(username, change) else {
                throw OpsUserCommand.nobody(username)
            }
            Terminal.say("\(username) is changed")
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
            let desk = try await OpsUserCommand.desk(options)
            let members = try await desk.members()
            guard members.contains(where: { $0.username == username && !$0.isDisabled }) else {
                throw DeskError.state("there is no enabled member '\(username)'")
            }
            _ = try await desk.change(username, .init(isDisabled: true))
            Terminal.say("\(username) is disabled")
        }
    }

    /// Lets a disabled member in again.
    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a disabled member in again.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The member's name.")
        var username: String

        func run() async throws {
            let desk = try await OpsUserCommand.desk(options)
            guard try await desk.change(username, .init(isDisabled: false)) else {
                throw OpsUserCommand.nobody(username)
            }
            Terminal.say("\(username) is enabled")
        }
    }

    /// Lets a member try again whom failed log-ins keep out.
    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a member try again whom failed log-ins keep out.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The member's name.")
        var username: String

        func run() async throws {
            guard try await OpsUserCommand.desk(options).unlock(username) else {
                throw OpsUserCommand.nobody(username)
            }
            Terminal.say("\(username) may log in")
        }
    }

    /// Takes both factors from a member and shows an initial password once.
    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take both factors from a member; an initial password is shown once.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The member's name.")
        var username: String

        func run() async throws {
            let password = InitialPassword.make()
            guard
                try await OpsUserCommand.desk(options).reset(username, password: password)
            else { throw OpsUserCommand.nobody(username) }
            Terminal.say("initial password: \(password)")
            Terminal.say("\(username) sets a password and enrols at the next log-in")
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
