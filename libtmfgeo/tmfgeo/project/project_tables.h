// SPDX-License-Identifier: Apache-2.0
/// Reading the tables of a project file; for the room's own sources.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tmfgeo/core/config.h"
#include "tmfgeo/project/exposure_settings.h"
#include "tmfgeo/project/natech_settings.h"
#include "tmfgeo/project/transport_settings.h"

namespace tmfgeo {

/// A path as it stands in a project file, made absolute or relative to the project's folder; /vsi… as it is.
std::string resolved_path(const ConfigTable& table, const std::string& path);

/// A number within bounds, or what stands in where the key is absent.
double number_in_range(ConfigTable& table, const char* key, double fallback, double low, double high);
std::optional<double> number_in_range_if(ConfigTable& table, const char* key, double low, double high);
/// The same where the key must be there.
double required_in_range(ConfigTable& table, const char* key, double low, double high);

/// The keys that every input has.
void read_input(ConfigTable& table, const std::string& section, InputFile& input);

/// The input a table below `table` names, absent without the table; its section is "<section>.<key>".
std::optional<InputFile> read_file_if(ConfigTable& table, const char* section, const char* key);

/// A whole number within bounds, or what stands in where the key is absent.
std::uint64_t whole_in_range(ConfigTable& table, const char* key, std::uint64_t fallback, long long least, long long most);

NatechInput read_natech(ConfigTable& table);
TransportInput read_transport(ConfigTable& table);

ExposureInput read_exposure(ConfigTable& table);

}  // namespace tmfgeo
