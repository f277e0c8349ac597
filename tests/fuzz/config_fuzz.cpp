// SPDX-License-Identifier: Apache-2.0
// Settings files of any bytes: read or refused with an Error, never anything else.
#include <cstdint>
#include <string_view>

#include "tmfgeo/core/config.h"
#include "tmfgeo/core/error.h"

namespace {

template <class Read>
void or_refused(Read read) {
  try {
    read();
  } catch (const tmfgeo::Error&) {
  }
}

void read_every_way(tmfgeo::ConfigTable table) {
  for (const std::string& key : table.keys()) {
    or_refused([&] { table.text(key); });
    or_refused([&] { table.number(key); });
    or_refused([&] { table.integer(key); });
    or_refused([&] { table.boolean(key); });
    or_refused([&] { table.texts(key); });
    or_refused([&] { table.numbers(key); });
    or_refused([&] { table.word(key, {"a", "tolerance_m"}); });
    or_refused([&] {
      if (const auto inner = table.table_if(key)) read_every_way(*inner);
    });
    or_refused([&] {
      for (const auto& inner : table.tables(key)) read_every_way(inner);
    });
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  or_refused([&] {
    const tmfgeo::ConfigTable untouched = tmfgeo::parse_config(text, "fuzz.toml");
    or_refused([&] { untouched.finish(); });
    read_every_way(tmfgeo::parse_config(text, "fuzz.toml"));
  });
  return 0;
}
