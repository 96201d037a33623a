-- 各市的各项比率：报告所写的最低、中位、最高，以及分子分母合计后的比率；口径、审级不同的分开
WITH told AS (
    -- 一份报告里写了两遍的同一个比率只算一次；只算本地区全部的，不算其中一部分的
    SELECT DISTINCT
        report,
        name,
        title,
        attributes ->> 'caliber' AS caliber,
        attributes ->> 'instance' AS instance,
        percent,
        numerator,
        denominator
    FROM facts
    WHERE kind = 'rate' AND percent IS NOT NULL AND attributes ->> 'whole' = 'true'
)
SELECT
    name,
    told.title AS title,
    caliber,
    instance,
    year,
    coalesce(city, province) AS city,
    count(DISTINCT report) AS reports,
    min(percent) AS lowest,
    round(median(percent), 2) AS median,
    max(percent) AS highest,
    round(100 * sum(numerator) FILTER (denominator > 0) / sum(denominator) FILTER (numerator IS NOT NULL), 2)
        AS overall
FROM told
JOIN scored USING (report)
GROUP BY name, told.title, caliber, instance, year, coalesce(city, province)
ORDER BY name, caliber NULLS FIRST, instance NULLS FIRST, year DESC NULLS LAST, city NULLS FIRST
