// SPDX-License-Identifier: Apache-2.0
#include "cli.h"

namespace tmfgeo::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> list{
      {"assess", "Route every facility to its end, cut the routes at borders, compute the indices, write the results.", add_assess},
      {"init", "Write a commented project file and an empty facilities table to start from.", add_init},
      {"inspect", "Say what a raster or vector file holds: layers, columns, reference system, extent.", add_inspect},
      {"layers", "List the output layers, or the columns of one.", add_layers},
      {"methods", "List the methods behind the results, with citations; the issue codes; the schemes.", add_methods},
      {"natech", "Say which earthquakes and floods break which dams, how likely, and which of them together.", add_natech},
      {"plume", "Say when, how high and how long a release passes one place downstream, set right by what was measured; draw it.", add_plume},
      {"terrain", "Condition a DEM and write flow directions, upstream area and streams.", add_terrain},
      {"trace", "Route one facility, or any point, and print its legs and border crossings.", add_trace},
      {"validate", "Read and check every input of a project without computing; estimate the memory.", add_validate},
  };
  return list;
}

}  // namespace tmfgeo::cli
