import ArgumentParser
import PrivateDesk

/// `irra doctor`: what would keep the desk from working, and what to do about it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check programs, ports, rights and processes.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings()
        var findings = Examination.programs() + Examination.project()
        if let desk = try Desk.existing(settings) {
            findings += try await Examination.desk(desk)
        } else {
            findings += Examination.ports(settings)
        }
        for finding in findings {
            Terminal.say((finding.isGood ? "ok       " : "problem  ") + finding.text)
        }
        if findings.contains(where: { !$0.isGood }) { throw ExitCode.failure }
    }
}
