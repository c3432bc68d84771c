-- title: Revenue per FTE
-- unit: money
-- yearly: yes
-- better: up
-- area: ISO 30414 productivity
-- timing: lagging
-- vanity: no
-- numerator: amount
-- formula: revenue ÷ full-time-equivalent years (full-time equivalents of each month ÷ 12, added up); n is the average number of full-time equivalents
-- reads: finance(unit, month, revenue, fte)
-- counts: finance: month BETWEEN starts_on AND ends_on
SELECT scope, grain, starts_on,
       sum(revenue) AS numerator,
       sum(fte) / 12 AS denominator,
       floor(sum(fte) / count(DISTINCT month)) AS n
FROM finance
JOIN scope_of ON scope_of.unit = finance.unit
JOIN periods ON month BETWEEN starts_on AND ends_on
GROUP BY scope, grain, starts_on, periods.months
-- A period with a month missing would mix its season in; a unit that sells nothing has none.
HAVING count(DISTINCT month) = periods.months AND sum(revenue) <> 0
