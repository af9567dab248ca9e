// Where one debugger at a time comes in: a TCP port, or a UNIX socket.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "platform/control/listener.hpp"

namespace lantern::gdb {

/// `3333`: that port of this machine alone; `0.0.0.0:3333`: of an address; `/tmp/gdb.sock`: a
/// socket's path, for this user alone. Port 0 is any that is free.
class Door {
 public:
  /// Throws UserError.
  explicit Door(const std::string& where);
  ~Door();
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  /// As a debugger is told it after `target extended-remote`.
  const std::string& address() const { return address_; }
  bool is_open() const { return client_ >= 0; }
  /// What has come, after `milliseconds` at the most (-1: when something does, or a signal); takes
  /// a debugger in where there is none.
  std::string receive(int milliseconds);
  /// All of it, to a debugger that takes it; one that does not is let go.
  void send(std::string_view bytes);
  void close_client();

 private:
  int listener_fd() const { return unix_ ? unix_->fd() : tcp_; }
  void accept_client();

  std::unique_ptr<Listener> unix_;
  int tcp_ = -1;
  int client_ = -1;
  std::string address_;
};

}  // namespace lantern::gdb
