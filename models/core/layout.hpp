// How a structure lies in memory that a block reads or writes there.
#pragma once

#include <systemc>

#include "models/core/register_map.hpp"

namespace lantern {

/// For who describes the machine: the block itself goes by the generated names.
class Layout : public sc_core::sc_object {
 public:
  Layout(const char* name, const RegisterMap& map) : sc_object(name), map_(map) {}
  const RegisterMap& map() const { return map_; }
  const char* kind() const override { return "lantern_layout"; }

 private:
  const RegisterMap& map_;
};

}  // namespace lantern
