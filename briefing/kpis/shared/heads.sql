-- Everybody who was employed on some day of the period. A person is in one unit, so units add.
-- They are all who joined by its end, without those who had left before it began.
SELECT unit, grain, starts_on,
       sum(joined - CASE WHEN month < starts_on THEN gone ELSE 0 END) AS people
FROM moves
JOIN periods ON month <= ends_on
GROUP BY unit, grain, starts_on
HAVING sum(joined - CASE WHEN month < starts_on THEN gone ELSE 0 END) > 0
