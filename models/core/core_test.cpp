// Quantities, parameters, random streams, calendar, queue of what is due, latency records, bytes.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <set>

#include "models/core/bytes.hpp"
#include "models/core/counter.hpp"
#include "models/core/delay_queue.hpp"
#include "models/core/fault.hpp"
#include "models/core/parameter.hpp"
#include "models/core/random_stream.hpp"
#include "models/core/storage.hpp"
#include "models/core/timeline.hpp"

using namespace lantern;
using sc_core::sc_time;

TEST_CASE("quantities are exact") {
  CHECK(parse_whole("25.6 ns", Dimension::kTime) == 25600);
  CHECK(parse_whole("2us", Dimension::kTime) == 2000000);
  CHECK(parse_whole("1.5 KiB", Dimension::kBytes) == 1536);
  CHECK(parse_whole("0x1_0000", Dimension::kCount) == 0x10000);
  CHECK(parse_whole("0x10 us", Dimension::kTime) == 16000000);
  CHECK(parse_whole("0xffff_ffff_ffff_ffff", Dimension::kCount) == ~0ull);
  CHECK(parse_real("0x10 m", Dimension::kLength) == 16);
  CHECK(parse_real("212.5 Gb/s", Dimension::kRate) == 26.5625e9);
  CHECK(parse_real("-3.5 dBm", Dimension::kPower) == -3.5);
  CHECK(parse_real("-5 degC", Dimension::kTemperature) == -5);
  CHECK(parse_real("300 mV", Dimension::kVoltage) == 0.3);
  CHECK(parse_real("40 mA", Dimension::kCurrent) == 40);
  CHECK(parse_real("1.5e-3", Dimension::kRatio) == 1.5e-3);
  CHECK(time_text(1234000) == "1.234 us");
  CHECK(time_text(0) == "0 ps");
  CHECK(time_text(500000000000) == "500 ms");
}

TEST_CASE("a wrong quantity says what is wrong") {
  const auto message = [](const char* text, Dimension dimension) -> std::string {
    try {
      parse_whole(text, dimension);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  };
  CHECK(message("5 nz", Dimension::kTime) == "unknown unit `nz`; did you mean `ns`?");
  CHECK(message("5", Dimension::kTime).find("lacks a unit") != std::string::npos);
  CHECK(message("fast", Dimension::kTime) == "`fast` is not a number");
  CHECK(message("0.0001 ns", Dimension::kTime).find("finer than 1 ps") != std::string::npos);
  CHECK(message("5 ns", Dimension::kCount).find("takes no unit") != std::string::npos);
  CHECK(message("99999999999 s", Dimension::kTime).find("too large") != std::string::npos);
  CHECK(message("-1", Dimension::kCount) == "`-1` is negative");
  CHECK(message("0x1_0000_0000_0000_0000", Dimension::kCount).find("too large") !=
        std::string::npos);
  CHECK(message("0x100_0000_0000_0000 s", Dimension::kTime).find("too large") != std::string::npos);
  for (const char* text : {"", "0x", "0x us", ".", "us", "_5 ns", "\xff ns"})
    CHECK(message(text, Dimension::kTime) == "`" + std::string(text) + "` is not a number");
  for (const char* text :
       {"5_ ns", "5__0 ns", "0x10_ ns", "5 ns ns", "0x1.5 ns", "1e3 ns", "+5 ns"})
    CHECK_FALSE(message(text, Dimension::kTime).empty());
  for (const char* text : {"", ".", "1e400", "1e-400", "1.2.3", "nan", "inf", "--1", "-"})
    CHECK_THROWS_AS(parse_real(text, Dimension::kRatio), std::invalid_argument);
}

namespace {

struct Block : sc_core::sc_module {
  Parameter<sc_time> hop{"hop", Dimension::kTime, "2 ns", {"0 ns", "1 us"}, "d", "s"};
  Parameter<double> ber{"ber", Dimension::kRatio, "0", {"0", "1"}, "d", "s"};
  explicit Block(sc_core::sc_module_name name) : sc_module(name) {}
};

}  // namespace

TEST_CASE(
    "the command line wins over the pod, the pod over the part, and a name without index means "
    "all") {
  settings().set(Settings::kPart, "fibre1.hop", "3 ns", {});
  settings().set(Settings::kPod, "fibre1.ber", "0.25", {});
  settings().set(Settings::kCommandLine, "fibre.ber", "0.5", {});
  const Block first("fibre0");
  const Block second("fibre1");
  CHECK(first.hop() == sc_time(2, sc_core::SC_NS));
  CHECK(second.hop() == sc_time(3, sc_core::SC_NS));
  CHECK(first.ber() == 0.5);
  CHECK(second.ber() == 0.5);
  settings().check_all_used();
  settings().set(Settings::kCommandLine, "fibre1.hup", "1 ns", {"--set", 0});
  CHECK_THROWS_WITH_AS(settings().check_all_used(),
                       "--set: no parameter is called `fibre1.hup`; did you mean `fibre1.hop`?",
                       UserError);
}

TEST_CASE("a parameter out of range names itself, the place and the bound") {
  settings().set(Settings::kPod, "block.hop", "2 us", {"my.toml", 7});
  CHECK_THROWS_WITH_AS(Block("block"),
                       "my.toml:7: block.hop: `2 us` is above the greatest value, 1 us", UserError);
}

TEST_CASE("random streams depend on seed, name and fork, and on nothing else") {
  pod_seed() = 7;
  RandomStream a("x"), b("x"), c("y");
  const uint64_t first = a.next();
  CHECK(first == b.next());
  CHECK(first != c.next());
  pod_seed() = 8;
  CHECK(RandomStream("x").next() != first);
  // In the middle of its numbers: as if it had been so from the start.
  pod_seed() = 7;
  const uint64_t second = b.next();
  RandomStream::fork(3);
  const uint64_t forked = b.next();
  RandomStream fresh("x");
  RandomStream::fork(3);
  fresh.next();
  fresh.next();
  CHECK(fresh.next() == forked);
  RandomStream::fork(0);
  CHECK(second == a.next());
  CHECK(forked != a.next());
  RandomStream::reseed(9);
  RandomStream reseeded("x");
  for (unsigned i = 0; i < 3; i++) reseeded.next();
  CHECK(a.next() == reseeded.next());
  unsigned hits = 0;
  for (unsigned i = 0; i < 100000; i++) hits += a.chance(0.25);
  CHECK(hits > 24300);  // 5 sigma = 685
  CHECK(hits < 25700);
}

TEST_CASE("a timeline gives the first gap at or after the arrival") {
  Timeline line;
  const auto ns = [](uint64_t n) { return n * 1000; };
  CHECK(line.reserve(ns(100), ns(10)) == ns(100));
  CHECK(line.reserve(ns(100), ns(10)) == ns(110));
  CHECK(line.reserve(ns(130), ns(10)) == ns(130));
  CHECK(line.reserve(ns(50), ns(10)) == ns(50));   // before what was booked first
  CHECK(line.reserve(ns(95), ns(10)) == ns(120));  // does not fit into 95 to 100
  CHECK(line.reserve(ns(95), ns(5)) == ns(95));
  CHECK(line.reserve(ns(0), ns(60)) == ns(140));  // does not fit before 50
  CHECK(line.size() == 2);                        // 50 to 60, 95 to 200
}

TEST_CASE("percentiles are exact for some thousand records and never beyond the greatest") {
  LatencyRecord record("latency", "");
  CHECK(record.percentile_ps(500) == 0);
  record.add(sc_time::from_value(1000003));
  for (const unsigned thousandths : {1u, 500u, 990u, 999u, 1000u})
    CHECK(record.percentile_ps(thousandths) == 1000003);
  for (uint64_t ns = 1; ns <= 999; ns++) record.add(sc_time::from_value(ns * 1000));
  CHECK(record.exact());
  CHECK(record.count() == 1000);
  CHECK(record.min_ps() == 1000);
  CHECK(record.max_ps() == 1000003);
  CHECK(record.percentile_ps(500) == 500000);
  CHECK(record.percentile_ps(990) == 990000);
  CHECK(record.percentile_ps(999) == 999000);
  CHECK(record.percentile_ps(1000) == 1000003);
}

TEST_CASE("percentiles of many records are above the true ones by the stated error at most") {
  pod_seed() = 3;
  RandomStream random("latencies");
  LatencyRecord record("latency", "");
  std::vector<uint64_t> all;
  for (unsigned i = 0; i < 20000; i++) {
    all.push_back(random.next() >> (20 + random.next() % 44));
    record.add(sc_time::from_value(all.back()));
  }
  CHECK_FALSE(record.exact());
  std::sort(all.begin(), all.end());
  CHECK(record.min_ps() == all.front());
  CHECK(record.max_ps() == all.back());
  for (const unsigned thousandths : {1u, 10u, 500u, 900u, 990u, 999u, 1000u}) {
    const uint64_t exact = all[(all.size() * thousandths + 999) / 1000 - 1];
    const uint64_t given = record.percentile_ps(thousandths);
    CHECK(given >= exact);
    CHECK(static_cast<double>(given) <= static_cast<double>(exact) * (1 + LatencyRecord::kError));
    CHECK(given <= all.back());
  }
}

TEST_CASE("message bytes are shared by copies and reused when the last is gone") {
  for (const uint32_t size : {64u, 65u}) {  // one flit, and more
    uint8_t* block = nullptr;
    {
      Bytes a(size);
      block = a.data();
      const Bytes b = a;
      CHECK(b.data() == block);
      const Bytes c = std::move(a);
      CHECK(c.size() == size);
    }
    CHECK(Bytes(size).data() == block);
  }
}

TEST_CASE("a fault takes the argument that it names and no other") {
  double got = -1;
  const Fault plain("plain", "", [&] { got = 1; });
  const Fault loss("loss", "", {Dimension::kDecibel, "20 dB", 0, 60}, [&](double v) { got = v; });
  plain.prepare({})();
  CHECK(got == 1);
  CHECK_THROWS_AS(plain.prepare("3 dB"), std::invalid_argument);
  loss.prepare("2.5 dB")();
  CHECK(got == 2.5);
  CHECK_THROWS_AS(plain.prepare(""), std::invalid_argument);  // `plain=`
  CHECK_THROWS_AS(loss.prepare({}), std::invalid_argument);
  CHECK_THROWS_AS(loss.prepare(""), std::invalid_argument);
  CHECK_THROWS_AS(loss.prepare("61 dB"), std::invalid_argument);
  CHECK_THROWS_AS(loss.prepare("2.5"), std::invalid_argument);
}

TEST_CASE("what is due at the same time comes in the order in which it was pushed") {
  std::vector<unsigned> order;
  DelayQueue<unsigned> queue([&](unsigned&& number) { order.push_back(number); });
  for (unsigned number = 1; number <= 8; number++)
    queue.push(sc_time(10, sc_core::SC_NS), unsigned{number});
  queue.push(sc_time(5, sc_core::SC_NS), 0);
  sc_core::sc_start(sc_time(20, sc_core::SC_NS));
  CHECK(order == std::vector<unsigned>{0, 1, 2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("what is due comes at its time in whatever order it was pushed") {
  std::vector<double> times;
  DelayQueue<unsigned> queue(
      [&](unsigned&&) { times.push_back(sc_core::sc_time_stamp() / sc_time(1, sc_core::SC_NS)); });
  for (const unsigned at : {10u, 5u, 15u, 1u}) queue.push(sc_time(at, sc_core::SC_NS), 0);
  sc_core::sc_start(sc_time(20, sc_core::SC_NS));
  CHECK(times == std::vector<double>{1, 5, 10, 15});
}

TEST_CASE("at one time what comes in goes before who is let through and what leaves") {
  using Stage = Agenda::Stage;
  std::string order;
  const auto note = [&](char&& name) { order += name; };
  DelayQueue<char> leaves(note, Stage::kDepart), enters(note, Stage::kArbitrate), comes(note);
  const sc_time at(10, sc_core::SC_NS);
  leaves.push(at, 'l');
  enters.push(at, 'e');
  comes.push(at, 'c');
  sc_core::sc_start(sc_time(20, sc_core::SC_NS));
  CHECK(order == "cel");
}

TEST_CASE("at one time and stage the one goes first that was made first") {
  std::string order;
  const auto note = [&](char&& name) { order += name; };
  DelayQueue<char> first(note), second(note);
  const sc_time at(10, sc_core::SC_NS);
  second.push(at, '2');
  first.push(at, '1');
  sc_core::sc_start(sc_time(20, sc_core::SC_NS));
  CHECK(order == "12");
}

TEST_CASE("clearing storage clears the whole range and nothing beside it") {
  constexpr uint64_t kFirst = 1000, kLength = 3 * 4096;  // two whole pages and parts of two
  Storage storage(64 * 1024);
  std::memset(storage.data(), 0xff, storage.size());
  const auto zeroes = [&] {
    return std::count(storage.data(), storage.data() + storage.size(), uint8_t{0});
  };
  storage.clear(kFirst, kLength);
  CHECK(zeroes() == kLength);
  CHECK(storage.data()[kFirst] == 0);
  CHECK(storage.data()[kFirst + kLength - 1] == 0);
  storage.clear(40000, 10);
  CHECK(zeroes() == kLength + 10);
  CHECK(storage.data()[40009] == 0);
}
