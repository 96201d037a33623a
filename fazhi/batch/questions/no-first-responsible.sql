-- 哪些单位没有写第一责任人履职情况
SELECT
    coalesce(unit, region, report) AS unit,
    city,
    level,
    year,
    score,
    report
FROM sections
JOIN scored USING (report)
WHERE section = 'first_responsible_person' AND sections.status = 'missing'
ORDER BY year DESC NULLS LAST, city NULLS FIRST, unit, report
