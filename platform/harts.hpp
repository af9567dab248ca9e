// The harts of the machine, and of a node.
#pragma once

#include <string>
#include <vector>

namespace lantern {

class Hart;

/// In the order of the machine's tree.
std::vector<Hart*> all_harts();
/// `node` is the part that they stand in.
std::vector<Hart*> harts_of(const std::string& node);
/// "" for one that stands in no part.
std::string node_of(const Hart& hart);
/// That a block, by its full name, stands in.
std::string node_of(const std::string& block);

}  // namespace lantern
