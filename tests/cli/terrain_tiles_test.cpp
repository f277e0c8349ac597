// SPDX-License-Identifier: Apache-2.0
// `tmfgeo terrain` in tiles on disk and by several ranks: the same files as in memory, and nothing that looks finished
// after a run that was not.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "support/run_program.h"
#include "support/run_tmfgeo.h"
#include "support/terrains_large.h"
#include "tmfgeo/io/raster.h"

namespace tmfgeo::test {
namespace {

namespace fs = std::filesystem;

class TerrainTiles : public testing::Test {
 protected:
  static constexpr std::ptrdiff_t kSide = 2600;

  /// Large enough that 350 MB do for tiles and not for the whole.
  static void SetUpTestSuite() {
    folder_ = std::make_unique<ScratchFolder>();
    Dem dem = large_terrain(LargeTerrainKind::fractal, kSide, kSide);
    for (float& z : dem.elevation_m.values()) z = std::round(z / 4);
    for (std::ptrdiff_t r = 700; r < 1500; ++r) std::fill_n(&dem.elevation_m[Cell{r, 900}], 400, std::numeric_limits<float>::quiet_NaN());
    write_cog(dem_file(), dem.elevation_m, {}, false);
    Grid<float> runoff(GridFrame{20, 20, dem.elevation_m.frame().west - 1e4, dem.elevation_m.frame().north + 1e4, 3e4, 3e4, dem.elevation_m.frame().crs}, 300);
    runoff[7] = 20;
    write_cog(folder_->file("runoff.tif"), runoff, {}, false);
    write_points(dem.elevation_m.frame());
    const Ran ran = run_tmfgeo(call(folder_->file("memory"), {}));
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_NE(ran.err.find("in memory"), std::string::npos) << ran.err;
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::string dem_file() { return folder_->file("рельеф dem.tif"); }

  /// Two in one cell, one on nothing, one beside the DEM, one without a place, and a chain of nested ones.
  static void write_points(const GridFrame& frame) {
    std::string text = "id,x,y\n";
    const auto at = [&](const std::string& id, std::ptrdiff_t row, std::ptrdiff_t column) {
      const Point p = frame.centre({row, column});
      text += id + "," + std::to_string(p.x) + "," + std::to_string(p.y) + "\n";
    };
    for (std::ptrdiff_t i = 0; i < 12; ++i) at("p" + std::to_string(i), 137 + 211 * i, 90 + (i * 787) % 2400);
    at("again", 137 + 211 * 3, 90 + (3 * 787) % 2400);
    at("hole", 900, 1000);
    at("beside", -50, 20);
    text += "lost,here,there\n";
    write_text(folder_->file("points.csv"), text);
  }

  static std::vector<std::string> call(const std::string& output, const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"-j", "2", "terrain", dem_file(), "-o", output, "--products", "all", "--runoff",
                                       folder_->file("runoff.tif"), "--conditioning", "auto", "--stream-threshold", "5",
                                       "--points", folder_->file("points.csv"), "--points-crs", "EPSG:32642"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  static std::set<std::string> names_in(const std::string& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
  }

  /// Every file, rasters, styles, layers and project.
  static void expect_as_in_memory(const std::string& folder) {
    const std::set<std::string> expected = names_in(folder_->file("memory"));
    EXPECT_EQ(expected.size(), 20U);
    EXPECT_EQ(names_in(folder), expected);
    for (const std::string& name : expected) {
      EXPECT_TRUE(file_text(folder + "/" + name) == file_text(folder_->file("memory/" + name))) << name;
    }
  }

  static std::unique_ptr<ScratchFolder> folder_;
};
std::unique_ptr<ScratchFolder> TerrainTiles::folder_;

TEST_F(TerrainTiles, OnDiskGiveTheSameFilesAsInMemory) {
  const ScratchFolder scratch;
  const Ran ran = run_tmfgeo(call(scratch.file("out"), {"--memory", "350 MB"}));
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.err.find("in tiles of"), std::string::npos) << ran.err;
  expect_as_in_memory(scratch.file("out"));
}

TEST_F(TerrainTiles, ThatEvenTilesNeedMoreMemoryIsToldWithHowMuch) {
  const ScratchFolder scratch;
  const Ran ran = run_tmfgeo(call(scratch.file("out"), {"--memory", "10MB"}));
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.err.find("even in tiles"), std::string::npos) << ran.err;
  EXPECT_EQ(run_tmfgeo(call(scratch.file("out"), {"--memory", "lots"})).exit_code, 1);
}

TEST_F(TerrainTiles, AKilledRunLeavesNoRasterAndTheNextOneStartsOver) {
  const ScratchFolder scratch;
  run_tmfgeo(call(scratch.file("out"), {"--memory", "350MB", "-q"}), "timeout -s KILL 0.4");
  for (const auto& entry : fs::directory_iterator(scratch.path())) {
    for (const auto& file : fs::directory_iterator(entry.path())) EXPECT_TRUE(file.path().filename().string().starts_with(".")) << file.path();
  }
  ASSERT_EQ(run_tmfgeo(call(scratch.file("out"), {"--memory", "350MB", "-q"})).exit_code, 0);
  expect_as_in_memory(scratch.file("out"));
  for (const auto& file : fs::directory_iterator(scratch.file("out"))) EXPECT_FALSE(file.path().filename().string().starts_with("."));
}

TEST_F(TerrainTiles, ADemWithoutElevationsIsRefusedByItsOwnName) {
  const ScratchFolder scratch;
  const GridFrame frame = large_terrain(LargeTerrainKind::fractal, kSide, kSide).elevation_m.frame();
  write_cog(scratch.file("empty.tif"), Grid<float>(frame, std::numeric_limits<float>::quiet_NaN()), {}, false);
  std::vector<std::string> arguments = call(scratch.file("out"), {"--memory", "350MB", "-q"});
  arguments[3] = scratch.file("empty.tif");
  const Ran ran = run_tmfgeo(arguments);
  EXPECT_EQ(ran.exit_code, 2) << ran.err;
  EXPECT_NE(ran.err.find(scratch.file("empty.tif")), std::string::npos) << ran.err;
  EXPECT_TRUE(fs::is_empty(scratch.file("out")));
}

TEST_F(TerrainTiles, AFullDiskIsToldAndNothingIsLeft) {
  const ScratchFolder scratch;
  const Ran ran = run_tmfgeo(call(scratch.file("out"), {"--memory", "350MB", "-q"}), "trap '' XFSZ; ulimit -f 2000;");
  EXPECT_EQ(ran.exit_code, 3) << ran.err;
  EXPECT_TRUE(fs::is_empty(scratch.file("out")));
}

TEST(TerrainTilesOfRealDems, GiveTheSameFilesAsInMemory) {
  TMFGEO_NEEDS_TESTDATA("dem/kz_zhabay_srtmgl1_tiles");
  const std::string tiles = testdata("dem/kz_zhabay_srtmgl1_tiles") + "/";
  const std::vector<std::vector<std::string>> dems{
      {testdata("dem/chu_bishkek_srtmgl1_1arcsec.tif"), "--clip", "74.35,42.85,74.8,43.2"},
      {tiles + "N51E067.tif", tiles + "N51E068.tif", tiles + "N52E067.tif", tiles + "N52E068.tif", "--clip", "67.8,51.8,68.2,52.2"}};
  for (const std::vector<std::string>& dem : dems) {
    const ScratchFolder scratch;
    const auto run = [&](const std::string& output, const std::string& memory) {
      std::vector<std::string> arguments{"-j", "2", "terrain", "-o", scratch.file(output), "--products", "all", "--memory", memory};
      arguments.insert(arguments.end(), dem.begin(), dem.end());
      return run_tmfgeo(arguments);
    };
    const Ran whole = run("memory", "1GB");
    const Ran tiled = run("tiles", "115MB");
    ASSERT_EQ(whole.exit_code, 0) << whole.err;
    ASSERT_EQ(tiled.exit_code, 0) << tiled.err;
    EXPECT_NE(whole.err.find("in memory"), std::string::npos) << whole.err;
    EXPECT_NE(tiled.err.find("in tiles of"), std::string::npos) << tiled.err;
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(scratch.file("memory"))) {
      const std::string name = entry.path().filename().string();
      EXPECT_TRUE(file_text(entry.path().string()) == file_text(scratch.file("tiles/" + name))) << name;
      ++files;
    }
    EXPECT_EQ(files, 16U);
  }
}

#ifdef TMFGEO_MPI_BINARY
std::string as_ranks(int count, const std::string& program, const std::vector<std::string>& arguments) {
  std::string command = "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_btl_vader_single_copy_mechanism=none "
                        "mpirun --oversubscribe -n " + std::to_string(count) + " " + program;
  for (const std::string& argument : arguments) command += " " + shell_quoted(argument);
  return command;
}

/// Some places let no program start others by mpirun, whatever these are.
bool mpirun_works() { return run_program("timeout 60 env " + as_ranks(2, "true", {})).exit_code == 0; }

TEST_F(TerrainTiles, BySeveralRanksGiveTheSameFiles) {
  if (!mpirun_works()) GTEST_SKIP() << "mpirun does not start programs here";
  for (const int ranks : {1, 3}) {
    const ScratchFolder scratch;
    const ProgramRun ran = run_program(as_ranks(ranks, TMFGEO_MPI_BINARY, call(scratch.file("out"), {"-q"})));
    ASSERT_EQ(ran.exit_code, 0) << ran.text;
    expect_as_in_memory(scratch.file("out"));
  }
}

TEST_F(TerrainTiles, ByRanksWithUnequalThreadsAndMemoryGiveTheSameFiles) {
  if (!mpirun_works()) GTEST_SKIP() << "mpirun does not start programs here";
  const ScratchFolder scratch;
  std::vector<std::string> many = call(scratch.file("out"), {"-q", "--memory", "1GB"});
  many[1] = "5";
  std::string command = as_ranks(1, TMFGEO_MPI_BINARY, call(scratch.file("out"), {"-q", "--memory", "500MB"})) + " : -n 1 " + TMFGEO_MPI_BINARY;
  for (const std::string& argument : many) command += " " + shell_quoted(argument);
  const ProgramRun ran = run_program(command);
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  expect_as_in_memory(scratch.file("out"));
}

TEST_F(TerrainTiles, OnlyTerrainRunsAsSeveralRanks) {
  if (!mpirun_works()) GTEST_SKIP() << "mpirun does not start programs here";
  const ProgramRun ran = run_program("timeout 120 env " + as_ranks(2, TMFGEO_MPI_BINARY, {"methods"}));
  EXPECT_NE(ran.exit_code, 0);
  EXPECT_NE(ran.text.find("one process"), std::string::npos) << ran.text;
  EXPECT_EQ(ran.text.find("one process"), ran.text.rfind("one process")) << ran.text;
}

TEST_F(TerrainTiles, ARankThatIsKilledEndsTheRunWithoutARaster) {
  if (!mpirun_works()) GTEST_SKIP() << "mpirun does not start programs here";
  const ScratchFolder scratch;
  write_text(scratch.file("rank.sh"), "if [ \"$OMPI_COMM_WORLD_RANK\" = 1 ]; then exec timeout -s KILL 0.6 \"$@\"; fi\nexec \"$@\"\n");
  std::vector<std::string> arguments = call(scratch.file("out"), {"-q"});
  arguments.insert(arguments.begin(), {scratch.file("rank.sh"), TMFGEO_MPI_BINARY});
  const ProgramRun ran = run_program("timeout 120 " + as_ranks(2, "sh", arguments).insert(0, "env "));
  EXPECT_NE(ran.exit_code, 0) << ran.text;
  EXPECT_NE(ran.exit_code, 124) << "the other rank waited for ever";
  if (!fs::exists(scratch.file("out"))) return;
  for (const auto& file : fs::directory_iterator(scratch.file("out"))) EXPECT_TRUE(file.path().filename().string().starts_with(".")) << file.path();
}

TEST_F(TerrainTiles, AnErrorOfAllRanksEndsThemWithItsExitCode) {
  if (!mpirun_works()) GTEST_SKIP() << "mpirun does not start programs here";
  const ScratchFolder scratch;
  std::vector<std::string> arguments = call(scratch.file("out"), {"-q"});
  arguments[3] = scratch.file("missing.tif");
  const ProgramRun ran = run_program("timeout 120 " + as_ranks(2, TMFGEO_MPI_BINARY, arguments).insert(0, "env "));
  EXPECT_NE(ran.exit_code, 0);
  EXPECT_NE(ran.exit_code, 124);
  EXPECT_NE(ran.text.find("missing.tif"), std::string::npos) << ran.text;
  EXPECT_EQ(ran.text.find("missing.tif"), ran.text.rfind("missing.tif")) << ran.text;
}

TEST_F(TerrainTiles, AnErrorOfOneRankIsTold) {
  if (!mpirun_works()) GTEST_SKIP() << "mpirun does not start programs here";
  const ScratchFolder scratch;
  std::vector<std::string> elsewhere = call(scratch.file("out"), {"-q", "--scratch", scratch.file("a file/x")});
  write_text(scratch.file("a file"), "no folder");
  std::string command = as_ranks(1, TMFGEO_MPI_BINARY, call(scratch.file("out"), {"-q"})) + " : -n 1 " + TMFGEO_MPI_BINARY;
  for (const std::string& argument : elsewhere) command += " " + shell_quoted(argument);
  const ProgramRun ran = run_program("timeout 120 env " + command);
  EXPECT_EQ(ran.exit_code, 3) << ran.text;
  EXPECT_NE(ran.text.find("a file/x"), std::string::npos) << ran.text;
}
#else
TEST_F(TerrainTiles, BySeveralRanksGiveTheSameFiles) { GTEST_SKIP() << "tmfgeo-mpi is not built: TMFGEO_MPI is off"; }
#endif

}  // namespace
}  // namespace tmfgeo::test
