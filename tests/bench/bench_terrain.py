#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The table of terrain performance: what the stages reach in memory, how they grow, on disk, by ranks, and with files.

    cmake --preset test -DTMFGEO_BENCH=ON && cmake --build --preset test
    /usr/bin/python3 tests/bench/bench_terrain.py build/test                      everything, 30 minutes or so
    /usr/bin/python3 tests/bench/bench_terrain.py build/test --mpx 4 --growth 1,4 --disk-mpx 16      about a minute

Prints Markdown. Needs a build with TMFGEO_BENCH; for the ranks mpirun and a build with TMFGEO_MPI; beside GDAL the Python
modules osgeo and numpy (python3-gdal, python3-numpy). Rows that cannot be had here are left out, and said so.
"""
import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STAGES = {"stencil": "D8 stencil", "fill": "fill", "breach_then_fill": "breach (20 m, 50 cells), then fill",
          "directions": "directions with a way out of every flat", "upstream_area": "upstream area",
          "whole_chain": "**whole chain: fill, directions, area**"}
# Mpx/s wanted, by stage and terrain.
GOALS = {"stencil": {"fractal": 400, "mountains": 400}, "fill": {"fractal": 40, "mountains": 100},
         "upstream_area": {"fractal": 100, "mountains": 100},
         "whole_chain": {"fractal": 15, "mountains": 40, "chu": 30, "kz_zhabay": 30}}
PRODUCTS = "conditioned,directions,area"


def side_of(mpx):
    """Sides are whole thousands of cells, as the benchmarks take them."""
    return 1000 * round(math.sqrt(mpx))


def table(title, header, rows, note=""):
    print(f"\n### {title}\n" + (f"\n{note}\n" if note else ""))
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    sys.stdout.flush()


class Run:
    """A program under the clock: wall clock, the most memory it held, what it printed."""

    def __init__(self, command, env=None):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.perf_counter()
            process = subprocess.Popen([str(c) for c in command], stdout=out, stderr=err, env={**os.environ, **(env or {})})
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.wall_s = time.perf_counter() - start
            self.peak_bytes = usage.ru_maxrss * 1024
            out.seek(0)
            err.seek(0)
            self.out = out.read()
            told = err.read().decode(errors="replace")
        if status != 0:
            raise RuntimeError(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}: {told[-500:]}")


class Bench:
    def __init__(self, arguments):
        self.build = Path(arguments.build)
        self.jobs = str(os.cpu_count())
        self.arguments = arguments

    def tool(self, name):
        found = self.build / "tools" / name
        return found if found.exists() else self.build / "tests" / name

    def stages(self, pattern, mpx):
        """Counters by (stage, terrain, Mpx) from the benchmark program; Mpx is None for real DEMs."""
        run = Run([self.tool("tmfgeo_bench"), f"--benchmark_filter={pattern}", "--benchmark_format=json"],
                  {"TMFGEO_BENCH_MPX": ",".join(str(m) for m in mpx)})
        found = {}
        for row in json.loads(run.out)["benchmarks"]:
            parts = row["name"].split("/")
            size = [p for p in parts if p.startswith("thousand_cells_square:")]
            found[parts[0], parts[1], int(size[0].split(":")[1]) ** 2 if size else None] = row
        return found

    def terrain_file(self, kind, mpx, folder):
        path = Path(folder) / f"{kind}-{mpx}.tif"
        Run([self.tool("tmfgeo_make_terrain"), kind, side_of(mpx), side_of(mpx), path])
        return path

    def terrain(self, dem, output, *options, ranks=0):
        jobs = "1" if ranks else self.jobs
        call = [self.tool("tmfgeo-mpi" if ranks else "tmfgeo"), "-q", "-j", jobs, "terrain", dem, "-o", output, *options]
        if ranks:
            call = ["mpirun", "--oversubscribe", "-n", ranks, *call]
        return Run(call, {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"})

    def memory_rows(self):
        mpx = round(math.sqrt(self.arguments.mpx)) ** 2
        names = "|".join(STAGES)
        found = self.stages(f"^({names})/(fractal|mountains|chu|kz_zhabay)(/|$)", [mpx])
        rows = []
        for stage, words in STAGES.items():
            for terrain in ("fractal", "mountains", "chu", "kz_zhabay"):
                row = found.get((stage, terrain, None if terrain in ("chu", "kz_zhabay") else mpx))
                if row is None:
                    continue
                goal = GOALS.get(stage, {}).get(terrain, "–")
                rows.append([words, terrain, f"{row['Mpx_per_s']:.1f}", goal, f"{row['passes']:.1f}", f"{row['bytes_per_cell']:.1f}"])
        table(f"In memory, {mpx} Mpx (real DEMs: all of them), {self.jobs} threads",
              ["stage", "terrain", "Mpx/s", "goal", "passes", "bytes per cell, input included"], rows)

    def growth_rows(self):
        sizes = sorted({round(math.sqrt(float(m))) ** 2 for m in self.arguments.growth.split(",")})
        found = self.stages("^whole_chain/(fractal|mountains)/", sizes)
        rows = []
        for terrain in ("fractal", "mountains"):
            for what, counter in (("Mpx/s", "Mpx_per_s"), ("passes", "passes")):
                rows.append([terrain, what, *(f"{found['whole_chain', terrain, size][counter]:.1f}" for size in sizes)])
        table("It grows as O(n): the whole chain", ["terrain", "", *(f"{size} Mpx" for size in sizes)], rows,
              "Passes: its time in passes that read and write the same arrays once, in the same run.")

    def disk_rows(self, folder):
        rows = []
        for kind in ("mountains", "fractal"):
            dem = self.terrain_file(kind, self.arguments.mpx, folder)
            run = self.terrain(dem, folder / "fill", "--memory", "300MB", "--products", "conditioned", "--overwrite")
            cells = side_of(self.arguments.mpx) ** 2 / 1e6
            rows.append([f"fill of {cells:.0f} Mpx, {kind}, `--memory 300MB`, one COG", f"{run.wall_s:.1f} s",
                         f"{cells / run.wall_s:.1f}", f"{run.peak_bytes / 1e6:.0f} MB", "300 MB"])
            dem.unlink()
        shutil.rmtree(folder / "fill")
        dem = self.terrain_file("mountains", self.arguments.disk_mpx, folder)
        run = self.terrain(dem, folder / "chain", "--memory", "2GiB", "--products", PRODUCTS)
        cells = side_of(self.arguments.disk_mpx) ** 2 / 1e6
        rows.append([f"chain of {cells:.0f} Mpx, mountains, `--memory 2GiB`, three COGs", f"{run.wall_s:.1f} s",
                     f"{cells / run.wall_s:.1f}", f"{run.peak_bytes / 1e6:.0f} MB", "8 Mpx/s, 2 GiB"])
        shutil.rmtree(folder / "chain")
        dem.unlink()
        table("On disk, from file to files", ["run", "wall clock", "Mpx/s", "most memory", "goal"], rows)

    def rank_rows(self, folder):
        if not shutil.which("mpirun") or not self.tool("tmfgeo-mpi").exists():
            print("\nRanks: left out, mpirun or tmfgeo-mpi is missing.")
            return
        dem = self.terrain_file("mountains", self.arguments.mpx, folder)
        memory = f"{max(300, 12 * side_of(self.arguments.mpx) ** 2 / 1e6):.0f}MB"  # too little for the whole from 16 Mpx on
        tiles = self.terrain(dem, folder / "tiles", "--memory", memory, "--products", PRODUCTS)
        ranks = self.terrain(dem, folder / "ranks", "--products", PRODUCTS, ranks=2)
        equal = all((folder / "tiles" / f.name).read_bytes() == f.read_bytes() for f in (folder / "ranks").glob("*.tif"))
        rows = [["two threads, tiles on disk", f"{tiles.wall_s:.1f} s", "", ""],
                ["two ranks of one thread", f"{ranks.wall_s:.1f} s", f"{ranks.wall_s / tiles.wall_s:.2f} ×", "≤ 1.5 ×"]]
        for name in ("tiles", "ranks"):
            shutil.rmtree(folder / name)
        dem.unlink()
        table(f"Two ranks beside two threads, {self.arguments.mpx} Mpx, three COGs", ["run", "wall clock", "ratio", "goal"], rows,
              "The rasters of both are equal byte by byte." if equal else "**The rasters differ.**")

    def file_row(self, folder):
        made = self.terrain_file("mountains", self.arguments.mpx, folder)
        dem = folder / "dem.tif"  # a COG as users have it
        Run(["gdal_translate", "-q", "-of", "COG", "-co", "COMPRESS=ZSTD", "-co", "PREDICTOR=YES", "-co", "NUM_THREADS=ALL_CPUS", made, dem])
        run = self.terrain(dem, folder / "files", "--products", PRODUCTS)
        cells = side_of(self.arguments.mpx) ** 2 / 1e6
        rows = [["`tmfgeo terrain`, the process from start to end", f"{run.wall_s:.1f} s", f"{cells / run.wall_s:.1f}", "", ""]]
        gdal = gdal_copy(dem, folder / "files", folder)
        if gdal is None:
            print("\nGDAL: left out, the modules osgeo and numpy are missing.")
        else:
            read_s, write_s = gdal
            rows.append([f"GDAL alone: read {read_s:.1f} s, write {write_s:.1f} s", f"{read_s + write_s:.1f} s",
                         f"{cells / (read_s + write_s):.1f}", f"{run.wall_s / (read_s + write_s):.2f} ×", "≤ 2 ×"])
        shutil.rmtree(folder / "files")
        table(f"From a COG of {cells:.0f} Mpx to three COGs", ["run", "wall clock", "Mpx/s", "ratio", "goal"], rows,
              "GDAL reads the same file and writes the same cells with the same compression, overviews and threads.")


def gdal_copy(dem, outputs, folder):
    """Seconds that GDAL takes to read a raster, and to write three given ones from memory as tmfgeo packs them."""
    try:
        from osgeo import gdal, gdal_array
    except ImportError:
        return None
    gdal.UseExceptions()
    gdal.SetConfigOption("GDAL_NUM_THREADS", "ALL_CPUS")
    start = time.perf_counter()
    gdal.Open(str(dem)).ReadAsArray()
    read_s = time.perf_counter() - start
    write_s = 0.0
    # What tmfgeo chooses: differences between neighbours for elevations only; means as overviews of elevations only.
    for name, predictor, resampling in (("dem_conditioned", "YES", "AVERAGE"), ("flow_direction", "NO", "NEAREST"), ("upstream_area", "NO", "NEAREST")):
        given = gdal.Open(str(outputs / f"{name}.tif"))
        cells = gdal_array.OpenArray(given.ReadAsArray())
        cells.SetGeoTransform(given.GetGeoTransform())
        cells.SetSpatialRef(given.GetSpatialRef())
        cells.GetRasterBand(1).SetNoDataValue(given.GetRasterBand(1).GetNoDataValue())
        start = time.perf_counter()
        written = gdal.GetDriverByName("COG").CreateCopy(str(folder / "gdal.tif"), cells, options=[
            "COMPRESS=ZSTD", "LEVEL=1", f"PREDICTOR={predictor}", f"OVERVIEW_RESAMPLING={resampling}", "BIGTIFF=IF_SAFER", "NUM_THREADS=ALL_CPUS"])
        written = None
        write_s += time.perf_counter() - start
    return read_s, write_s


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", help="build folder with TMFGEO_BENCH")
    parser.add_argument("--mpx", type=float, default=100, help="size of made terrains, million cells (default 100)")
    parser.add_argument("--growth", default="1,4,16,64,256", help="sizes over which growth is shown")
    parser.add_argument("--disk-mpx", type=float, default=1024, help="size of the large run on disk (default 1024)")
    parser.add_argument("--scratch", help="folder for files meanwhile; 15 bytes per cell of the largest run (default: the system's)")
    parser.add_argument("--rows", default="memory,growth,disk,ranks,file", help="which tables, by comma")
    arguments = parser.parse_args()
    bench = Bench(arguments)
    with tempfile.TemporaryDirectory(prefix="tmfgeo-bench-", dir=arguments.scratch) as name:
        folder = Path(name)
        parts = {"memory": bench.memory_rows, "growth": bench.growth_rows, "disk": lambda: bench.disk_rows(folder),
                 "ranks": lambda: bench.rank_rows(folder), "file": lambda: bench.file_row(folder)}
        for row in arguments.rows.split(","):
            if row not in parts:
                parser.error(f"--rows: found {row}, expected some of {', '.join(parts)}")
            parts[row]()


main()
