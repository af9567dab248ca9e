// The list of blocks with waves.
#include "rtl/common/waves.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "models/core/user_error.hpp"

namespace lantern {

namespace {

std::vector<WaveSource*>& sources() {
  static std::vector<WaveSource*> all;
  return all;
}

std::string with_block(const std::string& path, const std::string& block) {
  const size_t slash = path.rfind('/');
  const size_t dot = path.rfind('.');
  if (dot == std::string::npos || (slash != std::string::npos && dot < slash))
    return path + "." + block;
  return path.substr(0, dot) + "." + block + path.substr(dot);
}

void check_writable(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) throw UserError({}, "--waves: cannot write `" + path + "`: " + std::strerror(errno));
  std::fclose(file);
}

}  // namespace

WaveSource::WaveSource(std::string block, std::function<bool(const std::string&)> open)
    : block_(std::move(block)), open_(std::move(open)) {
  sources().push_back(this);
}

WaveSource::~WaveSource() {
  sources().erase(std::remove(sources().begin(), sources().end(), this), sources().end());
}

void WaveSource::open_all(const std::string& path) {
  if (sources().empty())
    throw UserError({},
                    "--waves: no block of this pod is RTL; choose one, for example "
                    "--set pool.hdm_decoder.impl=rtl");
  for (const WaveSource* source : sources()) {
    const std::string file = sources().size() == 1 ? path : with_block(path, source->block_);
    check_writable(file);
    if (!source->open_(file)) throw UserError({}, "--waves: cannot write `" + file + "`");
  }
}

}  // namespace lantern
