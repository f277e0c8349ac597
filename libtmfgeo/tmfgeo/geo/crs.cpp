// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/geo/crs.h"

#include <geos_c.h>
#include <proj.h>

#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

struct ContextDeleter {
  void operator()(PJ_CONTEXT* c) const { proj_context_destroy(c); }
};
struct PjDeleter {
  void operator()(PJ* p) const { proj_destroy(p); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Pj = std::unique_ptr<PJ, PjDeleter>;

Context quiet_context() {
  Context context(proj_context_create());
  proj_log_level(context.get(), PJ_LOG_NONE);
  proj_context_use_proj4_init_rules(context.get(), 1);
  return context;
}

bool is_horizontal(PJ_TYPE type) {
  return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS || type == PJ_TYPE_PROJECTED_CRS;
}

/// The CRS itself or the horizontal part of a compound one. A bound CRS stays bound: it carries the shift to WGS 84
/// that its author wants, often a hundred metres.
Pj horizontal_part(PJ_CONTEXT* context, Pj crs) {
  if (crs && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
  return crs;
}

/// A bound CRS without its shift, any other CRS itself; empty if it is no horizontal CRS.
Pj unbound(PJ_CONTEXT* context, const PJ* crs) {
  if (crs == nullptr) return {};
  const bool bound = proj_get_type(crs) == PJ_TYPE_BOUND_CRS;
  Pj base(bound ? proj_get_source_crs(context, crs) : proj_clone(context, crs));
  return base && is_horizontal(proj_get_type(base.get())) ? std::move(base) : Pj{};
}

/// PROJ takes a bare "+proj=…" for an operation, people mean a CRS.
std::string as_crs(const std::string& text) {
  const std::string_view bare = trimmed(text);
  const bool proj_string = bare.starts_with('+') || bare.starts_with("proj=");
  const bool complete = bare.find("type=crs") != std::string_view::npos || bare.find("step") != std::string_view::npos;
  return proj_string && !complete ? std::string(bare) + " +type=crs" : text;
}

/// PROJ takes any text that is part of a name for that name: "WGS", "42". Only a whole name is meant.
bool is_part_of_a_name(const std::string& text, const PJ* crs) {
  if (crs == nullptr || text.find_first_of(":[{=") != std::string::npos) return false;
  const char* name = proj_get_name(crs);
  return name == nullptr || lower_ascii(trimmed(text)) != lower_ascii(name);
}

}  // namespace

struct Crs::Impl {
  Context context;
  Pj crs;   ///< horizontal, perhaps bound
  Pj base;  ///< the same without a bound shift
};

Crs Crs::from_text(const std::string& text) {
  auto impl = std::make_shared<Impl>();
  impl->context = quiet_context();
  PJ_CONTEXT* context = impl->context.get();
  Pj created(proj_create(context, as_crs(text).c_str()));
  if (is_part_of_a_name(text, created.get())) created.reset();
  impl->crs = horizontal_part(context, std::move(created));
  impl->base = unbound(context, impl->crs.get());
  if (!impl->base) {
    const std::string shown = text.size() > 80 ? text.substr(0, 77) + "..." : text;
    throw Error(ErrorCode::invalid_input, "\"" + shown +
                                              "\" is not a reference system PROJ knows, expected for example EPSG:4326");
  }
  Crs crs;
  crs.impl_ = std::move(impl);
  return crs;
}

Crs Crs::wgs84() {
  static const Crs crs = from_text("EPSG:4326");
  return crs;
}

bool Crs::is_geographic() const {
  TMFGEO_EXPECTS(known());
  return proj_get_type(impl_->base.get()) != PJ_TYPE_PROJECTED_CRS;
}

std::string Crs::name() const {
  TMFGEO_EXPECTS(known());
  const char* authority = proj_get_id_auth_name(impl_->base.get(), 0);
  const char* code = proj_get_id_code(impl_->base.get(), 0);
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  const char* name = proj_get_name(impl_->base.get());
  return name != nullptr ? name : "unnamed";
}

std::string Crs::wkt() const {
  TMFGEO_EXPECTS(known());
  const Context context = quiet_context();
  const Pj copy(proj_clone(context.get(), impl_->crs.get()));
  const char* wkt = proj_as_wkt(context.get(), copy.get(), PJ_WKT2_2019, nullptr);
  if (wkt == nullptr) wkt = proj_as_wkt(context.get(), copy.get(), PJ_WKT1_GDAL, nullptr);
  return wkt != nullptr ? wkt : "";
}

bool Crs::same_as(const Crs& other) const {
  if (impl_ == other.impl_) return true;
  if (!known() || !other.known()) return false;
  const Context context = quiet_context();
  const Pj a(proj_clone(context.get(), impl_->crs.get()));
  const Pj b(proj_clone(context.get(), other.impl_->crs.get()));
  return proj_is_equivalent_to_with_ctx(context.get(), a.get(), b.get(), PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

/// Operations a thread remembers; a run needs a handful.
constexpr std::size_t kKnownOperations = 32;

struct Transform::Impl {
  Crs from;  ///< both kept, so that their addresses stay theirs
  Crs to;
  Context context;
  Pj operation;  ///< empty: identity
};

Transform::Transform(const Crs& from, const Crs& to) {
  TMFGEO_EXPECTS(from.known() && to.known());
  // Looking for the best operation takes a millisecond, and the same few pairs are asked for thousands of times.
  using Key = std::pair<const Crs::Impl*, const Crs::Impl*>;
  thread_local std::map<Key, std::shared_ptr<const Impl>> known_here;
  const Key key{from.impl_.get(), to.impl_.get()};
  if (const auto known = known_here.find(key); known != known_here.end()) {
    impl_ = known->second;
    return;
  }
  auto made = std::make_shared<Impl>();
  made->from = from;
  made->to = to;
  if (!from.same_as(to)) {
    made->context = quiet_context();
    PJ_CONTEXT* context = made->context.get();
    const Pj source(proj_clone(context, from.impl_->crs.get()));
    const Pj target(proj_clone(context, to.impl_->crs.get()));
    const Pj raw(proj_create_crs_to_crs_from_pj(context, source.get(), target.get(), nullptr, nullptr));
    if (raw) made->operation.reset(proj_normalize_for_visualization(context, raw.get()));
    if (!made->operation) {
      throw Error(ErrorCode::environment, "PROJ has no transformation from " + from.name() + " to " + to.name());
    }
  }
  if (known_here.size() >= kKnownOperations) known_here.clear();
  known_here.emplace(key, made);
  impl_ = std::move(made);
}

Transform::~Transform() = default;
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;

bool Transform::is_identity() const { return impl_->operation == nullptr; }

Point Transform::operator()(Point p) const {
  if (is_identity()) return p;
  const PJ_COORD out = proj_trans(impl_->operation.get(), PJ_FWD, proj_coord(p.x, p.y, 0, HUGE_VAL));
  const Point moved{out.xy.x, out.xy.y};
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  return is_finite(moved) ? moved : Point{nan, nan};
}

void Transform::apply(std::span<Point> points) const {
  if (is_identity()) return;
  for (Point& p : points) p = (*this)(p);
}

std::string proj_version() { return proj_info().version; }

std::string geos_version() {
  const std::string version = GEOSversion();
  return version.substr(0, version.find('-'));
}

}  // namespace tmfgeo
