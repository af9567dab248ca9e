// Which Lantern this is. The source is written at each build, by tools/cmake/version.cmake.
#pragma once

namespace lantern {

/// `0.1 (1a2b3c4, modified)`
const char* version();

}  // namespace lantern
