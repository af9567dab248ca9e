// The far end of a UART's line: the user's terminal, a file, a script of input.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <systemc>

#include "models/core/output_file.hpp"
#include "models/core/parameter.hpp"

namespace lantern {

/// Lines on the terminal are prefixed with the console's name, so that those of several nodes can
/// be read together.
class Console {
 public:
  struct Options {
    std::string name;    ///< full
    std::string prefix;  ///< of its lines on the terminal
    bool terminal;
    const Parameter<std::string>& file;   ///< "": none
    const Parameter<std::string>& input;  ///< a script's path, "live", or "": none
  };
  /// Opens nothing. Throws UserError: the file cannot be written, the script not read.
  explicit Console(Options options);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  void put(uint8_t byte);
  /// When `next_input` should be asked next; sc_max_time() if never.
  sc_core::sc_time next_input_at(sc_core::sc_time now) const;
  /// The next byte due by `now`, -1 if none.
  int next_input(sc_core::sc_time now);
  /// Comes in after all input that is due before it.
  void type(const std::string& bytes, sc_core::sc_time now);

  /// True once any console of the session takes live input: the run is not reproducible.
  static bool any_live();
  /// Opens the files of all consoles of the session. Throws UserError.
  static void open_files();
  /// Shows the lines that have begun, and closes the files.
  static void close_all();
  /// No console of the session writes to the terminal.
  static void mute();
  /// Who is told of every byte that a console of the session puts out, by its name; nobody: {}.
  using Listener = std::function<void(const std::string& console, uint8_t byte)>;
  static void listen(Listener listener);
  /// A line of the machine's own among those of its nodes.
  static void say(const std::string& prefix, const std::string& line);

 private:
  struct Input {
    sc_core::sc_time at;
    uint8_t byte;
  };
  void read_script();
  void end_line();
  void show_begun();

  Options options_;
  bool live_;
  std::unique_ptr<OutputFile> file_;
  std::string line_;
  size_t shown_ = 0;  ///< bytes of the line that are on the terminal, and nothing after them
  std::deque<Input> script_;
};

}  // namespace lantern
