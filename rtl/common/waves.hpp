// The waves of RTL blocks: every block of the machine is listed here, `--waves` opens them.
#pragma once

#include <functional>
#include <string>

namespace lantern {

/// A block whose pins can be written to an FST file; listed while it lives.
class WaveSource {
 public:
  /// `open` returns false if the file cannot be written.
  WaveSource(std::string block, std::function<bool(const std::string& path)> open);
  ~WaveSource();
  WaveSource(const WaveSource&) = delete;
  WaveSource& operator=(const WaveSource&) = delete;

  /// One file a block, `path` for a single one; with several, `a.fst` becomes `a.pool.decoder.fst`.
  /// Throws UserError where nothing can be written, or there is no RTL.
  static void open_all(const std::string& path);

 private:
  std::string block_;
  std::function<bool(const std::string&)> open_;
};

}  // namespace lantern
