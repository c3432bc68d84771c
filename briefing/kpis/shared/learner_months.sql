-- What each person in Workers learned in a month. Whoever is not in Workers counts for no unit.
SELECT workers.unit, learning.employee_id,
       date_trunc('month', happened_on) AS month,
       sum(hours) AS hours,
       -- A record may be silent on whether somebody had registered, and on whether they finished.
       sum(CASE WHEN registered THEN 1 WHEN NOT registered THEN 0 END) AS registered,
       sum(CASE WHEN registered AND completed IS NOT NULL THEN 1 ELSE 0 END) AS known,
       sum(CASE WHEN registered AND completed THEN 1 ELSE 0 END) AS completed
FROM learning
JOIN workers ON workers.employee_id = learning.employee_id
GROUP BY workers.unit, learning.employee_id, date_trunc('month', happened_on)
