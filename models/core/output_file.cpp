// Files are checked by what they are before the run; every write is checked while it goes on.
#include "models/core/output_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <vector>

#include "models/core/user_error.hpp"

namespace lantern {

namespace {

constexpr size_t kBuffer = 64 * 1024;
using FileId = std::pair<uint64_t, uint64_t>;

// Never destroyed: outputs of static lifetime leave it as the last.
std::vector<const OutputFile*>& outputs() {
  static auto& all = *new std::vector<const OutputFile*>;
  return all;
}
std::vector<FileId>& inputs() {
  static auto& all = *new std::vector<FileId>;
  return all;
}
std::string& first_failure() {
  static auto& text = *new std::string;
  return text;
}
bool g_standard_output_taken = false;
bool g_print_failed = false;

FileId id_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

/// 0, or the error.
int write_all(int fd, const char* bytes, size_t length) {
  while (length) {
    const ssize_t done = ::write(fd, bytes, length);
    if (done > 0) {
      bytes += done;
      length -= static_cast<size_t>(done);
    } else if (errno == EAGAIN) {  // somebody made the terminal non-blocking
      pollfd ready{fd, POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

void note_failure(const std::string& what, int error) {
  if (first_failure().empty()) first_failure() = what + ": " + std::strerror(error);
}

}  // namespace

const std::string& OutputFile::failure() { return first_failure(); }

void OutputFile::guard(const std::string& path) {
  struct stat status {};
  if (!::stat(path.c_str(), &status)) inputs().push_back(id_of(status));
}

OutputFile::OutputFile(std::string who, std::string path, Manner manner)
    : who_(std::move(who)), path_(std::move(path)), manner_(manner) {
  check();
  const auto same = [this](const OutputFile* other) {
    return other->file_ == file_ && other->new_name_ == new_name_;
  };
  const auto other = std::find_if(outputs().begin(), outputs().end(), same);
  // A device of characters, /dev/null for one, may be anybody's.
  if (file_ != FileId{} && other != outputs().end())
    refuse("is the file of " + (*other)->who_ + ", too");
  outputs().push_back(this);
}

OutputFile::~OutputFile() {
  outputs().erase(std::remove(outputs().begin(), outputs().end(), this), outputs().end());
  if (written_) close();
  if (fd_ > STDERR_FILENO) ::close(fd_);
  if (!scratch_.empty()) ::unlink(scratch_.c_str());
}

void OutputFile::refuse(const std::string& why) const {
  throw UserError({}, who_ + ": cannot write `" + path_ + "`: " + why);
}

void OutputFile::check() {
  if (path_ == "-") {
    kind_ = Kind::kStandardOutput;
    file_ = {~0ull, STDOUT_FILENO};
    return;
  }
  struct stat link {};
  if (::lstat(path_.c_str(), &link)) return check_new();
  struct stat status {};
  if (::stat(path_.c_str(), &status)) {
    // A link to nowhere makes the file that it names.
    if (errno != ENOENT) refuse(std::strerror(errno));
    kind_ = Kind::kThrough;
    file_ = id_of(link);
    return;
  }
  if (S_ISDIR(status.st_mode)) refuse("is a folder");
  if (S_ISSOCK(status.st_mode)) refuse("is a socket");
  if (::access(path_.c_str(), W_OK)) refuse(std::strerror(errno));
  is_there_ = true;
  if (!S_ISCHR(status.st_mode)) file_ = id_of(status);
  struct stat standard {};
  if (file_ != FileId{} && !::fstat(STDOUT_FILENO, &standard) && id_of(standard) == file_) {
    kind_ = Kind::kStandardOutput;  // /dev/stdout: two that write at places of their own would mix
    return;
  }
  mode_ = status.st_mode & 07777;
  const bool replaceable = S_ISREG(link.st_mode) && link.st_nlink == 1 &&
                           !::access(folder_of(path_).c_str(), W_OK | X_OK);
  if (!replaceable || manner_ == Manner::kLive) kind_ = Kind::kThrough;
}

void OutputFile::check_new() {
  const std::string folder = folder_of(path_);
  struct stat status {};
  if (path_.empty()) refuse("that is no name");
  if (errno != ENOENT || ::stat(folder.c_str(), &status) || ::access(folder.c_str(), W_OK | X_OK))
    refuse(std::strerror(errno));
  if (path_.back() == '/') refuse("is a folder");
  file_ = id_of(status);
  new_name_ = path_.substr(path_.rfind('/') + 1);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  mode_ = 0666 & ~mask;
  if (manner_ == Manner::kLive) kind_ = Kind::kThrough;
}

void OutputFile::refuse_inputs() const {
  if (new_name_.empty() && std::count(inputs().begin(), inputs().end(), file_))
    refuse("this run reads it");
}

void OutputFile::make_scratch(const std::string& folder) {
  // A name of its own length: the user's may be as long as a name can be.
  scratch_ = folder + (folder.back() == '/' ? "" : "/") + ".lantern-XXXXXX";
  fd_ = ::mkostemp(scratch_.data(), O_CLOEXEC);
  if (fd_ >= 0) return;
  scratch_.clear();
  refuse(std::strerror(errno));
}

void OutputFile::open() {
  if (fd_ >= 0 || failed_) return;
  refuse_inputs();
  buffer_.reserve(kBuffer);
  if (kind_ == Kind::kRegular) return make_scratch(folder_of(path_));
  open_through();
}

void OutputFile::open_through() {
  if (kind_ == Kind::kStandardOutput) {
    g_standard_output_taken = true;
    fd_ = STDOUT_FILENO;
    return;
  }
  const int make = is_there_ ? 0 : O_CREAT;
  fd_ = ::open(path_.c_str(), O_WRONLY | make | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);
  if (fd_ < 0) refuse(std::strerror(errno));
}

const std::string& OutputFile::lend() {
  refuse_inputs();
  std::error_code none;
  const auto elsewhere = std::filesystem::temp_directory_path(none);
  make_scratch(kind_ == Kind::kRegular ? folder_of(path_) : elsewhere.string());
  ::close(std::exchange(fd_, -1));
  if (kind_ != Kind::kRegular) open_through();
  lent_ = written_ = true;
  return scratch_;
}

void OutputFile::fail(int error) {
  failed_ = true;
  note_failure(who_ + ": cannot write `" + path_ + "`", error);
}

void OutputFile::write(std::string_view bytes) {
  if (failed_) return;
  written_ = true;
  if (buffer_.size() + bytes.size() > kBuffer) flush();
  buffer_.append(bytes);
}

void OutputFile::flush() {
  if (failed_ || fd_ < 0) return;
  if (const int error = write_all(fd_, buffer_.data(), buffer_.size())) fail(error);
  buffer_.clear();
}

void OutputFile::copy_through() {
  const int from = ::open(scratch_.c_str(), O_RDONLY | O_CLOEXEC);
  char bytes[16 * 1024];
  ssize_t got = 0;
  while (from >= 0 && (got = ::read(from, bytes, sizeof bytes)) > 0)
    write({bytes, static_cast<size_t>(got)});
  if (from < 0 || got < 0) fail(errno);
  if (from >= 0) ::close(from);
}

void OutputFile::take_name() {
  if (::chmod(scratch_.c_str(), mode_) || ::rename(scratch_.c_str(), path_.c_str()))
    return fail(errno);
  scratch_.clear();
}

void OutputFile::close() {
  if (std::exchange(lent_, false) && kind_ != Kind::kRegular && !failed_) copy_through();
  flush();
  const bool closes = fd_ > STDERR_FILENO;
  if (closes && ::close(fd_) && !failed_) fail(errno);
  fd_ = -1;
  if (kind_ == Kind::kRegular && !scratch_.empty() && !failed_) take_name();
  written_ = false;
}

void print(std::string_view text) {
  const int fd = g_standard_output_taken ? STDERR_FILENO : STDOUT_FILENO;
  if (g_print_failed) return;
  const int error = write_all(fd, text.data(), text.size());
  if (!error) return;
  g_print_failed = true;
  note_failure(
      std::string("cannot write to standard ") + (g_standard_output_taken ? "error" : "output"),
      error);
}

void settle_descriptors() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    // Opened the wrong way round: a use of it is an error, as it was.
    if (::fcntl(fd, F_GETFD) < 0) ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace lantern
