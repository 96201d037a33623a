-- 各维度的平均得分，按年度和层级
SELECT
    year,
    level,
    dimensions.id AS dimension,
    dimensions.title AS title,
    count(dimensions.score) AS reports,
    round(avg(dimensions.score), 1) AS mean,
    min(dimensions.score) AS lowest,
    max(dimensions.score) AS highest
FROM dimensions
JOIN scored USING (report)
GROUP BY year, level, dimensions.id, dimensions.title
ORDER BY
    year DESC NULLS LAST,
    list_position(['province', 'city', 'county', 'township', 'department'], level) NULLS LAST,
    mean,
    dimension
