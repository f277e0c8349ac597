// SPDX-License-Identifier: Apache-2.0
// Cells and headers of any bytes: what reading them promises.
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tmfgeo;
  const std::string_view text(reinterpret_cast<const char*>(data), size);

  const ParsedNumber number = parse_number(text);
  TMFGEO_EXPECTS(number.value.has_value() == number.problem.empty());
  if (number.value) {
    TMFGEO_EXPECTS(std::isfinite(*number.value) && !number.ambiguous);
    TMFGEO_EXPECTS(parse_number(shortest(*number.value)).value == number.value);
    TMFGEO_EXPECTS(text.find('~') == std::string_view::npos && text.find('>') == std::string_view::npos);
    const std::string plain = fixed(*number.value, 2);
    TMFGEO_EXPECTS(parse_number(plain).value.has_value() && plain != "-0.00");
  }

  const std::string lower = folded(text);
  TMFGEO_EXPECTS(lower.size() == text.size() && folded(lower) == lower);
  TMFGEO_EXPECTS(trimmed(trimmed(text)) == trimmed(text));
  parse_yes_no(text);

  const std::string_view word = text.substr(0, 100);
  const std::vector<std::string> candidates{"volume_m3", std::string(word), "широта"};
  TMFGEO_EXPECTS(edit_distance(word, word) == 0);
  TMFGEO_EXPECTS(word.empty() || nearest_word(word, candidates).has_value());
  return 0;
}
