import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigRefusal } from '../../backoffice/config.ts';
import { lockFolder } from '../../db/folder-lock.ts';
import { readRunning, removeRunning, writeRunning } from '../environment.ts';
import { createFamily, type Family } from './family.ts';
import { launch } from './launch.ts';
import { type Plan, planLaunch } from './plan.ts';
import { refuseTakenPorts } from './ports.ts';
import { LaunchRefusal } from './refusal.ts';
import { createScreen, type Screen } from './screen.ts';
import { welcome } from './welcome.ts';

/** Starts Stackr and stays until it is asked to stop or a part of it fails. Sets the exit code. */
export async function main({ reload }: { reload: boolean }): Promise<void> {
  const startedAt = performance.now();
  const screen = createScreen(process.stdout);
  try {
    const plan = planLaunch(process.env);
    mkdirSync(plan.logDir, { recursive: true });
    const lock = await lockFolder(plan.dataDir);
    if (!lock) throw alreadyRunning(plan);
    await refuseTakenPorts(plan);
    screen.say(`Stackr starts (${plan.mode}${reload ? ', reloading on change' : ''}).`);
    await run(plan, screen, { reload, startedAt });
    await lock.release();
  } catch (error) {
    if (!(error instanceof LaunchRefusal || error instanceof ConfigRefusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function run(
  plan: Plan,
  screen: Screen,
  { reload, startedAt }: { reload: boolean; startedAt: number },
): Promise<void> {
  const family = createFamily(plan, screen);
  const { stopping, asked } = listenForStop(family, screen);
  try {
    await Promise.race([launch({ plan, family, screen, reload, stopping: stopping.signal }), family.failed, asked]);
    if (stopping.signal.aborted) return;
    writeRunning(plan.dataDir, { pid: process.pid, publicUrl: plan.publicUrl, environment: plan.environment });
    screen.say(welcome(plan, (performance.now() - startedAt) / 1000));
    await Promise.race([family.failed, asked]);
  } finally {
    stopping.abort();
    removeRunning(plan.dataDir);
    await family.stop();
    screen.say('Stackr has stopped.');
  }
}

const PARENT_LOOKED_AT_EVERY_MS = 500;

/** The first signal stops in order, a second one at once. */
function listenForStop(family: Family, screen: Screen) {
  const stopping = new AbortController();
  const asked = new Promise<void>(resolve => {
    const stop = () => {
      screen.say('\nStopping …');
      stopping.abort();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => (stopping.signal.aborted ? family.kill() : stop()));
    }
    whenNpmIsGone(() => stopping.signal.aborted || stop());
  });
  return { stopping, asked };
}

/** npm passes SIGTERM to the shell it started us in, and that shell dies without passing it on. */
function whenNpmIsGone(act: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, PARENT_LOOKED_AT_EVERY_MS).unref();
}

function alreadyRunning({ dataDir }: Plan): LaunchRefusal {
  const running = readRunning(dataDir);
  const where = running ? `: open ${running.publicUrl}, or stop it first` : '';
  return new LaunchRefusal(`Stackr already runs with the data in ${join(dataDir)}${where}.`);
}
