// Prints contention_curve.csv: what the exact queue says of each point.
#include <cstdio>

#include "tests/data_path/contention.hpp"

using namespace lantern::data_path;

int main() {
  std::printf(
      "# Contention, exact: %u reads a point, Poisson arrivals of all %u initiators together, by\n"
      "# tests/data_path/queue_reference.hpp, which knows no model. The models must give these\n"
      "# figures to the last digit (contention_test.cpp). Printed anew by\n"
      "#   build/release/bin/contention_curve > tests/data_path/contention_curve.csv\n"
      "# load: percent of the medium; throughput: reads a us up to the last answer; times: ps\n"
      "links,bytes,load,throughput,mean,p99,p99.9\n",
      kReads, kInitiators);
  for (const Point& point : kPoints) {
    const std::vector<Arrival> plan = arrivals(point);
    std::puts(curve_line(point, figures(plan, exact(point, plan))).c_str());
  }
  return 0;
}
