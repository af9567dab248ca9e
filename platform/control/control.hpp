// A run in the hands of clients: it stands, or goes on to what one of them asked for.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "platform/control/conditions.hpp"
#include "platform/control/fork.hpp"
#include "platform/control/methods.hpp"
#include "platform/control/rpc.hpp"
#include "platform/control/server.hpp"
#include "platform/control/transcripts.hpp"
#include "platform/machine.hpp"
#include "platform/run.hpp"

namespace lantern {

class Control {
 public:
  enum class Manner : uint8_t {
    kServe,   ///< the run stands unless a client has it go on
    kOwned,   ///< so, too, and it ends when the last client has left
    kBeside,  ///< the run goes on unless a client has it stand
  };
  /// Listens at `path`. Throws UserError.
  Control(Machine& machine, Run& run, Manner manner, const std::string& path,
          std::function<nlohmann::json()> report);
  const std::string& path() const { return server_.path(); }
  /// Until a client quits, a signal comes, or, beside a run, that is over.
  void serve();

  Machine& machine() { return machine_; }
  Run& run() { return run_; }
  Transcripts& transcripts() { return transcripts_; }
  nlohmann::json report() const { return report_(); }
  bool goes_on() const;
  /// Throws RpcError where the run is over, and nothing can be done to it.
  void check_goes_on();
  /// What is answered when the run stops. Throws RpcError.
  using Tell = std::function<nlohmann::json(const Stop&, const Goal&)>;
  enum class After : uint8_t { kStands, kAsBefore };
  /// Its answer comes when the run stops. Throws RpcError.
  void go_on(const Caller& caller, Goal&& goal, After after, Tell tell);
  /// Throws RpcError where a `run` goes on already.
  void check_stands() const;
  void stand();
  void quit() { quits_ = true; }
  void greet(const Caller& caller) { greeted_.insert(caller.client); }
  /// A copy of this process that is served at a socket of its own; see fork.hpp. Answered when it
  /// is there. Throws RpcError, UserError, std::invalid_argument.
  void fork(const Caller& caller, std::unique_ptr<Listener> listener, Fork::Manner&& manner);
  Fork& children() { return fork_; }

 private:
  struct Asked {
    Caller caller;
    Goal goal;
    After after;
    Tell tell;
  };
  void take_line(Server::Client client, const std::string& line);
  /// Nothing: the answer comes later.
  std::optional<nlohmann::json> call(const Request& request, Server::Client client);
  void forget(Server::Client client);
  bool is_forsaken() const;
  void fork_if_asked();
  void become_child(std::unique_ptr<Listener> listener);
  void advance();
  void stopped(const Stop& stop);

  Machine& machine_;
  Run& run_;
  Manner manner_;
  const std::function<nlohmann::json()> report_;
  Transcripts transcripts_;
  const std::vector<Method> methods_;
  std::optional<Asked> asked_;
  const Goal end_;       ///< of a run that goes on by itself
  bool stands_ = false;  ///< beside a run: a client has stopped it
  bool quits_ = false;
  std::set<Server::Client> greeted_;
  Fork fork_;
  std::chrono::steady_clock::time_point forsaken_at_;  ///< owned: without a client by then, it ends
  Server server_;
};

}  // namespace lantern
