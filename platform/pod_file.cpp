// Reading TOML, and finding the files.
#include "platform/pod_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace lantern {

namespace fs = std::filesystem;

namespace {

const fs::path kOwn = LANTERN_PLATFORM_DIR;

std::vector<std::string> stems(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// The line of the first character outside ASCII that stands in neither a text nor a comment, or 0.
unsigned stray_character(std::string_view text) {
  unsigned line = 1;
  std::string_view end;  // what ends the text or comment that `at` is in
  const auto step = [&](size_t& at) { line += text[at++] == '\n'; };
  for (size_t at = text.substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0; at < text.size(); step(at)) {
    const char c = text[at];
    if (!end.empty()) {
      if (text.substr(at, end.size()) == end) {
        at += end.size() - 1;
        while (end.size() == 3 && text.substr(at + 1, 1) == end.substr(0, 1)) at++;  // its quotes
        end = {};
      } else if (end.size() == 1 && c == '\n') {
        end = {};
      } else if (end[0] == '"' && c == '\\' && at + 1 < text.size()) {
        step(at);
      }
    } else if (c == '"' || c == '\'') {
      const bool three = text.substr(at + 1, 2) == std::string(2, c);
      end = text.substr(at, three ? 3 : 1);
      at += end.size() - 1;
    } else if (c == '#') {
      end = "\n";
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      return line;
    }
  }
  return 0;
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw UserError({path, 0}, "cannot be opened for reading");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Where where(const toml::node& node) {
  const toml::source_region& region = node.source();
  return {region.path ? *region.path : std::string(), static_cast<unsigned>(region.begin.line)};
}

toml::table read_toml(const std::string& path) {
  std::error_code none;
  if (fs::is_directory(path, none)) throw UserError({path, 0}, "is a folder, not a TOML file");
  const std::string text = contents(path);
  // toml++'s search for white space marks the way that many of these take as unreachable.
  if (const unsigned line = stray_character(text))
    throw UserError({path, line},
                    "a character outside ASCII stands in neither a text nor a comment");
  try {
    return toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    throw UserError({path, static_cast<unsigned>(error.source().begin.line)},
                    std::string(error.description()));
  }
}

std::string scalar_text(const toml::node& node, const std::string& key) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
  if (const auto* real = node.as_floating_point()) {
    std::ostringstream text;
    text.precision(17);
    text << real->get();
    return text.str();
  }
  throw UserError(where(node), "`" + key + "` must be a text, a number or a flag");
}

std::vector<std::pair<std::string, const toml::node*>> scalars(
    const toml::table& table, const std::vector<std::string>& skip) {
  std::vector<std::pair<std::string, const toml::node*>> found;
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(skip.begin(), skip.end(), name) != skip.end()) continue;
    if (const toml::table* inner = node.as_table()) {
      for (const auto& [rest, value] : scalars(*inner, {}))
        found.emplace_back(name + "." + rest, value);
    } else {
      found.emplace_back(name, &node);
    }
  }
  return found;
}

const toml::table& table_of(const toml::table& file, const char* section) {
  static const toml::table kEmpty;
  const toml::node* node = file.get(section);
  if (!node) return kEmpty;
  if (const toml::table* table = node->as_table()) return *table;
  throw UserError(where(*node), std::string("`") + section + "` must be a table");
}

const toml::node* declared_port(const toml::table& ports, const std::string& key) {
  const size_t end = key.find_last_not_of("0123456789");
  if (ports.contains(key) || end == std::string::npos || end + 1 == key.size())
    return ports.get(key);
  return ports.get(key.substr(0, end + 1) + "#");
}

void check_keys(const toml::table& table, const std::vector<std::string>& allowed) {
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end())
      throw UserError(where(node), "unknown key `" + name + "`" + did_you_mean(name, allowed));
  }
}

std::string find_pod(const std::string& name) {
  std::error_code error;
  const fs::file_status found = fs::status(name, error);
  // A folder may have the name of a pod.
  if (name.find('/') == std::string::npos && !name.empty() &&
      (!fs::exists(found) || fs::is_directory(found))) {
    const fs::path own =
        kOwn / "pods" / (name + (fs::path(name).extension() == ".toml" ? "" : ".toml"));
    std::error_code none;
    if (fs::exists(own, none)) return own.string();
  }
  if (fs::exists(found)) return name;
  if (error && found.type() == fs::file_type::none)
    throw UserError({}, "cannot read pod file `" + name + "`: " + error.message());
  throw UserError({},
                  "there is no pod file `" + name + "`" + did_you_mean(name, stems(kOwn / "pods")));
}

std::string find_part(const std::string& name, const std::string& pod_path, const Where& asked) {
  const fs::path beside = fs::path(pod_path).parent_path();
  for (const fs::path& folder : {beside / ".." / "parts", beside, kOwn / "parts"}) {
    const fs::path file = folder / (name + ".toml");
    std::error_code none;
    if (fs::exists(file, none)) return file.lexically_normal().string();
  }
  throw UserError(asked,
                  "there is no part `" + name + "`" + did_you_mean(name, stems(kOwn / "parts")));
}

}  // namespace lantern
