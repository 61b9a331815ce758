import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Build, buildOnce, panelBuild, storefrontBuild } from './build.ts';
import { readyByAnswer, readyByMessage } from './child.ts';
import type { Family } from './family.ts';
import { type Plan, root } from './plan.ts';
import { migrateDatabase } from './schema.ts';
import type { Screen } from './screen.ts';
import { seedOnce } from './seed.ts';

export interface Launch {
  plan: Plan;
  family: Family;
  screen: Screen;
  /** Sources are watched: a change restarts what it touches. */
  reload: boolean;
  stopping: AbortSignal;
}

/** Everything up and answering, what can run side by side running side by side. */
export async function launch(launch: Launch): Promise<void> {
  const builds = launch.reload ? [] : [storefrontBuild, panelBuild];
  const built = Promise.all(builds.map(build => buildStep(launch, build)));
  await Promise.all([built, serviceSteps(launch, built)]);
  // The jobs come after the service: on the first start they have a catalogue to index, and people wait for pages, not for that.
  await Promise.all([storefrontStep(launch), jobsStep(launch)]);
}

async function serviceSteps(launch: Launch, built: Promise<unknown>): Promise<void> {
  await Promise.all([databaseStep(launch), standInsStep(launch)]);
  await seedOnce(launch);
  await built;
  await serviceStep(launch);
}

async function buildStep({ screen, plan, stopping }: Launch, build: Build): Promise<void> {
  await screen.step(build.name, async note => {
    const isNew = await buildOnce(build, join(plan.logDir, `${build.name.replace(' ', '-')}.log`), stopping);
    if (!isNew) note('up to date');
  });
}

async function databaseStep({ screen, plan, family }: Launch): Promise<void> {
  if (plan.embedded) {
    await screen.step('database', async () => {
      const command = ['db/embedded-main.ts', join(plan.dataDir, 'database'), String(plan.ports.database)];
      await readyByMessage(family.start({ name: 'database', command, stopWithinMs: 20_000 }));
    });
  }
  await screen.step('migrations', async note => note(await migrateDatabase(plan.environment.DATABASE_URL!)));
}

async function standInsStep({ screen, plan, family }: Launch): Promise<void> {
  const names = Object.entries(plan.standIns).filter(([, wanted]) => wanted);
  if (names.length === 0) return;
  await screen.step('stand-ins', async note => {
    const { standIns, ports, dataDir } = plan;
    const environment = { STACKR_STAND_INS: JSON.stringify({ standIns, ports, dataDir }) };
    const command = ['docker/start/stand-ins-main.ts'];
    await readyByMessage(family.start({ name: 'stand-ins', command, environment, stopWithinMs: 5_000 }));
    note(names.map(([name]) => name).join(', '));
  });
}

const readyWithinMs = 60_000;
const watching = ['--watch', '--watch-preserve-output'];

async function jobsStep({ screen, plan, family, reload }: Launch): Promise<void> {
  await screen.step('jobs', async () => {
    const nodeOptions = reload ? watching : [];
    const child = family.start({ name: 'jobs', command: ['jobs/index.ts'], nodeOptions, stopWithinMs: 25_000 });
    await readyByAnswer(child, `http://127.0.0.1:${plan.ports.jobs}/health`, readyWithinMs);
  });
}

async function serviceStep({ screen, plan, family, reload }: Launch): Promise<void> {
  await screen.step('service', async () => {
    const nodeOptions = reload ? watching : [];
    const environment: Record<string, string> = reload ? {} : { ADMIN_JS_SKIP_BUNDLE: 'true' };
    const command = ['backoffice/server.ts'];
    const child = family.start({ name: 'service', command, nodeOptions, environment, stopWithinMs: 15_000 });
    await readyByAnswer(child, `http://127.0.0.1:${plan.ports.service}/api/health/ready`, readyWithinMs);
  });
}

async function storefrontStep({ screen, plan, family, reload }: Launch): Promise<void> {
  await screen.step('storefront', async () => {
    const cwd = join(root, 'storefront');
    const vite = join(existsSync(join(cwd, 'node_modules/vite')) ? cwd : root, 'node_modules/vite/bin/vite.js');
    const command = reload ? [vite, 'dev', '--port', String(plan.ports.storefront), '--strictPort'] : ['server.ts'];
    const environment: Record<string, string> = reload ? { NODE_ENV: 'development' } : {};
    const child = family.start({ name: 'storefront', command, cwd, environment, stopWithinMs: 8_000 });
    await readyByAnswer(child, `http://127.0.0.1:${plan.ports.storefront}/`, readyWithinMs);
  });
}
