-- 排名：同一年度、同一层级的单位，从高到低
SELECT
    year,
    level,
    CASE
        WHEN count(*) OVER (PARTITION BY year, level) > 1 -- alone among its like it has no place
        THEN rank() OVER (PARTITION BY year, level ORDER BY score DESC)
    END AS rank,
    coalesce(unit, region, report) AS unit,
    city,
    score,
    grade,
    coalesce(must_gaps, 0) AS must_gaps,
    report
FROM scored
LEFT JOIN (
    SELECT report, count(*) AS must_gaps
    FROM findings
    WHERE status = 'gap' AND severity = 'must'
    GROUP BY report
) USING (report)
ORDER BY
    year DESC NULLS LAST,
    list_position(['province', 'city', 'county', 'township', 'department'], level) NULLS LAST,
    rank,
    report
