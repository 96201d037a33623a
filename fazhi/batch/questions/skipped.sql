-- 略过的文件：不是报告文档、隐藏文件、临时文件
SELECT input, reason
FROM inputs
WHERE outcome = 'skipped'
ORDER BY input
