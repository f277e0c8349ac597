// SPDX-License-Identifier: Apache-2.0
/// Flood depths at places, from depth maps of several return periods.
/// A cell without a value was not modelled; it is never taken for dry.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tmfgeo/core/provenance.h"
#include "tmfgeo/geo/point.h"
#include "tmfgeo/grid/grid.h"

namespace tmfgeo {

/// A depth map that is read window by window: metres, 0 dry, NaN not modelled.
struct DepthMap {
  double return_period_y = 0;
  GridFrame frame;
  /// Fills rows × columns cells from `first` on, row by row; NaN outside the frame. One thread at a time calls it.
  std::function<void(Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<float> values)> read;
};

/// A depth map in memory. Needs: the grid lives as long as the map.
DepthMap depth_map(double return_period_y, const Grid<float>& depth_m);

/// Depth maps in order, and what had to be mended to order them.
class FloodStack {
 public:
  /// Maps in any order and any frames. Return periods given twice are kept: the deeper value counts.
  /// Needs: at least one map; return periods above 1 (check with return_period_problem); each frame's CRS known.
  explicit FloodStack(std::vector<DepthMap> maps);

  const std::vector<DepthMap>& maps() const { return maps_; }
  bool was_out_of_order() const { return out_of_order_; }
  bool had_duplicates() const { return duplicates_; }

 private:
  std::vector<DepthMap> maps_;
  bool out_of_order_ = false;
  bool duplicates_ = false;
};

/// Why a return period cannot be used, for a person; empty if it can.
std::string return_period_problem(double return_period_y);

enum class FloodStatus {
  not_modelled,  ///< no map has a value here
  dry,           ///< modelled, and no map floods it
  wet,           ///< at least one map floods it
  unsure,        ///< estimates only: the low one leaves it dry, the high one floods it
};
/// "not_modelled", "dry", "wet", "unsure".
std::string_view to_text(FloodStatus status);

/// One return period at one place.
struct FloodDepth {
  double return_period_y = 0;
  std::optional<double> depth_m;  ///< absent: not modelled
  bool raised = false;            ///< its map says less; a more frequent flood is as deep
};

/// The flood at one place. Return periods ascend, each once; depths do not fall with them.
struct FloodSample {
  FloodStatus status = FloodStatus::not_modelled;
  std::vector<FloodDepth> depths;
  bool repaired_monotone = false;  ///< a rarer flood was shallower in the maps and was raised
  bool repaired_values = false;    ///< a negative or infinite depth was left out
  bool gaps = false;               ///< modelled for some return periods only
};

struct FloodSampleOptions {
  double radius_m = 0;  ///< the deepest cell centre within; 0: the cell the point lies in
};

/// Input: points in WGS 84 longitude, latitude; a point that is not finite is not modelled.
/// Output: one sample per point, in their order; the same on any number of threads. Cost: about 1 µs per point and map at
/// radius 0, plus the transformation and the map's own reading, from north to south.
/// Errors: Error{environment} if PROJ has no operation, and those of the maps' reading.
std::vector<FloodSample> sample_floods(const FloodStack& stack, std::span<const Point> points, const FloodSampleOptions& options = {});

/// Orders, merges and mends depths of one place: what sample_floods does after reading the cells.
FloodSample make_flood_sample(std::vector<FloodDepth> depths);

/// Depth at a return period: straight in the Gumbel variate between known depths; beyond the rarest or below the most
/// frequent known depth the last piece goes on, not below 0, origin extrapolated, as beside a depth that was raised. A place whose rarest known depth is 0 is
/// dry for every more frequent flood, and unknown for rarer ones. Needs: return_period_y > 1. Source [Gumbel1958].
SourcedValue flood_depth_m(const FloodSample& sample, double return_period_y);

/// Return period at which a depth is first exceeded.
struct FloodOnset {
  std::optional<double> return_period_y;  ///< between two maps
  std::optional<double> at_most;          ///< the most frequent known flood exceeds it already
  std::optional<double> at_least;         ///< the rarest known flood does not exceed it
};
FloodOnset flood_onset(const FloodSample& sample, double threshold_m = 0.1);

}  // namespace tmfgeo
