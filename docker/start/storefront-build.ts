import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './plan.ts';
import { LaunchRefusal } from './refusal.ts';

const storefront = join(root, 'storefront');
const built = join(storefront, 'build');
const stamp = join(built, 'made-from.txt');

/** Builds the storefront unless the build was made from these very sources. Answers whether it did. */
export async function buildStorefront(logFile: string, signal: AbortSignal): Promise<boolean> {
  const sources = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  rmSync(stamp, { force: true }); // a build that is broken off must not pass for the old one
  await runVite(logFile, signal);
  writeFileSync(stamp, sources);
  return true;
}

// By content: a checkout or a copy changes times without changing a word.
function sourcesHash(): string {
  const hash = createHash('sha256');
  const names = ['src', 'static', 'package.json', 'vite.config.ts', 'tsconfig.json', '../package-lock.json'];
  for (const name of names) add(hash, join(storefront, name));
  return hash.digest('hex');
}

function add(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(hash, join(path, name));
  else hash.update(path.slice(root.length)).update(readFileSync(path));
}

function runVite(logFile: string, signal: AbortSignal): Promise<void> {
  const vite = join(
    dirname(createRequire(join(storefront, 'package.json')).resolve('vite/package.json')),
    'bin/vite.js',
  );
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build'], {
      cwd: storefront,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('error', reject);
    child.once('close', code => {
      log.end();
      if (code === 0) return resolve();
      const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15);
      reject(new LaunchRefusal([`The storefront could not be built; the end of ${logFile}:`, ...tail].join('\n    ')));
    });
  });
}
