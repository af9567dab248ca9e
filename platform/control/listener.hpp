// A UNIX socket that waits for clients at a path.
#pragma once

#include <cstdint>
#include <string>

namespace lantern {

/// In a folder of the user's own, where there is one.
std::string socket_of_this_process();

class Listener {
 public:
  /// For this user alone; a socket there that nobody serves is replaced. Throws UserError.
  explicit Listener(std::string path);
  /// The path is free again, unless it is another's by now.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  /// Another process serves it: this one lets go of it, and leaves the path.
  void leave();
  int fd() const { return fd_; }
  const std::string& path() const { return path_; }

 private:
  const std::string path_;
  int fd_ = -1;
  uint64_t file_ = 0;  ///< inode of the socket at the path
};

}  // namespace lantern
