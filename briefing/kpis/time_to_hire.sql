-- title: Time to hire
-- unit: days
-- yearly: no
-- better: down
-- area: ISO 30414 recruitment
-- timing: leading
-- vanity: no
-- numerator: amount
-- formula: days from approving a position to accepting an offer, averaged over the positions filled in the period
-- reads: requisitions(unit, opened_on, filled_on)
-- counts: requisitions: filled_on BETWEEN starts_on AND ends_on
-- omits: requisitions: filled_on IS NULL: not filled yet
SELECT scope, grain, starts_on,
       sum(date_diff('day', opened_on, filled_on)) AS numerator,
       count(*) AS denominator,
       count(*) AS n
FROM requisitions
JOIN scope_of ON scope_of.unit = requisitions.unit
JOIN periods ON filled_on BETWEEN starts_on AND ends_on
WHERE starts_on >= (SELECT date_trunc('month', min(filled_on)) FROM requisitions)
GROUP BY scope, grain, starts_on
