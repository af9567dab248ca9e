// Serves between activities of the kernel.
#include "platform/control/control.hpp"

#include <algorithm>

#include "models/core/user_error.hpp"

namespace lantern {

using nlohmann::json;
using sc_core::sc_time;

namespace {

const sc_time& slice() {
  static const sc_time kSlice(100, sc_core::SC_US);
  return kSlice;
}
constexpr int kStanding = 200;                    ///< ms between looks whether a signal has come
constexpr int kFarewell = 1000;                   ///< ms for clients to take their last answers
constexpr std::chrono::seconds kFirstClient(60);  ///< in which an owned run waits for it

std::vector<std::string> names_of(const std::vector<Method>& methods) {
  std::vector<std::string> names;
  names.reserve(methods.size());
  for (const Method& method : methods) names.emplace_back(method.name);
  return names;
}

}  // namespace

Control::Control(Machine& machine, Run& run, Manner manner, const std::string& path,
                 std::function<json()> report)
    : machine_(machine),
      run_(run),
      manner_(manner),
      report_(std::move(report)),
      methods_(methods_of(*this)),
      server_(
          std::make_unique<Listener>(path),
          {[this](Server::Client client, const std::string& line) { take_line(client, line); },
           [this](Server::Client client) {
             server_.send(client, answer(nullptr, RpcError(RpcError::kRequest,
                                                           "a line has 1 MiB at the most")));
           },
           [this](Server::Client client) { forget(client); },
           [this](Server::Client client) { return asked_ && asked_->caller.client == client; }}) {
  forsaken_at_ = std::chrono::steady_clock::now() + kFirstClient;
}

bool Control::is_forsaken() const {
  return manner_ == Manner::kOwned && !server_.has_clients() &&
         std::chrono::steady_clock::now() >= forsaken_at_;
}

bool Control::goes_on() const {
  return asked_ || (manner_ == Manner::kBeside && !stands_ && !run_.is_over());
}

void Control::serve() {
  while (!quits_ && !interrupted() && !is_forsaken()) {
    if (manner_ == Manner::kBeside && run_.is_over()) break;
    server_.poll(goes_on() ? 0 : kStanding);
    fork_.reap();
    fork_if_asked();
    if (goes_on()) advance();
  }
  if (asked_) stopped({Stop::Why::kOver});
  server_.drain(kFarewell);
}

void Control::advance() {
  try {
    if (const auto stop = run_.go(asked_ ? asked_->goal : end_, slice())) stopped(*stop);
  } catch (const sc_core::sc_report& report) {
    if (asked_ && asked_->caller.id)
      server_.send(asked_->caller.client,
                   answer(*asked_->caller.id, RpcError(RpcError::kOver, report.what())));
    server_.drain(kFarewell);
    throw;
  }
}

void Control::stopped(const Stop& stop) {
  if (!asked_) return;
  const Asked asked = std::move(*asked_);
  asked_.reset();
  if (asked.after == After::kStands) stands_ = true;
  std::string line;
  try {
    line = answer(asked.caller.id.value_or(nullptr), asked.tell(stop, asked.goal));
  } catch (const RpcError& error) {
    line = answer(asked.caller.id.value_or(nullptr), error);
  }
  if (asked.caller.id) server_.send(asked.caller.client, line);
}

void Control::check_goes_on() {
  if (fork_.is_sealed())
    throw RpcError(RpcError::kRefused, "this is a snapshot, which stands: `fork` it");
  if (run_.is_over() && !run_.is_idle())
    throw RpcError(RpcError::kOver, "the run is over: " + run_.outcome().verdict);
}

void Control::check_stands() const {
  if (asked_) throw RpcError(RpcError::kGoesOn, "a `run` goes on already");
}

void Control::fork(const Caller& caller, std::unique_ptr<Listener> listener,
                   Fork::Manner&& manner) {
  check_stands();
  fork_.ask({caller, std::move(listener), std::move(manner)});
}

/// Between two polls, so that the child begins with nothing in its hands.
void Control::fork_if_asked() {
  while (auto asked = fork_.next()) {
    const pid_t child = fork_.make(*asked);
    if (!child) return become_child(std::move(asked->listener));
    if (!asked->caller.id) continue;
    server_.send(asked->caller.client,
                 child > 0 ? answer(*asked->caller.id, {{"pid", child}})
                           : answer(*asked->caller.id, RpcError(RpcError::kRefused,
                                                                "there can be no more processes")));
  }
}

void Control::become_child(std::unique_ptr<Listener> listener) {
  server_.move_to(std::move(listener));
  greeted_.clear();
  manner_ = Manner::kOwned;
  forsaken_at_ = std::chrono::steady_clock::now() + kFirstClient;
}

void Control::go_on(const Caller& caller, Goal&& goal, After after, Tell tell) {
  check_goes_on();
  check_stands();
  asked_ = Asked{caller, std::move(goal), after, std::move(tell)};
}

void Control::stand() {
  stands_ = true;
  stopped({Stop::Why::kAsked});
}

void Control::forget(Server::Client client) {
  greeted_.erase(client);
  if (asked_ && asked_->caller.client == client) {
    asked_.reset();
    stands_ = true;
  }
  // Nobody is left who could have it go on.
  if (server_.has_clients()) return;
  stands_ = false;
  forsaken_at_ = {};
}

void Control::take_line(Server::Client client, const std::string& line) {
  json id;
  bool is_answered = true;
  std::optional<RpcError> refused;
  try {
    const Request request = parse_request(line, id);
    is_answered = request.id.has_value();
    const auto result = call(request, client);
    if (is_answered && result) server_.send(client, answer(id, *result));
    return;
  } catch (const RpcError& error) {
    refused = error;
  } catch (const std::invalid_argument& error) {
    refused.emplace(RpcError::kRefused, error.what());
  } catch (const UserError& error) {
    refused.emplace(RpcError::kRefused, error.what());
  }
  if (is_answered) server_.send(client, answer(id, *refused));
}

std::optional<json> Control::call(const Request& request, Server::Client client) {
  const auto method = std::find_if(methods_.begin(), methods_.end(), [&](const Method& known) {
    return known.name == request.method;
  });
  if (method == methods_.end())
    throw RpcError(RpcError::kMethod, "there is no method `" + request.method.substr(0, 40) + "`" +
                                          did_you_mean(request.method, names_of(methods_)));
  if (request.method != "hello" && !greeted_.count(client))
    throw RpcError(RpcError::kRequest, "the first request of a client is `hello`");
  return method->serve(Arguments(request.params, method->arguments), Caller{client, request.id});
}

}  // namespace lantern
