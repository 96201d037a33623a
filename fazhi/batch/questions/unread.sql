-- 没有读取、没有评分的文件和原因
SELECT input, outcome, reason, remedy
FROM inputs
WHERE outcome IN ('unread', 'failed')
ORDER BY input
