import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRunning } from './environment.ts';
import { dataDirOf } from './start/plan.ts';

// Runs a script with the settings of the running Stackr: node docker/run.ts <script> [options]
const [script, ...options] = process.argv.slice(2);
if (!script) throw new Error('Usage: node docker/run.ts <script> [options]');

const running = readRunning(dataDirOf(process.env));
if (!running && !process.env.DATABASE_URL) {
  console.error('Stackr is not running here: start it with npm start, or set DATABASE_URL to the database to work on.');
  process.exit(1);
}
const isOurs = ['', running?.environment.DATABASE_URL].includes(process.env.DATABASE_URL ?? '');
if (isOurs) for (const [name, value] of Object.entries(running?.environment ?? {})) process.env[name] ||= value;

const path = resolve(script);
process.argv = [process.execPath, path, ...options];
await import(pathToFileURL(path).href);
