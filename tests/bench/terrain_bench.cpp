// SPDX-License-Identifier: Apache-2.0
/// The terrain chain on two made terrains of 1, 4, 16 and 64 Mpx, or of the sizes that TMFGEO_BENCH_MPX lists ("4,100"),
/// and on real DEMs. What is counted: terrain_stages.h.
#include <filesystem>
#include <sstream>

#include "bench/terrain_stages.h"
#include "support/terrains_large.h"
#include "support/testdata.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/io/raster_reader.h"

namespace tmfgeo::test {
namespace {

std::ptrdiff_t side_of(const benchmark::State& state) { return 1000 * state.range(0); }

MakeDem made(const benchmark::State& state, LargeTerrainKind kind) {
  const std::ptrdiff_t side = side_of(state);
  return {[side] { return side * side; }, [kind, side] { return large_terrain(kind, side, side); }};
}

void make(benchmark::State& state, LargeTerrainKind kind) {
  const MakeDem make_dem = made(state, kind);
  const Measured measured{state, idle_memory()};
  measured.run(make_dem.cells(), [&] { benchmark::DoNotOptimize(make_dem().elevation_m.values().data()); },
               pass_s<float, float>(make_dem.cells()));
}

Grid<float> as_float(const Grid<double>& grid) {
  return Grid<float>(grid.frame(), std::vector<float>(grid.values().begin(), grid.values().end()));
}

/// From a file to files. `of_gdal`: its time in times of reading the same file and writing the same outputs alone.
void whole_chain_with_files(benchmark::State& state, LargeTerrainKind kind) {
  const std::ptrdiff_t side = side_of(state);
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("tmfgeo-terrain-bench-" + std::to_string(side));
  std::filesystem::create_directories(folder);
  const std::string given = folder / "dem.tif";
  write_cog(given, large_terrain(kind, side, side).elevation_m, {}, true);
  const double one_pass_s = chain_pass_s(side * side);
  const auto write_all = [&](const ConditionedDem& conditioned, const FlowField& flow, const Grid<float>& area_km2) {
    write_cog(folder / "conditioned.tif", conditioned.elevation_m(), {}, true);
    write_cog(folder / "direction.tif", flow.direction, {}, true);
    write_cog(folder / "area.tif", area_km2, {}, true);
  };
  const auto read = [&] {
    Issues issues;
    return Dem{read_raster({given}, {}, issues)};
  };
  const Measured measured{state, idle_memory()};
  double files_s = 0;
  measured.run(
      side * side,
      [&] {
        double start_s = seconds();
        Dem dem = read();
        files_s += seconds() - start_s;
        const ConditionedDem conditioned = condition(std::move(dem), {});
        const FlowField flow = route_d8(conditioned);
        const Grid<float> area_km2 = as_float(accumulate(flow).area_km2);
        start_s = seconds();
        write_all(conditioned, flow, area_km2);
        files_s += seconds() - start_s;
      },
      one_pass_s);
  const auto cells = static_cast<double>(side * side * state.iterations());
  state.counters["of_gdal"] = cells / state.counters["Mpx_per_s"] / 1e6 / files_s;
  std::filesystem::remove_all(folder);
}

/// Sides in thousands of cells.
void sizes(benchmark::internal::Benchmark* benchmark) {
  const char* mpx = std::getenv("TMFGEO_BENCH_MPX");
  std::istringstream wanted(mpx == nullptr ? "1,4,16,64" : mpx);
  for (std::string size; std::getline(wanted, size, ',');) {
    if (const auto number = parse_number(size).value; number && *number >= 1) benchmark->Arg(std::lround(std::sqrt(*number)));
  }
  benchmark->ArgName("thousand_cells_square")->Unit(benchmark::kMillisecond)->UseRealTime();
}

using Stage = void (*)(benchmark::State&, const MakeDem&);

void on_made(benchmark::State& state, Stage stage, LargeTerrainKind kind) { stage(state, made(state, kind)); }

MakeDem real(const std::vector<std::string>& files) {
  return {[files] { return raster_info(files).frame.size(); },
          [files] {
            set_raster_cache(std::int64_t{16} << 20U);  // blocks kept by GDAL are no memory of the stage
            Issues issues;
            return Dem{read_raster(files, {}, issues)};
          }};
}

constexpr std::pair<const char*, Stage> kStages[] = {{"stencil", stencil},
                                                     {"fill", fill},
                                                     {"breach_then_fill", breach_then_fill},
                                                     {"directions", directions},
                                                     {"upstream_area", upstream_area},
                                                     {"whole_chain", whole_chain}};

void register_made(const std::string& terrain, LargeTerrainKind kind) {
  sizes(benchmark::RegisterBenchmark(("make/" + terrain).c_str(), make, kind));
  for (const auto& [name, stage] : kStages) {
    sizes(benchmark::RegisterBenchmark((std::string(name) + "/" + terrain).c_str(), on_made, stage, kind));
  }
  sizes(benchmark::RegisterBenchmark(("whole_chain_with_files/" + terrain).c_str(), whole_chain_with_files, kind));
}

/// Input: a file of the real test data, or a folder of tiles. Nothing where they are absent.
void register_real(const std::string& name, const std::string& path) {
  const std::string given = testdata(path);
  if (given.empty()) return;
  std::vector<std::string> files;
  if (std::filesystem::is_directory(given)) {
    for (const auto& entry : std::filesystem::directory_iterator(given)) {
      if (entry.path().extension() == ".tif") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
  } else {
    files.push_back(given);
  }
  for (const auto& [stage_name, stage] : kStages) {
    benchmark::RegisterBenchmark((std::string(stage_name) + "/" + name).c_str(),
                                 [stage = stage, files](benchmark::State& state) { stage(state, real(files)); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
}

const bool kRegistered = [] {
  register_made("fractal", LargeTerrainKind::fractal);
  register_made("mountains", LargeTerrainKind::mountains);
  register_real("chu", "dem/chu_bishkek_srtmgl1_1arcsec.tif");
  register_real("kz_zhabay", "dem/kz_zhabay_srtmgl1_tiles");
  return true;
}();

}  // namespace
}  // namespace tmfgeo::test
