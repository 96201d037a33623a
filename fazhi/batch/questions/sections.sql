-- 五个部分写得怎样：单列、并入其他部分、没有标题、缺少，各有多少报告
SELECT
    section,
    year,
    count(*) FILTER (sections.status = 'headed') AS headed,
    count(*) FILTER (sections.status = 'embedded') AS embedded,
    count(*) FILTER (sections.status = 'unheaded') AS unheaded,
    count(*) FILTER (sections.status = 'missing') AS missing
FROM sections
JOIN scored USING (report)
GROUP BY section, year
ORDER BY
    year DESC NULLS LAST,
    list_position(
        ['measures', 'deficiencies', 'first_responsible_person', 'next_year_plan', 'other_matters'], section
    )
