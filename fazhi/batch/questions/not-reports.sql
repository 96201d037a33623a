-- 读到了，但不是年度报告的文件
SELECT report AS input, kind, reports.title AS title
FROM reports
WHERE score IS NULL
ORDER BY input
