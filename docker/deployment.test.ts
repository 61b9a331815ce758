import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig, requiredInProduction } from '../backoffice/config.ts';
import { root } from './start/plan.ts';

interface Service {
  image: string;
  command: string[];
  environment?: Record<string, string>;
  working_dir?: string;
  depends_on?: string[] | Record<string, unknown>;
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const compose = parse(read('docker/compose.yml'), { merge: true }) as { services: Record<string, Service> };
const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'stackr');
const fly = read('fly.toml');
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;

test.each(ours)('compose starts a script that is there: %s', (_, { command, working_dir = '/app' }) => {
  expect(command[0]).toBe('node');
  expect(existsSync(join(root, working_dir.replace('/app', ''), command[1]!))).toBe(true);
});

test('compose only waits for services it has', () => {
  for (const { depends_on = [] } of Object.values(compose.services)) {
    const names = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
    for (const name of names) expect(Object.keys(compose.services)).toContain(name);
  }
});

test.each(['backoffice', 'jobs'])(
  'with its variables given, compose passes the configuration of production: %s',
  name => {
    const environment = Object.fromEntries(
      Object.entries(compose.services[name]!.environment!).map(([key, value]) => [key, filled(String(value))]),
    );
    for (const required of requiredInProduction) expect(environment).toHaveProperty(required);
    expect(readConfig({ ...environment, STACKR_MODE: 'production' }).mode).toBe('production');
  },
);

test('fly starts scripts that are there, in the folders the image has', () => {
  const dockerfile = read('docker/Dockerfile');
  const commands = [...fly.matchAll(/"(?:sh -c 'cd (\w+) && exec )?node ([\w/-]+\.ts)'?"/g)];
  expect(commands.map(([, folder = '.', script]) => join(folder, script!)).sort()).toEqual([
    'backoffice/server.ts',
    'db/migrate.ts',
    'jobs/index.ts',
    'storefront/server.ts',
  ]);
  for (const [, folder = '.', script] of commands) {
    const path = join(folder, script!);
    expect(existsSync(join(root, path))).toBe(true);
    expect(dockerfile).toMatch(new RegExp(`COPY --from=build .*/app/${path.split('/')[0]}`));
  }
});

test('the image is built by scripts that are there', () => {
  const workspace: Record<string, string> = JSON.parse(read('storefront/package.json')).scripts;
  for (const [, name, inStorefront] of read('docker/Dockerfile').matchAll(/npm run ([\w:]+)( -w storefront)?/g)) {
    expect(inStorefront ? workspace : scripts).toHaveProperty(name!);
  }
});

test('the README names every setting production needs', () => {
  for (const name of requiredInProduction) expect(read('README.md')).toContain(name);
});

/** As compose does it: ${NAME:-default}, and a word for what must be given. */
function filled(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\?[^}]*\}/g, 'given-by-the-person-who-deploys-it');
}
