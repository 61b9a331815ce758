-- severity: warning
-- The latest run of each job succeeded
select job, slot, error
from (select distinct on (job) job, slot, status, error from job_runs order by job, slot desc) latest
where status = 'failed';
