-- People-years worked and the average headcount, in the periods of which Workers speaks.
WITH recorded AS (
    -- An export speaks of leavers from some month on, and ends in another: before it those who
    -- left are missing from the headcount, and after it nobody seems to come or go.
    SELECT min(left_in) AS since, greatest(max(left_in), max(hired_in)) AS until FROM spells
),
worked AS (
    SELECT scope, grain, starts_on, ends_on, months,
           sum(average_headcount) AS person_months,
           max(month) AS last_month
    FROM people_months
    JOIN scope_of ON scope_of.unit = people_months.unit
    JOIN periods ON month BETWEEN starts_on AND ends_on
    GROUP BY scope, grain, starts_on, ends_on, months
)
SELECT scope, grain, starts_on, ends_on,
       person_months / 12 AS years,
       -- How many were there on some day would, with the years, say how many joined and left.
       floor(person_months / months) AS people
FROM worked
JOIN recorded ON starts_on >= since AND last_month <= until
