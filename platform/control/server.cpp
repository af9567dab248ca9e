// Non-blocking reads and writes around one poll.
#include "platform/control/server.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>
#include <vector>

namespace lantern {

namespace {

constexpr size_t kPiece = 64 * 1024;  ///< bytes that one client may say before the next is heard

}  // namespace

Server::Server(std::unique_ptr<Listener> listener, Handler handler)
    : handler_(std::move(handler)), listener_(std::move(listener)) {}

Server::~Server() {
  for (const auto& [client, connection] : clients_) close(connection.fd);
}

void Server::move_to(std::unique_ptr<Listener> listener) {
  for (const auto& [client, connection] : clients_) close(connection.fd);
  clients_.clear();
  listener_->leave();
  listener_ = std::move(listener);
}

void Server::poll(int milliseconds) {
  let_go_of_ended();
  std::vector<pollfd> fds{{listener_->fd(), POLLIN, 0}};
  std::vector<Client> order;
  for (const auto& [client, connection] : clients_) {
    const bool reads = !connection.ended && connection.out.size() < kMostWaiting;
    const int wanted = (reads ? POLLIN : 0) | (connection.out.empty() ? 0 : POLLOUT);
    fds.push_back({connection.fd, static_cast<short>(wanted), 0});
    order.push_back(client);
  }
  const bool waits = std::none_of(clients_.begin(), clients_.end(), [](const auto& client) {
    return client.second.has_line() && client.second.out.size() < kMostWaiting;
  });
  if (::poll(fds.data(), fds.size(), waits ? milliseconds : 0) < 0) return;
  for (size_t i = 0; i < order.size(); i++) {
    Connection& connection = clients_.at(order[i]);
    const short told = fds[i + 1].revents;
    if (told & POLLOUT) write(connection);
    if (told & POLLIN) read(connection);
    take_lines(order[i], connection);
    // Gone altogether, and all that it said is read.
    if ((told & (POLLHUP | POLLERR)) && !(told & POLLIN)) connection.broken = true;
  }
  if (fds[0].revents & POLLIN) take_clients();
  let_go_of_ended();
}

void Server::take_clients() {
  for (;;) {
    const int fd = accept4(listener_->fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    clients_[++last_].fd = fd;
  }
}

void Server::read(Connection& connection) {
  char bytes[kPiece];
  const ssize_t got = recv(connection.fd, bytes, sizeof bytes, 0);
  if (got < 0) {
    connection.broken = errno != EAGAIN && errno != EINTR;
    return;
  }
  connection.ended = got == 0;
  connection.in.append(bytes, static_cast<size_t>(got));
}

void Server::take_lines(Client client, Connection& connection) {
  size_t begin = 0;
  size_t end = connection.in.find('\n');
  while (end - begin <= kLongestLine && connection.out.size() < kMostWaiting) {
    if (end > begin) handler_.line(client, connection.in.substr(begin, end - begin));
    begin = end + 1;
    end = connection.in.find('\n', begin);
  }
  connection.in.erase(0, begin);
  if (std::min(end - begin, connection.in.size()) <= kLongestLine) return;
  connection.in.clear();
  connection.ended = true;
  handler_.too_long(client);
}

void Server::send(Client client, const std::string& line) {
  const auto found = clients_.find(client);
  if (found == clients_.end()) return;
  found->second.out += line;
  found->second.out += '\n';
  write(found->second);
}

void Server::write(Connection& connection) {
  while (!connection.out.empty() && !connection.broken) {
    const ssize_t sent =
        ::send(connection.fd, connection.out.data(), connection.out.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      connection.broken = errno != EAGAIN && errno != EINTR;
      return;
    }
    connection.out.erase(0, static_cast<size_t>(sent));
  }
}

void Server::let_go_of_ended() {
  for (auto next = clients_.begin(); next != clients_.end();) {
    const auto at = next++;
    const Connection& connection = at->second;
    const bool done = connection.ended && connection.out.empty() && !connection.has_line() &&
                      !handler_.is_owed(at->first);
    if (!connection.broken && !done) continue;
    const Client client = at->first;
    close(connection.fd);
    clients_.erase(at);
    handler_.gone(client);
  }
}

void Server::drain(int milliseconds) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::milliseconds(milliseconds);
  for (;;) {
    std::vector<pollfd> fds;
    for (auto& [client, connection] : clients_) {
      write(connection);
      if (!connection.out.empty() && !connection.broken) fds.push_back({connection.fd, POLLOUT, 0});
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (fds.empty() || left.count() <= 0) return;
    ::poll(fds.data(), fds.size(), static_cast<int>(left.count()));
  }
}

}  // namespace lantern
