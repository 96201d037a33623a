-- 同一单位同一年度有几份报告
SELECT
    unit,
    year,
    count(*) AS reports,
    list(report ORDER BY report) AS inputs
FROM scored
WHERE unit IS NOT NULL
GROUP BY unit, year
HAVING count(*) > 1
ORDER BY year DESC NULLS LAST, unit
