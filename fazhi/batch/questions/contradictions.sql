-- 数字对不上的地方：原文、所写的数、核算的数
SELECT
    coalesce(scored.unit, region, report) AS unit,
    year,
    attributes ->> 'type' AS type,
    quote,
    attributes ->> 'stated' AS stated,
    attributes ->> 'computed' AS computed,
    report,
    "start"
FROM facts
JOIN scored USING (report)
WHERE facts.kind = 'check' AND verdict = 'inconsistent'
ORDER BY report, "start", fact
