-- The organisation's own metrics, as the sheet Measures has them: numerators, denominators and n add.
SELECT kpi, scope, grain, starts_on,
       sum(numerator) AS numerator,
       sum(denominator) AS denominator,
       -- Where nobody said how many are behind it, it is taken for few, and not shown.
       coalesce(sum(n), 0) AS n
FROM measures
JOIN scope_of ON scope_of.unit = measures.unit
JOIN periods ON month BETWEEN starts_on AND ends_on
GROUP BY kpi, scope, grain, starts_on, periods.months
-- Each unit that has a row in the period has one for every month: a hole would mix its season in.
HAVING count(*) = periods.months * count(DISTINCT measures.unit)
