// SPDX-License-Identifier: Apache-2.0
/// What results rest on: methods with their citation keys.
#pragma once

#include <span>
#include <string_view>

namespace tmfgeo {

struct Method {
  std::string_view name;      ///< page docs/methods/<page>.md speaks of it
  std::string_view room;
  std::string_view what;
  std::string_view unit;      ///< of its result; "1" for plain numbers
  std::string_view key;       ///< entry of docs/references.bib
  std::string_view page;
};

/// All methods, sorted by name.
std::span<const Method> methods();

}  // namespace tmfgeo
