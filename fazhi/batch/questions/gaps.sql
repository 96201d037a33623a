-- 最常见的缺口：缺这一项的报告占判定了这一项的报告的比例
SELECT
    rule,
    title,
    severity,
    count(*) FILTER (status = 'gap') AS gaps,
    count(*) FILTER (status = 'partial') AS partial,
    count(*) AS judged,
    round(100 * gaps / judged, 1) AS percent
FROM verdicts
GROUP BY rule, title, severity
HAVING gaps > 0
ORDER BY gaps DESC, percent DESC, rule
