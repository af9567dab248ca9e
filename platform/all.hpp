// All objects of a kind that stand in the machine.
#pragma once

#include <systemc>
#include <vector>

namespace lantern {

template <class T>
void collect(const std::vector<sc_core::sc_object*>& objects, std::vector<T*>& found) {
  for (sc_core::sc_object* object : objects) {
    if (auto* one = dynamic_cast<T*>(object)) found.push_back(one);
    collect(object->get_child_objects(), found);
  }
}

/// In the order of the tree.
template <class T>
std::vector<T*> all() {
  std::vector<T*> found;
  collect(sc_core::sc_get_top_level_objects(), found);
  return found;
}

}  // namespace lantern
