// From names to things.
#include "platform/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "models/core/quantity.hpp"
#include "models/core/user_error.hpp"
#include "models/riscv/hart.hpp"
#include "platform/harts.hpp"

namespace lantern {

namespace {

std::vector<RegisterFile*> files_at(const std::string& name) {
  sc_core::sc_object* const object = sc_core::sc_find_object(name.c_str());
  if (!object) return {};
  if (auto* file = dynamic_cast<RegisterFile*>(object)) return {file};
  std::vector<RegisterFile*> files;
  for (sc_core::sc_object* child : object->get_child_objects())
    if (auto* file = dynamic_cast<RegisterFile*>(child)) files.push_back(file);
  return files;
}

/// `NAME[1][2]`.
struct Indexed {
  std::string name;
  std::vector<uint64_t> indices;
};

Indexed parse_indexed(const std::string& text) {
  Indexed parsed{text.substr(0, text.find('[')), {}};
  for (size_t at = parsed.name.size(); at < text.size();) {
    const size_t close = text.find(']', at);
    if (text[at] != '[' || close == std::string::npos)
      throw std::invalid_argument("`" + text + "` lacks the form NAME[INDEX]");
    parsed.indices.push_back(parse_whole(text.substr(at + 1, close - at - 1), Dimension::kCount));
    at = close + 1;
  }
  return parsed;
}

/// The register's place in the map's values.
uint32_t place_of(const RegisterMap& map, uint32_t number, const std::vector<uint64_t>& indices) {
  const RegisterInfo& info = map.registers[number];
  const uint64_t counts[] = {info.count, info.inner_count};
  uint64_t place = 0;
  for (size_t level = 0; level < 2; level++) {
    const uint64_t index = level < indices.size() ? indices[level] : 0;
    if (counts[level] > 1 && level >= indices.size())
      throw std::invalid_argument(fmt::format("{} is an array of {}: say which, as in {}[0]",
                                              info.name, counts[level], info.name));
    if (index >= std::max<uint64_t>(counts[level], 1))
      throw std::invalid_argument(
          fmt::format("{} has {} elements, and no [{}]", info.name, counts[level], index));
    place = place * std::max<uint64_t>(counts[level], 1) + index;
  }
  for (uint32_t before = 0; before < number; before++)
    place += static_cast<uint64_t>(std::max(map.registers[before].count, 1u)) *
             std::max(map.registers[before].inner_count, 1u);
  return static_cast<uint32_t>(place);
}

/// False where the file has no such register.
bool find_in(RegisterFile& file, const std::string& text, Register& found) {
  const Indexed wanted = parse_indexed(text);
  for (uint32_t number = 0; number < file.map().register_count; number++) {
    const RegisterInfo& info = file.map().registers[number];
    if (wanted.name != info.name) continue;
    found.file = &file;
    found.info = &info;
    found.id = {place_of(file.map(), number, wanted.indices)};
    found.field = {0, info.bytes * 8u};
    return true;
  }
  return false;
}

void add_names(const RegisterFile& file, const std::string& block,
               std::vector<std::string>& names) {
  for (uint32_t number = 0; number < file.map().register_count; number++)
    names.push_back(block + "." + file.map().registers[number].name);
}

std::vector<std::string> block_names() {
  std::vector<std::string> names;
  const auto collect = [&](const auto& self,
                           const std::vector<sc_core::sc_object*>& objects) -> void {
    for (const sc_core::sc_object* object : objects) {
      if (dynamic_cast<const sc_core::sc_module*>(object)) names.emplace_back(object->name());
      self(self, object->get_child_objects());
    }
  };
  collect(collect, sc_core::sc_get_top_level_objects());
  return names;
}

}  // namespace

uint64_t Register::parse(const std::string& text) const {
  const uint64_t value = parse_whole(text, Dimension::kCount);
  if (value & ~(field.mask() >> field.lsb))
    throw std::invalid_argument(
        fmt::format("`{}` does not fit into {}, {} bits wide", text, name, field.width));
  return value;
}

Register find_register(const std::string& name, const std::function<Names()>& others) {
  Register found;
  found.name = name;
  Names near;
  const size_t last = name.rfind('.');
  const size_t before = last == std::string::npos || !last ? last : name.rfind('.', last - 1);
  for (const size_t dot : {last, before}) {
    if (dot == std::string::npos) continue;
    const std::string block = name.substr(0, dot);
    const bool with_field = dot != last;
    const std::string text = name.substr(dot + 1, with_field ? last - dot - 1 : std::string::npos);
    for (RegisterFile* file : files_at(block)) {
      if (!find_in(*file, text, found)) {
        add_names(*file, block, near);
        continue;
      }
      if (!with_field) return found;
      const std::string field = name.substr(last + 1);
      std::vector<std::string> fields;
      for (uint32_t f = 0; f < found.info->field_count; f++) {
        const FieldInfo& info = found.info->fields[f];
        found.field = {info.lsb, info.width};
        if (field == info.name) return found;
        fields.emplace_back(info.name);
      }
      throw std::invalid_argument("register " + name.substr(0, last) + " has no field `" + field +
                                  "`" + did_you_mean(field, fields));
    }
  }
  if (near.empty()) near = block_names();
  const Names more = others();
  near.insert(near.end(), more.begin(), more.end());
  throw std::invalid_argument("there is no `" + name + "`" + did_you_mean(name, near));
}

Hart& find_hart(const std::string& node) {
  std::vector<std::string> nodes;
  for (Hart* hart : all_harts()) {
    nodes.push_back(node_of(*hart).empty() ? hart->name() : node_of(*hart));
    if (node == hart->name() || node == nodes.back()) return *hart;
  }
  throw std::invalid_argument("there is no node with a hart called `" + node + "`" +
                              did_you_mean(node, nodes));
}

Memory find_memory(const std::string& name) {
  const size_t at = name.find('@');
  if (at == std::string::npos)
    throw std::invalid_argument("`" + name + "` lacks the form NODE@ADDRESS");
  return {&find_hart(name.substr(0, at)), parse_whole(name.substr(at + 1), Dimension::kCount)};
}

void Memory::check(uint64_t served, uint64_t length) const {
  if (served < length)
    throw std::invalid_argument(fmt::format("{} has no memory that can be looked at at 0x{:x}",
                                            hart->get_parent_object()->name(), address + served));
}

std::vector<uint8_t> Memory::read(uint64_t length) const {
  std::vector<uint8_t> bytes(length);
  check(hart->read_memory(address, bytes.data(), length), length);
  return bytes;
}

void Memory::write(const std::vector<uint8_t>& bytes) const {
  check(hart->write_memory(address, bytes.data(), bytes.size()), bytes.size());
}

std::vector<uint8_t> bytes_of_hex(const std::string& hex) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  if (hex.size() % 2 || hex.empty() ||
      std::any_of(hex.begin(), hex.end(), [&](char c) { return digit(c) < 0; }))
    throw std::invalid_argument("`" + hex.substr(0, 40) +
                                "` is no row of bytes: two hexadecimal digits each");
  std::vector<uint8_t> bytes;
  for (size_t i = 0; i < hex.size(); i += 2)
    bytes.push_back(static_cast<uint8_t>(digit(hex[i]) * 16 + digit(hex[i + 1])));
  return bytes;
}

std::string hex_of_bytes(const std::vector<uint8_t>& bytes) {
  return fmt::format("{:02x}", fmt::join(bytes, ""));
}

}  // namespace lantern
