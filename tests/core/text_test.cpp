// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace tmfgeo {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Trimmed, TakesBlanksNoBreakSpacesAndByteOrderMarksFromBothEnds) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed("\xC2\xA0" "12\xE2\x80\xAF"), "12");
  EXPECT_EQ(trimmed("\xEF\xBB\xBF id "), "id");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed(" \xC2\xA0\xEF\xBB\xBF\t"), "");
}

TEST(Trimmed, LeavesLettersWhoseBytesLookLikeBlanks) {
  EXPECT_EQ(trimmed("\xD0\xA0"), "\xD0\xA0");  // Р ends with the last byte of a no-break space
  EXPECT_EQ(trimmed("\xA0"), "\xA0");
}

TEST(LowerAscii, LeavesOtherBytes) { EXPECT_EQ(lower_ascii("АBC-Z[@"), "Аbc-z[@"); }

TEST(Folded, LowersCyrillicAndLatinLetters) {
  EXPECT_EQ(folded("ДОЛГОТА"), "долгота");
  EXPECT_EQ(folded("Объём_М3"), "объем_м3");
  EXPECT_EQ(folded("ЁЖ ёж"), "еж еж");
  EXPECT_EQ(folded("HÖHE ÀÞ×ß"), "höhe àþ×ß");
  EXPECT_EQ(folded("ЋЉ Ѐ Џ"), "ћљ ѐ џ");
  EXPECT_EQ(folded("ҚАЗАҚ ӨЗЕНІ, ЖОГОРҢУ Ү Ғ Ӣ Ҳ Ҷ"), "қазақ өзені, жогорңу ү ғ ӣ ҳ ҷ");
  EXPECT_EQ(folded("ӀӁӎ"), "ӏӂӎ");
}

TEST(Folded, IsTheSameTwice) {
  std::string all;
  for (unsigned code = 0x80; code < 0x600; ++code) {
    all += static_cast<char>(0xC0U | (code >> 6U));
    all += static_cast<char>(0x80U | (code & 0x3FU));
  }
  EXPECT_EQ(folded(folded(all)), folded(all));
  EXPECT_EQ(folded(all).size(), all.size());
}

TEST(Folded, LeavesBytesThatAreNoUtf8) {
  for (const std::string odd : {"\xC3", "\xC3z", "\xD0", "x\xD0\xD0", "\x80\xFF\xFE", "€", "𝄞"}) EXPECT_EQ(folded(odd), odd);
  EXPECT_EQ(folded("\xC3" "A"), "\xC3" "a");
}

struct Written {
  const char* text;
  double value;
};

TEST(ParseNumber, ReadsWhatPeopleWrite) {
  for (const Written& w : std::vector<Written>{
           {"0", 0}, {"-0", 0}, {"12", 12}, {"+12", 12}, {"-12.5", -12.5}, {" 7 ", 7}, {"\t7\r", 7}, {"1.5", 1.5},
           {"1,5", 1.5}, {"-0,25", -0.25}, {"0,125", 0.125}, {"1,2345", 1.2345}, {".5", 0.5}, {",5", 0.5}, {"1.2e6", 1.2e6},
           {"1.2E+6", 1.2e6}, {"5e-3", 5e-3}, {"1 200 000", 1200000}, {"-1 200", -1200}, {"12 000,5", 12000.5},
           {"1 200.25", 1200.25}, {"1\xC2\xA0" "200", 1200}, {"1\xE2\x80\xAF" "200\xE2\x80\xAF" "000", 1200000},
           {"\xE2\x88\x92" "3,5", -3.5}, {"\xE2\x88\x92" "1 200", -1200}, {"\xEF\xBB\xBF" "4", 4}, {"007", 7},
           {"1.200", 1.2}, {"1e308", 1e308}, {"123456789012", 123456789012}}) {
    const ParsedNumber number = parse_number(w.text);
    ASSERT_TRUE(number.value) << w.text << ": " << number.problem;
    EXPECT_EQ(*number.value, w.value) << w.text;
    EXPECT_THAT(number.problem, IsEmpty());
    EXPECT_FALSE(number.ambiguous);
  }
}

TEST(ParseNumber, NeverGuesses) {
  for (const char* text :
       {"~100", ">5", "<5", "ca. 5", "5?", "12 km", "12km", "1,200,000", "1.200.000", "1,200.5", "1.200,5", "1,2e6", "1,200e3",
        "1.5.2", "1 20", "12 34", "1  200", "1234 567", "1 200 00", "1.234 567", "1,234 567", "1e0 001", "1 e5", "- 5", "+-5",
        "+\xE2\x88\x92" "5", "--5", "++5", "5-", "5,", ",", ".", "e5", "1e", "1e+", "0x10", "0b1", "inf", "-inf", "Infinity",
        "nan", "NaN", "1e400", "-1e400", "1e-400", "one", "1'200", "1_200", "10%", "½", "١٢", "1;5", "\xFF", "null", "-"}) {
    const ParsedNumber number = parse_number(text);
    EXPECT_FALSE(number.value) << text << " read as " << *number.value;
    EXPECT_THAT(number.problem, HasSubstr(text));
    EXPECT_THAT(number.problem, HasSubstr("expected a number"));
    EXPECT_FALSE(number.ambiguous) << text;
  }
}

TEST(ParseNumber, SaysWhatIsWrong) {
  EXPECT_THAT(parse_number("").problem, HasSubstr("is empty"));
  EXPECT_THAT(parse_number(" \xC2\xA0").problem, HasSubstr("is empty"));
  EXPECT_THAT(parse_number("1,2,3").problem, HasSubstr("several commas"));
  EXPECT_THAT(parse_number("1,2.3").problem, HasSubstr("a comma and a point"));
  EXPECT_THAT(parse_number("1,2e6").problem, HasSubstr("comma before an exponent"));
  EXPECT_THAT(parse_number("1e400").problem, HasSubstr("too large"));
  EXPECT_THAT(parse_number("~100").problem, HasSubstr("is not a number"));
}

TEST(ParseNumber, CallsACommaBeforeThreeDigitsAmbiguous) {
  for (const char* text : {"1,200", "-42,640", "+1,000", "12,345", "999,999", "1 200,500"}) {
    const ParsedNumber number = parse_number(text);
    EXPECT_FALSE(number.value) << text;
    EXPECT_TRUE(number.ambiguous) << text;
    EXPECT_THAT(number.problem, HasSubstr("thousands or a decimal comma"));
  }
  EXPECT_EQ(parse_number("0,200").value, 0.2);
  EXPECT_EQ(parse_number("-0,200").value, -0.2);
}

TEST(ParseNumber, ReadsBackWhatIsWrittenShortest) {
  std::mt19937_64 dice(20);
  for (int i = 0; i < 2000; ++i) {
    const double value = std::ldexp(std::uniform_real_distribution<double>(-1, 1)(dice), static_cast<int>(dice() % 200) - 100);
    EXPECT_EQ(parse_number(shortest(value)).value, value) << shortest(value);
  }
}

TEST(ParseYesNo, ReadsEnglishAndRussian) {
  for (const char* yes : {"yes", "Y", "TRUE", "1", " да ", "ДА", "Истина"}) EXPECT_EQ(parse_yes_no(yes), true) << yes;
  for (const char* no : {"no", "N", "False", "0", "нет", "НЕТ", "ложь"}) EXPECT_EQ(parse_yes_no(no), false) << no;
  for (const char* other : {"", "maybe", "2", "yes!", "неизвестно"}) EXPECT_EQ(parse_yes_no(other), std::nullopt) << other;
}

/// The definition, written down: the last letters are equal, changed, added, dropped or swapped.
std::size_t plain_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const std::size_t change = a.back() == b.back() ? 0 : 1;
  const auto cut = [](std::string_view s, std::size_t n) { return s.substr(0, s.size() - n); };
  std::size_t best = std::min({plain_distance(cut(a, 1), cut(b, 1)) + change, plain_distance(cut(a, 1), b) + 1,
                               plain_distance(a, cut(b, 1)) + 1});
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && a[a.size() - 2] == b.back()) {
    best = std::min(best, plain_distance(cut(a, 2), cut(b, 2)) + 1);
  }
  return best;
}

TEST(EditDistance, AgreesWithItsDefinition) {
  std::mt19937 dice(7);
  const auto word = [&] {
    std::string letters;
    for (auto n = dice() % 7; n > 0; --n) letters += static_cast<char>('a' + dice() % 3);
    return letters;
  };
  for (int i = 0; i < 300; ++i) {
    const std::string a = word();
    const std::string b = word();
    EXPECT_EQ(edit_distance(a, b), plain_distance(a, b)) << a << " / " << b;
    EXPECT_EQ(edit_distance(a, b), edit_distance(b, a));
  }
}

TEST(EditDistance, CountsASwapOfNeighboursOnce) {
  EXPECT_EQ(edit_distance("snpa", "snap"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

const std::vector<std::string> kKeys{"tolerance_m", "snap_distance_m", "id", "x", "crs"};

TEST(NearestWord, FindsWhatWasMeant) {
  EXPECT_EQ(nearest_word("tolerence_m", kKeys), "tolerance_m");
  EXPECT_EQ(nearest_word("SNAP_DISTANCE", kKeys), "snap_distance_m");
  EXPECT_EQ(nearest_word("tolerance", kKeys), "tolerance_m");
  EXPECT_EQ(nearest_word("crs_epsg", kKeys), "crs");
  EXPECT_EQ(nearest_word("cr", kKeys), "crs");
}

TEST(NearestWord, IsSilentWhereNothingIsNear) {
  EXPECT_EQ(nearest_word("population", kKeys), std::nullopt);
  EXPECT_EQ(nearest_word("xylophone", kKeys), std::nullopt) << "one letter in common is no likeness";
  EXPECT_EQ(nearest_word("anything", std::vector<std::string>{}), std::nullopt);
  EXPECT_EQ(nearest_word("anything", std::vector<std::string>{""}), std::nullopt);
  EXPECT_EQ(nearest_word("", kKeys), std::nullopt);
  EXPECT_EQ(nearest_word("y", kKeys), std::nullopt) << "one letter away, none in common";
}

TEST(NearestWord, TakesTheEarlierOfTwoEquallyNear) {
  EXPECT_EQ(nearest_word("bat", std::vector<std::string>{"cat", "hat"}), "cat");
  EXPECT_EQ(nearest_word("bat", std::vector<std::string>{"hat", "cat"}), "hat");
}

TEST(Shortest, WritesAPointInEveryLocaleAndNoMoreThanNeeded) {
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(1200000), "1200000");
  EXPECT_EQ(shortest(-2.5), "-2.5");
  EXPECT_EQ(shortest(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
}

TEST(Fixed, RoundsAndHasNoNegativeZero) {
  EXPECT_EQ(fixed(2130.06, 1), "2130.1");
  EXPECT_EQ(fixed(3, 0), "3");
  EXPECT_EQ(fixed(-0.004, 2), "0.00");
  EXPECT_EQ(fixed(-0.0, 0), "0");
  EXPECT_EQ(fixed(-0.006, 2), "-0.01");
  EXPECT_EQ(fixed(1e22, 1), "10000000000000000000000.0");
  EXPECT_EQ(fixed(std::numeric_limits<double>::max(), 3).size(), 309U + 4U);
}

TEST(Joined, KeepsEmptyItems) {
  EXPECT_EQ(joined(std::vector<std::string>{"a", "b", "c"}, ", "), "a, b, c");
  EXPECT_EQ(joined(std::vector<std::string>{"", "b", ""}, "|"), "|b|");
  EXPECT_EQ(joined(std::vector<std::string>{}, ", "), "");
}

}  // namespace
}  // namespace tmfgeo
