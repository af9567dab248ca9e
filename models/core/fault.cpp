// A fault's argument, from the user's text.
#include "models/core/fault.hpp"

#include <stdexcept>

namespace lantern {

std::function<void()> Fault::prepare(const std::optional<std::string>& given) const {
  const std::string argument = given.value_or("");
  if (!takes_argument_) {
    if (given) throw std::invalid_argument(std::string("fault `") + name() + "` takes no argument");
    return [inject = inject_] { inject(0); };
  }
  const std::string form = std::string(name()) + "=" + argument_.example;
  if (argument.empty())
    throw std::invalid_argument(std::string("fault `") + name() + "` needs an argument: " + form);
  const Dimension d = argument_.dimension;
  if (d == Dimension::kText) {
    unescaped(argument);
    return [inject = inject_text_, argument] { inject(argument); };
  }
  const bool whole = d == Dimension::kCount || d == Dimension::kTime || d == Dimension::kBytes;
  const double value =
      whole ? static_cast<double>(parse_whole(argument, d)) : parse_real(argument, d);
  if (!(value >= argument_.least && value <= argument_.most))
    throw std::invalid_argument("`" + argument + "` is out of the range of fault `" + name() +
                                "`, as in " + form);
  return [inject = inject_, value] { inject(value); };
}

}  // namespace lantern
