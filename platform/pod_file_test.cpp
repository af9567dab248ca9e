// A pod file with anything in it is read, or refused with its place; it never ends the program.
#include "platform/pod_file.hpp"

#include <doctest/doctest.h>
#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace lantern {

namespace {

class ScratchFile {
 public:
  ScratchFile() : path_("pod_file_test." + std::to_string(getpid()) + ".toml") {}
  ~ScratchFile() { std::filesystem::remove(path_); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  /// The line in which reading `text` fails, 0 when it does not.
  unsigned refused_at(const std::string& text) const {
    std::ofstream(path_, std::ios::binary) << text;
    try {
      read_toml(path_);
    } catch (const UserError& error) {
      return line_of(error.what());
    }
    return 0;
  }

 private:
  unsigned line_of(const std::string& message) const {
    REQUIRE(message.rfind(path_ + ":", 0) == 0);
    return static_cast<unsigned>(std::stoul(message.substr(path_.size() + 1)));
  }
  std::string path_;
};

std::string solo() {
  std::ifstream file(LANTERN_PLATFORM_DIR "/pods/solo.toml", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// One to four pieces cut out, doubled, or replaced by what TOML gives a meaning, or none.
std::string mutated(std::string text, std::mt19937& random) {
  static const std::string kPieces[] = {"[",
                                        "]",
                                        "[[",
                                        "\"",
                                        "'",
                                        "\"\"\"",
                                        "=",
                                        ".",
                                        ",",
                                        "{",
                                        "}",
                                        "#",
                                        "\n",
                                        "\r",
                                        "\\",
                                        "\\u",
                                        "0x",
                                        "_",
                                        "1e",
                                        "+",
                                        "-",
                                        "inf",
                                        "2026-",
                                        ":",
                                        "\xc3\xbf",
                                        "\xff",
                                        "\xe2\x80\xa8",
                                        std::string(1, '\0'),
                                        "\x7f",
                                        "\xef\xbb\xbf",
                                        "[part.\xc3\xbfx]",
                                        "\n[\n"};
  const auto below = [&](size_t limit) { return random() % limit; };
  for (size_t rounds = 1 + below(4); rounds > 0 && !text.empty(); rounds--) {
    const size_t at = below(text.size());
    const size_t length = below(3) == 0 ? below(text.size() - at) : below(4);
    const std::string piece = below(4) == 0 ? text.substr(at, length) + text.substr(at, length)
                                            : kPieces[below(std::size(kPieces))];
    text.replace(at, length, below(5) == 0 ? "" : piece);
  }
  return text;
}

}  // namespace

TEST_CASE("what the parser holds for impossible is refused in its line") {
  const ScratchFile file;
  CHECK(file.refused_at("seed = 1\n[\n") == 2);
  CHECK(file.refused_at("seed = 1\n[part.\xc3\xbfx]\n") == 2);
  CHECK(file.refused_at("seed = 1\n[\xc3\xbf]\n") == 2);
  CHECK(file.refused_at("seed = 1\n[[\n\n") == 2);
  CHECK(file.refused_at("seed = 1\na.\xc3\xbf = 1\n") == 2);
  CHECK(file.refused_at("seed = 1\nlength = { \xc3\xbf = 1 }\n") == 2);
  CHECK(file.refused_at("seed = 1\n") == 0);
}

TEST_CASE("texts and comments hold any character") {
  const ScratchFile file;
  CHECK(file.refused_at("\xef\xbb\xbfseed = 1 # \xc3\xbf\n") == 0);
  CHECK(file.refused_at("a = \"\\\"\xc3\xbf\" # \xc3\xbf\nb = '\\\xc3\xbf'\n") == 0);
  CHECK(file.refused_at(
            "a = \"\"\"\n\"\xc3\xbf\\\n\"\"\"\"\" # \xc3\xbf\nb = '''\n'\xc3\xbf''''\n") == 0);
  CHECK(file.refused_at("a = \"\"\"\n\\\n\"\"\"\n\xc3\xbf = 1\n") == 4);
  CHECK(file.refused_at("a = \"\" \xc3\xbf\n") == 1);
}

TEST_CASE("a file with anything in it is read or refused in a line it has") {
  const ScratchFile file;
  const std::string good = solo();
  REQUIRE(file.refused_at(good) == 0);
  std::mt19937 random(1);
  unsigned refused = 0;
  for (int i = 0; i < 4000; i++) {
    const std::string text = mutated(good, random);
    const unsigned line = file.refused_at(text);
    CHECK(line <= static_cast<unsigned>(std::count(text.begin(), text.end(), '\n')) + 1);
    refused += line > 0;
  }
  CHECK(refused > 2000);
}

}  // namespace lantern
