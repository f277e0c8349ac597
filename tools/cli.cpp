// SPDX-License-Identifier: Apache-2.0
#include "cli.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>

#include "tmfgeo/core/counted.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Columns a UTF-8 text takes on a terminal: continuation bytes take none.
std::size_t shown_width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class StageReporter {
 public:
  void operator()(std::string_view stage, double fraction) {
    if (stage != stage_) {
      stage_ = stage;
      stage_start_ = Clock::now();
      told_ = false;
    }
    const bool first_of_slow_run = seconds_since(start_) > kPatience_s && !told_;
    const bool due = seconds_since(last_) > 1 && fraction > 0 && seconds_since(stage_start_) > kPatience_s;
    if (!first_of_slow_run && !due) return;
    told_ = true;
    last_ = Clock::now();
    std::string line = "tmfgeo: " + stage_;
    if (fraction > 0 && fraction < 1) {
      const double left_s = seconds_since(stage_start_) * (1 - fraction) / fraction;
      line += " " + fixed(100 * fraction, 0) + " %, about " + fixed(left_s, 0) + " s left";
    }
    std::fprintf(stderr, "%s\n", line.c_str());
  }

 private:
  static constexpr double kPatience_s = 2;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = Clock::now();
  Clock::time_point stage_start_ = Clock::now();
  std::string stage_;
  bool told_ = false;
};

}  // namespace

Progress stderr_progress(const Common& common) {
  if (common.quiet) return {};
  auto reporter = std::make_shared<StageReporter>();
  return [reporter](std::string_view stage, double fraction) { (*reporter)(stage, fraction); };
}

void print_table(const std::vector<TableColumn>& columns, const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    std::size_t width = shown_width(columns[c].title);
    for (const auto& row : rows) width = std::max(width, shown_width(row[c]));
    widths.push_back(width);
  }
  const auto print_row = [&](const auto& cell) {
    std::string line;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string text = cell(c);
      const std::string pad(widths[c] - shown_width(text), ' ');
      line += (c == 0 ? "" : "  ") + (columns[c].right ? pad + text : text + pad);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    std::puts(line.c_str());
  };
  print_row([&](std::size_t c) { return columns[c].title; });
  print_row([&](std::size_t c) { return std::string(widths[c], '-'); });
  for (const auto& row : rows) print_row([&](std::size_t c) { return row[c]; });
}

void print_issues(const Issues& issues, const Common& common) {
  if (common.quiet || issues.empty()) return;
  std::map<Severity, std::size_t> tally;
  for (const Issue& issue : issues) ++tally[issue.severity];
  std::fprintf(stderr, "issues: %s, %s, %s%s\n", counted_en(tally[Severity::error], "error", "errors").c_str(),
               counted_en(tally[Severity::warning], "warning", "warnings").c_str(), counted_en(tally[Severity::info], "note", "notes").c_str(),
               common.verbose > 0 ? "" : " (-v lists them)");
  for (const Issue& issue : issues) {
    if (common.verbose == 0 && issue.severity != Severity::error) continue;
    std::string line = "  " + std::string(to_text(issue.severity)) + " " + issue.code;
    if (!issue.subject.empty()) line += " " + issue.subject;
    if (!issue.record.empty()) line += " (" + issue.record + ")";
    if (!issue.field.empty()) line += " " + issue.field;
    line += ": " + issue.message;
    if (!issue.file.empty()) line += " [" + issue.file.substr(issue.file.find_last_of('/') + 1) + "]";
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

}  // namespace tmfgeo::cli
