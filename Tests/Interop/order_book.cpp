#include "order_book.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace {

std::FILE* append_to(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "a");
  if (file == nullptr) throw std::runtime_error("cannot write " + path);
  return file;
}

/// One line, with the operating system before anything follows from it.
void write_line(std::FILE* file, const std::string& line) {
  if (std::fprintf(file, "%s\n", line.c_str()) < 0 || std::fflush(file) != 0) {
    throw std::runtime_error("cannot write the exchange's memory");
  }
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> parts;
  std::istringstream stream(line);
  for (std::string part; std::getline(stream, part, '\t');) parts.push_back(part);
  return parts;
}

constexpr std::size_t kOrderParts = 15;
constexpr std::size_t kExecutionParts = 6;
constexpr std::size_t kRequestParts = 8;
constexpr std::int64_t kUnkeptExecutions = 100000;

}  // namespace

OrderBook::OrderBook(const std::string& folder) {
  load(folder + "/book");
  file_ = append_to(folder + "/book");
  accepted_ = append_to(folder + "/accepted");
}

OrderBook::~OrderBook() {
  std::fclose(file_);
  std::fclose(accepted_);
}

void OrderBook::load(const std::string& path) {
  std::ifstream lines(path);
  for (std::string line; std::getline(lines, line);) {
    const auto parts = split(line);
    if (parts.size() == kOrderParts && parts[0] == "order") {
      Order order;
      order.number = parts[1];
      order.cl_ord_id = parts[2];
      order.first_id = parts[3];
      order.account = parts[4];
      order.symbol = parts[5];
      order.security_id = parts[6];
      order.security_exchange = parts[7];
      order.side = parts[8];
      order.order_type = parts[9];
      order.price = std::stoll(parts[10]);
      order.quantity = std::stoll(parts[11]);
      order.executed = std::stoll(parts[12]);
      order.turnover = std::stoll(parts[13]);
      order.status = parts[14].at(0);
      orders_[order.number] = order;
      names_[order.cl_ord_id] = order.number;
      last_number_ = std::max(last_number_, std::int64_t(std::stoll(order.number)));
    } else if (parts.size() == kExecutionParts && parts[0] == "execution") {
      Execution execution;
      execution.id = parts[1];
      execution.number = parts[2];
      execution.quantity = std::stoll(parts[3]);
      execution.price = std::stoll(parts[4]);
      if (!execution.number.empty()) executions_[execution.id] = execution;
      last_execution_ = std::max(last_execution_, std::int64_t(std::stoll(parts[5])));
    } else if (parts.size() == kRequestParts && parts[0] == "request") {
      Request request;
      request.type = parts[1].at(0);
      request.id = parts[2];
      request.original = parts[3];
      request.number = parts[4];
      request.quantity = std::stoll(parts[5]);
      request.price = std::stoll(parts[6]);
      request.scope = parts[7];
      requests_[request.id] = request;
    } else if (parts.size() == 2 && parts[0] == "answered") {
      requests_.erase(parts[1]);
    } else if (parts.size() == 2 && parts[0] == "forgotten") {
      orders_.erase(parts[1]);
    }
  }
  // Numbers of acknowledgements are not kept: stay clear of those already given.
  if (last_number_ > 0) last_execution_ += kUnkeptExecutions;
}

void OrderBook::write(const std::vector<std::string>& parts) {
  std::string line;
  for (const auto& part : parts) line += (line.empty() ? "" : "\t") + part;
  write_line(file_, line);
}

Order* OrderBook::find(const std::string& cl_ord_id) {
  const auto name = names_.find(cl_ord_id);
  return name == names_.end() ? nullptr : by_number(name->second);
}

Order* OrderBook::by_number(const std::string& number) {
  const auto found = orders_.find(number);
  return found == orders_.end() ? nullptr : &found->second;
}

Execution* OrderBook::execution(const std::string& id) {
  const auto found = executions_.find(id);
  return found == executions_.end() ? nullptr : &found->second;
}

Order& OrderBook::accept(Order order) {
  order.number = std::to_string(++last_number_);
  write_line(accepted_, order.cl_ord_id);
  keep(order);
  return orders_[order.number];
}

void OrderBook::keep(const Order& order) {
  write({"order", order.number, order.cl_ord_id, order.first_id, order.account, order.symbol,
         order.security_id, order.security_exchange, order.side, order.order_type,
         std::to_string(order.price), std::to_string(order.quantity),
         std::to_string(order.executed), std::to_string(order.turnover),
         std::string(1, order.status)});
  orders_[order.number] = order;
  names_[order.cl_ord_id] = order.number;
}

void OrderBook::keep(const Execution& execution) {
  write({"execution", execution.id, execution.number, std::to_string(execution.quantity),
         std::to_string(execution.price), std::to_string(last_execution_)});
  executions_[execution.id] = execution;
}

void OrderBook::keep(const Request& request) {
  // "-" because an empty last part would not be read back.
  write({"request", std::string(1, request.type), request.id, request.original, request.number,
         std::to_string(request.quantity), std::to_string(request.price),
         request.scope.empty() ? "-" : request.scope});
  requests_[request.id] = request;
}

Request* OrderBook::request(const std::string& id) {
  const auto found = requests_.find(id);
  return found == requests_.end() ? nullptr : &found->second;
}

void OrderBook::answer(const std::string& id) {
  if (requests_.erase(id) > 0) write({"answered", id});
}

void OrderBook::forget(const std::string& number) {
  write({"forgotten", number});
  orders_.erase(number);
}

std::string OrderBook::next_execution_id() {
  return "X" + std::to_string(++last_execution_);
}
