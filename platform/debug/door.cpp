// Sockets.
#include "platform/debug/door.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "models/core/user_error.hpp"

namespace lantern::gdb {

namespace {

constexpr int kPatience = 10000;  ///< ms that a debugger may leave what it is sent untaken

struct Place {
  std::string host;
  unsigned port;
};

/// Throws UserError.
Place place_of(const std::string& where) {
  const size_t colon = where.rfind(':');
  Place place{colon == std::string::npos || colon == 0 ? "127.0.0.1" : where.substr(0, colon), 0};
  const std::string port = colon == std::string::npos ? where : where.substr(colon + 1);
  const bool digits = !port.empty() && port.size() <= 5 &&
                      port.find_first_not_of("0123456789") == std::string::npos;
  if (place.host == "localhost") place.host = "127.0.0.1";
  if (digits) place.port = static_cast<unsigned>(std::stoul(port));
  if (!digits || place.port > 65535)
    throw UserError({}, "--gdb: `" + where +
                            "` is no port (3333), no address with a port (127.0.0.1:3333) and no "
                            "path of a socket (/tmp/gdb.sock)");
  return place;
}

/// Throws UserError.
int listen_at(const Place& place, const std::string& where, std::string& address) {
  sockaddr_in at = {};
  at.sin_family = AF_INET;
  at.sin_port = htons(static_cast<uint16_t>(place.port));
  if (inet_pton(AF_INET, place.host.c_str(), &at.sin_addr) != 1)
    throw UserError({}, "--gdb: `" + place.host + "` is no IPv4 address");
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int yes = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  socklen_t size = sizeof at;
  if (fd < 0 || bind(fd, reinterpret_cast<sockaddr*>(&at), sizeof at) || listen(fd, 1) ||
      getsockname(fd, reinterpret_cast<sockaddr*>(&at), &size)) {
    const std::string why = std::strerror(errno);
    if (fd >= 0) close(fd);
    throw UserError({}, "--gdb: cannot listen at `" + where + "`: " + why);
  }
  address = place.host + ":" + std::to_string(ntohs(at.sin_port));
  return fd;
}

}  // namespace

Door::Door(const std::string& where) {
  if (where.find('/') == std::string::npos) {
    tcp_ = listen_at(place_of(where), where, address_);
    return;
  }
  unix_ = std::make_unique<Listener>(where);
  address_ = unix_->path();
}

Door::~Door() {
  close_client();
  if (tcp_ >= 0) close(tcp_);
}

void Door::close_client() {
  if (client_ >= 0) close(client_);
  client_ = -1;
}

void Door::accept_client() {
  client_ = accept4(listener_fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  const int yes = 1;
  if (client_ >= 0 && !unix_) setsockopt(client_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

std::string Door::receive(int milliseconds) {
  pollfd fd{is_open() ? client_ : listener_fd(), POLLIN, 0};
  if (poll(&fd, 1, milliseconds) <= 0) return "";
  if (!is_open()) {
    accept_client();
    return "";
  }
  char bytes[4096];
  const ssize_t got = recv(client_, bytes, sizeof bytes, 0);
  if (got > 0) return {bytes, static_cast<size_t>(got)};
  if (got == 0 || (errno != EAGAIN && errno != EINTR)) close_client();
  return "";
}

void Door::send(std::string_view bytes) {
  while (is_open() && !bytes.empty()) {
    const ssize_t sent = ::send(client_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<size_t>(sent));
      continue;
    }
    pollfd fd{client_, POLLOUT, 0};
    const bool waits = errno == EAGAIN || errno == EINTR;
    if (!waits || poll(&fd, 1, kPatience) <= 0) close_client();
  }
}

}  // namespace lantern::gdb
