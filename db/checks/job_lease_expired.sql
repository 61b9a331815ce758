-- No run of the timetable outlived its lease
select job, slot, lease_holder, lease_until from job_runs r
where status = 'running' and lease_until < now() - interval '5 minutes'
  and not exists (select from job_runs later where later.job = r.job and later.slot > r.slot and later.status = 'succeeded');
