-- 内容完全相同的文件：排名只算第一份
SELECT report AS input, same_as
FROM reports
WHERE same_as IS NOT NULL
ORDER BY input
