// To add a model: its header, and its line.
#include "platform/catalog.hpp"

#include "models/accelerator/accelerator.hpp"
#include "models/crossbar/crossbar.hpp"
#include "models/fibre/fibre.hpp"
#include "models/fibre/fibre_end.hpp"
#include "models/hdm_decoder/hdm_decoder.hpp"
#include "models/i2c/i2c.hpp"
#include "models/link_layer/link_layer.hpp"
#include "models/mailbox/mailbox.hpp"
#include "models/media/media.hpp"
#include "models/memory/memory.hpp"
#include "models/module_control/module_control.hpp"
#include "models/pool_port/pool_port.hpp"
#include "models/port/port.hpp"
#include "models/port/port_registers.hpp"
#include "models/riscv/clint.hpp"
#include "models/riscv/hart.hpp"
#include "models/riscv/plic.hpp"
#include "models/scrub/scrub.hpp"
#include "models/system_controller/system_controller.hpp"
#include "models/test_finisher/test_finisher.hpp"
#include "models/transceiver/transceiver.hpp"
#include "models/uart/uart.hpp"
#include "rtl/hdm_decoder/hdm_decoder_cosim.hpp"
#include "rtl/hdm_decoder/hdm_decoder_shadow.hpp"

namespace lantern {

namespace {

template <class Model>
Maker maker() {
  return [](const char* name, const ModuleSpec&) { return std::make_unique<Model>(name); };
}

}  // namespace

const std::map<std::string, Maker>& catalog() {
  static const std::map<std::string, Maker> kMakers = {
      {"accelerator/tlm", maker<Accelerator>()},
      {"clint/tlm", maker<Clint>()},
      {"crossbar/tlm",
       [](const char* name, const ModuleSpec& spec) {
         return std::make_unique<Crossbar>(name, spec.targets);
       }},
      {"fibre/tlm", maker<Fibre>()},
      {"fibre_end/tlm", maker<FibreEnd>()},
      {"hdm_decoder/rtl", maker<HdmDecoderCosim>()},
      {"hdm_decoder/shadow", maker<HdmDecoderShadow>()},
      {"hdm_decoder/tlm", maker<HdmDecoder>()},
      {"i2c/tlm", maker<I2cController>()},
      {"link_layer/tlm", maker<LinkLayer>()},
      {"mailbox/tlm", maker<Mailbox>()},
      {"media/tlm", maker<Media>()},
      {"memory/tlm",
       [](const char* name, const ModuleSpec& spec) {
         return std::make_unique<Memory>(name, spec.targets);
       }},
      {"module_control/tlm", maker<ModuleControl>()},
      {"plic/tlm", maker<Plic>()},
      {"pool_port/tlm",
       [](const char* name, const ModuleSpec& spec) {
         return std::make_unique<PoolPort>(name, spec.targets);
       }},
      {"port/tlm", maker<Port>()},
      {"port_registers/tlm", maker<PortRegisters>()},
      {"riscv/tlm", maker<Hart>()},
      {"router/tlm",
       [](const char* name, const ModuleSpec& spec) {
         return std::make_unique<Router>(name, spec.windows, spec.targets);
       }},
      {"scrub/tlm", maker<Scrub>()},
      {"system_controller/tlm", maker<SystemController>()},
      {"test_finisher/tlm", maker<TestFinisher>()},
      {"transceiver/tlm", maker<Transceiver>()},
      {"uart/tlm", maker<Uart>()},
  };
  return kMakers;
}

std::vector<std::string> implementations(const std::string& model) {
  std::vector<std::string> names;
  for (const auto& entry : catalog())
    if (entry.first.rfind(model + "/", 0) == 0)
      names.push_back(entry.first.substr(model.size() + 1));
  return names;
}

}  // namespace lantern
