// A member's client on QuickFIX, an engine this project did not write, for the interop tests: it
// sends what standard input says and prints what it hears.
//
//   client PORT FOLDER OWN-COMPID EXCHANGE-COMPID HEARTBEAT-SECONDS
//
// Commands: `send TYPE 11=A|38=10|…`, `logout`, `forget COUNT` (as if so many of the last messages
// had not come). FOLDER keeps QuickFIX's files, so a killed client comes back with its
// numbers. The program ends with its standard input.
#include <quickfix/FileStore.h>
#include <quickfix/SocketInitiator.h>

#include <iostream>

#include "wire.h"

namespace {

class Client : public FIX::Application {
 public:
  void onCreate(const FIX::SessionID&) override {}
  void onLogon(const FIX::SessionID&) override { wire::say("logon"); }
  void onLogout(const FIX::SessionID&) override { wire::say("logout"); }
  void toAdmin(FIX::Message& message, const FIX::SessionID&) override {
    tell("admin-out", message);
  }
  void toApp(FIX::Message& message, const FIX::SessionID&) noexcept override {
    tell("out", message);
  }
  void fromAdmin(const FIX::Message& message, const FIX::SessionID&) noexcept override {
    tell("admin", message);
  }
  void fromApp(const FIX::Message& message, const FIX::SessionID&) noexcept override {
    tell("in", message);
  }

 private:
  static void tell(const std::string& kind, const FIX::Message& message) {
    wire::say(kind + " " + wire::on_one_line(message.toString()));
  }
};

void command(const std::string& line, const FIX::SessionID& session) {
  std::istringstream words(line);
  std::string verb, type, text;
  words >> verb;
  if (verb == "send") {
    words >> type;
    std::getline(words >> std::ws, text);
    auto message = wire::parse(type, text);
    FIX::Session::sendToTarget(message, session);
  } else if (verb == "logout") {
    FIX::Session::lookupSession(session)->logout();
  } else if (verb == "forget") {
    int count = 0;
    words >> count;
    auto* known = FIX::Session::lookupSession(session);
    known->setNextTargetMsgSeqNum(known->getExpectedTargetNum() - count);
  } else {
    throw std::invalid_argument("no such command");
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 6) {
    std::cerr << "usage: client PORT FOLDER OWN-COMPID EXCHANGE-COMPID HEARTBEAT-SECONDS\n";
    return 2;
  }
  try {
    const FIX::SessionID session("FIX.4.4", arguments[3], arguments[4]);
    auto one = wire::session_settings("initiator", arguments[2]);
    one.setString("SocketConnectHost", "127.0.0.1");
    one.setString("SocketConnectPort", arguments[1]);
    one.setString("HeartBtInt", arguments[5]);
    FIX::SessionSettings settings;
    settings.set(session, one);
    // Read from the defaults only.
    FIX::Dictionary defaults;
    defaults.setString("ReconnectInterval", "1");
    settings.set(defaults);
    Client client;
    FIX::FileStoreFactory stores(arguments[2]);
    FIX::SocketInitiator initiator(client, stores, settings);
    initiator.start();
    for (std::string line; std::getline(std::cin, line);) {
      try {
        command(line, session);
        wire::say("done " + line);
      } catch (const std::exception& error) {
        wire::say("error " + line + ": " + error.what());
      }
    }
    initiator.stop(true);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "client: " << error.what() << "\n";
    return 1;
  }
}
