import { isMainThread } from 'node:worker_threads';
import { type Logger, pino } from 'pino';

/**
 * JSON lines with the process's name; for a person at a terminal, the same in colour.
 * A request's id is bound by whoever has it: log.child({ requestId }).
 */
export function createLog({ service, level }: { service: string; level: string }): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.password', '*.authorization', '*.cookie', '*.secret', 'req.headers'],
  };
  if (process.stdout.isTTY) return pino({ ...options, transport: pretty });
  // A worker thread writes at once, for its end is not announced.
  if (!isMainThread) return pino(options);
  // A write for each line costs a fifth of a quick answer; what waits is written within a second, and at exit.
  return pino(options, pino.destination({ sync: false, minLength: 4096, periodicFlush: 1000 }));
}

const pretty = {
  target: 'pino-pretty',
  options: { ignore: 'pid,hostname,service', messageFormat: '{service}: {msg}' },
};
