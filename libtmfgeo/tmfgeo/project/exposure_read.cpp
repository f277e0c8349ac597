// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/project/project_tables.h"
#include "tmfgeo/project/toml_table.h"

namespace tmfgeo {
namespace {

std::optional<NamedInput> read_named(ConfigTable& exposure, const char* key) {
  auto table = exposure.table_if(key);
  if (!table) return std::nullopt;
  NamedInput input;
  read_input(*table, std::string("exposure.") + key, input);
  input.name_column = table->text("name_column").value_or(input.name_column);
  return input;
}

std::optional<PopulationInput> read_population(ConfigTable& exposure) {
  auto table = exposure.table_if("population");
  if (!table) return std::nullopt;
  PopulationInput input;
  read_input(*table, "exposure.population", input);
  if (!table->has("values")) table->refuse("values", "is missing, expected \"counts\" for people per cell or \"density_km2\" for people per km2");
  input.values = table->word("values", {"counts", "density_km2"}) == "counts" ? PopulationValues::counts : PopulationValues::density_km2;
  input.missing = table->word("missing", {"unknown", "nobody"}).value_or("unknown") == "nobody" ? MissingPopulation::nobody : MissingPopulation::unknown;
  return input;
}

void write_named(const std::optional<NamedInput>& input, const char* name, std::string& out, const std::string& base) {
  if (!input) return;
  TomlTable t(out, name, base);
  t.input(*input);
  t.text("name_column", input->name_column);
}

}  // namespace

std::vector<InputFile> ExposureInput::inputs() const {
  std::vector<InputFile> all;
  if (population) all.push_back(*population);
  for (const auto* input : {&intakes, &health, &protected_areas}) {
    if (*input) all.push_back(**input);
  }
  return all;
}

ExposureInput read_exposure(ConfigTable& table) {
  ExposureInput exposure;
  exposure.population = read_population(table);
  exposure.intakes = read_named(table, "intakes");
  exposure.health = read_named(table, "health");
  exposure.protected_areas = read_named(table, "protected");
  return exposure;
}

void write_exposure(const ExposureInput& exposure, std::string& out, const std::string& base) {
  if (exposure.population) {
    TomlTable t(out, "[exposure.population]", base);
    t.input(*exposure.population);
    t.text("values", exposure.population->values == PopulationValues::counts ? "counts" : "density_km2");
    t.text("missing", exposure.population->missing == MissingPopulation::nobody ? "nobody" : "unknown");
  }
  write_named(exposure.intakes, "[exposure.intakes]", out, base);
  write_named(exposure.health, "[exposure.health]", out, base);
  write_named(exposure.protected_areas, "[exposure.protected]", out, base);
}

}  // namespace tmfgeo
