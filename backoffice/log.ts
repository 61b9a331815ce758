import { type Logger, pino } from 'pino';

/**
 * JSON lines with the process's name; for a person at a terminal, the same in colour.
 * A request's id is bound by whoever has it: log.child({ requestId }).
 */
export function createLog({ service, level }: { service: string; level: string }): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.password', '*.authorization', '*.cookie', '*.secret', 'req.headers'],
    ...(process.stdout.isTTY && { transport: pretty }),
  });
}

const pretty = {
  target: 'pino-pretty',
  options: { ignore: 'pid,hostname,service', messageFormat: '{service}: {msg}' },
};
