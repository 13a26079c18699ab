// An exchange on QuickFIX, an engine this project did not write, for the interop tests: an order
// session and a drop-copy session of one member. It decides nothing by itself: each report is a
// command on standard input (see `commands`), each message and event a line on standard output.
//
//   exchange PORT FOLDER TRADE-DATE EXCHANGE-COMPID ORDER-COMPID DROP-COPY-COMPID
//
// FOLDER keeps QuickFIX's files, the order book and `accepted`, one ClOrdID a line. The program
// ends with its standard input.
#include <quickfix/FileStore.h>
#include <quickfix/SocketAcceptor.h>

#include <algorithm>
#include <functional>
#include <iostream>

#include "order_book.h"
#include "wire.h"

namespace {

constexpr std::int64_t kPriceScale = 10000;
constexpr std::size_t kPriceDigits = 4;

/// A decimal of at most four places as whole ten-thousandths.
std::int64_t price_of(const std::string& text) {
  const auto point = text.find('.');
  std::string digits = point == std::string::npos ? "" : text.substr(point + 1);
  if (digits.size() > kPriceDigits) throw std::invalid_argument("too many decimals: " + text);
  digits.append(kPriceDigits - digits.size(), '0');
  return std::stoll(text.substr(0, point)) * kPriceScale + std::stoll(digits);
}

std::string text_of(std::int64_t price) {
  char text[40];
  std::snprintf(text, sizeof text, "%lld.%04lld", static_cast<long long>(price / kPriceScale),
                static_cast<long long>(price % kPriceScale));
  return text;
}

/// Where a report goes: the order session, the drop copy, or both.
enum class To { both, order, copy };

class Exchange : public FIX::Application {
 public:
  Exchange(const std::string& folder, std::string trade_date, FIX::SessionID order,
           FIX::SessionID copy)
      : book_(folder), trade_date_(std::move(trade_date)), order_(order), copy_(copy) {}

  /// Does one command; throws with what is wrong with it.
  void command(const std::string& line);

  void onCreate(const FIX::SessionID&) override {}
  void onLogon(const FIX::SessionID& session) override { wire::say("logon " + name(session)); }
  void onLogout(const FIX::SessionID& session) override { wire::say("logout " + name(session)); }
  void toAdmin(FIX::Message& message, const FIX::SessionID& session) override {
    wire::say("admin-out " + name(session) + " " + wire::on_one_line(message.toString()));
  }
  void toApp(FIX::Message& message, const FIX::SessionID& session) noexcept override {
    wire::say("out " + name(session) + " " + wire::on_one_line(message.toString()));
  }
  void fromAdmin(const FIX::Message& message, const FIX::SessionID& session) noexcept override {
    wire::say("admin " + name(session) + " " + wire::on_one_line(message.toString()));
  }
  void fromApp(const FIX::Message& message, const FIX::SessionID& session) noexcept override;

 private:
  std::string name(const FIX::SessionID& session) const {
    return session == order_ ? "order" : "copy";
  }

  // What arrives.
  void take(const FIX::Message& message);
  void enter(const FIX::Message& message);
  void take_request(const FIX::Message& message, char type);
  void take_mass_cancel(const FIX::Message& message);
  void answer_status(const FIX::Message& message);
  void answer_mass_status(const FIX::Message& message);

  // What is said.
  wire::Fields about(const Order& order) const;
  void report(const Order& order, const std::string& kind, wire::Fields more, To to = To::order);
  void send(const FIX::Message& message, const FIX::SessionID& session);
  void release(bool reversed);

  // What a command does to an order.
  void acknowledge(Order& order);
  void fill(Order& order, std::int64_t quantity, std::int64_t price, To to);
  void close(Order& order, const std::string& kind, char status, wire::Fields more);
  void grant(const Request& request);
  void refuse(const Request& request, const std::string& reason, const std::string& text);
  void bust(const std::string& execution, std::int64_t quantity, std::int64_t price);
  void object(const std::string& id, bool to_business, const std::string& text);
  void tell(const Order& order) const;

  Order& order(const std::string& cl_ord_id);
  Request& request(const std::string& id);

  /// QuickFIX's threads and standard input take turns. It is never asked for inside QuickFIX's
  /// own locks: the callbacks of those (toApp, toAdmin) do without.
  std::recursive_mutex turn_;
  OrderBook book_;
  std::map<std::string, std::string> arrivals_;  ///< ClOrdID → type and MsgSeqNum of its message
  std::map<std::string, FIX::Message> told_;     ///< ExecID → its report, as for the order session
  std::vector<std::pair<FIX::Message, FIX::SessionID>> held_;
  const std::string trade_date_;
  const FIX::SessionID order_, copy_;
  bool holds_ = false;
  bool fills_by_itself_ = false;
};

// What arrives.

/// Noexcept, because QuickFIX's own specification allows only its exceptions.
void Exchange::fromApp(const FIX::Message& message, const FIX::SessionID& session) noexcept {
  std::lock_guard<std::recursive_mutex> guard(turn_);
  try {
    if (session == order_) take(message);
  } catch (const std::exception& error) {
    wire::say(std::string("error ") + error.what());
  }
  // Said last: whoever reads this line finds the message's effect in place.
  wire::say("in " + name(session) + " " + wire::on_one_line(message.toString()));
}

void Exchange::take(const FIX::Message& message) {
  const auto type = wire::type_of(message);
  // A question has its order's name; what is objected to is the order or its change.
  if (type != "H" && !wire::field(message, 11).empty()) {
    arrivals_[wire::field(message, 11)] = type + " " + wire::field(message.getHeader(), 34);
  }
  if (type == "D") enter(message);
  if (type == "F" || type == "G") take_request(message, type[0]);
  if (type == "H") answer_status(message);
  if (type == "AF") answer_mass_status(message);
  if (type == "q") take_mass_cancel(message);
}

void Exchange::enter(const FIX::Message& message) {
  Order order;
  order.cl_ord_id = order.first_id = wire::field(message, 11);
  if (book_.knows(order.cl_ord_id)) {
    const auto repeated = wire::field(message.getHeader(), 43) == "Y";
    wire::say(std::string(repeated ? "repeated " : "duplicate ") + order.cl_ord_id);
    return;
  }
  order.account = wire::field(message, 1);
  order.symbol = wire::field(message, 55);
  order.security_id = wire::field(message, 48);
  order.security_exchange = wire::field(message, 207);
  order.side = wire::field(message, 54);
  order.order_type = wire::field(message, 40);
  order.quantity = std::stoll(wire::field(message, 38));
  if (!wire::field(message, 44).empty()) order.price = price_of(wire::field(message, 44));
  Order& accepted = book_.accept(order);
  wire::say("accepted " + order.cl_ord_id);
  if (fills_by_itself_) {
    acknowledge(accepted);
    const auto half = accepted.quantity / 2;
    if (half > 0) fill(accepted, half, accepted.price, To::both);
    fill(accepted, accepted.quantity - half, accepted.price, To::both);
  }
}

void Exchange::take_request(const FIX::Message& message, char type) {
  Request request;
  request.type = type;
  request.id = wire::field(message, 11);
  request.original = wire::field(message, 41);
  const auto quantity = wire::field(message, 38), price = wire::field(message, 44);
  if (!quantity.empty()) request.quantity = std::stoll(quantity);
  if (!price.empty()) request.price = price_of(price);
  Order* found = book_.find(request.original);
  if (found == nullptr) return refuse(request, "1", "unknown order");
  request.number = found->number;
  if (!found->is_open()) return refuse(request, "0", "too late");
  book_.keep(request);
}

void Exchange::take_mass_cancel(const FIX::Message& message) {
  Request request;
  request.type = 'q';
  request.id = wire::field(message, 11);
  request.scope = wire::field(message, 530);
  book_.keep(request);
}

void Exchange::answer_status(const FIX::Message& message) {
  if (const Order* found = book_.find(wire::field(message, 11))) {
    return report(*found, "I", {{17, "0"}, {790, wire::field(message, 790)}});
  }
  send(wire::message("8", {{37, "NONE"}, {11, wire::field(message, 11)}, {17, "0"}, {150, "I"},
                           {39, "8"}, {103, "5"}, {55, wire::field(message, 55)},
                           {54, wire::field(message, 54)}, {790, wire::field(message, 790)},
                           {151, "0"}, {14, "0"}, {6, "0"}, {58, "unknown order"}}),
       order_);
}

void Exchange::answer_mass_status(const FIX::Message& message) {
  const auto id = wire::field(message, 584);
  std::vector<Order> open;
  for (const auto& entry : book_.orders()) {
    if (entry.second.is_open()) open.push_back(entry.second);
  }
  if (open.empty()) {
    return send(wire::message("8", {{37, "NONE"}, {584, id}, {17, "0"}, {150, "I"}, {39, "8"},
                                    {103, "5"}, {911, "0"}, {912, "Y"}, {151, "0"}, {14, "0"},
                                    {6, "0"}, {58, "no open orders"}}),
                order_);
  }
  for (std::size_t index = 0; index < open.size(); ++index) {
    report(open[index], "I", {{17, "0"}, {584, id}, {911, std::to_string(open.size())},
                              {912, index + 1 == open.size() ? "Y" : "N"}});
  }
}

// What is said.

wire::Fields Exchange::about(const Order& order) const {
  return {{37, order.number},
          {11, order.cl_ord_id},
          {39, std::string(1, order.status)},
          {1, order.account},
          {55, order.symbol},
          {48, order.security_id},
          {22, order.security_id.empty() ? "" : "8"},
          {207, order.security_exchange},
          {54, order.side},
          {38, std::to_string(order.quantity)},
          {40, order.order_type},
          {44, order.price > 0 ? text_of(order.price) : ""},
          {151, std::to_string(order.leaves())},
          {14, std::to_string(order.executed)},
          {6, text_of(order.executed > 0 ? order.turnover / order.executed : 0)},
          {60, wire::now()},
          {75, trade_date_}};
}

/// `more` may say anew what the order says (11 of a request, 39 of a pending one).
void Exchange::report(const Order& order, const std::string& kind, wire::Fields more, To to) {
  auto fields = about(order);
  fields.emplace_back(150, kind);
  fields.insert(fields.end(), more.begin(), more.end());
  auto made = wire::message("8", fields);
  if (wire::field(made, 17).empty()) made.setField(17, book_.next_execution_id());
  told_[wire::field(made, 17)] = made;
  if (to != To::copy) send(made, order_);
  if (to != To::order) {
    made.setField(797, "Y");
    send(made, copy_);
  }
}

void Exchange::send(const FIX::Message& message, const FIX::SessionID& session) {
  if (holds_) {
    held_.emplace_back(message, session);
    return;
  }
  FIX::Message sent = message;
  FIX::Session::sendToTarget(sent, session);
}

void Exchange::release(bool reversed) {
  holds_ = false;
  auto waiting = std::move(held_);
  held_.clear();
  if (reversed) std::reverse(waiting.begin(), waiting.end());
  for (const auto& entry : waiting) send(entry.first, entry.second);
}

// What a command does to an order.

void Exchange::acknowledge(Order& order) {
  order.status = order.executed > 0 ? '1' : '0';
  book_.keep(order);
  report(order, "0", {});
}

void Exchange::fill(Order& order, std::int64_t quantity, std::int64_t price, To to) {
  if (quantity <= 0 || quantity > order.quantity - order.executed) {
    throw std::invalid_argument("cannot fill so much");
  }
  Execution execution;
  execution.id = book_.next_execution_id();
  execution.number = order.number;
  execution.quantity = quantity;
  execution.price = price;
  order.executed += quantity;
  order.turnover += quantity * price;
  // A fill that crosses a cancel leaves a closed order closed.
  if (order.is_open()) order.status = order.executed == order.quantity ? '2' : '1';
  book_.keep(order);
  book_.keep(execution);
  wire::say("execution " + execution.id + " " + order.first_id);
  report(order, "F", {{17, execution.id}, {1003, execution.id}, {32, std::to_string(quantity)},
                      {31, text_of(price)}}, to);
}

void Exchange::close(Order& order, const std::string& kind, char status, wire::Fields more) {
  order.status = status;
  book_.keep(order);
  report(order, kind, more);
}

void Exchange::grant(const Request& request) {
  if (request.type == 'q') {
    std::vector<std::string> open;
    for (const auto& entry : book_.orders()) {
      if (entry.second.is_open()) open.push_back(entry.first);
    }
    send(wire::message("r", {{37, "M" + request.id}, {11, request.id}, {530, request.scope},
                             {531, request.scope}, {533, std::to_string(open.size())},
                             {60, wire::now()}}),
         order_);
    for (const auto& number : open) close(*book_.by_number(number), "4", '4', {});
    return;
  }
  Order& found = *book_.by_number(request.number);
  if (request.type == 'F') {
    return close(found, "4", '4', {{11, request.id}, {41, request.original}});
  }
  found.cl_ord_id = request.id;
  if (request.quantity > 0) found.quantity = request.quantity;
  if (request.price > 0) found.price = request.price;
  if (found.executed >= found.quantity) found.status = '2';
  book_.keep(found);
  report(found, "5", {{41, request.original}});
}

void Exchange::refuse(const Request& request, const std::string& reason, const std::string& text) {
  if (request.type == 'q') {
    return send(wire::message("r", {{37, "M" + request.id}, {11, request.id},
                                    {530, request.scope}, {531, "0"}, {532, reason},
                                    {58, text}, {60, wire::now()}}),
                order_);
  }
  const Order* found = book_.by_number(request.number);
  send(wire::message(
           "9", {{37, found == nullptr ? "NONE" : found->number}, {11, request.id},
                 {41, request.original},
                 {39, found == nullptr ? "8" : std::string(1, found->status)},
                 {434, request.type == 'G' ? "2" : "1"}, {102, reason}, {58, text},
                 {60, wire::now()}}),
       order_);
}

/// A trade that no longer stands (quantity 0), or stands with other figures.
void Exchange::bust(const std::string& id, std::int64_t quantity, std::int64_t price) {
  Execution* found = book_.execution(id);
  if (found == nullptr) throw std::invalid_argument("no such execution");
  Order& about = *book_.by_number(found->number);
  about.executed += quantity - found->quantity;
  about.turnover += quantity * price - found->quantity * found->price;
  const auto told_quantity = quantity > 0 ? quantity : found->quantity;
  const auto told_price = quantity > 0 ? price : found->price;
  found->quantity = quantity;
  found->price = price;
  if (about.is_open() || about.status == '2') {
    about.status = about.executed == about.quantity ? '2' : about.executed > 0 ? '1' : '0';
  }
  book_.keep(about);
  book_.keep(*found);
  report(about, quantity > 0 ? "G" : "H",
         {{19, id}, {1003, id}, {32, std::to_string(told_quantity)}, {31, text_of(told_price)}},
         To::both);
}

/// Rejects the message that brought a ClOrdID: business reject (j) or session reject (3).
void Exchange::object(const std::string& id, bool to_business, const std::string& text) {
  const auto found = arrivals_.find(id);
  if (found == arrivals_.end()) throw std::invalid_argument("no message with this ClOrdID");
  const auto type = found->second.substr(0, found->second.find(' '));
  const auto sequence = found->second.substr(found->second.find(' ') + 1);
  wire::Fields fields = {{45, sequence}, {372, type}, {58, text}};
  if (to_business) {
    fields.emplace_back(379, id);
    fields.emplace_back(380, "0");
  } else {
    fields.emplace_back(373, "5");
    fields.emplace_back(371, "11");
  }
  if (Order* refused = book_.find(id)) {
    if (refused->is_open() && type == "D") {
      refused->status = '8';
      book_.keep(*refused);
    }
  }
  book_.answer(id);
  send(wire::message(to_business ? "j" : "3", fields), order_);
}

void Exchange::tell(const Order& order) const {
  wire::say("order " + order.first_id + " " + std::string(1, order.status) + " " +
            std::to_string(order.executed) + " " + std::to_string(order.quantity) + " " +
            text_of(order.price) + " " + order.cl_ord_id);
}

Order& Exchange::order(const std::string& cl_ord_id) {
  Order* found = book_.find(cl_ord_id);
  if (found == nullptr) throw std::invalid_argument("no order " + cl_ord_id);
  return *found;
}

Request& Exchange::request(const std::string& id) {
  Request* found = book_.request(id);
  if (found == nullptr) throw std::invalid_argument("no request " + id);
  return *found;
}

void Exchange::command(const std::string& line) {
  std::istringstream words(line);
  std::string verb;
  words >> verb;
  const auto word = [&words] { std::string next; words >> next; return next; };
  const auto number = [&word] { return std::int64_t(std::stoll(word())); };
  const auto rest = [&words] {
    std::string text;
    std::getline(words >> std::ws, text);
    return text;
  };
  const auto session = [this](const std::string& name) { return name == "copy" ? copy_ : order_; };

  // ID is an order's ClOrdID, REQUEST that of a cancel or replace, EXECUTION an ExecID.
  const std::map<std::string, std::function<void()>> commands = {
      {"ack", [&] { acknowledge(order(word())); }},                      // ID
      {"fill", [&] {                                                     // ID QUANTITY PRICE [TO]
         Order& filled = order(word());
         const auto quantity = number();
         const auto price = price_of(word());
         const auto to = word();
         fill(filled, quantity, price,
              to == "order" ? To::order : to == "copy" ? To::copy : To::both);
       }},
      {"reject", [&] {                                                   // ID TEXT
         Order& refused = order(word());
         close(refused, "8", '8', {{103, "0"}, {58, rest()}});
       }},
      {"cancel", [&] { close(order(word()), "4", '4', {}); }},           // ID, nobody asked
      {"expire", [&] { close(order(word()), "C", 'C', {}); }},           // ID
      {"restate", [&] {                                                  // ID QUANTITY
         Order& restated = order(word());
         restated.quantity = number();
         book_.keep(restated);
         report(restated, "D", {{378, "5"}});
       }},
      {"pending", [&] {                                                  // REQUEST
         const Request& asked = request(word());
         const std::string kind = asked.type == 'G' ? "E" : "6";
         report(*book_.by_number(asked.number), kind,
                {{39, kind}, {11, asked.id}, {41, asked.original}});
       }},
      {"accept", [&] {                                                   // REQUEST
         const Request asked = request(word());
         book_.answer(asked.id);
         grant(asked);
       }},
      {"refuse", [&] {                                                   // REQUEST REASON TEXT
         const Request asked = request(word());
         book_.answer(asked.id);
         const auto reason = word();
         refuse(asked, reason, rest());
       }},
      {"bust", [&] { bust(word(), 0, 0); }},                             // EXECUTION
      {"correct", [&] {                                                  // EXECUTION QUANTITY PRICE
         const auto id = word();
         const auto quantity = number();
         bust(id, quantity, price_of(word()));
       }},
      {"again", [&] {                                                    // EXECUTION
         auto repeated = told_.at(word());
         repeated.getHeader().setField(97, "Y");
         send(repeated, order_);
       }},
      {"copy", [&] {                                                     // EXECUTION
         auto copied = told_.at(word());
         copied.setField(797, "Y");
         send(copied, copy_);
       }},
      {"business", [&] { const auto id = word(); object(id, true, rest()); }},   // ID TEXT
      {"session", [&] { const auto id = word(); object(id, false, rest()); }},   // ID TEXT
      {"raw", [&] {                                                      // TO TYPE FIELDS
         const auto to = session(word());
         const auto type = word();
         send(wire::parse(type, rest()), to);
       }},
      {"forget", [&] { book_.forget(order(word()).number); }},           // ID
      {"hold", [&] { holds_ = true; }},
      {"release", [&] { release(word() == "reversed"); }},               // [reversed]
      {"automatic", [&] { fills_by_itself_ = word() == "on"; }},         // on | off
      {"cut", [&] { FIX::Session::lookupSession(session(word()))->disconnect(); }},  // TO
      {"show", [&] { tell(order(word())); }},                            // ID
      {"book", [&] { for (const auto& entry : book_.orders()) tell(entry.second); }},
  };
  const auto found = commands.find(verb);
  if (found == commands.end()) throw std::invalid_argument("no such command");
  std::lock_guard<std::recursive_mutex> guard(turn_);
  found->second();
}

FIX::SessionSettings settings(const std::string& port, const std::string& folder,
                              const std::vector<FIX::SessionID>& sessions) {
  FIX::SessionSettings all;
  for (const auto& session : sessions) {
    auto one = wire::session_settings("acceptor", folder + "/store");
    one.setString("SocketAcceptPort", port);
    one.setString("SocketReuseAddress", "Y");
    all.set(session, one);
  }
  return all;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 7) {
    std::cerr << "usage: exchange PORT FOLDER TRADE-DATE EXCHANGE ORDER-CLIENT DROP-COPY-CLIENT\n";
    return 2;
  }
  try {
    const std::string port = arguments[1], folder = arguments[2], own = arguments[4];
    const FIX::SessionID order("FIX.4.4", own, arguments[5]), copy("FIX.4.4", own, arguments[6]);
    Exchange exchange(folder, arguments[3], order, copy);
    FIX::FileStoreFactory stores(folder + "/store");
    FIX::SocketAcceptor acceptor(exchange, stores, settings(port, folder, {order, copy}));
    acceptor.start();
    wire::say("listening " + port);
    for (std::string line; std::getline(std::cin, line);) {
      try {
        exchange.command(line);
        wire::say("done " + line);
      } catch (const std::exception& error) {
        wire::say("error " + line + ": " + error.what());
      }
    }
    acceptor.stop(true);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "exchange: " << error.what() << "\n";
    return 1;
  }
}
