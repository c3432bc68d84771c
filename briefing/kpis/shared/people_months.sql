-- A month's average headcount: half of those there at its start and half of those at its end.
SELECT moves.unit, months.month,
       -- Who joined or left in the month itself is there at one of its two ends alone.
       sum((joined - gone) * CASE WHEN moves.month < months.month THEN 1.0 ELSE 0.5 END)
           AS average_headcount
FROM moves
JOIN months ON moves.month <= months.month
GROUP BY moves.unit, months.month
-- Somebody was there on some day.
HAVING sum(joined) > sum(CASE WHEN moves.month < months.month THEN gone ELSE 0 END)
