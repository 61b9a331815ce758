import type { Db } from '#db/connection.ts';

export interface Slot {
  job: string;
  /** When the timetable wanted it. */
  slot: Date;
}

interface Lease {
  holder: string;
  at: Date;
  until: Date;
}

/**
 * Of all processes whose clock says that a job is due, the one that writes its slot runs it. A run that failed, or whose lease ran
 * out, may be taken over. Null: another process has it, or it is done.
 */
export async function takeSlot(db: Db, { job, slot }: Slot, { holder, at, until }: Lease): Promise<string | null> {
  const { rows } = await db.raw(
    `insert into job_runs (job, slot, lease_holder, lease_until, started_at) values (:job, :slot, :holder, :until, :at)
     on conflict (job, slot) do update
       set status = 'running', lease_holder = :holder, lease_until = :until, started_at = :at, finished_at = null, error = null
       where job_runs.status = 'failed' or (job_runs.status = 'running' and job_runs.lease_until < :at)
     returning id`,
    { job, slot, holder, at, until },
  );
  return rows[0]?.id ?? null;
}

/** False: the lease was lost in the meantime, and with it the right to say how the run ended. */
export async function finishRun(
  db: Db,
  run: { id: string; holder: string; at: Date } & ({ summary: unknown } | { error: string }),
): Promise<boolean> {
  const end =
    'error' in run
      ? { status: 'failed', error: run.error }
      : { status: 'succeeded', summary: JSON.stringify(run.summary ?? null) };
  const count = await db('job_runs')
    .where({ id: run.id, lease_holder: run.holder, status: 'running' })
    .update({ ...end, finished_at: run.at });
  return count === 1;
}

/** Jobs that ran before but not in this slot (or failed in it): what a restart, or the next quarter of an hour, makes up for. */
export async function missedSlots(db: Db, slots: Slot[], at: Date): Promise<string[]> {
  const { rows } = await db.raw(
    `select due.job from jsonb_to_recordset(cast(:slots as jsonb)) as due(job text, slot timestamptz)
     where exists (select from job_runs r where r.job = due.job and r.slot < due.slot)
       and not exists (select from job_runs r where r.job = due.job and r.slot = due.slot
         and (r.status = 'succeeded' or (r.status = 'running' and r.lease_until >= :at)))
     order by due.slot`,
    { slots: JSON.stringify(slots), at },
  );
  return rows.map((row: { job: string }) => row.job);
}

/** The latest end of each job, for metrics. */
export async function latestRuns(db: Db): Promise<{ job: string; succeededAt: Date | null; failures: number }[]> {
  const { rows } = await db.raw(
    `select job, max(finished_at) filter (where status = 'succeeded') as "succeededAt",
       (count(*) filter (where status = 'failed'))::int as failures
     from job_runs where started_at > now() - interval '2 days' group by job order by job`,
  );
  return rows;
}
