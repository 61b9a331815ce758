import { join } from 'node:path';
import { type Child, type ChildSettings, startChild } from './child.ts';
import type { Plan } from './plan.ts';
import { LaunchRefusal } from './refusal.ts';
import type { Screen } from './screen.ts';

type Member = Pick<ChildSettings, 'name' | 'command' | 'stopWithinMs'> & Partial<ChildSettings>;

export interface Family {
  start(member: Member): Child;
  /** Rejects when any of them ends unasked. */
  failed: Promise<never>;
  /** The last started first, so that nobody loses what they stand on before they are done. */
  stop(): Promise<void>;
  /** For who presses Ctrl-C twice. */
  kill(): void;
}

// Node lets the space for new objects grow to 130 MB and keeps it; this saves a third of the service at rest.
const smallNursery = '--max-semi-space-size=16';

export function createFamily({ dataDir, logDir, environment }: Plan, screen: Screen): Family {
  const compileCache = join(dataDir, 'compile-cache'); // what was parsed and stripped of types once is not again
  const children: Child[] = [];
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => {}); // heard by whoever races with it
  let isStopping = false;

  return {
    failed,
    start(member) {
      if (isStopping) throw new LaunchRefusal('Stopped.');
      const child = startChild({
        logFile: join(logDir, `${member.name.replaceAll(' ', '-')}.log`),
        onError: line => screen.say(`  ! ${member.name}: ${line}`),
        ...member,
        environment: {
          ...environment,
          NODE_ENV: 'production',
          NODE_COMPILE_CACHE: compileCache,
          NODE_OPTIONS: `${smallNursery} ${process.env.NODE_OPTIONS ?? ''}`.trim(),
          ...member.environment,
        },
      });
      child.failed.catch(reject);
      children.push(child);
      return child;
    },
    async stop() {
      isStopping = true;
      for (const child of children.toReversed()) await child.stop();
    },
    kill() {
      for (const child of children) child.process.kill('SIGKILL');
    },
  };
}
