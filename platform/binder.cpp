// The kinds of wires. A new kind of port is a line in `bind` and in `is_end`.
#include "platform/binder.hpp"

#include <tlm>

#include "models/core/i2c_bus.hpp"
#include "models/core/measured.hpp"
#include "models/core/probe.hpp"
#include "models/riscv/time_source.hpp"

namespace lantern {

using sc_core::sc_object;
using Initiator = tlm::tlm_initiator_socket<32>;
using Target = tlm::tlm_target_socket<32>;
using In = sc_core::sc_in<bool>;
using Out = sc_core::sc_out<bool>;

namespace {

void walk(const std::vector<sc_object*>& objects, const std::function<void(sc_object&)>& visit) {
  for (sc_object* object : objects) {
    visit(*object);
    walk(object->get_child_objects(), visit);
  }
}

template <class T>
bool is_door_of(const sc_object& object) {
  return dynamic_cast<const sc_core::sc_port_b<SendIf<T>>*>(&object) ||
         dynamic_cast<const sc_core::sc_export<SendIf<T>>*>(&object);
}

template <class If>
bool is_port_of(const sc_object& object) {
  return dynamic_cast<const sc_core::sc_port_b<If>*>(&object) ||
         dynamic_cast<const sc_core::sc_export<If>*>(&object);
}

}  // namespace

bool Binder::is_end(const sc_object& object) {
  return dynamic_cast<const Initiator*>(&object) || dynamic_cast<const Target*>(&object) ||
         dynamic_cast<const In*>(&object) || dynamic_cast<const Out*>(&object) ||
         is_port_of<TimeSourceIf>(object) || is_port_of<I2cTargetIf>(object) ||
         is_port_of<MeasuredIf>(object) || is_port_of<LineIf>(object) ||
         is_door_of<Message>(object) || is_door_of<Codeword>(object) || is_door_of<Light>(object);
}

std::string Binder::bind(sc_object& from, sc_object& to) {
  if (bind_sockets(from, to) || bind_signals(from, to) || bind_lines(from, to) ||
      bind_port<TimeSourceIf>(from, to) || bind_port<MeasuredIf>(from, to) ||
      bind_port<I2cTargetIf>(from, to) || bind_doors<Message>(from, to) ||
      bind_doors<Codeword>(from, to) || bind_doors<Light>(from, to)) {
    bound_.insert(&from);
    bound_.insert(&to);
    return "";
  }
  return std::string("`") + from.name() + "` cannot be wired to `" + to.name() +
         "`: the two ends are of different kinds";
}

bool Binder::bind_sockets(sc_object& from, sc_object& to) {
  auto* initiator = dynamic_cast<Initiator*>(&from);
  auto* target = dynamic_cast<Target*>(&to);
  if (!initiator || !target) return false;
  if (probes_) {
    auto probe = std::make_unique<Probe>(next_name("probe").c_str(), from.name());
    initiator->bind(probe->target);
    probe->initiator.bind(*target);
    probe_modules_.push_back(std::move(probe));
  } else {
    initiator->bind(*target);
  }
  return true;
}

Signal& Binder::signal_of(Out& out) {
  for (auto& [end, signal] : signals_)
    if (end == &out) return *signal;
  signals_.emplace_back(&out, std::make_unique<Signal>(next_name("wire").c_str()));
  Signal& signal = *signals_.back().second;
  out.bind(signal);
  if (probes_)
    probe_modules_.push_back(
        std::make_unique<SignalProbe>(next_name("probe").c_str(), out.name(), signal));
  return signal;
}

bool Binder::bind_signals(sc_object& from, sc_object& to) {
  auto* out = dynamic_cast<Out*>(&from);
  auto* in = dynamic_cast<In*>(&to);
  if (!out || !in || bound_.count(in)) return false;
  in->bind(signal_of(*out));
  return true;
}

bool Binder::bind_lines(sc_object& from, sc_object& to) {
  auto* out = dynamic_cast<LineOut*>(&from);
  auto* in = dynamic_cast<LineTarget*>(&to);
  if (!out || !in || bound_.count(in)) return false;
  LineOut*& end = line_ends_[out];
  if (!end && probes_) {
    auto probe = std::make_unique<LineProbe>(next_name("probe").c_str(), out->name());
    out->bind(probe->target);
    end = &probe->initiator;
    probe_modules_.push_back(std::move(probe));
  } else if (!end) {
    end = out;
  }
  end->bind(*in);
  return true;
}

template <class If>
bool Binder::bind_port(sc_object& from, sc_object& to) {
  auto* port = dynamic_cast<sc_core::sc_port_b<If>*>(&from);
  auto* target = dynamic_cast<sc_core::sc_export<If>*>(&to);
  if (!port || !target) return false;
  port->bind(*target);
  return true;
}

template <class T>
bool Binder::bind_doors(sc_object& from, sc_object& to) {
  auto* port = dynamic_cast<sc_core::sc_port_b<SendIf<T>>*>(&from);
  auto* target = dynamic_cast<sc_core::sc_export<SendIf<T>>*>(&to);
  if (!port || !target) return false;
  if (!probes_) {
    port->bind(*target);
    return true;
  }
  auto probe = std::make_unique<SendProbe<T>>(next_name("probe").c_str(), from.name());
  port->bind(probe->target);
  probe->initiator.bind(*target);
  probe_modules_.push_back(std::move(probe));
  return true;
}

std::vector<std::string> Binder::close_open_ends() {
  std::vector<std::string> open;
  std::vector<In*> inputs;
  std::vector<Out*> outputs;
  walk(sc_core::sc_get_top_level_objects(), [&](sc_object& object) {
    if (bound_.count(&object)) return;
    if (auto* in = dynamic_cast<In*>(&object)) {
      inputs.push_back(in);
    } else if (auto* out = dynamic_cast<Out*>(&object)) {
      outputs.push_back(out);
    } else if (is_end(object) && !is_port_of<TimeSourceIf>(object) &&
               !is_port_of<MeasuredIf>(object) && !is_port_of<LineIf>(object) &&
               !dynamic_cast<sc_core::sc_export_base*>(&object) &&
               std::string(object.name()).rfind("probe", 0) != 0) {
      open.emplace_back(object.name());
    }
  });
  for (Out* out : outputs) {
    signals_.emplace_back(out, std::make_unique<Signal>(next_name("wire").c_str()));
    out->bind(*signals_.back().second);
  }
  if (!inputs.empty()) {
    signals_.emplace_back(nullptr, std::make_unique<Signal>(next_name("wire").c_str()));
    for (In* in : inputs) in->bind(*signals_.back().second);
  }
  return open;
}

}  // namespace lantern
