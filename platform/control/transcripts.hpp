// What the consoles of a run have put out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lantern {

/// All that one console put out; of a long one the end.
class Transcript {
 public:
  static constexpr size_t kKept = 1 << 20;

  void put(uint8_t byte);
  /// The byte with which what is kept begins, and the one after the last.
  uint64_t begin() const { return begin_; }
  uint64_t end() const { return begin_ + text_.size(); }
  /// What is kept of it from byte `from` on.
  std::string from(uint64_t from) const;

 private:
  std::string text_;
  uint64_t begin_ = 0;
};

/// One for each UART of the machine, by full name.
class Transcripts {
 public:
  /// Who is told of each byte.
  class Reader {
   public:
    virtual ~Reader() = default;
    virtual void take(char c) = 0;
  };

  Transcripts();
  ~Transcripts();
  Transcripts(const Transcripts&) = delete;
  Transcripts& operator=(const Transcripts&) = delete;

  /// Throws std::invalid_argument with the nearest name.
  const Transcript& of(const std::string& console) const;
  /// `reader` is told of what is kept from byte `from` on, and of all that follows.
  void follow(const std::string& console, uint64_t from, Reader& reader);
  void leave(const std::string& console, Reader& reader);

 private:
  struct Console {
    Transcript transcript;
    std::set<Reader*> readers;
  };
  std::map<std::string, Console> consoles_;
};

}  // namespace lantern
