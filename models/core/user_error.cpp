// The nearest valid word, by Levenshtein distance.
#include "models/core/user_error.hpp"

#include <algorithm>
#include <numeric>

namespace lantern {

namespace {

size_t distance(const std::string& a, const std::string& b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); i++) {
    size_t diagonal = row[0]++;
    for (size_t j = 1; j <= b.size(); j++) {
      const size_t change = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string Where::text() const {
  if (file.empty()) return "";
  return line ? file + ":" + std::to_string(line) + ": " : file + ": ";
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "";
  const auto nearest = std::min_element(
      candidates.begin(), candidates.end(),
      [&](const auto& a, const auto& b) { return distance(word, a) < distance(word, b); });
  if (distance(word, *nearest) <= std::max<size_t>(2, word.size() / 2))
    return "; did you mean `" + *nearest + "`?";
  std::string all = "; there is";
  for (size_t i = 0; i < candidates.size() && i < 8; i++)
    all += (i ? ", `" : " `") + candidates[i] + "`";
  return all + (candidates.size() > 8 ? ", ..." : "");
}

}  // namespace lantern
