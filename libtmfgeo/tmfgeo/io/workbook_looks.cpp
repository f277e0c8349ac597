// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/workbook_looks.h"

#include <xlsxwriter.h>

namespace tmfgeo {
namespace {

constexpr lxw_color_t kBorder = 0xB0B0B0;
constexpr lxw_color_t kHeading = 0x1F4E78;
constexpr lxw_color_t kCategory = 0xDDEBF7;
constexpr lxw_color_t kEntry = 0xFFF9E5;
constexpr lxw_color_t kGood = 0xC6E0B4;
constexpr lxw_color_t kFair = 0xFFE699;
constexpr lxw_color_t kBad = 0xF4B084;
constexpr lxw_color_t kUnknown = 0xD9D9D9;

void outline(lxw_format* f) {
  format_set_border(f, LXW_BORDER_THIN);
  format_set_border_color(f, kBorder);
}

void fill(lxw_format* f, lxw_color_t colour) {
  outline(f);
  format_set_pattern(f, LXW_PATTERN_SOLID);
  format_set_bg_color(f, colour);
}

void fill_in(lxw_format* f) {
  fill(f, kEntry);
  format_set_unlocked(f);
}

void fill_class(lxw_format* f, lxw_color_t colour) {
  fill(f, colour);
  format_set_text_wrap(f);
}

}  // namespace

void set_look(lxw_format* f, CellLook look) {
  format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
  switch (look) {
    case CellLook::plain: return;
    case CellLook::title:
      format_set_bold(f);
      format_set_font_size(f, 14);
      return;
    case CellLook::note:
      format_set_font_color(f, 0x595959);
      format_set_text_wrap(f);
      return;
    case CellLook::heading:
      fill(f, kHeading);
      format_set_bold(f);
      format_set_font_color(f, LXW_COLOR_WHITE);
      format_set_text_wrap(f);
      return;
    case CellLook::category:
      fill(f, kCategory);
      format_set_bold(f);
      return;
    case CellLook::important: format_set_bold(f); [[fallthrough]];
    case CellLook::wrapped:
      outline(f);
      format_set_text_wrap(f);
      return;
    case CellLook::centred:
      outline(f);
      format_set_align(f, LXW_ALIGN_CENTER);
      return;
    case CellLook::choice: format_set_align(f, LXW_ALIGN_CENTER); [[fallthrough]];
    case CellLook::entry:
      fill_in(f);
      format_set_text_wrap(f);
      return;
    case CellLook::date_entry:
      fill_in(f);
      format_set_num_format(f, "yyyy-mm-dd");
      format_set_align(f, LXW_ALIGN_LEFT);
      return;
    case CellLook::percent:
      outline(f);
      format_set_num_format(f, "0.0");
      return;
    case CellLook::number: outline(f); return;
    case CellLook::good: fill_class(f, kGood); return;
    case CellLook::fair: fill_class(f, kFair); return;
    case CellLook::bad: fill_class(f, kBad); return;
    case CellLook::unknown: fill_class(f, kUnknown); return;
  }
}

}  // namespace tmfgeo
