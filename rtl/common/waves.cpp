// The list of blocks with waves.
#include "rtl/common/waves.hpp"

#include <algorithm>
#include <vector>

#include "models/core/session.hpp"
#include "models/core/user_error.hpp"
#include "rtl/common/fst_files.hpp"

namespace lantern {

namespace {

using Sources = std::vector<WaveSource*>;

Sources& sources() { return Session::current().part<Sources>(); }

std::string with_block(const std::string& path, const std::string& block) {
  const size_t slash = path.rfind('/');
  const size_t dot = path.rfind('.');
  if (dot == std::string::npos || (slash != std::string::npos && dot < slash))
    return path + "." + block;
  return path.substr(0, dot) + "." + block + path.substr(dot);
}

}  // namespace

WaveSource::WaveSource(std::string block, std::function<bool(const std::string&)> open,
                       std::function<void()> close)
    : block_(std::move(block)), open_(std::move(open)), close_(std::move(close)) {
  sources().push_back(this);
}

WaveSource::~WaveSource() {
  if (file_) close_();  // of a run that was refused
  sources().erase(std::remove(sources().begin(), sources().end(), this), sources().end());
}

void WaveSource::claim_all(const std::string& path) {
  if (sources().empty())
    throw UserError({},
                    "--waves: no block of this pod is RTL; choose one, for example "
                    "--set pool.hdm_decoder.impl=rtl");
  for (WaveSource* source : sources()) {
    const std::string name = sources().size() == 1 ? path : with_block(path, source->block_);
    source->claimed_ = std::make_unique<OutputFile>("--waves", name, OutputFile::Manner::kWhole);
  }
}

void WaveSource::open_all() {
  for (WaveSource* source : sources()) {
    if (!source->claimed_) continue;
    const std::string name = source->claimed_->path();
    if (!source->open_(source->claimed_->lend()))
      throw UserError({}, "--waves: cannot write `" + name + "`");
    source->file_ = std::move(source->claimed_);
  }
}

void WaveSource::close() {
  if (!file_) return;
  close_();
  if (const int error = fst_error()) file_->fail(error);
  file_->close();
  file_.reset();
}

void WaveSource::close_all() {
  for (WaveSource* source : sources()) source->close();
}

}  // namespace lantern
