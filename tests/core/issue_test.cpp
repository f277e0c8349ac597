// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/issue.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/core/progress.h"

namespace tmfgeo {
namespace {

TEST(IssueCodes, AreSortedAndUnique) {
  const auto codes = issue_codes();
  ASSERT_FALSE(codes.empty());
  EXPECT_TRUE(std::is_sorted(codes.begin(), codes.end(), [](const IssueCode& a, const IssueCode& b) { return a.code < b.code; }));
  EXPECT_EQ(std::adjacent_find(codes.begin(), codes.end(), [](const IssueCode& a, const IssueCode& b) { return a.code == b.code; }),
            codes.end());
}

TEST(IssueCodes, SayWhatTheyMeanAndWhatToDo) {
  for (const IssueCode& row : issue_codes()) {
    EXPECT_FALSE(row.code.empty());
    EXPECT_EQ(row.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos) << row.code;
    EXPECT_FALSE(row.meaning.empty()) << row.code;
    EXPECT_TRUE(row.advice.ends_with('.')) << row.code;
    EXPECT_EQ(&issue_code(row.code), &row);
  }
}

TEST(MakeIssue, TakesTheSeverityOfItsCode) {
  const Issue issue = make_issue("value_unreadable", {"tmf-1", "f.csv", "line 7"}, "volume_m3", "bad");
  EXPECT_EQ(issue.severity, Severity::error);
  EXPECT_EQ(issue.code, "value_unreadable");
  EXPECT_EQ(issue.subject, "tmf-1");
  EXPECT_EQ(issue.file, "f.csv");
  EXPECT_EQ(issue.record, "line 7");
  EXPECT_EQ(issue.field, "volume_m3");
  EXPECT_EQ(issue.message, "bad");
}

using IssueDeathTest = testing::Test;
TEST_F(IssueDeathTest, OfACodeNobodyListsIsABug) {
  EXPECT_DEATH(issue_code("no_such_code"), "internal error: expected .*issue.cpp");
  EXPECT_DEATH(make_issue("zzz", {}, "", ""), "internal error");
}

TEST(Severity, HasAWordForEach) {
  EXPECT_EQ(to_text(Severity::info), "info");
  EXPECT_EQ(to_text(Severity::warning), "warning");
  EXPECT_EQ(to_text(Severity::error), "error");
}

TEST(Error, NamesItsFileAndHasAnExitCode) {
  const Error with_path(ErrorCode::invalid_input, "is empty", "a.csv");
  EXPECT_STREQ(with_path.what(), "a.csv: is empty");
  EXPECT_EQ(with_path.path(), "a.csv");
  EXPECT_STREQ(Error(ErrorCode::usage, "no command").what(), "no command");
  EXPECT_EQ(exit_code(ErrorCode::usage), 1);
  EXPECT_EQ(exit_code(ErrorCode::invalid_input), 2);
  EXPECT_EQ(exit_code(ErrorCode::environment), 3);
}

using ContractDeathTest = testing::Test;
TEST_F(ContractDeathTest, ThatIsBrokenStopsTheProgramAndSaysWhere) {
  const int answer = 41;
  EXPECT_DEATH(TMFGEO_EXPECTS(answer == 42), "expected answer == 42 \\(.*issue_test.cpp:[0-9]+\\)");
  TMFGEO_EXPECTS(answer == 41);
}

TEST(Progress, IsSilentWhereNobodyListens) {
  EXPECT_NO_THROW(report({}, "fill", 0.5));
  double heard = 0;
  report([&](std::string_view stage, double fraction) { heard = stage == "fill" ? fraction : -1; }, "fill", 0.5);
  EXPECT_EQ(heard, 0.5);
}

}  // namespace
}  // namespace tmfgeo
