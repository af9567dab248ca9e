// Harts, by where they stand.
#include "platform/harts.hpp"

#include <algorithm>

#include "models/riscv/hart.hpp"
#include "platform/all.hpp"

namespace lantern {

std::vector<Hart*> all_harts() { return all<Hart>(); }

std::vector<Hart*> harts_of(const std::string& node) {
  std::vector<Hart*> harts = all_harts();
  harts.erase(std::remove_if(harts.begin(), harts.end(),
                             [&](const Hart* hart) { return node_of(*hart) != node; }),
              harts.end());
  return harts;
}

std::string node_of(const Hart& hart) {
  const sc_core::sc_object* const node = hart.get_parent_object();
  return node ? node->name() : "";
}

std::string node_of(const std::string& block) { return block.substr(0, block.rfind('.')); }

}  // namespace lantern
