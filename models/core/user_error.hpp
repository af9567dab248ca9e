// The user's mistake: pod file, part, parameter, ELF, option. Ends with exit code 2.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace lantern {

/// Where a word of the user's stands: a file and line, or an option of the command line.
struct Where {
  std::string file;
  unsigned line = 0;
  std::string text() const;
};

class UserError : public std::runtime_error {
 public:
  UserError(const Where& where, const std::string& what)
      : std::runtime_error(where.text() + what) {}
};

/// "; did you mean `x`?" for the candidate nearest to `word`, or a list of them all if none is
/// near.
std::string did_you_mean(const std::string& word, const std::vector<std::string>& candidates);

}  // namespace lantern
