// The description, from the hart's ISA and its table of CSRs.
#include "platform/debug/target_description.hpp"

#include <fmt/format.h>

#include "models/riscv/disassemble.hpp"

namespace lantern::gdb {

namespace {

/// A type with a name a bit range, for registers that have fields.
std::string flags_of(const riscv::Csr& csr, unsigned bits) {
  if (csr.fields.empty()) return "";
  std::string xml = fmt::format("<flags id=\"{}_fields\" size=\"{}\">\n", csr.name, bits / 8);
  for (const riscv::CsrField& field : csr.fields)
    xml += fmt::format("  <field name=\"{}\" start=\"{}\" end=\"{}\" type=\"{}\"/>\n", field.name,
                       field.low, field.high,
                       field.high == field.low ? "bool" : "uint" + std::to_string(bits));
  return xml + "</flags>\n";
}

std::string general_registers(unsigned bits) {
  std::string xml = "<feature name=\"org.gnu.gdb.riscv.cpu\">\n";
  for (unsigned i = 0; i < 32; i++) {
    const char* const type = i == 1 ? "code_ptr" : i >= 2 && i <= 4 ? "data_ptr" : "int";
    xml += fmt::format("<reg name=\"{}\" bitsize=\"{}\" regnum=\"{}\" type=\"{}\"/>\n",
                       riscv::register_name(i), bits, i, type);
  }
  return xml + fmt::format(
                   "<reg name=\"pc\" bitsize=\"{}\" regnum=\"{}\" "
                   "type=\"code_ptr\"/>\n</feature>\n",
                   bits, kPc);
}

std::string csrs(const riscv::DebugTarget& target, unsigned bits) {
  std::string xml = "<feature name=\"org.gnu.gdb.riscv.csr\">\n";
  for (const riscv::Csr& csr : target.csrs().all()) xml += flags_of(csr, bits);
  for (const riscv::Csr& csr : target.csrs().all())
    xml += fmt::format(
        "<reg name=\"{}\" bitsize=\"{}\" regnum=\"{}\" type=\"{}\" group=\"csr\" "
        "save-restore=\"no\"/>\n",
        csr.name, bits, kFirstCsr + csr.number, csr.fields.empty() ? "int" : csr.name + "_fields");
  return xml + "</feature>\n";
}

}  // namespace

std::string target_description(const riscv::DebugTarget& target) {
  const unsigned bits = target.isa().xlen();
  return fmt::format(
             "<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"gdb-target.dtd\">\n"
             "<target version=\"1.0\">\n<architecture>riscv:rv{}</architecture>\n",
             bits) +
         general_registers(bits) + csrs(target, bits) +
         fmt::format(
             "<feature name=\"org.gnu.gdb.riscv.virtual\">\n<reg name=\"priv\" bitsize=\"{}\" "
             "regnum=\"{}\" type=\"int\"/>\n</feature>\n</target>\n",
             bits, kPrivilege);
}

std::optional<uint64_t> read_register(const riscv::DebugTarget& target, uint64_t number) {
  if (number < 32) return number ? target.x(static_cast<unsigned>(number)) : 0;
  if (number == kPc) return target.pc();
  if (number == kPrivilege) return static_cast<uint64_t>(target.privilege());
  uint64_t value = 0;
  const bool is_csr = number >= kFirstCsr && number < kPrivilege;
  if (!is_csr || !target.read_csr(static_cast<unsigned>(number - kFirstCsr), value))
    return std::nullopt;
  return value;
}

bool write_register(riscv::DebugTarget& target, uint64_t number, uint64_t value) {
  if (number < 32) {
    target.set_x(static_cast<unsigned>(number), value);
    return true;
  }
  if (number == kPc) return target.set_pc(value);
  if (number == kPrivilege) {
    const auto mode = static_cast<riscv::Privilege>(value);
    const bool is_there = mode == riscv::Privilege::kUser || mode == riscv::Privilege::kMachine;
    if (is_there) target.set_privilege(mode);
    return is_there;
  }
  const bool is_csr = number >= kFirstCsr && number < kPrivilege;
  return is_csr && target.write_csr(static_cast<unsigned>(number - kFirstCsr), value);
}

}  // namespace lantern::gdb
