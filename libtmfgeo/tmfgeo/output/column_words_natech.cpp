// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "tmfgeo/output/column_words.h"

namespace tmfgeo {
namespace {

constexpr std::array kNatechColumns{
    ColumnWords{"event_id", "Событие", "Код события; пусто — за год или за период повторяемости."},
    ColumnWords{"return_period_y", "Период повторяемости", "В среднем раз в столько лет; пусто для отдельного события."},
    ColumnWords{"note", "Примечание", "Чего не хватает, что принято и что исправлено."},
    ColumnWords{"basis", "Основание", "Чем получено значение: карта, событие, модель или таблица."},

    ColumnWords{"site_hazard.pga_g", "Ускорение", "Пиковое ускорение грунта; для события — медиана. Пусто — неизвестно."},
    ColumnWords{"site_hazard.pga_p16_g", "Ускорение, 16 %", "Не превышается с вероятностью 16 %."},
    ColumnWords{"site_hazard.pga_p84_g", "Ускорение, 84 %", "Не превышается с вероятностью 84 %."},
    ColumnWords{"site_hazard.intensity", "Интенсивность", "Ощущаемая интенсивность, баллы, по ускорению."},
    ColumnWords{"site_hazard.pga_origin", "Происхождение ускорения", "Указано, вычислено, вычислено за пределами данных, по умолчанию или неизвестно."},
    ColumnWords{"site_hazard.vs30_m_s", "Жёсткость грунта", "Скорость поперечных волн в верхних 30 м, принятая в расчёте."},
    ColumnWords{"site_hazard.vs30_origin", "Происхождение жёсткости", "Указано для объекта, вычислено по растру или уклону рельефа, или по умолчанию."},
    ColumnWords{"site_hazard.vs30_source", "Источник жёсткости", "Откуда взято значение."},
    ColumnWords{"site_hazard.mean_magnitude", "Средняя магнитуда", "Землетрясений, от которых исходит сотрясение этого периода; только по каталогу и зонам."},
    ColumnWords{"site_hazard.mean_distance_km", "Среднее расстояние", "Тех же землетрясений, до эпицентра."},
    ColumnWords{"site_hazard.mean_epsilon", "Средний эпсилон", "На сколько стандартных отклонений сотрясение выше медианы моделей."},
    ColumnWords{"site_hazard.modal_magnitude", "Вероятнейшая магнитуда", "Середина интервала с наибольшей долей."},
    ColumnWords{"site_hazard.modal_distance_km", "Вероятнейшее расстояние", "Середина интервала с наибольшей долей."},
    ColumnWords{"site_hazard.data", "Данные", "Исходные данные или модели, или почему значения нет."},

    ColumnWords{"damage_states.mechanism", "Путь разрушения", "Перемещение, запас гребня, разжижение, выброс, осадка, перелив или кривая уязвимости."},
    ColumnWords{"damage_states.state", "Повреждение", "Повреждение, которое достигнуто или превышено."},
    ColumnWords{"damage_states.probability", "Вероятность", "В событии или за год. Пусто — неизвестно, но не ноль."},
    ColumnWords{"damage_states.probability_low", "Вероятность, нижняя", "За год: только сотрясения, о которых говорят данные. Для перелива: не меньше этого."},
    ColumnWords{"damage_states.probability_high", "Вероятность, верхняя", "За год: если всё, что реже данных, разрушит дамбу. Пусто — верхней границы нет. Для перелива: не больше этого."},
    ColumnWords{"damage_states.at_least", "Не меньше", "Часть путей разрушения оценить не удалось: вероятности — нижние границы."},
    ColumnWords{"damage_states.origin", "Происхождение", "Самое слабое из того, что вошло в расчёт."},

    ColumnWords{"design_check.load", "Нагрузка", "Землетрясение или паводок."},
    ColumnWords{"design_check.guideline", "Руководство", "Код руководства по расчётным критериям."},
    ColumnWords{"design_check.consequence_class", "Класс последствий", "Как в файле объектов."},
    ColumnWords{"design_check.phase", "Стадия", "Чей критерий: эксплуатация или закрытие."},
    ColumnWords{"design_check.criterion_return_period_y", "Критерий", "Период повторяемости, которого требует руководство; меньший, если нагрузка лежит между двумя."},
    ColumnWords{"design_check.verdict", "Вывод", "Выполнен, не выполнен или неизвестно."},
    ColumnWords{"design_check.reason", "Почему", "Что решило или почему неизвестно."},
    ColumnWords{"design_check.demand_g", "Требуемое ускорение", "Землетрясения: ускорение, которое дамба должна выдержать."},
    ColumnWords{"design_check.demand_origin", "Происхождение требования", "Вычислено, вычислено за пределами данных, по умолчанию или неизвестно."},
    ColumnWords{"design_check.capacity_g", "Несущая способность", "Ускорение, при котором выброс и его отсутствие равновероятны."},
    ColumnWords{"design_check.capacity_p16_g", "Несущая способность, 16 %", "Ускорение, при котором вероятность выброса 16 %."},
    ColumnWords{"design_check.capacity_origin", "Происхождение способности", "Самое слабое из того, что вошло в расчёт."},
    ColumnWords{"design_check.capacity_at_most", "Не больше", "Часть путей разрушения оценить не удалось: дамба может выдержать меньше."},
    ColumnWords{"design_check.margin", "Запас", "Несущая способность, делённая на требуемое ускорение."},
    ColumnWords{"design_check.release_at_demand", "Выброс при требуемом", "Вероятность выброса при требуемом ускорении."},
    ColumnWords{"design_check.capacity_aep", "Превышение способности", "Вероятность за год, что несущая способность будет превышена."},
    ColumnWords{"design_check.capacity_aep_origin", "Происхождение превышения", "Указано, вычислено, вычислено за пределами данных, по умолчанию или неизвестно."},
    ColumnWords{"design_check.capacity_aep_at_most", "Превышение, не больше", "Если известно только это."},
    ColumnWords{"design_check.capacity_aep_at_least", "Превышение, не меньше", "Если известно только это."},

    ColumnWords{"flood_exposure.status", "Паводок", "Затапливает, сухо, не ясно или не моделировалось (что не значит сухо)."},
    ColumnWords{"flood_exposure.depth_m", "Глубина", "Воды у подошвы."},
    ColumnWords{"flood_exposure.depth_low_m", "Глубина, наименьшая", "Оценки: наименьшая в пределах разброса."},
    ColumnWords{"flood_exposure.depth_high_m", "Глубина, наибольшая", "Оценки: наибольшая в пределах разброса."},
    ColumnWords{"flood_exposure.depth_origin", "Происхождение глубины", "Указано, вычислено, вычислено за пределами данных, по умолчанию или неизвестно."},
    ColumnWords{"flood_exposure.velocity_m_s", "Скорость", "Равномерного широкого потока у подошвы."},
    ColumnWords{"flood_exposure.erodes", "Размывает", "Поток может размыть подошву; пусто — неизвестно."},
    ColumnWords{"flood_exposure.discharge_m3_s", "Расход", "Оценки: потока ниже объекта."},
    ColumnWords{"flood_exposure.upstream_area_km2", "Площадь водосбора", "Потока, в который приходит вода объекта, по рельефу."},
    ColumnWords{"flood_exposure.height_m", "Высота", "Объекта над руслом этого потока."},
    ColumnWords{"flood_exposure.wet_per_year", "Вода у подошвы за год", "Вероятность, что вода у подошвы глубже 0,1 м."},
    ColumnWords{"flood_exposure.wet_at_most", "Вода у подошвы, не больше", "Если известно только это."},
    ColumnWords{"flood_exposure.wet_at_least", "Вода у подошвы, не меньше", "Если известно только это."},
    ColumnWords{"flood_exposure.overtopping_per_year", "Перелив", "Как часто ливни переливаются через дамбу; пусто — неизвестно."},
    ColumnWords{"flood_exposure.overtopping_at_most", "Перелив, не больше", "Самый редкий ливень таблицы не переливается."},
    ColumnWords{"flood_exposure.overtopping_at_least", "Перелив, не меньше", "Самый частый ливень переливается, или волны не учтены."},
    ColumnWords{"flood_exposure.failure_return_period_y", "Разрушение", "Период повторяемости паводка, который переливается или размывает подошву."},
    ColumnWords{"flood_exposure.failure_at_most_y", "Разрушение, не реже", "Если известно только это: дамба может разрушиться и в меньший паводок."},
    ColumnWords{"flood_exposure.wave_run_up_m", "Накат волны", "На внутренний откос; пусто — волны не учтены."},
    ColumnWords{"flood_exposure.overtopping_rain_m", "Слой ливня", "Ливня, при котором начинается перелив."},
    ColumnWords{"flood_exposure.overtopping_origin", "Происхождение перелива", "Самое слабое из того, что вошло в расчёт."},
    ColumnWords{"flood_exposure.failure_origin", "Происхождение разрушения", "Самое слабое из того, что вошло в расчёт."},

    ColumnWords{"joint_events.event_id", "Событие", "Код землетрясения или паводки года."},
    ColumnWords{"joint_events.group_kind", "Группа по", "Все; граница: чья вода её пересекает; река: кто стоит выше; устье: кто приходит в одно место."},
    ColumnWords{"joint_events.group_name", "Группа", "Граница, река или координаты устья."},
    ColumnWords{"joint_events.facilities", "Объектов", "Сколько объектов в группе."},
    ColumnWords{"joint_events.facilities_unknown", "Не оценено", "Объектов, которые оценить не удалось или удалось частично: вероятности — нижние границы."},
    ColumnWords{"joint_events.facilities_partly", "Оценено частично", "Из них те, у которых часть путей разрушения оценена и учтена."},
    ColumnWords{"joint_events.at_least", "Не меньше", "Вероятности — нижние границы."},
    ColumnWords{"joint_events.p_any", "Хотя бы один выброс", "Вероятность выброса хотя бы одного. Пусто — не оценён ни один."},
    ColumnWords{"joint_events.p_any_error", "Один, погрешность", "Стандартная погрешность моделирования."},
    ColumnWords{"joint_events.p_two_or_more", "Два и более", "Вероятность двух и более. Пусто — оценено меньше двух."},
    ColumnWords{"joint_events.p_two_or_more_error", "Два, погрешность", "Стандартная погрешность моделирования."},
    ColumnWords{"joint_events.expected_releases", "Ожидается выбросов", "Среднее число выбросов."},
    ColumnWords{"joint_events.p_any_independent", "Один, если независимо", "То же, если бы каждую дамбу трясло отдельно."},
    ColumnWords{"joint_events.p_two_or_more_independent", "Два, если независимо", "То же, если бы каждую дамбу трясло отдельно."},
    ColumnWords{"joint_events.likeliest_together", "Вероятнее всего вместе", "Самый вероятный набор из двух и более: эти и никакие другие."},
    ColumnWords{"joint_events.likeliest_probability", "Его вероятность", "Вероятность этого набора."},
    ColumnWords{"joint_events.members", "Объекты группы", "Коды объектов."},
};

}  // namespace

std::span<const ColumnWords> natech_column_words() { return kNatechColumns; }

}  // namespace tmfgeo
