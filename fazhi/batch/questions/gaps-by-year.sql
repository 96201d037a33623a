-- 各年度的缺口：每条规则每年有多少报告缺
SELECT
    rule,
    title,
    year,
    count(*) FILTER (status = 'gap') AS gaps,
    count(*) AS judged,
    round(100 * gaps / judged, 1) AS percent
FROM verdicts
GROUP BY rule, title, year
HAVING gaps > 0
ORDER BY rule, year NULLS LAST
