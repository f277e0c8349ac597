// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/app/column_words.h"

#include <algorithm>
#include <array>

namespace tmfgeo {
namespace {

constexpr std::array kSheetNotes{
    ColumnWords{"indices", "", "Место каждого объекта, что его определяет и что выяснить сначала. Первое место — худшее."},
    ColumnWords{"transboundary", "", "Риск каждого объекта на каждой границе, которой достигает вода: с разбросом и тем, что неизвестно."},
    ColumnWords{"country_matrix", "", "Трансграничный риск из страны в страну; объединено то, что нельзя различить."},
    ColumnWords{"facility_risk", "", "Трансграничный риск каждого объекта по всем границам, которых достигает его вода; худшее сверху."},
    ColumnWords{"river_risk", "", "Трансграничный риск на границах, которые пересекает каждая река; худшее сверху."},
    ColumnWords{"basins", "", "Трансграничный риск всех объектов, чья вода приходит в одно место; худшее сверху."},
    ColumnWords{"exposure", "", "Люди, водозаборы, медицинские учреждения и охраняемые территории вдоль пути, по странам."},
    ColumnWords{"inspection_status", "", "Что говорят последние контрольные листы о каждом объекте и сколько осталось сделать."},
    ColumnWords{"action_plan", "", "Что сделать на каждом объекте, к какому сроку и почему."},
    ColumnWords{"inspection_summary", "", "По странам: доля оценённых объектов, классы и важнейшие невыполненные мероприятия."},
    ColumnWords{"inspections", "", "Каждая проверка по разделам: выполнение требований, достоверность, класс."},
    ColumnWords{"what_if", "", "Как меняется порядок от испытанных изменений."},
    ColumnWords{"what_if_groups", "", "Как меняется от них риск объектов, рек, бассейнов и пар стран."},
    ColumnWords{"index_terms", "", "Каждое слагаемое индексов каждого объекта: значение, класс, исходная величина и её источник."},
    ColumnWords{"sensitivity", "", "Какая величина больше всего определяет разброс трансграничного риска."},
    ColumnWords{"issues", "", "Что не так в исходных данных и что с этим делать. Тексты замечаний — на английском языке."},
};

constexpr std::array kColumns{
    ColumnWords{"facility_id", "Код", "Код объекта, как в файле объектов."},
    ColumnWords{"facility_name", "Объект", "Название объекта."},
    ColumnWords{"country", "Страна", "Код страны, как в файле границ."},
    ColumnWords{"class", "Класс", "Класс словами."},
    ColumnWords{"mark", "Подтверждение", "Подтверждены ли таблицы и формулы."},
    ColumnWords{"source", "Источник", "Откуда взята формула или таблица (на языке оригинала)."},

    ColumnWords{"thi", "THI", "Индекс опасности; пусто, если не все величины известны."},
    ColumnWords{"thi_low", "THI, наименьший", "Наименьшее возможное значение."},
    ColumnWords{"thi_high", "THI, наибольший", "Наибольшее возможное значение."},
    ColumnWords{"tri", "TRI", "Индекс риска; пусто, если не все величины известны."},
    ColumnWords{"tri_low", "TRI, наименьший", "Наименьшее возможное значение."},
    ColumnWords{"tri_high", "TRI, наибольший", "Наибольшее возможное значение."},
    ColumnWords{"ranked_by", "Порядок по", "Индекс, по которому определены места."},
    ColumnWords{"order", "Наилучший порядок", "С какого начать: по местам, если они решают, иначе по середине индекса, затем по трансграничному риску."},
    ColumnWords{"rank_first", "Место, худшее", "Самое раннее возможное место; 1 — худший объект."},
    ColumnWords{"rank_last", "Место, лучшее", "Самое позднее возможное место."},
    ColumnWords{"indices.class", "Внимание", "Точно, возможно или не среди худшей пятой части объектов."},
    ColumnWords{"driver", "Что определяет место", "Слагаемое, которое больше всего поднимает объект над другими."},
    ColumnWords{"driver_excess", "Насколько выше других", "Превышение этого слагаемого над медианой, в единицах индекса."},
    ColumnWords{"find_out_first", "Что выяснить сначала", "Неизвестная величина, знание которой сузит интервал мест сильнее всего."},
    ColumnWords{"ranks_left", "Останется мест", "Средняя ширина интервала мест, когда она станет известна."},
    ColumnWords{"find_out", "Чего не знаем", "Все неизвестные величины, самая важная — первая."},

    ColumnWords{"open_end", "Путь здесь теряется", "Потерян ли путь в этой стране: тогда длины и числа не меньше этих."},
    ColumnWords{"crossing", "Граница", "Пересечение границы; второе между теми же странами — с #2."},
    ColumnWords{"origin", "Откуда", "Страна объекта."},
    ColumnWords{"affected", "Куда", "Страна, которой достигает вода."},
    ColumnWords{"distance_km", "Расстояние", "Вдоль пути стока до границы."},
    ColumnWords{"river", "Река", "Название реки у границы."},
    ColumnWords{"basin_name", "Река бассейна", "Последняя река с названием перед концом пути; если её нет — место конца."},
    ColumnWords{"end", "Куда впадает", "Чем кончаются пути."},
    ColumnWords{"tbri_p10", "TBRI, P10", "Индекс трансграничного риска; ниже — один расчёт из десяти."},
    ColumnWords{"tbri_p50", "TBRI, медиана", "Больше — хуже; единица — это десятикратный риск; пусто, если чего-то не знаем."},
    ColumnWords{"tbri_p90", "TBRI, P90", "Выше — один расчёт из десяти."},
    ColumnWords{"tbri_at_least", "TBRI, не меньше", "P10, если всё неизвестное окажется безвредным."},
    ColumnWords{"certainty", "Известность", "Известно, известно кроме частоты аварий, только нижняя граница или неизвестно."},
    ColumnWords{"would_decide", "Что решило бы", "Величина, знание которой сузило бы риск сильнее всего."},
    ColumnWords{"missing_inputs", "Чего не знаем", "Неизвестные величины."},
    ColumnWords{"term_release", "Слагаемое: выброс", "Логарифм вероятности в год, по медианам."},
    ColumnWords{"term_ratio", "Слагаемое: концентрация", "Логарифм единицы плюс кратность превышения."},
    ColumnWords{"term_people", "Слагаемое: люди", "Логарифм единицы плюс число людей под угрозой."},
    ColumnWords{"term_time", "Слагаемое: время", "Логарифм времени оповещения к времени прихода, не меньше 0."},
    ColumnWords{"release_per_year_p10", "Вероятность выброса, P10", "Ниже — один расчёт из десяти."},
    ColumnWords{"release_per_year_p50", "Вероятность выброса", "По всем причинам, медиана."},
    ColumnWords{"release_per_year_p90", "Вероятность выброса, P90", "Выше — один расчёт из десяти."},
    ColumnWords{"background_per_year", "В том числе фоновая", "Без землетрясений и паводков."},
    ColumnWords{"background_source", "Источник фоновой", "Таблица с коэффициентом устойчивости и категорией, либо почему взята мировая частота."},
    ColumnWords{"earthquake_per_year", "В том числе от землетрясений", "Пусто, если не оценивалось."},
    ColumnWords{"flood_per_year", "В том числе от паводков", "Пусто, если не оценивалось."},
    ColumnWords{"ratio_p10", "Превышение порога, P10", "Во сколько раз пик концентрации выше порога; ниже — один расчёт из десяти."},
    ColumnWords{"ratio_p50", "Превышение порога", "Во сколько раз пик концентрации выше порога, медиана."},
    ColumnWords{"ratio_p90", "Превышение порога, P90", "Выше — один расчёт из десяти."},
    ColumnWords{"substance", "Вещество", "Вещество с наибольшим превышением."},
    ColumnWords{"threshold", "Порог", "Порог, с которым сравнивается пик."},
    ColumnWords{"flow", "Водность", "Малая вода, средний расход или большая вода."},
    ColumnWords{"people_p10", "Люди, P10", "Люди в стране на пути, пока порог превышен; меньше — один расчёт из десяти."},
    ColumnWords{"people_p50", "Люди", "Люди в стране на пути, пока порог превышен, медиана."},
    ColumnWords{"people_p90", "Люди, P90", "Больше — один расчёт из десяти."},
    ColumnWords{"arrival_h_p10", "Приход, P10", "Время от выброса до прихода; раньше — один расчёт из десяти. По нему планируют."},
    ColumnWords{"arrival_h_p50", "Приход", "Время от выброса до прихода, медиана."},
    ColumnWords{"arrival_h_p90", "Приход, P90", "Позже — один расчёт из десяти."},
    ColumnWords{"load_kg_per_year", "Масса сверх порога", "Ожидаемая в год масса выше порога через границу."},
    ColumnWords{"driven_by", "Главный источник неопределённости", "Величина, которая больше всего определяет разброс."},

    ColumnWords{"load_kg_per_year_p10", "Масса, P10", "Меньше — один расчёт из десяти."},
    ColumnWords{"load_kg_per_year_p50", "Масса, медиана", "Половина расчётов ниже."},
    ColumnWords{"load_kg_per_year_p90", "Масса, P90", "Больше — один расчёт из десяти."},
    ColumnWords{"rank_p10", "Место, P10", "Раньше — один расчёт из десяти; 1 — худшее."},
    ColumnWords{"rank_p50", "Место, медиана", "Медиана места."},
    ColumnWords{"rank_p90", "Место, P90", "Позже — один расчёт из десяти."},
    ColumnWords{"tier", "Группа", "Внутри одной группы различить нельзя; пусто, если ничего не известно."},
    ColumnWords{"country_matrix.class", "Группа словами", "Группа словами."},
    ColumnWords{"basins.class", "Группа словами", "Группа словами."},
    ColumnWords{"facilities", "Объектов", "Сколько объектов."},
    ColumnWords{"crossings", "Пересечений границ", "Сколько пересечений границ у этих объектов."},
    ColumnWords{"unknown_crossings", "Из них неизвестно", "Не вошли в сумму: если они есть, риск — нижняя граница."},
    ColumnWords{"joint_event", "Совместное событие", "Одно событие, которое вероятнее всего вызовет два выброса и больше."},
    ColumnWords{"p_two_or_more", "Его вероятность", "Вероятность двух выбросов и больше при этом событии; в суммы не входит."},
    ColumnWords{"p_two_or_more_at_least", "Это нижняя граница", "Не все дамбы группы удалось оценить: вероятность не меньше указанной."},

    ColumnWords{"first_km", "Достигается через", "Путь стока до места, где страна достигается впервые."},
    ColumnWords{"river_km", "Путь по стране", "Длина пути стока в стране, с пограничными реками."},
    ColumnWords{"border_river_km", "В том числе по границе", "Длина пути по реке, общей с соседом."},
    ColumnWords{"people", "Люди", "Вдоль пути; пусто, если часть неизвестна."},
    ColumnWords{"people_at_least", "Люди, не меньше", "Сколько известно точно."},
    ColumnWords{"places", "Населённых пунктов", "Вдоль пути; пусто, если данных нет."},
    ColumnWords{"intakes", "Водозаборов", "Вдоль пути; пусто, если данных нет."},
    ColumnWords{"health_facilities", "Медицинских учреждений", "Вдоль пути; пусто, если данных нет."},
    ColumnWords{"protected_areas", "Охраняемых территорий", "Пересекаются с полосой вдоль пути; пусто, если данных нет."},
    ColumnWords{"protected_names", "Их названия", "Названия охраняемых территорий."},

    ColumnWords{"changed", "Что изменено", "Что испытано; пусто у объектов без изменений."},
    ColumnWords{"index_before", "Индекс до", "Пусто, если не все величины известны."},
    ColumnWords{"index_before_low", "До, наименьший", "Наименьшее возможное значение."},
    ColumnWords{"index_before_high", "До, наибольший", "Наибольшее возможное значение."},
    ColumnWords{"index_after", "Индекс после", "С изменениями."},
    ColumnWords{"index_after_low", "После, наименьший", "Наименьшее возможное значение."},
    ColumnWords{"index_after_high", "После, наибольший", "Наибольшее возможное значение."},
    ColumnWords{"rank_before_first", "Место до, худшее", "Самое раннее возможное место; 1 — худший объект."},
    ColumnWords{"rank_before_last", "Место до, лучшее", "Самое позднее возможное место."},
    ColumnWords{"rank_after_first", "Место после, худшее", "С изменениями."},
    ColumnWords{"rank_after_last", "Место после, лучшее", "С изменениями."},
    ColumnWords{"tbri_before", "TBRI до", "Медиана по всем границам объекта; пусто, если неизвестно."},
    ColumnWords{"tbri_after", "TBRI после", "То же с изменениями."},
    ColumnWords{"what_if_groups.kind", "Чего", "Объект, река, бассейн или пара стран."},
    ColumnWords{"what_if_groups.id", "Код", "Код объекта, название реки, место конца или пара стран."},
    ColumnWords{"what_if_groups.tbri_before", "TBRI до", "Медиана; пусто, если неизвестно."},
    ColumnWords{"tbri_at_least_before", "TBRI до, не меньше", "То, что известно точно."},
    ColumnWords{"tbri_at_least_after", "TBRI после, не меньше", "То же с изменениями."},
    ColumnWords{"load_kg_per_year_before", "Масса сверх порога до", "Ожидаемая в год масса выше порога."},
    ColumnWords{"load_kg_per_year_after", "Масса сверх порога после", "То же с изменениями."},
    ColumnWords{"rank_before_p10", "Место до, P10", "Раньше — один расчёт из десяти; 1 — худшее."},
    ColumnWords{"rank_before_p90", "Место до, P90", "Позже — один расчёт из десяти."},
    ColumnWords{"rank_after_p10", "Место после, P10", "То же с изменениями."},
    ColumnWords{"rank_after_p90", "Место после, P90", "То же с изменениями."},
    ColumnWords{"certainty_after", "Известность после", "Известно, только нижняя граница или неизвестно — с изменениями."},

    ColumnWords{"scheme", "Схема", "Код файла схемы."},
    ColumnWords{"term", "Обозначение", "Имя слагаемого в схеме."},
    ColumnWords{"title", "Слагаемое", "Слагаемое или индекс словами."},
    ColumnWords{"value", "Значение", "Пусто, если не все величины известны."},
    ColumnWords{"low", "Наименьшее", "Наименьшее возможное значение."},
    ColumnWords{"high", "Наибольшее", "Наибольшее возможное значение."},
    ColumnWords{"unit", "Единица", "1 — просто число."},
    ColumnWords{"index_terms.class", "Класс величины", "Класс схемы, в который попала величина."},
    ColumnWords{"input", "Исходная величина", "По чему определено значение."},
    ColumnWords{"input_source", "Её источник", "Откуда взята величина (на языке оригинала)."},
    ColumnWords{"index_terms.origin", "Происхождение", "Указано пользователем или вычислено по карте."},
    ColumnWords{"drives", "Определяет место", "То слагаемое, которое больше всего поднимает объект над другими."},

    ColumnWords{"kind", "Чего", "Пересечение границы, бассейн или пара стран."},
    ColumnWords{"id", "Код", "Код объекта, бассейна или пары стран."},
    ColumnWords{"name", "Название", "Название объекта или реки бассейна."},
    ColumnWords{"first_order", "Доля сама по себе", "Доля разброса из-за одной этой величины."},
    ColumnWords{"first_order_error", "Её погрешность", "Стандартная погрешность этой доли; пусто, если доля точна."},
    ColumnWords{"total_error", "Погрешность доли вместе с другими", "Стандартная погрешность."},
    ColumnWords{"total", "Доля вместе с другими", "То же, с её взаимодействиями."},

    ColumnWords{"meets_percent", "Требования выполнены", "Набранные баллы от возможных по тому, на что есть ответ."},
    ColumnWords{"credibility_percent", "Достоверность", "Ответы с основанием от всего, что применимо."},
    ColumnWords{"checklist", "Вид листа", "Экспресс-осмотр, действующее или недействующее хвостохранилище."},
    ColumnWords{"last_visit", "Последний осмотр", "День последней проверки."},
    ColumnWords{"inspections", "Проверок", "Сколько контрольных листов."},
    ColumnWords{"open_urgent", "Безотлагательных", "Невыполненных мероприятий этого приоритета."},
    ColumnWords{"open_high", "Высокого приоритета", "Невыполненных мероприятий этого приоритета."},
    ColumnWords{"open_medium", "Среднего приоритета", "Невыполненных мероприятий этого приоритета."},
    ColumnWords{"open_low", "Низкого приоритета", "Невыполненных мероприятий этого приоритета."},
    ColumnWords{"open_measures", "Всего невыполненных", "Невыполненных мероприятий всех приоритетов."},
    ColumnWords{"assessed", "Оценено", "Объектов хотя бы с одним листом."},
    ColumnWords{"assessed_percent", "Доля оценённых", "От всех объектов."},
    ColumnWords{"acceptable", "Приемлемо", "Объектов этого класса."},
    ColumnWords{"conditionally_acceptable", "Условно приемлемо", "Объектов этого класса."},
    ColumnWords{"not_acceptable", "Неприемлемо", "Объектов этого класса."},
    ColumnWords{"not_evaluated", "Не оценено", "Осмотрено, но ответов нет."},
    ColumnWords{"worst_measures", "Важнейшие невыполненные мероприятия", "До пяти: по приоритету, затем по числу объектов."},
    ColumnWords{"earliest_visit", "Самая старая оценка", "Самый ранний из последних осмотров объектов."},
    ColumnWords{"latest_visit", "Самая новая оценка", "Самый поздний осмотр."},

    ColumnWords{"inspected_on", "День", "День осмотра."},
    ColumnWords{"category", "Код раздела", "Код раздела; overall — всё вместе."},
    ColumnWords{"category_title", "Раздел", "Раздел контрольного листа."},
    ColumnWords{"change_points", "Изменение, п. п.", "С прошлого листа этого вида, в процентных пунктах."},
    ColumnWords{"class_reason", "Почему такой класс", "Что определило класс."},
    ColumnWords{"critical_questions", "Критические вопросы", "Критические вопросы, ответ на которые снижает класс."},
    ColumnWords{"questions", "Вопросов", "Сколько вопросов."},
    ColumnWords{"applicable", "Применимо", "Все, кроме неприменимых."},
    ColumnWords{"answered", "С ответом", "Применимые с ответом."},
    ColumnWords{"with_evidence", "С основанием", "Ответы, у которых указано засчитываемое основание."},
    ColumnWords{"is_latest", "Последняя", "Последняя проверка этого вида у объекта."},
    ColumnWords{"inspector", "Инспектор", "Как записано в листе."},
    ColumnWords{"organisation", "Организация", "Как записано в листе."},
    ColumnWords{"conditions", "Условия", "Погода; что осталось недоступным."},
    ColumnWords{"question_set", "Набор вопросов", "Код и версия листа."},
    ColumnWords{"sheet", "Лист", "Лист файла, из которого прочитано."},

    ColumnWords{"measure_id", "№", "Номер в каталоге мероприятий."},
    ColumnWords{"measure", "Мероприятие", "Что сделать."},
    ColumnWords{"priority", "Приоритет", "Безотлагательный, высокий, средний или низкий."},
    ColumnWords{"horizon", "Срок", "Краткосрочный, среднесрочный или долгосрочный."},
    ColumnWords{"status", "Состояние", "Новое, не выполнено, требуется снова или выполнено — по имеющимся проверкам."},
    ColumnWords{"open_since", "Открыто с", "День проверки, которая первой его потребовала."},
    ColumnWords{"due", "Выполнить до", "Последний день; пусто, если выполнено."},
    ColumnWords{"closed_on", "Выполнено", "День проверки, которая это установила."},
    ColumnWords{"action_plan.questions", "Основание: вопросы", "Ответы и их вопросы, худшие сначала; критические — с восклицательным знаком."},
    ColumnWords{"gap", "Недостаёт баллов", "Недостающие баллы с весом, по всем этим вопросам."},
    ColumnWords{"reason", "Почему", "Почему это важно."},
    ColumnWords{"topic", "Тема", "Тема руководства ЕЭК ООН."},

    ColumnWords{"severity", "Вид", "Примечание: ничего не потеряно; предупреждение: использовано; ошибка: не использовано."},
    ColumnWords{"code", "Код замечания", "Вид замечания."},
    ColumnWords{"subject", "О чём", "Код объекта, страны или название исходных данных."},
    ColumnWords{"field", "Столбец", "Столбец или ключ."},
    ColumnWords{"message", "Что найдено", "Что найдено и что ожидалось (на английском языке)."},
    ColumnWords{"advice", "Что делать", "Что делать (на английском языке)."},
    ColumnWords{"record", "Где в файле", "Строка или запись."},
    ColumnWords{"file", "Файл", "Имя файла."},
};

struct UnitWords {
  std::string_view unit;
  std::string_view en;
  std::string_view ru;
};
constexpr std::array kUnits{UnitWords{"km", "km", "км"}, UnitWords{"h", "hours", "ч"}, UnitWords{"1/a", "a year", "в год"}, UnitWords{"kg/a", "kg a year", "кг в год"},
                            UnitWords{"m", "m", "м"}, UnitWords{"m3", "m³", "м³"}, UnitWords{"m3/s", "m³/s", "м³/с"}, UnitWords{"km2", "km²", "км²"}, UnitWords{"1", "", ""}};

}  // namespace

const ColumnWords* column_words_ru(std::string_view layer, std::string_view column) {
  const ColumnWords* anywhere = nullptr;
  for (const ColumnWords& words : kColumns) {
    const auto dot = words.column.find('.');
    if (dot == std::string_view::npos) {
      if (words.column == column) anywhere = &words;
    } else if (words.column.substr(0, dot) == layer && words.column.substr(dot + 1) == column) {
      return &words;
    }
  }
  return anywhere;
}

std::string_view sheet_note_ru(std::string_view layer) {
  const auto row = std::find_if(kSheetNotes.begin(), kSheetNotes.end(), [&](const ColumnWords& w) { return w.column == layer; });
  return row == kSheetNotes.end() ? std::string_view() : row->meaning;
}

std::string unit_in_words(std::string_view unit, Language language) {
  const auto row = std::find_if(kUnits.begin(), kUnits.end(), [&](const UnitWords& w) { return w.unit == unit; });
  if (row == kUnits.end()) return std::string(unit);
  return std::string(language == Language::en ? row->en : row->ru);
}

}  // namespace tmfgeo
