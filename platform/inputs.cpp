// The files of pod, parts, firmware and scripts, and their digests.
#include "platform/inputs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nettle/sha2.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>

#include "models/core/output_file.hpp"
#include "models/riscv/elf_image.hpp"
#include "models/riscv/hart.hpp"
#include "models/uart/uart.hpp"

namespace lantern {

namespace {

std::string sha256_of(const std::string& path) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none)) return "";
  std::ifstream file(path, std::ios::binary);
  sha256_ctx context;
  sha256_init(&context);
  std::array<char, 16 * 1024> bytes{};
  while (file.read(bytes.data(), bytes.size()) || file.gcount())
    sha256_update(&context, static_cast<size_t>(file.gcount()),
                  reinterpret_cast<const uint8_t*>(bytes.data()));
  std::array<uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

/// The text of a block's parameter.
std::string text_of(const sc_core::sc_object& block, const char* parameter) {
  const std::string name = std::string(block.name()) + "." + parameter;
  const auto* found = dynamic_cast<const ParameterBase*>(sc_core::sc_find_object(name.c_str()));
  return found ? found->text() : "";
}

}  // namespace

std::string host_text() {
  utsname system{};
  if (uname(&system)) return "unknown";
  return fmt::format("{} {}, {}, {} processors", system.sysname, system.release, system.machine,
                     sysconf(_SC_NPROCESSORS_ONLN));
}

std::vector<Input> inputs_of(const Machine& machine) {
  std::vector<Input> inputs;
  const auto add = [&](const std::string& what, const std::string& path) {
    OutputFile::guard(path);
    inputs.push_back({what, std::filesystem::absolute(path).lexically_normal(), sha256_of(path)});
  };
  for (const std::string& path : machine.files())
    add(path == machine.pod_path() ? "pod" : "part", path);
  const std::function<void(const std::vector<sc_core::sc_object*>&)> visit =
      [&](const std::vector<sc_core::sc_object*>& objects) {
        for (const sc_core::sc_object* object : objects) {
          if (dynamic_cast<const Hart*>(object))
            if (const std::string image = text_of(*object, "firmware"); !image.empty())
              add(std::string(object->name()) + ".firmware", riscv::firmware_file(image));
          if (dynamic_cast<const Uart*>(object))
            if (const std::string script = text_of(*object, "input");
                !script.empty() && script != "live")
              add(std::string(object->name()) + ".input", script);
          visit(object->get_child_objects());
        }
      };
  visit(sc_core::sc_get_top_level_objects());
  return inputs;
}

}  // namespace lantern
