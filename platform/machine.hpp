// Pod file -> machine: the tree of parts and modules, their parameters, their wires.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <systemc>
#include <vector>

#include "models/core/parameter.hpp"
#include "models/core/random_stream.hpp"
#include "models/router/router.hpp"
#include "platform/binder.hpp"
#include "platform/catalog.hpp"
#include "platform/events.hpp"
#include "platform/pod_file.hpp"

namespace lantern {

class Machine {
 public:
  struct Expectation {
    bool given = false;
    std::vector<std::string> exits;  ///< nodes that must write exit code 0
    std::vector<std::string> runs;   ///< nodes that must have come to no harm by then
    sc_core::sc_time limit;          ///< when it is over
  };
  /// Settings from the command line are in `settings()` already; `events` are those of --event.
  /// Throws UserError.
  Machine(const std::string& pod_path, bool probes, const std::vector<std::string>& events);
  ~Machine();
  const Expectation& expectation() const { return expectation_; }
  const std::string& pod_path() const { return pod_path_; }
  uint64_t seed() const { return *seed_; }
  const Events& events() const { return events_; }
  Events& events() { return events_; }
  /// The files that it was made of: the pod, its parts.
  const std::set<std::string>& files() const { return files_; }
  /// What is left to be refused when all is bound: firmware is loaded. Throws UserError.
  void load();
  /// Who is wired to the end of that full name, both ways.
  std::vector<std::string> peers(const std::string& end) const;
  /// The one that `from` is wired to; "": none.
  std::string leads_to(const std::string& from) const;
  /// Where the requests of a pool port's `io_target` come out, at the other end of its link; "" for
  /// what is none.
  std::string beyond_the_link(const std::string& socket) const;
  struct Implementation {
    std::string chosen;              ///< "": there is no choice
    std::vector<std::string> known;  ///< all that the model has
  };
  Implementation implementation(const std::string& module) const;
  /// The model of a module, by full name; "" for what the catalog did not make.
  std::string model_of(const std::string& module) const;
  bool is_part(const std::string& name) const { return parts_.count(name); }

 private:
  struct Scope;
  struct Wire {
    std::string from;  ///< full name
    std::string to;    ///< as written
    const Scope* scope;
    Where where;
  };
  void read_expectation(const toml::table& pod);
  std::vector<std::string> nodes_of(const toml::table& expect, const char* key) const;
  void read_events(const toml::table& pod);
  void build(Scope& scope);
  void each_instance(
      const Scope& scope, const char* section,
      const std::function<void(const std::string&, const toml::table&, unsigned)>& visit) const;
  void open_part(Scope& scope, const std::string& name, const toml::table& spec);
  void configure_part(Scope& scope, const std::string& name, const toml::table& spec,
                      unsigned index, bool references);
  /// `port#.registers.hpa_base`: of each of the many that the part has.
  void set_each(const Scope& scope, const Scope& part, const std::string& key,
                const toml::node& node, Settings::Level level);
  const Maker& choose_maker(const std::string& full, const toml::node& model,
                            const std::string& kind);
  void build_module(Scope& scope, const std::string& name, const toml::table& spec, unsigned index);
  void take_window(Scope& scope, const toml::node& node, const std::string& module, unsigned index,
                   std::vector<Router::Window>& windows, std::vector<Where>& places);
  toml::table read(const std::string& path);
  /// What stands there, or what a `$name` there stands for, and where that was written.
  Settings::Value value_of(const Scope& scope, const toml::node& node, const std::string& key,
                           unsigned index) const;
  unsigned count_of(const Scope& scope, const toml::table& spec, const char* key = "count") const;
  std::string resolve(const Scope& scope, const std::string& path, const Where& where,
                      unsigned depth = 0) const;
  /// It leads to a port that may stay open, and does.
  static bool stays_open(const Wire& wire);
  void bind_all();
  void check_loops() const;
  /// A port of the pool and the host that is wired to it have one map, or it is refused.
  void check_maps() const;
  void check_window(const std::string& port, const std::string& decoder) const;
  std::string far_link(const std::string& link) const;
  void agree_on_rates();

  std::string pod_path_;
  std::set<std::string> files_;
  std::unique_ptr<Parameter<sc_core::sc_time>> quantum_;
  std::unique_ptr<Parameter<uint64_t>> seed_;
  Expectation expectation_;
  Events events_;
  std::unique_ptr<Scope> pod_;
  std::vector<std::unique_ptr<Parameter<std::string>>> parameters_;
  std::vector<std::unique_ptr<sc_core::sc_module>> modules_;
  std::vector<Wire> wires_;
  std::set<std::string> parts_;                            ///< full names
  std::map<std::string, Where> places_;                    ///< of modules, by full name
  std::map<std::string, std::string> kinds_;               ///< models of modules, by full name
  std::map<std::string, Implementation> implementations_;  ///< of modules that have a choice
  Binder binder_;
};

}  // namespace lantern
