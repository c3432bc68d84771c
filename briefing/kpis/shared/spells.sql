-- A row for each unit, month of joining and month of leaving: few, however many people.
SELECT unit,
       date_trunc('month', hired_on) AS hired_in,
       date_trunc('month', left_on) AS left_in,
       count(*) AS people,
       sum(CASE WHEN leave_type = 'voluntary' THEN 1 ELSE 0 END) AS voluntary
FROM workers
GROUP BY unit, date_trunc('month', hired_on), date_trunc('month', left_on)
