// What a hierarchical name stands for: registers and their fields, memory by a node's map.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/core/register_file.hpp"

namespace lantern {

class Hart;

/// A register or a field of one, as stored: reading and writing it has no effects and takes no
/// time.
struct Register {
  std::string name;  ///< full, with the register file where a block has several
  RegisterFile* file = nullptr;
  RegisterId id{};
  const RegisterInfo* info = nullptr;
  Field field{};  ///< the whole register, where no field is named

  bool is_field() const { return field.width != info->bytes * 8u; }
  uint64_t read() const { return field.get(file->look(id)); }
  bool is_computed() const { return file->is_computed(id); }
  void write(uint64_t value) const { (*file)[id] = field.set((*file)[id], value); }
  /// Throws std::invalid_argument: no number, or too wide.
  uint64_t parse(const std::string& text) const;
};

/// `pool.media.INTERRUPT`, `pool.hdm_decoder.EXTENT[3].PORTS`. Throws std::invalid_argument with
/// the nearest of the block's names, or of `others`, which is asked only then.
using Names = std::vector<std::string>;
Register find_register(const std::string& name, const std::function<Names()>& others);

/// Memory as a node's hart sees it, without effects and time.
struct Memory {
  Hart* hart = nullptr;
  uint64_t address = 0;

  /// Throws std::invalid_argument that names the first address without memory.
  std::vector<uint8_t> read(uint64_t length) const;
  void write(const std::vector<uint8_t>& bytes) const;

 private:
  void check(uint64_t served, uint64_t length) const;
};

/// `host0@0x80000000`: by the map of that node. Throws std::invalid_argument.
Memory find_memory(const std::string& name);
/// The hart of that node, or of that name. Throws std::invalid_argument.
Hart& find_hart(const std::string& node);

/// `00ff1a`. Throws std::invalid_argument.
std::vector<uint8_t> bytes_of_hex(const std::string& hex);
std::string hex_of_bytes(const std::vector<uint8_t>& bytes);

}  // namespace lantern
