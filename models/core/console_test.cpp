// What a console shows on the terminal, byte for byte.
#include "models/core/console.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>

using namespace lantern;

namespace {

/// Standard output goes here, and standard input has nothing to say, while it lives.
struct Terminal {
  std::FILE* file = std::tmpfile();
  int output = dup(STDOUT_FILENO);
  int input = dup(STDIN_FILENO);
  int silence[2] = {-1, -1};
  Terminal() {
    REQUIRE(pipe(silence) == 0);
    dup2(fileno(file), STDOUT_FILENO);
    dup2(silence[0], STDIN_FILENO);
  }
  ~Terminal() {
    dup2(output, STDOUT_FILENO);
    dup2(input, STDIN_FILENO);
    for (const int fd : {output, input, silence[0], silence[1]}) close(fd);
    std::fclose(file);
  }
  std::string text() const {
    std::string all(4096, '\0');
    const ssize_t got = pread(fileno(file), all.data(), all.size(), 0);
    all.resize(static_cast<size_t>(got));
    return all;
  }
};

struct Node {
  Parameter<std::string> file, input;
  Console console;
  Node(const std::string& name, const char* from)
      : file((name + "_file").c_str(), Dimension::kText, "", {}, "", ""),
        input((name + "_input").c_str(), Dimension::kText, from, {}, "", ""),
        console({name, name, true, file, input}) {}
  void put(const std::string& text) {
    for (const char c : text) console.put(static_cast<uint8_t>(c));
  }
};

}  // namespace

TEST_CASE("a zero byte is a byte of its line") {
  Terminal terminal;
  Node node("host0", "");
  node.put(std::string("AB\0CD\r\n", 7));
  CHECK(terminal.text() == std::string("host0| AB\0CD\n", 13));
}

TEST_CASE("a prompt is shown while its program waits for live input") {
  Terminal terminal;
  Node node("host0", "live"), other("host1", "");
  node.put("name?");
  CHECK(terminal.text().empty());
  CHECK(node.console.next_input(sc_core::SC_ZERO_TIME) == -1);
  CHECK(terminal.text() == "host0| name?");
  node.put(" ");
  node.console.next_input(sc_core::SC_ZERO_TIME);
  CHECK(terminal.text() == "host0| name? ");
  other.put("hello\n");  // on a line of its own, and the prompt is there again
  node.console.next_input(sc_core::SC_ZERO_TIME);
  const std::string so_far = "host0| name? \nhost1| hello\nhost0| name? ";
  CHECK(terminal.text() == so_far);
  node.put("Ada\nhi\n");
  CHECK(terminal.text() == so_far + "Ada\nhost0| hi\n");
}

TEST_CASE("a line that was begun is shown at the end") {
  Terminal terminal;
  Node node("host0", "");
  node.put("half");
  Console::close_all();
  CHECK(terminal.text() == "host0| half\n");
}
