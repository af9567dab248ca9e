// Files that a run writes: whole or as they were, through what is no file, and errors told.
#include "models/core/output_file.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "models/core/user_error.hpp"

using namespace lantern;
namespace fs = std::filesystem;

namespace {

constexpr auto kWhole = OutputFile::Manner::kWhole;
constexpr auto kLive = OutputFile::Manner::kLive;

struct Folder {
  std::string path = "/tmp/lantern_output_XXXXXX";
  Folder() { REQUIRE(mkdtemp(path.data())); }
  ~Folder() { fs::remove_all(path); }
  std::string operator/(const std::string& name) const { return path + "/" + name; }
  size_t size() const {
    return static_cast<size_t>(std::distance(fs::directory_iterator(path), {}));
  }
};

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_whole(const std::string& path, const char* text) {
  OutputFile file("--json", path, kWhole);
  file.open();
  file.write(text);
  file.close();
}

}  // namespace

TEST_CASE("a file takes its name when it is whole and keeps its mode") {
  const Folder folder;
  std::ofstream(folder / "a") << "old";
  chmod((folder / "a").c_str(), 0640);
  {
    OutputFile file("--json", folder / "a", kWhole);
    file.open();
    file.write("new");
    file.flush();
    CHECK(text_of(folder / "a") == "old");
    file.close();
  }
  CHECK(text_of(folder / "a") == "new");
  CHECK((fs::status(folder / "a").permissions() & fs::perms::all) == fs::perms(0640));
  OutputFile("--json", folder / "a", kWhole).open();  // refused elsewhere before a byte was written
  CHECK(text_of(folder / "a") == "new");
  CHECK(folder.size() == 1);
}

TEST_CASE("links and FIFOs are written through and stay what they are") {
  const Folder folder;
  std::ofstream(folder / "file") << "old and longer";
  fs::create_symlink("file", folder / "link");
  fs::create_symlink("new", folder / "dangling");
  fs::create_hard_link(folder / "file", folder / "hard");
  REQUIRE(mkfifo((folder / "fifo").c_str(), 0600) == 0);
  write_whole(folder / "link", "1");
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(text_of(folder / "file") == "1");
  write_whole(folder / "hard", "2");
  CHECK(text_of(folder / "file") == "2");
  write_whole(folder / "dangling", "3");
  CHECK(text_of(folder / "new") == "3");
  std::string got;
  std::thread reader([&] { got = text_of(folder / "fifo"); });
  write_whole(folder / "fifo", "4");
  reader.join();
  CHECK(got == "4");
  CHECK(fs::is_fifo(folder / "fifo"));
}

TEST_CASE("what cannot be written is refused before it is opened") {
  const Folder folder;
  fs::create_directory(folder / "folder");
  fs::create_symlink("loop", folder / "loop");
  const auto why = [&](const std::string& path) -> std::string {
    try {
      const OutputFile file("--json", path, kWhole);
    } catch (const UserError& error) {
      const std::string text = error.what();
      return text.substr(text.rfind(": ") + 2);
    }
    return "";
  };
  CHECK(why(folder / "folder") == "is a folder");
  CHECK(why(folder / "loop") == "Too many levels of symbolic links");
  CHECK(why(folder / "none/a") == "No such file or directory");
  CHECK(why(folder / std::string(300, 'a')) == "File name too long");
  CHECK(why("") == "that is no name");
  CHECK(why(folder / std::string(255, 'a')).empty());
  CHECK(why("/dev/null").empty());
}

TEST_CASE("two outputs do not share a file and none takes an input's place") {
  const Folder folder;
  std::ofstream(folder / "input") << "x";
  const OutputFile first("--trace", folder / "a", kWhole);
  CHECK_THROWS_AS(OutputFile("--json", folder.path + "/./a", kWhole), UserError);
  std::ofstream(folder / "b") << "x";
  fs::create_symlink("b", folder / "link");
  const OutputFile second("host0.uart.file", folder / "b", kLive);
  CHECK_THROWS_AS(OutputFile("host1.uart.file", folder / "link", kLive), UserError);
  const OutputFile null("--trace", "/dev/null", kWhole), null_too("--json", "/dev/null", kWhole);
  OutputFile::guard(folder / "input");
  CHECK_NOTHROW(OutputFile::refuse_inputs());
  const OutputFile over("--json", folder / "input", kWhole);
  CHECK_THROWS_AS(OutputFile::refuse_inputs(), UserError);
  CHECK(text_of(folder / "input") == "x");
}

TEST_CASE("a link to nowhere is the file that it will make") {
  const Folder folder;
  fs::create_symlink("new", folder / "a");
  fs::create_symlink(folder.path + "/./a", folder / "b");
  fs::create_symlink("none/new", folder / "lost");
  const OutputFile first("--trace", folder / "a", kWhole);
  for (const char* name : {"b", "new"})
    CHECK_THROWS_AS(OutputFile("--json", folder / name, kWhole), UserError);
  CHECK_THROWS_AS(OutputFile("--json", folder / "lost", kWhole), UserError);
}

TEST_CASE("what is not closed leaves a file as it was") {
  const Folder folder;
  std::ofstream(folder / "a") << "old";
  std::ofstream(folder / "b") << "old";
  fs::create_symlink("b", folder / "link");
  for (const char* name : {"a", "link"}) {
    OutputFile file("--trace", folder / name, kWhole);
    file.open();
    file.write("begun");
    OutputFile other("--waves", folder / (std::string(name) + "x"), kWhole);
    std::ofstream(other.lend()) << "begun";
  }
  CHECK(text_of(folder / "a") == "old");
  CHECK(text_of(folder / "b") == "old");
  CHECK(folder.size() == 3);
  {
    OutputFile live("uart.file", folder / "a", kLive);
    live.open();
    CHECK(text_of(folder / "a") == "old");
    live.write("line");
  }
  CHECK(text_of(folder / "a") == "line");
  write_whole(folder / "link", "");
  CHECK(text_of(folder / "b").empty());
}

TEST_CASE("another user's file stays that user's") {
  const Folder folder;
  std::ofstream(folder / "a") << "old";
  if (::chown((folder / "a").c_str(), 1234, 1234)) return;  // only root gives files away
  write_whole(folder / "a", "new");
  struct stat status {};
  REQUIRE(::stat((folder / "a").c_str(), &status) == 0);
  CHECK(status.st_uid == 1234);
  CHECK(text_of(folder / "a") == "new");
}

TEST_CASE("a file that could not be written whole is told and the old one is kept") {
  const Folder folder;
  std::ofstream(folder / "a") << "old";
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{4096, 4096};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
  {
    OutputFile file("--trace", folder / "a", kWhole);
    file.open();
    file.write(std::string(10000, 'x'));
    CHECK(OutputFile::failure().empty());
    file.close();
  }
  CHECK(OutputFile::failure() == "--trace: cannot write `" + (folder / "a") + "`: File too large");
  CHECK(text_of(folder / "a") == "old");
  CHECK(folder.size() == 1);
}

TEST_CASE("what another writer left at a lent path becomes the file") {
  const Folder folder;
  {
    OutputFile file("--waves", folder / "a", kWhole);
    std::ofstream(file.lend()) << "waves";
    file.close();
  }
  CHECK(text_of(folder / "a") == "waves");
  fs::create_symlink("a", folder / "link");
  {
    OutputFile file("--waves", folder / "link", kWhole);
    std::ofstream(file.lend()) << "again";
    file.close();
  }
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(text_of(folder / "a") == "again");
  CHECK(folder.size() == 2);
}
