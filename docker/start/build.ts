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
import { dirname, join, relative } from 'node:path';
import { root } from './plan.ts';
import { LaunchRefusal } from './refusal.ts';

export interface Build {
  name: string;
  /** Files and folders it is made from, seen from the root. */
  sources: string[];
  /** The folder it makes. */
  output: string;
  command: string[];
  cwd: string;
}

const vite = 'node_modules/vite/bin/vite.js';

export const storefrontBuild: Build = {
  name: 'storefront build',
  sources: ['src', 'static', 'package.json', 'vite.config.ts', 'tsconfig.json'].map(name => join('storefront', name)),
  output: 'storefront/build',
  command: [join(existsSync(join(root, 'storefront', vite)) ? join(root, 'storefront') : root, vite), 'build'],
  cwd: 'storefront',
};

export const panelBuild: Build = {
  name: 'panel build',
  sources: ['backoffice/admin/components', 'backoffice/admin/bundle.ts'],
  output: 'backoffice/admin-bundle',
  command: ['backoffice/admin/bundle.ts'],
  cwd: '.',
};

/** Builds unless the output was made from these very sources. Answers whether it did. */
export async function buildOnce(build: Build, logFile: string, signal: AbortSignal): Promise<boolean> {
  const stamp = join(root, build.output, 'made-from.txt');
  const sources = sourcesHash(build);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  rmSync(stamp, { force: true }); // a build that is broken off must not pass for the old one
  await run(build, logFile, signal);
  writeFileSync(stamp, sources);
  return true;
}

// By content: a checkout or a copy changes times without changing a word.
function sourcesHash({ sources }: Build): string {
  const hash = createHash('sha256');
  for (const name of [...sources, 'package-lock.json']) add(hash, join(root, name));
  return hash.digest('hex');
}

function add(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(hash, join(path, name));
  else hash.update(relative(root, path)).update(readFileSync(path));
}

function run({ name, command, cwd }: Build, logFile: string, signal: AbortSignal): Promise<void> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: join(root, cwd),
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('error', reject);
    child.once('close', code => {
      log.end(() => {
        if (code === 0) return resolve();
        const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15);
        reject(new LaunchRefusal([`The ${name} failed; the end of ${logFile}:`, ...tail].join('\n    ')));
      });
    });
  });
}
