public import ArgumentParser
@main struct Irra: AsyncParsableCommand { func run() async throws {} }
