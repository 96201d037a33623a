-- 各年度的缺口：每条规则每年有多少报告缺
SELECT
    rule,
    rules.title AS title,
    year,
    count(*) FILTER (status = 'gap') AS gaps,
    count(*) AS judged,
    round(100 * gaps / judged, 1) AS percent
FROM findings
JOIN scored USING (report)
JOIN rules USING (rule)
WHERE status IN ('met', 'partial', 'gap')
GROUP BY rule, rules.title, year
HAVING gaps > 0
ORDER BY rule, year NULLS LAST
