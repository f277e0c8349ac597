// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/source_words.h"

#include <array>
#include <string_view>

#include "tmfgeo/output/natech_words.h"

namespace tmfgeo {
namespace {

struct SourceWords {
  std::string_view en;
  std::string_view ru;
};

/// Whole sources.
constexpr std::array kSources{
    SourceWords{"population raster along the flow path", "растр населения вдоль пути стока"},
    SourceWords{"places along the flow path", "населённые пункты вдоль пути стока"},
    SourceWords{"river network along the flow path", "речная сеть вдоль пути стока"},
    SourceWords{"what-if", "испытанное изменение"},
};

/// Beginnings.
constexpr std::array kBeginnings{
    SourceWords{"estimated from the DEM, 100 years", "оценено по рельефу, 100 лет"},
    SourceWords{"depth maps of the project, 100 years", "карты глубин проекта, 100 лет"},
    SourceWords{"inside the flood area of 100 years: ", "в зоне затопления 100-летним паводком: "},
    SourceWords{"outside the flood area of 500 years: ", "вне зоны затопления 500-летним паводком: "},
    SourceWords{"estimated from the DEM, 500 years", "оценено по рельефу, 500 лет"},
    SourceWords{"depth maps of the project, 500 years", "карты глубин проекта, 500 лет"},
};

/// How sure what a beginning tells is.
constexpr std::array kOrigins{
    SourceWords{", given", ", указано"},
    SourceWords{", computed", ", вычислено"},
    SourceWords{", extrapolated", ", за пределами данных"},
    SourceWords{", default", ", по умолчанию"},
};

/// Endings, also before a number.
constexpr std::array kEndings{
    SourceWords{", extrapolated to 475 years", ", продолжено до 475 лет"},
    SourceWords{", 475 years, maps contradict each other", ", 475 лет, карты противоречат друг другу"},
    SourceWords{", 475 years", ", 475 лет"},
    SourceWords{" line ", ", строка "},
    SourceWords{" feature ", ", запись "},
};

/// Parts of a place in a file.
constexpr std::array kRecordParts{SourceWords{"line ", "строка "}, SourceWords{"feature ", "запись "}, SourceWords{"sheet ", "лист "}, SourceWords{"row ", "строка "}};

}  // namespace

std::string source_in_russian(std::string source) {
  for (const SourceWords& w : kSources) {
    if (source == w.en) return std::string(w.ru);
  }
  for (const SourceWords& w : kBeginnings) {
    if (!source.starts_with(w.en)) continue;
    source.replace(0, w.en.size(), w.ru);
    for (const SourceWords& origin : kOrigins) {
      if (source.compare(w.ru.size(), origin.en.size(), origin.en) == 0) source.replace(w.ru.size(), origin.en.size(), origin.ru);
    }
  }
  const std::size_t number = source.find_last_not_of("0123456789") + 1;
  for (const SourceWords& w : kEndings) {
    const bool before_number = w.en.back() == ' ';
    const std::size_t end = before_number ? number : source.size();
    if ((before_number && number == source.size()) || end < w.en.size() || source.compare(end - w.en.size(), w.en.size(), w.en) != 0) continue;
    source.replace(end - w.en.size(), w.en.size(), w.ru);
    break;
  }
  // What a hazard curve or an estimate of floods rests on.
  return natech_in_russian(source);
}

std::string record_in_russian(std::string record) {
  for (const SourceWords& w : kRecordParts) {
    if (record.starts_with(w.en)) record.replace(0, w.en.size(), w.ru);
    const auto later = record.rfind(", " + std::string(w.en));
    if (later != std::string::npos) record.replace(later + 2, w.en.size(), w.ru);
  }
  return record;
}

}  // namespace tmfgeo
