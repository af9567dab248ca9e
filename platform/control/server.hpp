// A UNIX socket whose clients write lines and are written lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "platform/control/listener.hpp"

namespace lantern {

/// Nothing blocks but `poll`, for so long as it is told. What clients do or fail to do harms none
/// but themselves.
class Server {
 public:
  using Client = uint64_t;
  static constexpr size_t kLongestLine = 1 << 20;
  /// Of answers that a client has not taken. One that has more is not read until it takes them.
  static constexpr size_t kMostWaiting = 1 << 20;

  struct Handler {
    std::function<void(Client, const std::string& line)> line;
    /// A line longer than kLongestLine: what is sent now is the last that the client is sent.
    std::function<void(Client)> too_long;
    std::function<void(Client)> gone;
    /// True while a client that has said its last is owed an answer.
    std::function<bool(Client)> is_owed;
  };

  Server(std::unique_ptr<Listener> listener, Handler handler);
  /// All clients are let go.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// For the child of a process that goes on: its clients are not this one's.
  void move_to(std::unique_ptr<Listener> listener);
  const std::string& path() const { return listener_->path(); }
  /// Takes and gives what is there; waits for it for `milliseconds` at the most, -1: until a signal
  /// comes.
  void poll(int milliseconds);
  /// `line` with its end, to a client that may be gone by now.
  void send(Client client, const std::string& line);
  bool has_clients() const { return !clients_.empty(); }
  /// Gives clients what waits for them, for `milliseconds` at the most.
  void drain(int milliseconds);

 private:
  struct Connection {
    int fd = -1;
    std::string in, out;
    bool ended = false;  ///< it will say no more
    bool broken = false;
    bool has_line() const { return in.find('\n') != std::string::npos; }
  };
  void take_clients();
  static void read(Connection& connection);
  void take_lines(Client client, Connection& connection);
  static void write(Connection& connection);
  void let_go_of_ended();

  const Handler handler_;
  std::unique_ptr<Listener> listener_;
  Client last_ = 0;
  std::map<Client, Connection> clients_;
};

}  // namespace lantern
