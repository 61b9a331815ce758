import { connect } from '../../db/connection.ts';
import { finished } from './child.ts';
import type { Launch } from './launch.ts';

/** Plants the demo world into an empty database; one that holds people is left alone. */
export async function seedOnce({ plan, family, screen }: Launch): Promise<void> {
  if (plan.mode !== 'demo' || (await holdsPeople(plan.environment.DATABASE_URL!))) return;
  await screen.step('demo world', async note => {
    const environment = { STACKR_STAND_INS: JSON.stringify({ standIns: plan.standIns }) };
    const command = ['docker/start/seed-main.ts'];
    const child = family.start({ name: 'demo world', command, environment, endsItself: true, stopWithinMs: 5_000 });
    child.process.on('message', message => note((message as { progress: string }).progress));
    await finished(child);
  });
}

async function holdsPeople(url: string): Promise<boolean> {
  const db = connect(url, { poolSize: 1 });
  try {
    return (await db('users').first('id')) !== undefined;
  } finally {
    await db.destroy();
  }
}
