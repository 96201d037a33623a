-- 需要人工判断的地方
SELECT
    coalesce(unit, region, report) AS unit,
    year,
    rule,
    rules.title AS title,
    message,
    report
FROM findings
JOIN scored USING (report)
JOIN rules USING (rule)
WHERE status = 'needs_review'
ORDER BY report, rule
