-- A month's average headcount: half of those there at its start and half of those at its end.
SELECT spells.unit, months.month,
       sum(people * (CASE WHEN hired_in < month THEN 0.5 ELSE 0 END
                     + CASE WHEN left_in IS NULL OR left_in > month THEN 0.5 ELSE 0 END))
           AS average_headcount
FROM spells
JOIN months ON hired_in <= month AND (left_in IS NULL OR left_in >= month)
GROUP BY spells.unit, months.month
