// SPDX-License-Identifier: Apache-2.0
// cairo lives here.
#include <cairo.h>

#include <cmath>
#include <memory>
#include <numbers>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/io/whole_file.h"
#include "tmfgeo/output/drawing.h"

namespace tmfgeo {
namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Pen = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

void set_colour(cairo_t* pen, const Colour& c) { cairo_set_source_rgba(pen, c.red, c.green, c.blue, c.opacity); }

void trace(cairo_t* pen, const Polyline& points) {
  cairo_new_path(pen);
  for (const Point p : points) cairo_line_to(pen, p.x, p.y);
}

void paint_text(cairo_t* pen, const Shape& s) {
  cairo_save(pen);
  cairo_select_font_face(pen, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, s.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(pen, s.size);
  cairo_text_extents_t extents;
  cairo_text_extents(pen, s.text.c_str(), &extents);
  const double before = s.anchor == Anchor::start ? 0 : s.anchor == Anchor::middle ? extents.x_advance / 2 : extents.x_advance;
  cairo_move_to(pen, s.points.front().x, s.points.front().y);
  if (s.upright) cairo_rotate(pen, -std::numbers::pi / 2);
  cairo_rel_move_to(pen, -before, 0);
  cairo_show_text(pen, s.text.c_str());
  cairo_restore(pen);
}

void paint(cairo_t* pen, const Shape& s) {
  set_colour(pen, s.colour);
  switch (s.kind) {
    case Shape::Kind::line: {
      constexpr double dashes[]{6, 4};
      cairo_set_dash(pen, dashes, s.dashed ? 2 : 0, 0);
      cairo_set_line_width(pen, s.width);
      trace(pen, s.points);
      cairo_stroke(pen);
      return;
    }
    case Shape::Kind::area:
      trace(pen, s.points);
      cairo_fill(pen);
      return;
    case Shape::Kind::text: paint_text(pen, s); return;
  }
}

}  // namespace

void write_png(const std::string& path, const Drawing& d, double scale, bool overwrite) {
  TMFGEO_EXPECTS(scale > 0);
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(scale * d.width)), static_cast<int>(std::lround(scale * d.height))),
                        cairo_surface_destroy);
  const Pen pen(cairo_create(surface.get()), cairo_destroy);
  cairo_scale(pen.get(), scale, scale);
  set_colour(pen.get(), {1, 1, 1, 1});
  cairo_paint(pen.get());
  cairo_set_line_join(pen.get(), CAIRO_LINE_JOIN_ROUND);
  for (const Shape& s : d.shapes) paint(pen.get(), s);
  PartialFile file(path, overwrite);
  const cairo_status_t status = cairo_surface_write_to_png(surface.get(), file.partial_path().c_str());
  if (status != CAIRO_STATUS_SUCCESS) throw Error(ErrorCode::environment, std::string("cannot be written: ") + cairo_status_to_string(status), path);
  file.keep();
}

}  // namespace tmfgeo
