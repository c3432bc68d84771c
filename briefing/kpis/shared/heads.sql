-- Everybody who was employed on some day of the period. A person is in one unit, so units add.
SELECT unit, grain, starts_on, sum(people) AS people
FROM spells
JOIN periods ON hired_in <= ends_on AND (left_in IS NULL OR left_in >= starts_on)
GROUP BY unit, grain, starts_on
