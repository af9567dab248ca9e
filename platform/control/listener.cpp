// Bound with a mask of the file mode, and never over another's.
#include "platform/control/listener.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "models/core/user_error.hpp"

namespace lantern {

namespace {

int new_socket() { return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path)
    throw UserError({}, "socket `" + path + "` has " + std::to_string(path.size()) +
                            " bytes; a socket's path has 1 to " +
                            std::to_string(sizeof address.sun_path - 1));
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

int bind_at(int fd, const sockaddr_un& address) {
  const mode_t before = umask(S_IRWXG | S_IRWXO);
  const int failed = bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const int error = errno;
  umask(before);
  return failed ? error : 0;
}

/// Throws UserError unless what stands there is a socket that nobody serves.
void check_forsaken(const std::string& path, const sockaddr_un& address) {
  struct stat there = {};
  if (stat(path.c_str(), &there) || !S_ISSOCK(there.st_mode))
    throw UserError({}, "socket `" + path + "` is there already, and is no socket");
  const int probe = new_socket();
  const bool served =
      !connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) ||
      errno != ECONNREFUSED;
  close(probe);
  if (served) throw UserError({}, "socket `" + path + "` is served by another already");
}

uint64_t file_at(const std::string& path) {
  struct stat there = {};
  return stat(path.c_str(), &there) ? 0 : there.st_ino;
}

}  // namespace

std::string socket_of_this_process() {
  const char* const folder = std::getenv("XDG_RUNTIME_DIR");
  return std::string(folder && *folder ? folder : "/tmp") + "/lantern-" + std::to_string(getpid()) +
         ".sock";
}

Listener::Listener(std::string path) : path_(std::move(path)) {
  const sockaddr_un address = address_of(path_);
  fd_ = new_socket();
  int error = fd_ < 0 ? errno : bind_at(fd_, address);
  if (error == EADDRINUSE) {
    check_forsaken(path_, address);
    unlink(path_.c_str());
    error = bind_at(fd_, address);
  }
  if (!error && listen(fd_, SOMAXCONN)) error = errno;
  file_ = file_at(path_);
  if (!error) return;
  close(fd_);
  throw UserError({}, "cannot listen at socket `" + path_ + "`: " + std::strerror(error));
}

Listener::~Listener() {
  if (fd_ < 0) return;
  close(fd_);
  if (file_at(path_) == file_) unlink(path_.c_str());
}

void Listener::leave() { close(std::exchange(fd_, -1)); }

}  // namespace lantern
