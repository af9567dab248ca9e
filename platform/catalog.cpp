// To add a model: its header, and its line.
#include "platform/catalog.hpp"

#include "models/fibre/fibre.hpp"
#include "models/i2c/i2c.hpp"
#include "models/link_layer/link_layer.hpp"
#include "models/memory/memory.hpp"
#include "models/module_control/module_control.hpp"
#include "models/riscv/clint.hpp"
#include "models/riscv/hart.hpp"
#include "models/riscv/plic.hpp"
#include "models/system_controller/system_controller.hpp"
#include "models/transceiver/transceiver.hpp"
#include "models/uart/uart.hpp"

namespace lantern {

namespace {

template <class Model>
Maker maker() {
  return [](const char* name, const ModuleSpec&) { return std::make_unique<Model>(name); };
}

}  // namespace

const std::map<std::string, Maker>& catalog() {
  static const std::map<std::string, Maker> kMakers = {
      {"clint/tlm", maker<Clint>()},
      {"fibre/tlm", maker<Fibre>()},
      {"i2c/tlm", maker<I2cController>()},
      {"link_layer/tlm", maker<LinkLayer>()},
      {"memory/tlm",
       [](const char* name, const ModuleSpec& spec) {
         return std::make_unique<Memory>(name, spec.targets);
       }},
      {"module_control/tlm", maker<ModuleControl>()},
      {"plic/tlm", maker<Plic>()},
      {"riscv/tlm", maker<Hart>()},
      {"router/tlm",
       [](const char* name, const ModuleSpec& spec) {
         return std::make_unique<Router>(name, spec.windows, spec.targets);
       }},
      {"system_controller/tlm", maker<SystemController>()},
      {"transceiver/tlm", maker<Transceiver>()},
      {"uart/tlm", maker<Uart>()},
  };
  return kMakers;
}

}  // namespace lantern
