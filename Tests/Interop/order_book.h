// What the exchange knows: orders, executions and requests, kept in one file so that a killed
// exchange comes back with all it had said yes to. Prices are whole ten-thousandths.
#ifndef IRRA_INTEROP_ORDER_BOOK_H
#define IRRA_INTEROP_ORDER_BOOK_H

#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

/// One order from its acceptance on.
struct Order {
  std::string number;       ///< OrderID (37)
  std::string cl_ord_id;    ///< the one that is in force; replaces change it
  std::string first_id;     ///< the one it came with
  std::string account, symbol, security_id, security_exchange, side, order_type;
  std::int64_t price = 0;   ///< 0: a market order
  std::int64_t quantity = 0;
  std::int64_t executed = 0;
  std::int64_t turnover = 0;  ///< sum of quantity × price of the executions that stand
  char status = 'A';          ///< OrdStatus (39): A, 0, 1, 2, 4, 8, C

  bool is_open() const { return status == 'A' || status == '0' || status == '1'; }
  std::int64_t leaves() const { return is_open() ? quantity - executed : 0; }
};

/// One trade of an order. A bust one has quantity 0.
struct Execution {
  std::string id;       ///< ExecID (17) of its first report, and the trade's number (1003)
  std::string number;   ///< the order's
  std::int64_t quantity = 0;
  std::int64_t price = 0;
};

/// A cancel (F), replace (G) or mass cancel (q) that waits for an answer.
struct Request {
  char type = 'F';
  std::string id;          ///< its own ClOrdID
  std::string original;    ///< OrigClOrdID (41)
  std::string number;      ///< the order's; empty for a mass cancel
  std::int64_t quantity = 0;
  std::int64_t price = 0;
  std::string scope;       ///< MassCancelRequestType (530)
};

class OrderBook {
 public:
  /// Reads what an exchange before this one wrote into the folder.
  explicit OrderBook(const std::string& folder);
  ~OrderBook();
  OrderBook(const OrderBook&) = delete;
  OrderBook& operator=(const OrderBook&) = delete;

  /// The order with any of the ClOrdIDs it ever had; null when there is none.
  Order* find(const std::string& cl_ord_id);
  Order* by_number(const std::string& number);
  Execution* execution(const std::string& id);
  bool knows(const std::string& cl_ord_id) const { return names_.count(cl_ord_id) > 0; }
  const std::map<std::string, Order>& orders() const { return orders_; }

  /// Takes an order in, once: notes its ClOrdID in the file `accepted`.
  Order& accept(Order order);
  /// Keeps an order as it now is, under whatever ClOrdID it now has.
  void keep(const Order& order);
  void keep(const Execution& execution);
  /// A request that waits for its answer, until it is answered.
  void keep(const Request& request);
  Request* request(const std::string& id);
  void answer(const std::string& id);
  /// The exchange loses an order without a word.
  void forget(const std::string& number);
  std::string next_execution_id();

 private:
  void load(const std::string& path);
  void write(const std::vector<std::string>& parts);

  std::map<std::string, Order> orders_;        ///< by number
  std::map<std::string, std::string> names_;   ///< ClOrdID → number
  std::map<std::string, Execution> executions_;
  std::map<std::string, Request> requests_;
  std::int64_t last_number_ = 0;
  std::int64_t last_execution_ = 0;
  std::FILE* file_ = nullptr;
  std::FILE* accepted_ = nullptr;
};

#endif
