// The waves of RTL blocks: every block of the machine is listed here, `--waves` opens them.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "models/core/output_file.hpp"

namespace lantern {

/// A block whose pins can be written to an FST file; listed while it lives.
class WaveSource {
 public:
  /// `open` returns false if the file cannot be written; `close` ends the waves.
  WaveSource(std::string block, std::function<bool(const std::string& path)> open,
             std::function<void()> close);
  ~WaveSource();
  WaveSource(const WaveSource&) = delete;
  WaveSource& operator=(const WaveSource&) = delete;

  /// One file a block, `path` for a single one; with several, `a.fst` becomes `a.pool.decoder.fst`.
  /// Opens nothing. Throws UserError where nothing can be written, or there is no RTL.
  static void claim_all(const std::string& path);
  /// The files that were claimed. Throws UserError.
  static void open_all();
  /// Without it the files are left as they were.
  static void close_all();

 private:
  void close();
  std::string block_;
  std::function<bool(const std::string&)> open_;
  std::function<void()> close_;
  std::unique_ptr<OutputFile> claimed_, file_;  ///< file_: it is open
};

}  // namespace lantern
