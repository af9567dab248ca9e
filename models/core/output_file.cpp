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

#include "models/core/session.hpp"
#include "models/core/user_error.hpp"

namespace lantern {

namespace {

constexpr size_t kBuffer = 64 * 1024;
using FileId = std::pair<uint64_t, uint64_t>;

/// What a session reads and writes.
struct Files {
  std::vector<const OutputFile*> outputs;
  std::vector<FileId> inputs;
  std::string failure;  ///< the first
  bool standard_output_taken = false;
  bool print_failed = false;
};

Files& files() { return Session::current().part<Files>(); }

FileId id_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

/// What a chain of links names in the end, be it there or not.
std::string end_of_links(std::string path) {
  constexpr unsigned kMostLinks = 40;  // the kernel's own
  std::error_code none;
  for (unsigned i = 0; i < kMostLinks; i++) {
    const std::filesystem::path target = std::filesystem::read_symlink(path, none);
    if (none) break;
    path = target.is_absolute() ? target.string() : folder_of(path) + "/" + target.string();
  }
  return path;
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
  if (files().failure.empty()) files().failure = what + ": " + std::strerror(error);
}

}  // namespace

const std::string& OutputFile::failure() { return files().failure; }

void OutputFile::guard(const std::string& path) {
  struct stat status {};
  if (!::stat(path.c_str(), &status)) files().inputs.push_back(id_of(status));
}

void OutputFile::refuse_inputs() {
  for (const OutputFile* output : files().outputs)
    if (output->new_name_.empty() &&
        std::count(files().inputs.begin(), files().inputs.end(), output->file_))
      output->refuse("this run reads it");
}

OutputFile::OutputFile(std::string who, std::string path, Manner manner)
    : who_(std::move(who)), path_(std::move(path)), manner_(manner) {
  check();
  const auto same = [this](const OutputFile* other) {
    return other->file_ == file_ && other->new_name_ == new_name_;
  };
  const auto other = std::find_if(files().outputs.begin(), files().outputs.end(), same);
  // A device of characters, /dev/null for one, may be anybody's.
  if (file_ != FileId{} && other != files().outputs.end())
    refuse("is the file of " + (*other)->who_ + ", too");
  files().outputs.push_back(this);
}

OutputFile::~OutputFile() {
  files().outputs.erase(std::remove(files().outputs.begin(), files().outputs.end(), this),
                        files().outputs.end());
  if (manner_ == Manner::kLive && written_) flush();
  if (fd_ > STDERR_FILENO) ::close(fd_);
  if (!scratch_.empty()) ::unlink(scratch_.c_str());
}

void OutputFile::refuse(const std::string& why) const {
  throw UserError({}, who_ + ": cannot write `" + path_ + "`: " + why);
}

void OutputFile::check() {
  if (path_ == "-") return check_standard_output();
  struct stat link {};
  if (::lstat(path_.c_str(), &link)) return check_new(path_, errno);
  struct stat status {};
  if (::stat(path_.c_str(), &status)) {
    if (errno != ENOENT) refuse(std::strerror(errno));
    // A link to nowhere makes the file that it names.
    check_new(end_of_links(path_), ENOENT);
    kind_ = Kind::kThrough;
    return;
  }
  if (S_ISDIR(status.st_mode)) refuse("is a folder");
  if (S_ISSOCK(status.st_mode)) refuse("is a socket");
  if (::access(path_.c_str(), W_OK)) refuse(std::strerror(errno));
  is_there_ = true;
  if (!S_ISCHR(status.st_mode)) file_ = id_of(status);
  struct stat standard {};
  if (S_ISREG(status.st_mode) && !::fstat(STDERR_FILENO, &standard) && id_of(standard) == file_)
    refuse("standard error goes there");
  if (file_ != FileId{} && !::fstat(STDOUT_FILENO, &standard) && id_of(standard) == file_) {
    kind_ = Kind::kStandardOutput;  // /dev/stdout: two that write at places of their own would mix
    return;
  }
  mode_ = status.st_mode & 07777;
  // A file that took its place would be this user's.
  const bool replaceable = S_ISREG(link.st_mode) && link.st_nlink == 1 &&
                           link.st_uid == ::geteuid() &&
                           !::access(folder_of(path_).c_str(), W_OK | X_OK);
  if (!replaceable || manner_ == Manner::kLive) kind_ = Kind::kThrough;
}

void OutputFile::check_standard_output() {
  kind_ = Kind::kStandardOutput;
  struct stat status {};
  const bool known = !::fstat(STDOUT_FILENO, &status) && !S_ISCHR(status.st_mode);
  file_ = known ? id_of(status) : FileId{~0ull, STDOUT_FILENO};
}

void OutputFile::check_new(const std::string& path, int error) {
  const std::string folder = folder_of(path);
  struct stat status {};
  if (path.empty()) refuse("that is no name");
  if (error != ENOENT) refuse(std::strerror(error));
  if (::stat(folder.c_str(), &status) || ::access(folder.c_str(), W_OK | X_OK))
    refuse(std::strerror(errno));
  if (path.back() == '/') refuse("is a folder");
  file_ = id_of(status);
  new_name_ = path.substr(path.rfind('/') + 1);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  mode_ = 0666 & ~mask;
  if (manner_ == Manner::kLive) kind_ = Kind::kThrough;
}

void OutputFile::make_scratch(const std::string& folder) {
  // A name of its own length: the user's may be as long as a name can be.
  scratch_ = folder + (folder.back() == '/' ? "" : "/") + ".lantern-XXXXXX";
  fd_ = ::mkostemp(scratch_.data(), O_CLOEXEC);
  if (fd_ >= 0) return;
  scratch_.clear();
  refuse(std::strerror(errno));
}

std::string OutputFile::being_written() {
  std::string text;
  for (const OutputFile* output : files().outputs)
    if (output->fd_ >= 0 || output->lent_)
      text += (text.empty() ? "" : ", ") + output->who_ + " `" + output->path_ + "`";
  return text;
}

void OutputFile::open() {
  if (fd_ >= 0 || failed_) return;
  buffer_.reserve(kBuffer);
  if (kind_ == Kind::kRegular) return make_scratch(folder_of(path_));
  open_through();
}

void OutputFile::open_through() {
  if (kind_ == Kind::kStandardOutput) {
    files().standard_output_taken = true;
    fd_ = STDOUT_FILENO;
    return;
  }
  fd_ = open_path();
  if (fd_ < 0) refuse(std::strerror(errno));
}

int OutputFile::open_path() const {
  const int make = is_there_ ? 0 : O_CREAT;
  return ::open(path_.c_str(), O_WRONLY | make | O_CLOEXEC | O_NOCTTY, 0666);
}

const std::string& OutputFile::lend() {
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
  if (fd_ > STDERR_FILENO && std::exchange(stale_, false) && ::ftruncate(fd_, 0) &&
      errno != EINVAL)  // a device has no end
    return fail(errno);
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
  if (::chmod(scratch_.c_str(), mode_)) return fail(errno);
  if (!::rename(scratch_.c_str(), path_.c_str())) return scratch_.clear();
  // A file that is a mount of its own, or that the folder keeps, can still be written.
  if (!is_there_ || (errno != EBUSY && errno != EPERM && errno != EXDEV)) return fail(errno);
  fd_ = open_path();
  if (fd_ < 0) return fail(errno);
  stale_ = true;
  copy_through();
  end_writing();
}

void OutputFile::end_writing() {
  flush();
  const bool closes = fd_ > STDERR_FILENO;
  if (closes && ::close(fd_) && !failed_) fail(errno);
  fd_ = -1;
}

void OutputFile::close() {
  if (std::exchange(lent_, false) && kind_ != Kind::kRegular && !failed_) copy_through();
  end_writing();
  if (kind_ == Kind::kRegular && !scratch_.empty() && !failed_) take_name();
  written_ = false;
}

void print(std::string_view text) {
  const int fd = files().standard_output_taken ? STDERR_FILENO : STDOUT_FILENO;
  if (files().print_failed) return;
  const int error = write_all(fd, text.data(), text.size());
  if (!error) return;
  files().print_failed = true;
  note_failure(std::string("cannot write to standard ") +
                   (files().standard_output_taken ? "error" : "output"),
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
