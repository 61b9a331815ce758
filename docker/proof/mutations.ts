// npm run prove: takes each protection away once, in a copy of the project, and runs the tests that must notice. A protection whose loss
// nobody notices is printed, and the command fails. Options: --only "lock order". Races need TEST_DATABASE_URL (docker/native-postgres).
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { PROTECTIONS, type Protection } from './protections.ts';

const root = join(import.meta.dirname, '../..');
const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const copy = await mkdtemp(join(tmpdir(), 'stackr-mutations-'));
const left = /^(node_modules|\.git|\.data|\.svelte-kit|build)$/;
await cp(root, copy, {
  recursive: true,
  filter: path =>
    !relative(root, path)
      .split('/')
      .some(part => left.test(part)),
});
await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));

const unnoticed: string[] = [];
/** Each set of tests is run once as it is: a test that always fails would notice everything. */
const sound = new Map<string, boolean>();
try {
  for (const protection of PROTECTIONS.filter(({ name }) => !only || name.includes(only))) {
    const end = await tryWithout(protection);
    console.log(`${end === 'noticed' ? '✓' : end === 'unnoticed' ? '✗' : '–'} ${protection.name}: ${end}`);
    if (end === 'unnoticed') unnoticed.push(protection.name);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
process.exitCode = unnoticed.length > 0 ? 1 : 0;

async function tryWithout({ file, words, instead, tests, isNative }: Protection) {
  if (isNative && !process.env.TEST_DATABASE_URL) return 'needs TEST_DATABASE_URL';
  const path = join(copy, file);
  const whole = await readFile(path, 'utf8');
  if (whole.split(words).length !== 2) throw new Error(`${file} does not say once: ${words}`);
  if (!soundBefore(tests)) throw new Error(`${tests.join(', ')} fail before anything is taken away`);
  await writeFile(
    path,
    whole.replace(words, () => instead),
  );
  const hasPassed = passes(tests);
  await writeFile(path, whole);
  return hasPassed ? 'unnoticed' : 'noticed';
}

function soundBefore(tests: string[]): boolean {
  const key = tests.join();
  if (!sound.has(key)) sound.set(key, passes(tests));
  return sound.get(key)!;
}

function passes(tests: string[]): boolean {
  return spawnSync('npx', ['vitest', 'run', '--reporter=dot', ...tests], { cwd: copy, stdio: 'ignore' }).status === 0;
}
