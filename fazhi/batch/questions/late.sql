-- 哪些报告晚于四月一日发布
SELECT
    coalesce(unit, region, report) AS unit,
    city,
    level,
    year,
    published_on,
    published_on - make_date(year + 1, 4, 1) AS days_late,
    report
FROM scored
WHERE published_on > make_date(year + 1, 4, 1)
ORDER BY days_late DESC, report
