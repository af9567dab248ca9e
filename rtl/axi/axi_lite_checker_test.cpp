// Every rule of the checker fires when it is broken, and not before.
#include <doctest/doctest.h>
#include <verilated.h>

#include <memory>

#include "Vaxi_lite_checker.h"

namespace {

struct Bench {
  VerilatedContext context;
  std::unique_ptr<Vaxi_lite_checker> pins;
  Bench() {
    context.fatalOnError(false);
    context.errorLimit(1);
    pins = std::make_unique<Vaxi_lite_checker>(&context);
    pins->rst_ni = 1;
    step();
    pins->rst_ni = 0;
    step();
    pins->rst_ni = 1;
    step();
  }
  void step() {
    pins->clk_i = 0;
    pins->eval();
    pins->clk_i = 1;
    pins->eval();
  }
  bool broken() {
    step();
    return context.gotError();
  }
};

}  // namespace

TEST_CASE("a proper write and a proper read break no rule") {
  Bench bench;
  bench.pins->awvalid_i = bench.pins->wvalid_i = 1;
  bench.pins->awaddr_i = 0x40;
  CHECK_FALSE(bench.broken());
  bench.pins->awready_i = bench.pins->wready_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->awvalid_i = bench.pins->wvalid_i = 0;
  bench.pins->bvalid_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->bready_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->bvalid_i = 0;
  bench.pins->arvalid_i = bench.pins->arready_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->arvalid_i = 0;
  bench.pins->rvalid_i = bench.pins->rready_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->rvalid_i = 0;
  CHECK_FALSE(bench.broken());
}

TEST_CASE("a request that is withdrawn breaks a rule") {
  Bench bench;
  bench.pins->awvalid_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->awvalid_i = 0;
  CHECK(bench.broken());
}

TEST_CASE("write data that changes before it is taken breaks a rule") {
  Bench bench;
  bench.pins->wvalid_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->wdata_i = 1;
  CHECK(bench.broken());
}

TEST_CASE("a read address that changes before it is taken breaks a rule") {
  Bench bench;
  bench.pins->arvalid_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->araddr_i = 4;
  CHECK(bench.broken());
}

TEST_CASE("read data that changes before it is taken breaks a rule") {
  Bench bench;
  bench.pins->arvalid_i = bench.pins->arready_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->arvalid_i = 0;
  bench.pins->rvalid_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->rdata_i = 1;
  CHECK(bench.broken());
}

TEST_CASE("a response to nothing breaks a rule") {
  Bench bench;
  bench.pins->bvalid_i = 1;
  CHECK(bench.broken());
}

TEST_CASE("a read response to nothing breaks a rule") {
  Bench bench;
  bench.pins->rvalid_i = 1;
  CHECK(bench.broken());
}

TEST_CASE("an exclusive response breaks a rule") {
  Bench bench;
  bench.pins->arvalid_i = bench.pins->arready_i = 1;
  CHECK_FALSE(bench.broken());
  bench.pins->arvalid_i = 0;
  bench.pins->rvalid_i = bench.pins->rready_i = 1;
  bench.pins->rresp_i = 1;
  CHECK(bench.broken());
}
