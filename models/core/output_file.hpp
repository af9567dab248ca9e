// What a run writes: each file through one door, and the text for the terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace lantern {

/// A file that the user named, for trace, waves, report or console. A regular file is written
/// beside and takes its name when it is closed; a device, a FIFO, a link or another user's file is
/// written through and never replaced; `-` is standard output.
class OutputFile {
 public:
  enum class Manner : uint8_t {
    kWhole,  ///< of use when it is whole
    kLive,   ///< written in place, to be followed while it grows
  };
  /// `who` is the option or the parameter that names it. Opens nothing. Throws UserError: it cannot
  /// be written, or another output has that file.
  OutputFile(std::string who, std::string path, Manner manner);
  /// One that was not closed is left as it was; of what is live, what was written stands.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Throws UserError. What was in a file stands until something is written out.
  void open();
  /// Instead of `open`: a path where somebody else's writer may do so; `close` takes what is there.
  const std::string& lend();
  void write(std::string_view bytes);
  void flush();
  void close();
  /// Told by who writes to a lent path.
  void fail(int error);
  /// True for what is written through: it has no whole and no part.
  bool passes_through() const { return kind_ != Kind::kRegular; }
  const std::string& path() const { return path_; }

  /// The first write of the session that failed, on the terminal, too; "" if none.
  static const std::string& failure();
  /// Those that are open, by who names them; "": none.
  static std::string being_written();
  /// This run reads `path`, so no output may take its place.
  static void guard(const std::string& path);
  /// Throws UserError if an output of the session has a guarded file; call it before any is
  /// opened.
  static void refuse_inputs();

 private:
  enum class Kind : uint8_t { kRegular, kThrough, kStandardOutput };
  void check();
  void check_new(const std::string& path, int error);
  void check_standard_output();
  void open_through();
  [[noreturn]] void refuse(const std::string& why) const;
  void make_scratch(const std::string& folder);
  int open_path() const;
  void copy_through();
  void take_name();
  void end_writing();

  const std::string who_, path_;
  const Manner manner_;
  Kind kind_ = Kind::kRegular;
  std::pair<uint64_t, uint64_t> file_{};  ///< device and inode of the file, or of its folder to be
  std::string new_name_;                  ///< of a file that is not there yet
  bool is_there_ = false;
  bool stale_ = true;  ///< what was in it before is in it still
  unsigned mode_ = 0;
  int fd_ = -1;
  std::string scratch_;  ///< what becomes the file
  std::string buffer_;
  bool lent_ = false;
  bool failed_ = false;
  bool written_ = false;
};

/// Text for people: to standard output, or to standard error when an output file has taken that.
void print(std::string_view text);
/// Makes files out of closed descriptors 0 to 2, so that no other takes their numbers, and writes
/// to what is gone or full into errors instead of signals.
void settle_descriptors();

}  // namespace lantern
