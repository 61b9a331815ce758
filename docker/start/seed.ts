import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../db/connection.ts';
import { finished } from './child.ts';
import type { Launch } from './launch.ts';
import { type Plan, root } from './plan.ts';
import { LaunchRefusal } from './refusal.ts';

/** Stands in the data folder while the demo world is planted. */
const marker = (plan: Plan) => join(plan.dataDir, 'planting-the-demo');

/** A world planted by half is no world: what an interrupted first start left is thrown away, nobody has used it yet. */
export function forgetHalfPlanted(plan: Plan): void {
  if (!existsSync(marker(plan))) return;
  if (!plan.embedded) {
    throw new LaunchRefusal(
      'The last start was interrupted while it planted the demo in the database of DATABASE_URL: ' +
        `empty that database, delete ${marker(plan)}, and start again.`,
    );
  }
  for (const name of ['database', 'storage', 'stand-ins'])
    rmSync(join(plan.dataDir, name), { recursive: true, force: true });
  rmSync(marker(plan));
}

/** Plants the demo world into an empty database; one that holds people is left alone. */
export async function seedOnce({ plan, family, screen }: Launch): Promise<void> {
  if (!existsSync(join(root, 'db/seeds/demo.ts'))) return;
  if (plan.mode !== 'demo' || (await holdsPeople(plan.environment.DATABASE_URL!))) return;
  writeFileSync(marker(plan), '');
  await screen.step('demo world', async note => {
    const command = ['docker/start/seed-main.ts'];
    const child = family.start({ name: 'demo world', command, endsItself: true, stopWithinMs: 5_000 });
    child.process.on('message', message => note((message as { progress: string }).progress));
    await finished(child);
  });
  rmSync(marker(plan));
}

async function holdsPeople(url: string): Promise<boolean> {
  const db = connect(url, { poolSize: 1 });
  try {
    return (await db('users').first('id')) !== undefined;
  } finally {
    await db.destroy();
  }
}
