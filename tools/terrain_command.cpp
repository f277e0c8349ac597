// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "show.h"
#include "ranks.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/terrain_results.h"
#include "tmfgeo/output/terrain_tiled.h"

namespace tmfgeo::cli {
namespace {

struct TerrainOptions : TerrainRequest {
  std::string output;
  std::string conditioning = "fill";
  std::string nodata = "outlet";
  std::string clip;
  double sea_level_m = 0;
  std::string terminal_basins;
  std::optional<double> terminal_min_depth_m;
  std::optional<double> terminal_min_area_km2;
  std::string memory;
  std::string scratch;
  bool overwrite = false;
};

Box parsed_box(const std::string& text) {
  std::vector<double> values;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    values.push_back(parse_number(text.substr(begin, comma - begin)).value.value_or(std::numeric_limits<double>::quiet_NaN()));
    begin = comma + 1;
  }
  if (values.size() != 4 || !(values[0] < values[2]) || !(values[1] < values[3])) {
    throw Error(ErrorCode::usage, "--clip: found \"" + text + "\", expected xmin,ymin,xmax,ymax in the DEM's reference system");
  }
  return {values[0], values[1], values[2], values[3]};
}

/// "2GiB", "500 MB", "1e9".
std::int64_t parsed_bytes(const std::string& text) {
  static const std::map<std::string, double> units{{"", 1},        {"B", 1},           {"kB", 1e3},      {"KiB", 1024.0},
                                                   {"MB", 1e6},    {"MiB", 1048576.0}, {"GB", 1e9},      {"GiB", 1073741824.0},
                                                   {"TB", 1e12},   {"TiB", 1099511627776.0}};
  const std::size_t end = text.find_last_of("0123456789.") + 1;
  const std::size_t unit = std::min(text.find_first_not_of(' ', end), text.size());
  const auto number = parse_number(text.substr(0, end)).value;
  const auto factor = units.find(text.substr(unit));
  if (!number || factor == units.end() || !(*number * factor->second >= 1e6) || !(*number * factor->second <= 1e15)) {
    throw Error(ErrorCode::usage, "--memory: found \"" + text + "\", expected a size from 1MB to 1000TB such as 2GiB");
  }
  return static_cast<std::int64_t>(*number * factor->second);
}

/// Rank 0 speaks and writes; the others help it.
void help_rank_0(const TerrainOptions& options, std::int64_t memory_bytes, Ranks& ranks) {
  const TerrainPlan plan = plan_terrain(options, memory_bytes, ranks);
  join_terrain_tiled(options, plan, ranks, options.scratch.empty() ? options.output : options.scratch);
}

void run_terrain(TerrainOptions options, bool has_sea_level, const Common& common) {
  DemInput& dem = options.dem;
  dem.section = "dem";
  dem.conditioning.conditioning = options.conditioning == "fill"     ? Conditioning::fill
                                  : options.conditioning == "breach" ? Conditioning::breach
                                                                     : Conditioning::automatic;
  dem.conditioning.nodata = options.nodata == "wall" ? NodataRule::wall : NodataRule::outlet;
  if (has_sea_level && !std::isfinite(options.sea_level_m)) throw Error(ErrorCode::usage, "--sea-level: expected metres");
  if (has_sea_level) dem.conditioning.sea_level_m = options.sea_level_m;
  dem.conditioning.terminal_min_depth_m = options.terminal_min_depth_m;
  dem.conditioning.terminal_min_area_km2 = options.terminal_min_area_km2;
  if (options.wants("all")) options.products = terrain_product_names();
  if (!options.clip.empty()) dem.clip = parsed_box(options.clip);
  if (!options.terminal_basins.empty()) {
    dem.terminal_basins.emplace();
    dem.terminal_basins->section = "dem.terminal_basins";
    dem.terminal_basins->files = {options.terminal_basins};
  }
  Ranks& ranks = all_ranks();
  const std::int64_t memory_bytes = options.memory.empty() ? 0 : parsed_bytes(options.memory);
  if (ranks.number() != 0) return help_rank_0(options, memory_bytes, ranks);
  const OutputFolder folder(options.output, options.overwrite, options.inputs());
  const TerrainPlan plan = plan_terrain(options, memory_bytes, ranks);
  if (!common.quiet) std::fprintf(stderr, "%s\n", plan.words.c_str());
  Issues issues;
  const Progress progress = stderr_progress(common);
  const auto files = plan.tiled ? write_terrain_tiled(options, plan, ranks, issues, options.scratch, folder, progress)
                                : write_terrain(tmfgeo::run_terrain(options, issues, progress), options, issues, folder, progress);
  print_issues(issues, common);
  if (common.json) {
    print_json({{"files", files}, {"plan", plan.words}, {"issues", as_json(issues)}});
    return;
  }
  for (const std::string& file : files) std::puts(file.c_str());
}

}  // namespace

namespace {

/// Ranges let through what is no number.
CLI::Validator a_number() {
  return {[](const std::string& text) { return parse_number(text).value ? std::string() : "\"" + text + "\" is not a number"; }, ""};
}

}  // namespace

void add_terrain(CLI::App& command, Common& common, Action& action) {
  auto options = std::make_shared<TerrainOptions>();
  command.add_option("dem", options->dem.files, "DEM: one raster, or the tiles of one grid; anything GDAL opens.")->required();
  command.add_option("-o,--output", options->output, "Folder for the results.")->required();
  command.add_option("--conditioning", options->conditioning, "fill, breach or auto.")
      ->check(CLI::IsMember({"fill", "breach", "auto"}))
      ->capture_default_str();
  auto* cut_depth = command.add_option("--breach-max-depth", options->dem.conditioning.breach_max_depth_m, "With breach: deepest cut, m; deeper is filled.")
      ->check(CLI::Range(0.0, 1e4))->check(a_number())
      ->capture_default_str();
  auto* cut_length = command.add_option("--breach-max-length", options->dem.conditioning.breach_max_length_m, "With breach: longest cut, m; longer is filled.")
      ->check(CLI::Range(0.0, 1e6))->check(a_number())
      ->capture_default_str();
  command.add_option("--stream-threshold", options->dem.stream_threshold_km2, "Upstream area from which a cell is a stream, km2.")
      ->check(CLI::Range(1e-6, 1e6))->check(a_number())
      ->capture_default_str();
  std::vector<std::string> names = terrain_product_names();
  names.emplace_back("all");
  options->products = {"conditioned", "directions", "area", "streams"};
  command.add_option("--products", options->products, "What to write, by comma: " + joined(names, ", ") + ".")
      ->delimiter(',')
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  command.add_option("--runoff", options->runoff, "Raster of mean runoff, mm per year: adds mean discharge, m3/s.");
  command.add_option("--points", options->points, "Points: adds the basin of each.");
  command.add_option("--points-crs", options->points_crs, "Reference system of the points, only for a file that carries none.");
  command.add_option("--source", options->dem.source, "Where the DEM is from, for the results' metadata.");
  command.add_option("--licence", options->dem.licence, "The DEM's licence, for the results' metadata.");
  command.add_option("--attribution", options->dem.attribution, "Whom to name, for the results' metadata.");
  command.add_option("--rivers", options->rivers, "River lines to cut into the DEM.");
  command.add_option("--burn-depth", options->dem.burn_depth_m, "How deep rivers are cut, m.")->check(CLI::Range(0.0, 1e4))->check(a_number())->capture_default_str();
  command.add_option("--nodata", options->nodata, "outlet or wall: what water does where elevations end.")
      ->check(CLI::IsMember({"outlet", "wall"}))
      ->capture_default_str();
  auto* sea = command.add_option("--sea-level", options->sea_level_m, "Cells at or below are sea, m.");
  command.add_option("--terminal-basins", options->terminal_basins, "Polygons whose lowest cell keeps its water.");
  auto* depth = command.add_option("--terminal-min-depth", options->terminal_min_depth_m, "Depressions deeper than this, m, and …")
                    ->check(CLI::Range(0.0, 1e4))->check(a_number());
  auto* area = command.add_option("--terminal-min-area", options->terminal_min_area_km2, "… larger than this, km2, keep their water.")
                   ->check(CLI::Range(0.0, 1e7))->check(a_number());
  depth->needs(area);
  area->needs(depth);
  command.add_option("--crs", options->dem.crs, "Reference system, only for a file that carries none.");
  command.add_option("--clip", options->clip, "Window xmin,ymin,xmax,ymax in the DEM's reference system.");
  command.add_option("--memory", options->memory, "How much memory to take, such as 2GiB; what does not fit is done in tiles on disk. "
                                                  "Without it: three quarters of what is free.");
  command.add_option("--scratch", options->scratch, "Folder for the tiles on disk; without it the output folder.");
  command.add_flag("--overwrite", options->overwrite, "Replace results that are there already.");
  command.callback([options, sea, cut_depth, cut_length, &common, &action] {
    const bool limits_cuts = cut_depth->count() > 0 || cut_length->count() > 0;
    const bool has_sea_level = sea->count() > 0;
    action = [options, limits_cuts, has_sea_level, &common] {
      if (limits_cuts && options->conditioning != "breach") {
        throw Error(ErrorCode::usage, "--breach-max-depth, --breach-max-length: found --conditioning " + options->conditioning + ", expected --conditioning breach");
      }
      run_terrain(*options, has_sea_level, common);
    };
  });
}

}  // namespace tmfgeo::cli
