// What both programs say and hear: messages as text with '|' for SOH, one line an event on standard
// output, and the settings of a QuickFIX session.
#ifndef IRRA_INTEROP_WIRE_H
#define IRRA_INTEROP_WIRE_H

#include <quickfix/FixValues.h>
#include <quickfix/Message.h>
#include <quickfix/Session.h>
#include <quickfix/SessionSettings.h>

#include <sys/time.h>

#include <cstdio>
#include <ctime>
#include <initializer_list>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace wire {

/// One line on standard output, whole, whichever thread says it.
inline void say(const std::string& line) {
  static std::mutex mutex;
  std::lock_guard<std::mutex> guard(mutex);
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

/// A message on one line; '|' stands for SOH. The tests send no '|' of their own.
inline std::string on_one_line(std::string text) {
  for (char& character : text) {
    if (character == '\x01') character = '|';
    if (character == '\n' || character == '\r') character = ' ';
  }
  return text;
}

/// A field's text, empty when the message lacks it.
inline std::string field(const FIX::FieldMap& map, int tag) {
  return map.isSetField(tag) ? map.getField(tag) : std::string();
}

inline std::string type_of(const FIX::Message& message) {
  return field(message.getHeader(), FIX::FIELD::MsgType);
}

using Fields = std::vector<std::pair<int, std::string>>;

inline FIX::Message message(const std::string& type, const Fields& fields) {
  FIX::Message made;
  made.getHeader().setField(FIX::FIELD::MsgType, type);
  for (const auto& entry : fields) {
    if (entry.second.empty()) continue;
    // PossResend is the one header field that an application sets.
    if (entry.first == FIX::FIELD::PossResend) {
      made.getHeader().setField(entry.first, entry.second);
    } else {
      made.setField(entry.first, entry.second);
    }
  }
  return made;
}

/// A message of a type from `11=A|38=10`.
inline FIX::Message parse(const std::string& type, const std::string& text) {
  Fields fields;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, '|');) {
    const auto equals = part.find('=');
    if (equals == std::string::npos) throw std::invalid_argument("no '=' in field " + part);
    fields.emplace_back(std::stoi(part.substr(0, equals)), part.substr(equals + 1));
  }
  return message(type, fields);
}

/// Now, UTC, as FIX writes it with milliseconds.
inline std::string now() {
  timeval moment;
  gettimeofday(&moment, nullptr);
  tm parts;
  gmtime_r(&moment.tv_sec, &parts);
  char text[40];
  const auto length = std::strftime(text, sizeof text, "%Y%m%d-%H:%M:%S", &parts);
  std::snprintf(text + length, sizeof text - length, ".%03d", int(moment.tv_usec / 1000));
  return text;
}

/// A time of day some hours from now, UTC: QuickFIX ends a session at a time of day.
inline std::string hours_from_now(int hours) {
  const time_t moment = std::time(nullptr) + hours * 3600;
  tm parts;
  gmtime_r(&moment, &parts);
  char text[16];
  std::strftime(text, sizeof text, "%H:%M:%S", &parts);
  return text;
}

/// Settings of both kinds of session: FIX 4.4, numbers kept in files, no dictionary.
inline FIX::Dictionary session_settings(const std::string& kind, const std::string& store) {
  FIX::Dictionary settings;
  settings.setString("ConnectionType", kind);
  settings.setString("FileStorePath", store);
  settings.setString("UseDataDictionary", "N");
  settings.setString("StartTime", hours_from_now(-2));
  settings.setString("EndTime", hours_from_now(20));
  settings.setString("SocketNodelay", "Y");
  settings.setString("CheckLatency", "Y");
  return settings;
}

}  // namespace wire

#endif
